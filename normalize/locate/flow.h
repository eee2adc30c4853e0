// A document as one sequence of lines and data tables: layout tables are opened, paragraphs broken at
// their line breaks, blank lines and a page's navigation left out.
#pragma once

#include <deque>
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
};

struct Flow {
  std::vector<FlowItem> items;
  std::deque<extract::Table> line_tables;  // found among the lines; keeps addresses
  Script script = Script::simplified;
};

// Enough characters that only traditional script uses decide the script.
Flow make_flow(const extract::Document& document, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
