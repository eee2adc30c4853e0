#include "extract/formats/docx/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/extract.h"
#include "extract/formats/docx/core_properties.h"
#include "extract/formats/docx/loci.h"

namespace nianbao::extract::docx {
namespace {

// A report without its tables still runs to a thousand characters.
constexpr std::int64_t kHardlyAnyText = 200;
constexpr std::string_view kNoteStyle = "footnote";

}  // namespace

Result<Document> Reading::run() {
  const auto of_package = package_.relationships_of({});
  if (!of_package) return std::unexpected(of_package.error());
  main_ = of_package->by_kind("officeDocument");
  if (main_.empty()) return fail(ErrorCode::missing_part, "_rels/.rels", "the package names no main part");
  package_.index_of(main_);
  auto relationships = package_.relationships_of(main_);
  if (!relationships) return std::unexpected(std::move(relationships.error()));
  relationships_ = std::move(*relationships);

  StylesReader styles(styles_);
  NumberingReader numbering(numbering_);
  auto done = read_part("styles", styles);
  if (done) done = read_part("numbering", numbering);
  if (done) done = read_body();
  if (done) done = read_notes("footnotes", references_.footnotes);
  if (done) done = read_notes("endnotes", references_.endnotes);
  if (done) done = read_properties(*of_package);
  if (!done) return std::unexpected(std::move(done.error()));

  number_blocks(document_.blocks);
  note_findings();
  document_.charset = "UTF-8";
  document_.charset_method = "package";
  document_.parts = package_.parts();
  return std::move(document_);
}

Result<void> Reading::read_part(std::string_view kind, PartHandler& handler) {
  const auto part = relationships_.by_kind(kind);
  if (part.empty()) return {};
  return package_.parse(part, handler);
}

Result<void> Reading::read_body() {
  Composer composer(styles_, lists_, budget_, package_.index_of(main_));
  BodyReader reader(composer, budget_);
  reader.read_chunks_with([this](std::string_view id) { return read_chunk(id); });
  if (auto read = package_.parse(main_, reader); !read) return read;
  if (reader.root() != "document") {
    return fail(ErrorCode::unsupported_format, main_, "an Office package that holds no Word document");
  }
  references_ = reader.notes();
  pictures_ = reader.pictures();
  take(composer, main_);
  return budget_.status();
}

Result<void> Reading::read_notes(std::string_view kind, const std::set<std::string, std::less<>>& ids) {
  const std::string part(relationships_.by_kind(kind));
  if (part.empty() || ids.empty()) return {};
  Composer composer(styles_, lists_, budget_, package_.index_of(part));
  BodyReader reader(composer, budget_);
  reader.keep_notes(ids);
  if (auto read = package_.parse(part, reader); !read) return read;
  const auto before = document_.blocks.size();
  take(composer, part);
  for (auto index = before; index < document_.blocks.size(); ++index) {
    if (auto* paragraph = std::get_if<Paragraph>(&document_.blocks[index])) paragraph->style = kNoteStyle;
  }
  return budget_.status();
}

void Reading::take(Composer& composer, std::string_view part) {
  auto blocks = composer.take();
  std::ranges::move(blocks, std::back_inserter(document_.blocks));
  if (composer.lost_text()) {
    note("unclosed_field", "a field never ends; the text after its beginning was taken for its code", part);
  }
}

// The properties help to tell a document; a report is no worse without them.
Result<void> Reading::read_properties(const Relationships& of_package) {
  const std::string part(of_package.by_kind("core-properties"));
  if (part.empty()) return {};
  CorePropertyReader reader(document_.properties);
  auto read = package_.parse(part, reader);
  if (read || read.error().code == ErrorCode::limit_exceeded) return read;
  note("properties_unreadable", read.error().detail, part);
  return {};
}

std::vector<Block> Reading::read_chunk(std::string_view relationship_id) {
  const std::string part(relationships_.by_id(relationship_id));
  if (part.empty()) return refuse_chunk(main_, "the relationship of an altChunk names no part");
  const auto bytes = package_.read_all(part);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::limit_exceeded) budget_.fail(bytes.error());
    return refuse_chunk(part, bytes.error().detail);
  }
  if (bytes->starts_with("PK")) return refuse_chunk(part, "a package inside the package");
  auto inner = read_document({.name = part, .bytes = *bytes, .declared_charset = {}}, budget_.limits());
  if (!inner) {
    if (inner.error().code == ErrorCode::limit_exceeded) budget_.fail(inner.error());
    return refuse_chunk(part, inner.error().detail);
  }
  const auto size = measure(inner->blocks);
  budget_.spend_text(static_cast<std::size_t>(size.bytes));
  for (std::int64_t i = 0; i < size.tables; ++i) budget_.spend_table();
  for (std::size_t i = 0; i < inner->blocks.size(); ++i) budget_.spend_block();
  const auto index = package_.index_of(part);
  assign_part(inner->blocks, index);
  for (auto& each : inner->diagnostics) {
    each.locus = {.part = index};
    document_.diagnostics.push_back(std::move(each));
  }
  return std::move(inner->blocks);
}

std::vector<Block> Reading::refuse_chunk(std::string_view part, std::string_view reason) {
  note("altchunk_unreadable", std::string(reason), part);
  return {};
}

void Reading::note(std::string code, std::string detail, std::string_view part) {
  document_.diagnostics.push_back(
      {.code = std::move(code), .detail = std::move(detail), .locus = {.part = package_.index_of(part)}});
}

void Reading::note_findings() {
  for (const auto& format : lists_.unknown_formats()) {
    note("unknown_number_format", fmt::format("numbers in {} are written as decimal", format), main_);
  }
  const auto size = measure(document_.blocks);
  if (pictures_ > 0 && size.characters < kHardlyAnyText) {
    note("image_only", fmt::format("pictures, but only {} characters of text", size.characters), main_);
  }
}

}  // namespace nianbao::extract::docx
