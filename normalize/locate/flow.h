// A document as one sequence of lines and data tables: layout tables are opened, paragraphs broken at
// their line breaks, blank lines and a page's navigation left out.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/model/document.h"
#include "normalize/template/vocabulary.h"
#include "normalize/text/label_key.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {

// A line of text, or a table where `table` is set. Views point into the document.
struct FlowItem {
  std::string_view text;        // verbatim, white space at the ends removed
  std::string_view line;        // verbatim, with the white space that says where on the line the text stands
  std::string_view list_label;  // what automatic numbering shows before it
  NormalText normal;
  LabelKey key;
  const extract::Table* table = nullptr;
  Locus locus;
  bool furniture = false;  // of the page: neither a heading nor a text of the report
  extract::Blanks blanks_before{};
};

// How a list of cells, one a line, shows its blank cells.
struct BlankStyle {
  bool cells = false;       // a dialect tells them; else they are blank lines
  int between = 0;          // blank lines behind every cell
  bool covered = false;     // what merged cells cover is printed as blank cells
  bool below_last = false;  // nothing but cells leaves blanks below the last row of a list
};

struct Flow {
  std::vector<FlowItem> items;
  std::deque<extract::Table> line_tables;  // found among the lines; keeps addresses
  Script script = Script::simplified;
  std::optional<BlankStyle> blanks;  // nothing: blank cells left no trace
};

// Enough characters that only traditional script uses decide the script.
Flow make_flow(const extract::Document& document, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
