#include "extract/formats/text.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "extract/base/budget.h"
#include "extract/charset.h"
#include "extract/decoding_notes.h"
#include "extract/formats/text/dialect.h"
#include "extract/model/table_builder.h"

namespace nianbao::extract {
namespace {

constexpr int kSure = 60;
constexpr int kPerhaps = 20;
constexpr std::size_t kSniffed = 64 << 10;

// What a line quotes or sets off ("> | a |"), where that is a row or a rule of a table; else the line itself.
Line unquoted(const Line& line) {
  constexpr std::string_view kBoxDrawing[] = {"\xE2\x94", "\xE2\x95"};  // the first two bytes of the block
  constexpr std::string_view kTyped[] = {"|", "+-", "+=", "--", ":-"};
  const auto inside = line.text.find_first_not_of("> \t");
  const bool quoted =
      inside != std::string_view::npos && line.text.substr(0, inside).find('>') != std::string_view::npos;
  if (!quoted) return line;
  const auto text = line.text.substr(inside);
  const auto begins_with = [&](std::string_view mark) { return text.starts_with(mark); };
  const bool in_table = std::ranges::any_of(kTyped, begins_with) || std::ranges::any_of(kBoxDrawing, begins_with);
  return in_table ? Line{text, line.offset + static_cast<std::int64_t>(inside)} : line;
}

std::vector<Line> unquoted(const std::vector<Line>& lines) {
  std::vector<Line> result;
  result.reserve(lines.size());
  for (const auto& line : lines) result.push_back(unquoted(line));
  return result;
}

// So many tables of a dialect that begin and are none show that a text has none. What looks for an end may each time
// look far.
constexpr int kMostFailures = 500;

// The dialects in which a table may begin here, the one that fits best first.
std::vector<const Dialect*> likely_dialects(std::span<const Line> lines, std::size_t begin) {
  std::vector<std::pair<int, const Dialect*>> scored;
  for (const auto& dialect : dialect_table()) {
    if (const auto score = dialect.score(lines, begin); score > 0) scored.emplace_back(score, &dialect);
  }
  std::ranges::stable_sort(scored, std::greater{}, [](const auto& entry) { return entry.first; });
  std::vector<const Dialect*> dialects;
  dialects.reserve(scored.size());
  for (const auto& entry : scored) dialects.push_back(entry.second);
  return dialects;
}

// Line ends of all systems; a form feed ends a page and so a line.
std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of("\r\n\f", begin), text.size());
    const bool ends_page = end < text.size() && text[end] == '\f';
    lines.push_back({text.substr(begin, end - begin), static_cast<std::int64_t>(begin), ends_page});
    begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  return lines;
}

Result<Table> build_table(TextRows& rows, const Dialect& dialect, const Limits& limits) {
  const auto width = rows.rows.front().size();
  const bool regular = std::ranges::all_of(rows.rows, [&](const TextRow& row) { return row.size() == width; });
  TableBuilder builder(limits, regular || rows.spans_told ? Geometry::exact : Geometry::ragged);
  for (auto& row : rows.rows) {
    builder.begin_row();
    for (auto& cell : row) {
      builder.add_cell({.text = std::move(cell.text),
                        .column_span = cell.column_span,
                        .row_span = cell.row_span,
                        .offset = cell.offset});
    }
  }
  auto table = builder.finish();
  if (table) {
    table->dialect = dialect.id;
    table->borders = dialect.borders;
  }
  return table;
}

class TextReader {
 public:
  TextReader(std::string_view text, const Limits& limits, Document& document)
      : lines_(split_lines(text)), table_lines_(unquoted(lines_)), budget_(limits, "text"), document_(document) {
    budget_.spend_text(text.size());
  }

  Result<void> read() {
    for (std::size_t at = 0; at < lines_.size() && !budget_.exceeded();) {
      const auto begin = at++;
      if (!lines_[begin].blank() || lines_[begin].text.starts_with('\t')) {
        budget_.spend_block();
        const auto end = read_table(begin);
        if (end == begin) add_paragraph(lines_[begin]);
        at = std::max(end, at);
      } else if (!blanks_.cells) {
        ++blanks_.count;
      }
      if (lines_[at - 1].ends_page) add_page_break(lines_[at - 1]);
    }
    return budget_.status();
  }

