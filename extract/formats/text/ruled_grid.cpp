#include "extract/formats/text/ruled_grid.h"

#include <algorithm>
#include <set>

namespace nianbao::extract {
namespace {

bool is_value(std::string_view text) {
  return text.find_first_not_of("0123456789.,+- \t\u3000\u00A0") == std::string_view::npos;
}

void append_line(TextCell& cell, TextCell line) {
  if (line.text.empty()) return;
  if (cell.text.empty())
    cell = std::move(line);
  else
    cell.text.append("\n").append(line.text);
}

struct PlacedLine {
  const RuledLine* source;
  std::vector<std::size_t> columns;  // of its glyphs

  const Glyph* glyph_at(std::size_t column) const {
    const auto found = std::ranges::lower_bound(columns, column);
    return found == columns.end() || *found != column ? nullptr : &source->glyphs[found - columns.begin()];
  }

  const Glyph* bar_at(std::size_t column) const {
    const auto* glyph = glyph_at(column);
    return glyph != nullptr && glyph->is_bar() ? glyph : nullptr;
  }

  // Whether a rule fills all from one column to another, and joins what stands there.
  bool ruled(std::size_t from, std::size_t to) const {
    const auto* left = glyph_at(from);
    const auto* right = glyph_at(to);
    if (left == nullptr || right == nullptr || left + 1 == right) return false;
    const bool joins = (left->arms & kRight) != 0 && (right->arms & kLeft) != 0;
    return joins && std::all_of(left + 1, right,
                                [](const Glyph& glyph) { return (glyph.arms & (kLeft | kRight)) == (kLeft | kRight); });
  }
};

// Between rules: the lines of a row. Between rows: the lines that rule at least one column.
struct Band {
  std::vector<const PlacedLine*> level;  // above it
  std::vector<const PlacedLine*> lines;
};

class GridReader {
 public:
  GridReader(std::span<const RuledLine> lines, Measure measure) {
    for (const auto& line : lines) lines_.push_back({&line, line.columns(measure)});
  }

  std::optional<std::vector<TextRow>> read() {
    if (!find_boundaries()) return std::nullopt;
    find_bands();
    if (bands_.size() < 2 || !is_consistent()) return std::nullopt;
    split_last_band();
    covered_.assign((bands_.size() - 1) * width(), false);
    std::vector<TextRow> rows(bands_.size() - 1);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < width(); ++column) {
        if (covered_[row * width() + column]) continue;
        auto cell = take_cell(row, column);
        if (!cell) return std::nullopt;
        rows[row].push_back(std::move(*cell));
      }
    }
    return rows;
  }

 private:
  std::size_t width() const { return boundaries_.size() - 1; }

  // Signs of values are drawn like crossings where the table is typed, so only bars tell columns there.
  static bool tells_column(const PlacedLine& line, const Glyph& glyph) {
    return glyph.is_bar() && (line.source->rule || glyph.value != U'+');
  }

  bool find_boundaries() {
    std::set<std::size_t> found;
    for (const auto& line : lines_) {
      for (std::size_t at = 0; at < line.columns.size(); ++at) {
        if (tells_column(line, line.source->glyphs[at])) found.insert(line.columns[at]);
      }
    }
    boundaries_.assign(found.begin(), found.end());
    return boundaries_.size() > 2 && std::ranges::all_of(lines_, [&](const PlacedLine& line) {
             return line.bar_at(boundaries_.front()) != nullptr && line.bar_at(boundaries_.back()) != nullptr;
           });
  }

  bool ruled(const PlacedLine& line, std::size_t column) const {
    return line.ruled(boundaries_[column], boundaries_[column + 1]);
  }

