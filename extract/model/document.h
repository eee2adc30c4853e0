// The Document: what every format is read into. It knows nothing of reports, only of text and grids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/base/locus.h"

namespace nianbao::extract {

// Something a reader noticed and a person may want to know. It never stops a reading.
struct Diagnostic {
  std::string code;  // snake_case, listed in docs/errors.md
  std::string detail;
  Locus locus;
};

// The style of paragraphs that are a page's navigation and no part of its text.
inline constexpr std::string_view kNavigationStyle = "nav";

// The style of an empty paragraph where a page of print ends.
inline constexpr std::string_view kPageBreakStyle = "page-break";

// Blank lines of a text or, where a dialect marks where each cell ends, blank cells.
struct Blanks {
  std::int32_t count = 0;  // -1 where it is not known
  bool cells = false;
};

struct Paragraph {
  std::string text;        // verbatim; line breaks inside a paragraph are '\n', tabs '\t'
  std::string list_label;  // what automatic numbering shows before the text, e.g. a section number
  std::string style;       // style id (DOCX) or element name (HTML); empty where there is none
  Locus locus;
  Blanks blanks_before{};  // of texts only
};

struct Table;

// A table standing inside a cell, before the byte `text_offset` of the cell's text.
struct NestedTable;

struct Cell {
  std::int32_t row = 0;
  std::int32_t column = 0;
  std::int32_t row_span = 1;
  std::int32_t column_span = 1;
  std::string text;  // the cell's paragraphs joined by '\n', generated list labels included
  std::vector<NestedTable> nested;
  Locus locus;
};

// What the source said about the geometry of a table.
enum class Geometry : std::uint8_t {
  exact,   // spans and positions come from the source, or every row has the same number of cells
  ragged,  // only the order of the cells in each row is known; columns are indices, spans are unknown
  lines,   // rows are lines of print and columns character positions; a row of the table may take several lines
};

std::string_view to_string(Geometry geometry);

// Whether the source marks where each cell ends, or a reader infers it from gaps.
enum class Borders : std::uint8_t { marked, inferred };

// Blank cells in a list of cells, one a line.
struct BlankCells {
  std::vector<std::int32_t> below;  // by row, -1 where it is not known; empty: blank cells left no trace
  bool below_last = false;          // nothing but cells leaves blanks below the last row
  bool covered = false;             // what merged cells cover is printed as blank cells
  bool apart = false;               // what ends a cell stands behind each: no line goes on on the next
};

// A true grid: each position belongs to exactly one cell or to none (a gap).
struct Table {
  std::int32_t rows = 0;
  std::int32_t columns = 0;
  std::vector<Cell> cells;         // in row-major order of their first position
  std::vector<std::int32_t> grid;  // rows × columns indices into `cells`; -1 is a gap
  Geometry geometry = Geometry::exact;
  Borders borders = Borders::marked;
  std::string dialect;  // for text: which dialect the grid was rebuilt from
  Locus locus;
  BlankCells blank_cells{};  // of geometry lines only

  // The cell covering a position, or nullptr for a gap.
  const Cell* at(std::int32_t row, std::int32_t column) const {
    const auto index = grid[static_cast<std::size_t>(row) * columns + column];
    return index < 0 ? nullptr : &cells[index];
  }
};

struct NestedTable {
  std::size_t text_offset = 0;
  Table table;
};

using Block = std::variant<Paragraph, Table>;

// One fact of the document about itself, e.g. {"meta:ArticleTitle", "..."} or {"core:title", "..."}.
// HTML gives "html:title" and "meta:<name>"; DOCX gives "core:<local name>".
struct Property {
  std::string name;
  std::string value;
};

struct Link {
  std::string text;
  std::string target;
};

struct Document {
  std::string name;    // the source's name as given
  std::string sha256;  // lower-case hex of the source bytes
  std::int64_t bytes = 0;
  std::string format;          // id of the format, e.g. "docx"
  std::string charset;         // IANA name of the decoded text, "UTF-8" for packages
  std::string charset_method;  // how it was decided: bom, strict, declared, scored, package
  std::vector<std::string> parts;
  std::vector<Property> properties;
  std::vector<Block> blocks;      // in reading order
  std::vector<Link> attachments;  // links to files the page offers (DOC, PDF, XLS ...)
  std::vector<Diagnostic> diagnostics;
};

// All tables in reading order, nested ones after the one that holds them.
std::vector<const Table*> tables_of(const Document& document);

}  // namespace nianbao::extract
