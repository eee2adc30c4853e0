// The elements of HTML that mean something to a reader of documents. Any other is text running on.
#pragma once

#include <cstdint>
#include <string_view>

namespace nianbao::extract::html_page {

enum class ElementKind : std::uint8_t {
  text,      // formatting: runs on within the paragraph
  block,     // begins and ends a paragraph
  list,      // a block that may be a menu
  landmark,  // a block the author himself calls page furniture
  preformatted,
  table,
  caption,
  row_group,
  row,
  cell,
  column,
  line_break,
  anchor,
  image,
  embedded,  // shows another file
  head,
  title,
  meta,
  input,
  select,
  option,
  deleted,  // struck out by a revision
  skipped,  // nothing in it is shown as text
};

struct ElementInfo {
  std::string_view name;
  ElementKind kind;
};

// By name in lower case; nullptr for what the table does not know.
const ElementInfo* find_element(std::string_view name);

// Whether the start and the end of such an element break a paragraph.
bool breaks_paragraph(ElementKind kind);

// Whether the element belongs to the skeleton of a table.
bool builds_table(ElementKind kind);

}  // namespace nianbao::extract::html_page
