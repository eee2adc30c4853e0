#include "extract/format_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extract/foreign_formats.h"
#include "extract/formats/docx.h"
#include "extract/formats/html.h"
#include "extract/formats/mhtml.h"
#include "extract/formats/text.h"

namespace nianbao::extract {
namespace {

constexpr std::array<std::string_view, 2> kDocxExtensions{"docx", "docm"};
constexpr std::array<std::string_view, 4> kHtmlExtensions{"html", "htm", "shtml", "xhtml"};
constexpr std::array<std::string_view, 3> kMhtmlExtensions{"mht", "mhtml", "eml"};
constexpr std::array<std::string_view, 3> kTextExtensions{"txt", "text", "md"};

constexpr std::array kFormats{
    Format{"docx", kDocxExtensions, sniff_docx, read_docx},
    Format{"html", kHtmlExtensions, sniff_html, read_html},
    Format{"mhtml", kMhtmlExtensions, sniff_mhtml, nullptr, unwrap_mhtml},
    Format{"text", kTextExtensions, sniff_text, read_text},
};

std::unexpected<Error> unreadable(const std::optional<ForeignFormat>& foreign) {
  if (!foreign) return fail(ErrorCode::unknown_format, {}, "neither a Word document nor a web page nor text");
  std::string detail(foreign->what);
  if (foreign->code == ErrorCode::needs_converter) detail += ", which LibreOffice can convert";
  return fail(foreign->code, {}, std::move(detail));
}

bool has_extension(const Format& format, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string extension(name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(format.extensions, extension) != format.extensions.end();
}

}  // namespace

std::span<const Format> format_table() { return kFormats; }

Result<const Format*> detect_format(const Source& source) {
  if (source.bytes.empty()) return fail(ErrorCode::empty_input, {}, "the file has no bytes");
  const auto foreign = foreign_format(source.bytes);
  const Format* best = nullptr;
  int best_score = 0;
  for (const auto& format : kFormats) {
    auto score = 2 * format.sniff(source.bytes);
    if (score > 0 && has_extension(format, source.name)) ++score;  // breaks ties only
    if (score <= best_score) continue;
    best = &format;
    best_score = score;
  }
  constexpr int kSurerThanASignature = 2 * 50;
  if (best == nullptr || (foreign && best_score < kSurerThanASignature)) return unreadable(foreign);
  return best;
}

}  // namespace nianbao::extract