  // The last band has no lines: it is the table's lower edge.
  void find_bands() {
    bands_.emplace_back();
    for (const auto& line : lines_) {
      bool is_level = false;
      for (std::size_t column = 0; column < width() && !is_level; ++column) is_level = ruled(line, column);
      if (!is_level) {
        bands_.back().lines.push_back(&line);
      } else {
        if (!bands_.back().lines.empty()) bands_.emplace_back();
        bands_.back().level.push_back(&line);
      }
    }
    if (!bands_.back().lines.empty()) bands_.emplace_back();
  }

  // Whether a rule parts the cells of this column above the band. Where there is none at all, the table ends there.
  bool closed_above(std::size_t band, std::size_t column) const {
    const auto& level = bands_[band].level;
    return level.empty() || std::ranges::any_of(level, [&](const auto* line) { return ruled(*line, column); });
  }

  bool fully_closed_above(std::size_t band) const {
    for (std::size_t column = 0; column < width(); ++column) {
      if (!closed_above(band, column)) return false;
    }
    return true;
  }

  bool bar_in(std::size_t band, std::size_t boundary) const {
    return bands_[band].lines.front()->bar_at(boundaries_[boundary]) != nullptr;
  }

  bool is_consistent() const {
    if (!fully_closed_above(0) || !fully_closed_above(bands_.size() - 1)) return false;
    for (std::size_t band = 0; band < bands_.size(); ++band) {
      if (!level_fits(band) || !bars_fit(band)) return false;
    }
    return true;
  }

  bool bars_fit(std::size_t band) const {
    if (bands_[band].lines.empty()) return true;  // the table's lower edge
    for (std::size_t boundary = 0; boundary <= width(); ++boundary) {
      if (!bar_fits(band, boundary)) return false;
    }
    return true;
  }

  // Between two rules of one column stands no text: it would be a row without a line of its own.
  bool level_fits(std::size_t band) const {
    for (std::size_t column = 0; column < width(); ++column) {
      if (!closed_above(band, column)) continue;
      for (const auto* line : bands_[band].level) {
        if (ruled(*line, column)) continue;
        const auto* left = line->bar_at(boundaries_[column]);
        const auto* right = line->bar_at(boundaries_[column + 1]);
        if (left == nullptr || right == nullptr || !line->source->cell(left->end, right->begin).text.empty())
          return false;
      }
    }
    return true;
  }

  // A bar runs through all lines of its band or none, and meets what the rules above and below have for it.
  bool bar_fits(std::size_t band, std::size_t boundary) const {
    const auto column = boundaries_[boundary];
    const bool bar = bar_in(band, boundary);
    const auto same = [&](const PlacedLine* line) { return (line->bar_at(column) != nullptr) == bar; };
    if (!std::ranges::all_of(bands_[band].lines, same)) return false;
    const auto& above = bands_[band].level;
    const auto& below = bands_[band + 1].level;
    const auto reaches = [&](const PlacedLine* line, unsigned arm) {
      const auto* glyph = line->bar_at(column);
      return glyph != nullptr && (glyph->arms & arm) != 0;
    };
    return !bar || ((above.empty() || reaches(above.back(), kDown)) && (below.empty() || reaches(below.front(), kUp)));
  }

  TextRow cells_of(const PlacedLine& line) const {
    TextRow row;
    for (std::size_t column = 0; column < width(); ++column) {
      const auto* left = line.bar_at(boundaries_[column]);
      const auto* right = line.bar_at(boundaries_[column + 1]);
      if (left == nullptr || right == nullptr) return {};
      row.push_back(line.source->cell(left->end, right->begin));
    }
    return row;
  }

  // Where rules part only the head from what is below it, the lines below are the rows.
  void split_last_band() {
    constexpr std::size_t kHeadAndBody = 2;
    const auto count = bands_.size() - 1;
    if (count > kHeadAndBody || !fully_closed_above(count - 1)) return;
    std::vector<TextRow> rows;
    for (const auto* line : bands_[count - 1].lines) rows.push_back(cells_of(*line));
    if (!are_rows(rows, count == kHeadAndBody)) return;
    std::vector<Band> parts;
    for (const auto* line : bands_[count - 1].lines) parts.push_back({.level = {}, .lines = {line}});
    parts.front().level = bands_[count - 1].level;
    parts.push_back(bands_.back());
    bands_.pop_back();
    bands_.pop_back();
    std::ranges::move(parts, std::back_inserter(bands_));
  }

