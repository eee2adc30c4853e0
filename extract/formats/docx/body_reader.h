// The elements of a part with running text (document, footnotes, endnotes), turned into blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/formats/docx/composer.h"
#include "extract/formats/docx/package.h"

namespace nianbao::extract::docx {

// Ids of the notes whose reference shows.
struct NoteReferences {
  std::set<std::string, std::less<>> footnotes;
  std::set<std::string, std::less<>> endnotes;
};

class BodyReader : public PartHandler {
 public:
  // Gives the blocks of the part an altChunk points to by its relationship.
  using ChunkReader = std::function<std::vector<Block>(std::string_view relationship_id)>;

  BodyReader(Composer& composer, Budget& budget) : composer_(composer), budget_(budget) {}

  void read_chunks_with(ChunkReader reader) { read_chunk_ = std::move(reader); }
  // Of a notes part only these are read.
  void keep_notes(const std::set<std::string, std::less<>>& ids) { kept_notes_ = &ids; }

  void start(const xml::Element& element) override;
  void end(std::string_view ns, std::string_view name) override;
  void text(std::string_view text) override;
  Result<void> status() const override { return budget_.status(); }

  // The local name of the part's first element; empty when it is not of WordprocessingML.
  const std::string& root() const { return root_; }
  const NoteReferences& notes() const { return notes_; }
  std::int64_t pictures() const { return pictures_; }

 private:
  // What an open element means to the elements inside it.
  enum class Kind : std::uint8_t {
    any,  // of no meaning; in a rule, a parent of any kind
    paragraph,
    paragraph_properties,
    numbering_properties,
    mark_properties,
    run,
    run_properties,
    text,
    text_box,
    table,
    row,
    row_properties,
    cell,
    cell_properties,
    alternatives,
    skipped,
  };
  struct Rule;
  struct RuleTable;
  static const Rule* rule_of(const xml::Element& element, Kind parent);

  Kind skip(const xml::Element& element);
  Kind plain(const xml::Element& element);
  template <Kind kind>
  Kind enter(const xml::Element& element);

  Kind start_paragraph(const xml::Element& element);
  Kind paragraph_style(const xml::Element& element);
  Kind numbering_id(const xml::Element& element);
  Kind numbering_level(const xml::Element& element);
  Kind mark_hidden(const xml::Element& element);
  Kind mark_deleted(const xml::Element& element);

  Kind start_run(const xml::Element& element);
  Kind run_style(const xml::Element& element);
  Kind run_hidden(const xml::Element& element);
  Kind run_digits(const xml::Element& element);
  Kind tab(const xml::Element& element);
  Kind line_break(const xml::Element& element);
  Kind hyphen(const xml::Element& element);
  Kind symbol(const xml::Element& element);
  Kind field_character(const xml::Element& element);
  Kind note_reference(const xml::Element& element);
  Kind picture(const xml::Element& element);
  Kind text_box(const xml::Element& element);

  Kind start_table(const xml::Element& element);
  Kind start_row(const xml::Element& element);
  Kind grid_column(const xml::Element& element);
  Kind columns_before(const xml::Element& element);
  Kind row_deleted(const xml::Element& element);
  Kind start_cell(const xml::Element& element);
  Kind column_span(const xml::Element& element);
  Kind vertical_merge(const xml::Element& element);
  Kind horizontal_merge(const xml::Element& element);
  Kind cell_deleted(const xml::Element& element);

  Kind alternatives(const xml::Element& element);
  Kind choice(const xml::Element& element);
  Kind fallback(const xml::Element& element);
  Kind chunk(const xml::Element& element);
  Kind note(const xml::Element& element);

  Composer& composer_;
  Budget& budget_;
  ChunkReader read_chunk_;
  const std::set<std::string, std::less<>>* kept_notes_ = nullptr;
  std::vector<Kind> open_;         // the elements around, the innermost last
  std::int64_t skipped_ = 0;       // open elements inside one that is skipped
  std::vector<bool> choice_made_;  // for each open mc:AlternateContent
  std::string root_;
  NoteReferences notes_;
  std::int64_t pictures_ = 0;
};

}  // namespace nianbao::extract::docx
