#include "normalize/locate/line_starts.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestNames = 3;  // words that are names of columns rather than one name torn apart
constexpr int kFewestRows = 3;           // that show where a column begins
constexpr std::size_t kFewestAlike = 5;  // rows that show by themselves where all columns are

using Line = std::vector<LinePiece>;

void join(LinePiece& left, const LinePiece& right) {
  left.text = std::string_view(left.text.begin(), right.text.end());
  left.width = right.column + right.width - left.column;
}

bool holds_words_only(const Line& line) { return std::ranges::none_of(line, &LinePiece::value); }

// The lines of one table as words, and where the words of each begin.
class WordParter {
 public:
  WordParter(const std::vector<Line>& lines, Pitch pitch, const TemplateSet& templates)
      : lines_(lines), pitch_(pitch), templates_(templates), starts_(lines.size()) {
    for (std::size_t at = 0; at < lines.size(); ++at) {
      for (const auto& piece : lines[at]) {
        if (piece.value) continue;
        for (const auto& word : words_of_piece(piece, pitch, templates)) starts_[at].insert(word.column);
      }
    }
  }

  Line part(std::size_t at) const {
    Line parted;
    for (const auto& piece : lines_[at]) {
      const auto words = piece.value ? Line{piece} : words_of_piece(piece, pitch_, templates_);
      if (words.size() < 2 || is_name(piece.text, templates_)) {
        parted.push_back(piece);
        continue;
      }
      const bool names = words.size() >= kFewestNames && holds_words_only(lines_[at]);
      for (std::size_t word = 0; word < words.size(); ++word) {
        if (word == 0 || names || begins_beside(at, words[word].column))
          parted.push_back(words[word]);
        else
          join(parted.back(), words[word]);
      }
    }
    return parted;
  }

 private:
  bool begins_beside(std::size_t at, int column) const {
    const bool above = at > 0 && starts_[at - 1].contains(column);
    return above || (at + 1 < starts_.size() && starts_[at + 1].contains(column));
  }

  const std::vector<Line>& lines_;
  Pitch pitch_;
  const TemplateSet& templates_;
  std::vector<std::set<int>> starts_;
};

// From the first value on.
Line row_of(const Line& line) { return {std::ranges::find_if(line, &LinePiece::value), line.end()}; }

// The lines of one table as rows of values, and where they begin in rows whose values stand clearly apart.
class ValueParter {
 public:
  ValueParter(const std::vector<Line>& lines, Pitch pitch, const TemplateSet& templates)
      : pitch_(pitch), templates_(templates) {
    for (const auto& line : lines) {
      if (!is_clear(line)) continue;
      const auto row = row_of(line);
      filled_ = columns_ == 0 || (filled_ && row.size() == columns_);
      columns_ = std::max(columns_, row.size());
      for (const auto& piece : row) ++(piece.value ? values_ : units_)[piece.column];
    }
  }

  // `above`: where the words of the lines right above begin.
  Line part(const Line& line, const std::set<int>& above) const {
    if (holds_words_only(line) || is_clear(line)) return line;
    auto parted = parted_where(line, [&](const LinePiece& left, const LinePiece& right) {
      return left.value && !right.value && is_start(values_, left) && is_start(units_, right);
    });
    auto in_rows = parted_where(parted, [&](const LinePiece& left, const LinePiece& right) {
      return left.value && right.value && is_start(values_, left) && is_start(values_, right);
    });
    const auto size = row_of(in_rows).size();
    if (filled_ && size > row_of(parted).size() && size == columns_) return in_rows;
    return columns_ == 0 ? parted_below(parted, above) : parted;
  }

  // Parts the lines of a page everywhere between values, where that makes of them rows of as many values, each in the
  // column of the same of every other row.
  void part_page(std::span<Line> page) const {
    std::vector<Line> parted;
    std::vector<Line> rows;
    for (const auto& line : page) {
      parted.push_back(parted_where(line, are_values));
      if (!holds_words_only(line)) rows.push_back(row_of(parted.back()));
    }
    if (rows.size() >= kFewestAlike && stand_in_columns(rows)) std::ranges::move(parted, page.begin());
  }