 private:
  std::int32_t next_block() const { return static_cast<std::int32_t>(document_.blocks.size()); }

  void add_page_break(const Line& line) {
    document_.blocks.emplace_back(
        Paragraph{.style = std::string(kPageBreakStyle),
                  .locus = {.part = 0, .block = next_block(), .offset = line.offset + std::ssize(line.text)}});
  }

  // Markdown sets headings off by number signs (CommonMark 4.2): marks, not words.
  void add_paragraph(const Line& line) {
    constexpr std::size_t kDeepest = 6;
    const auto signs = std::min(line.text.find_first_not_of('#'), line.text.size());
    const bool heading = signs > 0 && signs <= kDeepest && line.text.substr(signs).starts_with(' ');
    const auto text = heading ? line.text.substr(signs + 1) : line.text;
    document_.blocks.emplace_back(Paragraph{.text = std::string(text),
                                            .style = heading ? "h" + std::to_string(signs) : std::string{},
                                            .locus = {.part = 0, .block = next_block(), .offset = line.offset},
                                            .blanks_before = std::exchange(blanks_, {})});
  }

  // The line after the table that begins here; `begin` itself where none does.
  std::size_t read_table(std::size_t begin) {
    for (const auto* dialect : likely_dialects(table_lines_, begin)) {
      auto& failures = failures_[dialect];
      if (failures == kMostFailures) continue;
      auto rows = dialect->read(table_lines_, begin);
      if (!rows) {
        ++failures;
        continue;
      }
      if (rows->rows_told)
        add_table(build_table(*rows, *dialect, budget_.limits()), lines_[begin].offset);
      else
        add_cells(*rows);
      return rows->end;
    }
    return begin;
  }

  void add_cells(const TextRows& cells) {
    for (const auto& row : cells.rows) {
      for (const auto& cell : row) {
        budget_.spend_block();
        blanks_ = {.count = cell.blanks_before, .cells = cells.blanks_at_end.has_value()};
        add_paragraph({cell.text, cell.offset});
      }
    }
    if (cells.blanks_at_end) blanks_ = {.count = *cells.blanks_at_end, .cells = true};
  }

  void add_table(Result<Table> table, std::int64_t offset) {
    if (!table) {
      budget_.fail(std::move(table.error()));
      return;
    }
    budget_.spend_table();
    budget_.spend_grid(table->grid.size());
    place(*table, offset);
    blanks_ = {};
    document_.blocks.emplace_back(std::move(*table));
  }

  void place(Table& table, std::int64_t offset) {
    table.locus = {.part = 0, .block = next_block(), .table = tables_++, .offset = offset};
    for (auto& cell : table.cells) {
      cell.locus.part = 0;
      cell.locus.block = table.locus.block;
      cell.locus.table = table.locus.table;
    }
  }

  std::vector<Line> lines_;
  std::vector<Line> table_lines_;  // the same as tables see them
  Budget budget_;
  Document& document_;
  Blanks blanks_;                           // since the last paragraph
  std::map<const Dialect*, int> failures_;  // tables that begin and are none
  std::int32_t tables_ = 0;
};

}  // namespace

// Text is what is left when no other format is recognised, and holds no control characters.
int sniff_text(std::string_view bytes) {
  constexpr std::string_view kMarks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
  if (std::ranges::any_of(kMarks, [&](std::string_view mark) { return bytes.starts_with(mark); })) return kSure;
  const auto head = bytes.substr(0, kSniffed);
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1A;
  };
  return std::ranges::none_of(head, is_control) ? kPerhaps : 0;
}

Result<Document> read_text(const Source& source, const Limits& limits) {
  auto decoded = decode_text(source.bytes, source.declared_charset, {});
  if (!decoded) return std::unexpected(decoded.error());
  Document document;
  document.parts = {"text"};
  note_decoding(document, *decoded);
  TextReader reader(decoded->utf8, limits, document);
  if (auto read = reader.read(); !read) return std::unexpected(read.error());
  return document;
}

}  // namespace nianbao::extract
