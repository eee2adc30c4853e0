// Puts paragraphs and tables together from what the elements of a part announce, in document order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/budget.h"
#include "extract/base/digit_style.h"
#include "extract/formats/docx/list_counter.h"
#include "extract/formats/docx/styles.h"
#include "extract/model/document.h"
#include "extract/model/table_builder.h"

namespace nianbao::extract::docx {

// A paragraph while it is open, with the run that is open in it.
struct OpenParagraph {
  std::string style;  // as named; empty for the default one
  NumberingProperties numbering;
  bool mark_deleted = false;        // by a tracked change (17.13.5.15)
  std::optional<bool> mark_hidden;  // 17.3.1.29 with 17.3.2.41
  std::string run_style;
  std::optional<bool> run_hidden;
  std::optional<DigitStyle> run_digits;

  std::string text;
  std::string label;
  bool labelled = false;                  // the numbering has been asked
  bool break_pending = false;             // a page break whose other side has no text yet
  std::optional<std::string> kept_style;  // that of the paragraph joined to this one at its front
  std::vector<Block> after;               // from the text boxes anchored in it
};

class Composer {
 public:
  Composer(const Styles& styles, ListCounter& lists, Budget& budget, std::int32_t part);

  // nullptr outside paragraphs.
  OpenParagraph* paragraph() { return paragraphs_.empty() ? nullptr : &paragraphs_.back(); }
  void open_paragraph();
  void close_paragraph();
  void append(std::string_view text);  // dropped where it does not show
  void break_page();
  bool shows() const;  // whether what stands at this place of the run shows

  // Complex fields (17.16.18): code, then result.
  void begin_field();
  void separate_field();
  void end_field();

  void open_text_box();
  void close_text_box();

  void open_table();
  void close_table();
  void add_grid_column(std::int64_t twips);
  void open_row();
  void skip_columns(std::int64_t count);
  void delete_row();
  bool row_deleted() const;
  bool open_cell();  // false outside tables
  CellSpec* cell();  // nullptr outside cells
  void delete_cell();
  void close_cell();

  void splice(std::vector<Block> blocks);
  // What has been composed since the last call.
  std::vector<Block> take();
  // Text dropped as the code of a field that never ended.
  bool lost_text() const { return lost_text_; }

 private:
  struct Field {
    bool in_code = true;
    bool dropped_text = false;
  };
  // Where blocks gather: the story, a cell or a text box.
  struct Flow {
    std::vector<Block> blocks;
    std::optional<OpenParagraph> carried;  // its mark is gone: it runs on into the next paragraph
    std::vector<Field> fields;
  };
  struct OpenTable {
    TableBuilder builder;
    std::int64_t columns_before = 0;
    bool row_begun = false;
    bool row_deleted = false;
    bool cell_deleted = false;
    bool cell_open = false;
    CellSpec cell;
    std::int32_t grid_columns = 0;           // of w:tblGrid
    std::vector<std::int32_t> thin_columns;  // those of them a hair wide
  };

  const std::string& effective_style(const OpenParagraph& paragraph) const;
  bool mark_hidden(const OpenParagraph& paragraph) const;
  bool run_hidden(const OpenParagraph& paragraph) const;
  void ask_label(OpenParagraph& paragraph);
  void emit(OpenParagraph paragraph);
  void end_carried();
  std::vector<Block> close_flow();
  void fill_cell(CellSpec& cell, std::vector<Block> blocks);

  const Styles& styles_;
  ListCounter& lists_;
  Budget& budget_;
  std::int32_t part_;
  std::vector<Flow> flows_;
  std::vector<OpenParagraph> paragraphs_;
  std::vector<OpenTable> tables_;
  bool lost_text_ = false;
};

}  // namespace nianbao::extract::docx