 private:
  static bool are_values(const LinePiece& left, const LinePiece& right) { return left.value && right.value; }

  static bool is_start(const std::map<int, int>& starts, const LinePiece& piece) {
    const auto found = starts.find(piece.column);
    return found != starts.end() && found->second >= kFewestRows;
  }

  // Three digits one space behind others may be the end of a figure grouped by spaces.
  static bool may_be_grouped(const LinePiece& left, const LinePiece& right) {
    constexpr std::size_t kGroup = 3;
    return right.column == left.column + left.width + 1 && right.text.size() == kGroup;
  }

  static bool stand_in_columns(const std::vector<Line>& rows) {
    int end = -1;  // of the column before
    for (std::size_t at = 0; at < rows.front().size(); ++at) {
      auto reached = end;
      bool grouped = at > 0;
      for (const auto& row : rows) {
        if (row.size() != rows.front().size() || row[at].column <= end) return false;
        reached = std::max(reached, row[at].column + row[at].width);
        grouped = grouped && may_be_grouped(row[at - 1], row[at]);
      }
      if (grouped) return false;
      end = reached;
    }
    return true;
  }

  bool is_clear(const Line& line) const {
    if (holds_words_only(line)) return false;
    return std::ranges::all_of(line, [&](const LinePiece& piece) {
      return !piece.value || words_of_piece(piece, pitch_, templates_).size() == 1;
    });
  }

  template <class Parts>
  Line parted_where(const Line& line, Parts parts) const {
    Line parted;
    for (const auto& piece : line) {
      if (!piece.value) {
        parted.push_back(piece);
        continue;
      }
      const auto words = words_of_piece(piece, pitch_, templates_);
      for (std::size_t word = 0; word < words.size(); ++word) {
        if (word == 0 || parts(words[word - 1], words[word]))
          parted.push_back(words[word]);
        else
          join(parted.back(), words[word]);
      }
    }
    return parted;
  }

  // The only row of a table, where then every value begins with a name of the head.
  Line parted_below(const Line& line, const std::set<int>& above) const {
    auto parted = parted_where(line, are_values);
    const bool fits =
        std::ranges::all_of(row_of(parted), [&](const LinePiece& piece) { return above.contains(piece.column); });
    return fits ? parted : line;
  }

  Pitch pitch_;
  const TemplateSet& templates_;
  std::map<int, int> values_;  // in how many clear rows one begins there
  std::map<int, int> units_;
  std::size_t columns_ = 0;  // of the longest clear row
  bool filled_ = false;      // all clear rows are as long
};

// Empty lines are where pages end.
void part_pages(std::vector<Line>& lines, const ValueParter& values) {
  for (auto begin = lines.begin(); begin != lines.end();) {
    const auto end = std::find_if(begin, lines.end(), [](const Line& line) { return line.empty(); });
    values.part_page(std::span(begin, end));
    begin = end == lines.end() ? end : end + 1;
  }
}

}  // namespace

void part_at_columns(std::vector<Line>& lines, Pitch pitch, const TemplateSet& templates) {
  const WordParter parter(lines, pitch, templates);
  std::vector<Line> parted;
  parted.reserve(lines.size());
  for (std::size_t at = 0; at < lines.size(); ++at) parted.push_back(parter.part(at));
  part_pages(parted, ValueParter(parted, pitch, templates));
  const ValueParter values(parted, pitch, templates);
  std::set<int> above;
  for (auto& line : parted) {
    line = values.part(line, above);
    if (!holds_words_only(line))
      above.clear();
    else
      for (const auto& piece : line) above.insert(piece.column);
  }
  lines = std::move(parted);
}

}  // namespace nianbao::normalize