  // The cell whose upper left corner is here; nothing where it is no rectangle.
  std::optional<TextCell> take_cell(std::size_t row, std::size_t column) {
    auto right = column + 1;
    while (right < width() && !bar_in(row, right)) ++right;
    auto below = row + 1;
    while (below + 1 < bands_.size() && !closed_above(below, column)) ++below;
    TextCell cell;
    for (auto band = row; band < below; ++band) {
      if (band > row && !goes_on(band, column, right)) return std::nullopt;
      if (!cover(band, column, right)) return std::nullopt;
      if (band > row && !add_lines(bands_[band].level, {column, right}, cell)) return std::nullopt;
      if (!add_lines(bands_[band].lines, {column, right}, cell)) return std::nullopt;
    }
    for (auto each = column; each < right; ++each) {
      if (!closed_above(below, each)) return std::nullopt;
    }
    cell.row_span = static_cast<std::int64_t>(below - row);
    cell.column_span = static_cast<std::int64_t>(right - column);
    return cell;
  }

  // Whether no rule crosses the cell above this band.
  bool goes_on(std::size_t band, std::size_t column, std::size_t right) const {
    for (auto each = column; each < right; ++each) {
      if (closed_above(band, each)) return false;
    }
    return true;
  }

  bool cover(std::size_t band, std::size_t column, std::size_t right) {
    if (!bar_in(band, column) || !bar_in(band, right)) return false;
    for (auto each = column; each < right; ++each) {
      const bool inner_bar = each > column && bar_in(band, each);
      if (inner_bar || covered_[band * width() + each]) return false;
      covered_[band * width() + each] = true;
    }
    return true;
  }

  struct Columns {
    std::size_t begin, end;
  };

  bool add_lines(const std::vector<const PlacedLine*>& lines, Columns columns, TextCell& cell) const {
    for (const auto* line : lines) {
      const auto* left = line->bar_at(boundaries_[columns.begin]);
      const auto* right = line->bar_at(boundaries_[columns.end]);
      if (left == nullptr || right == nullptr) return false;
      auto text = line->source->cell(left->end, right->begin);
      if (cell.offset == 0) cell.offset = text.offset;
      append_line(cell, std::move(text));
    }
    return true;
  }

  std::vector<PlacedLine> lines_;
  std::vector<std::size_t> boundaries_;
  std::vector<Band> bands_;
  std::vector<bool> covered_;
};

}  // namespace

std::optional<std::vector<TextRow>> read_ruled_grid(std::span<const RuledLine> lines, Measure measure) {
  return GridReader(lines, measure).read();
}

// A row's further lines may lack a label; that each of them has a label and values again does not happen.
bool are_rows(std::span<const TextRow> lines, bool head) {
  constexpr std::size_t kFewest = 2;
  return lines.size() >= kFewest && std::ranges::all_of(lines, [&](const TextRow& row) {
           if (row.size() < 2 || row.front().text.empty()) return false;
           const auto rest = std::span(row).subspan(1);
           const bool filled = std::ranges::any_of(rest, [](const TextCell& cell) { return !cell.text.empty(); });
           return filled && (!head || std::ranges::all_of(rest, is_value, &TextCell::text));
         });
}

TextRow joined(std::span<const TextRow> lines) {
  TextRow row = lines.front();
  for (const auto& line : lines.subspan(1)) {
    for (std::size_t cell = 0; cell < row.size(); ++cell) append_line(row[cell], line[cell]);
  }
  return row;
}

}  // namespace nianbao::extract
