// Tables of wikis (MediaWiki): "{|" and "|}" around, "|-" between rows, a bar before each cell, "!" for heads; "||"
// parts cells on one line, and attributes stand before a bar of their own.
#include <algorithm>
#include <charconv>

#include "extract/formats/text/bars.h"

namespace nianbao::extract {
namespace {

bool opens(const Line& line) { return without_blanks_around(line.text).starts_with("{|"); }

// colspan="2" and the like; 1 where the attributes do not have it.
std::int64_t span_in(std::string_view attributes, std::string_view name) {
  const auto at = attributes.find(name);
  if (at == std::string_view::npos) return 1;
  const auto value = attributes.substr(std::min(attributes.find_first_of("0123456789", at), attributes.size()));
  std::int64_t span = 0;
  std::from_chars(value.data(), value.data() + value.size(), span);
  return std::max<std::int64_t>(span, 1);
}

// Markup that makes a cell say something else than its letters do.
bool is_plain(std::string_view text) {
  return text.find_first_of("<{[") == std::string_view::npos && text.find("''") == std::string_view::npos;
}

class WikiReader {
 public:
  explicit WikiReader(std::span<const Line> lines) : lines_(lines) {}

  std::optional<TextRows> read(std::size_t begin) {
    for (auto at = begin + 1; at < lines_.size(); ++at) {
      const auto text = without_blanks_around(lines_[at].text);
      if (text.starts_with("|}")) return finished(at + 1);
      if (text.starts_with("{|") || !add_line(text, lines_[at])) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  bool add_line(std::string_view text, const Line& line) {
    if (text.empty()) return true;
    if (text == "|" && rows_.empty()) return true;  // pandoc writes one behind "{|"
    if (text.starts_with("|-")) {
      new_row_ = true;
      return true;
    }
    if (text.starts_with('|') || text.starts_with('!')) return !text.starts_with("|+") && add_cells(text, line);
    if (new_row_ || !is_plain(text)) return false;
    auto& cell = rows_.back().back().text;
    cell.append(cell.empty() ? "" : "\n").append(text);
    return true;
  }

  bool add_cells(std::string_view text, const Line& line) {
    const std::string_view between = text.starts_with('!') && text.find("!!") != std::string_view::npos ? "!!" : "||";
    text.remove_prefix(1);
    while (true) {
      const auto end = std::min(text.find(between), text.size());
      if (!add_cell(text.substr(0, end), line)) return false;
      if (end == text.size()) return true;
      text.remove_prefix(end + between.size());
    }
  }

  bool add_cell(std::string_view text, const Line& line) {
    const auto bar = text.find('|');
    const auto attributes = text.substr(0, bar == std::string_view::npos ? 0 : bar);
    if (bar != std::string_view::npos) text.remove_prefix(bar + 1);
    const bool known = attributes.empty() || attributes.find('=') != std::string_view::npos;
    const auto shown = without_blanks_around(text);
    if (!known || text.find('|') != std::string_view::npos || !is_plain(shown)) return false;
    if (new_row_) rows_.emplace_back();
    new_row_ = false;
    rows_.back().push_back({.text = std::string(shown),
                            .offset = line.offset + (text.data() - line.text.data()),
                            .row_span = span_in(attributes, "rowspan"),
                            .column_span = span_in(attributes, "colspan")});
    return true;
  }

  std::optional<TextRows> finished(std::size_t end) {
    if (rows_.empty()) return std::nullopt;
    return TextRows{.rows = std::move(rows_), .end = end, .spans_told = true};
  }

  std::span<const Line> lines_;
  std::vector<TextRow> rows_;
  bool new_row_ = true;
};

}  // namespace

int score_wiki(std::span<const Line> lines, std::size_t begin) { return opens(lines[begin]) ? 100 : 0; }

std::optional<TextRows> read_wiki(std::span<const Line> lines, std::size_t begin) {
  return WikiReader(lines).read(begin);
}

}  // namespace nianbao::extract
