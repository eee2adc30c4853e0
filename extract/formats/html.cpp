#include "extract/formats/html.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "extract/base/html_parser.h"
#include "extract/charset.h"
#include "extract/decoding_notes.h"
#include "extract/formats/html/markup.h"
#include "extract/formats/html/page.h"
#include "extract/formats/html/prescan.h"

namespace nianbao::extract {
namespace {

constexpr std::string_view kPart = "html";
// A report without its tables still runs to a thousand characters.
constexpr std::int64_t kHardlyAnyText = 200;
constexpr std::size_t kListedLinks = 20;

std::string list_of(const std::vector<Link>& links) {
  std::string list;
  for (std::size_t index = 0; index < links.size() && index < kListedLinks; ++index) {
    list += fmt::format("{}{} <{}>", index == 0 ? "" : ", ", links[index].text, links[index].target);
  }
  return list;
}

// The report may be there all the same, where text cannot be read: in pictures or in a file.
void note_missing_text(Document& document, const html_page::BlockWriter& blocks) {
  const auto characters = blocks.content_characters();
  if (characters >= kHardlyAnyText) return;
  if (blocks.has_images()) {
    document.diagnostics.push_back({.code = "image_only",
                                    .detail = fmt::format("pictures, but only {} characters of text", characters),
                                    .locus = {.part = 0}});
  }
  if (!document.attachments.empty()) {
    document.diagnostics.push_back(
        {.code = "attachment_only", .detail = list_of(document.attachments), .locus = {.part = 0}});
  }
}

}  // namespace

int sniff_html(std::string_view bytes) { return html_page::confidence(bytes); }

Result<Document> read_html(const Source& source, const Limits& limits) {
  if (source.bytes.empty()) return fail(ErrorCode::empty_input, {}, "the page has no bytes");
  auto decoded = decode_text(source.bytes, source.declared_charset, html_page::declared_charset(source.bytes));
  if (!decoded) return std::unexpected(std::move(decoded.error()));

  Document document;
  document.parts = {std::string(kPart)};
  note_decoding(document, *decoded);
  html_page::Page page(document, limits);
  const auto markup = html_page::plain_markup(decoded->utf8);
  if (auto parsed = html::parse(markup, page, limits, kPart); !parsed) {
    return std::unexpected(std::move(parsed.error()));
  }
  if (auto finished = page.finish(); !finished) return std::unexpected(std::move(finished.error()));
  note_missing_text(document, page.blocks());
  return document;
}

}  // namespace nianbao::extract
