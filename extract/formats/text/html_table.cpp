// Tables of HTML among lines of text, as converters to Markdown leave those that have merged cells. Taken only where
// nothing in them changes what a cell says: raised and struck out text, nested tables and hidden parts do.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "extract/base/html_parser.h"
#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::array<std::string_view, 4> kWrappers{"html", "body", "div", "center"};
constexpr std::array<std::string_view, 5> kFrame{"table", "colgroup", "col", "caption", "tr"};
constexpr std::array<std::string_view, 3> kGroups{"thead", "tbody", "tfoot"};
constexpr std::array<std::string_view, 2> kCells{"td", "th"};
constexpr std::array<std::string_view, 2> kLineBreaks{"p", "br"};
constexpr std::array<std::string_view, 7> kInline{"b", "strong", "i", "em", "u", "span", "font"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool holds_style(const html::Element& element) {
  return element.find("hidden") != nullptr || element.find("style") != nullptr || element.find("class") != nullptr;
}

std::int64_t span_of(std::string_view value) {
  std::int64_t span = 1;
  std::from_chars(value.data(), value.data() + value.size(), span);
  return span;
}

class TableHandler final : public html::Handler {
 public:
  explicit TableHandler(std::int64_t offset) : offset_(offset) {}

  void start(const html::Element& element) override {
    const auto name = element.name;
    if (is_one_of(name, kCells)) {
      begin_cell(element);
    } else if (is_one_of(name, kInline)) {
      plain_ = plain_ && !holds_style(element);
    } else if (is_one_of(name, kLineBreaks)) {
      break_line();
    } else if (name == "table") {
      plain_ = plain_ && ++tables_ == 1;
    } else if (name == "tr") {
      in_cell_ = false;
      rows_.emplace_back();
    } else {
      plain_ = plain_ && (is_one_of(name, kFrame) || is_one_of(name, kGroups) || is_one_of(name, kWrappers));
    }
    plain_ = plain_ && element.find("hidden") == nullptr &&
             element.attribute("style").find("display") == std::string_view::npos &&
             element.attribute("style").find("visibility") == std::string_view::npos;
  }

  void end(std::string_view name) override {
    if (is_one_of(name, kCells)) in_cell_ = false;
    if (is_one_of(name, kGroups)) end_group();
  }

  void text(std::string_view text) override {
    constexpr std::string_view kWhite = " \t\r\n";
    if (!in_cell_) {
      plain_ = plain_ && text.find_first_not_of(kWhite) == std::string_view::npos;
      return;
    }
    auto& cell = rows_.back().back().text;
    for (const char c : text) {
      const bool white = kWhite.find(c) != std::string_view::npos;
      const bool begins = cell.empty() || cell.back() == '\n';
      if (white && (begins || cell.back() == ' ')) continue;
      cell += white ? ' ' : c;
    }
  }

  std::optional<std::vector<TextRow>> rows() {
    end_group();
    for (auto& row : rows_) {
      for (auto& cell : row) cell.text.erase(cell.text.find_last_not_of(" \n") + 1);
    }
    if (!plain_ || rows_.empty() || rows_.front().empty()) return std::nullopt;
    return std::move(rows_);
  }

 private:
  void begin_cell(const html::Element& element) {
    if (rows_.empty()) rows_.emplace_back();
    in_cell_ = true;
    rows_.back().push_back({.offset = offset_,
                            .row_span = span_of(element.attribute("rowspan")),
                            .column_span = span_of(element.attribute("colspan"))});
  }

  void break_line() {
    if (!in_cell_) return;
    auto& cell = rows_.back().back().text;
    cell.erase(cell.find_last_not_of(' ') + 1);
    if (!cell.empty()) cell += '\n';
  }

  // No cell reaches beyond its group of rows (HTML 4.9.12.1).
  void end_group() {
    for (auto row = group_; row < rows_.size(); ++row) {
      const auto left = static_cast<std::int64_t>(rows_.size() - row);
      for (auto& cell : rows_[row]) cell.row_span = cell.row_span == 0 ? left : std::min(cell.row_span, left);
    }
    group_ = rows_.size();
  }

  std::int64_t offset_;
  std::vector<TextRow> rows_;
  std::size_t group_ = 0;  // the first row of the open group
  int tables_ = 0;
  bool in_cell_ = false;
  bool plain_ = true;
};

bool begins_with_tag(std::string_view text, std::string_view name) {
  return text.size() > name.size() + 1 && text.starts_with('<') && text.substr(1).starts_with(name) &&
         std::string_view("> \t").find(text[name.size() + 1]) != std::string_view::npos;
}

bool opens_table(std::string_view text) {
  const auto wraps = [&](std::string_view name) { return begins_with_tag(text, name); };
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (std::ranges::none_of(kWrappers, wraps)) return begins_with_tag(text, "table");
    text.remove_prefix(std::min(text.find('>'), text.size() - 1) + 1);
  }
}

}  // namespace

int score_html_table(std::span<const Line> lines, std::size_t begin) {
  return opens_table(lines[begin].text) ? 100 : 0;
}

std::optional<TextRows> read_html_table(std::span<const Line> lines, std::size_t begin) {
  constexpr std::string_view kEnd = "</table>";
  auto end = begin;
  while (lines[end].text.find(kEnd) == std::string_view::npos) {
    ++end;
    if (end == lines.size() || opens_table(lines[end].text)) return std::nullopt;
  }
  std::string markup;
  for (auto at = begin; at <= end; ++at) markup.append(lines[at].text).append("\n");
  TableHandler handler(lines[begin].offset);
  if (!html::parse(markup, handler, Limits{}, "text")) return std::nullopt;
  auto rows = handler.rows();
  if (!rows) return std::nullopt;
  return TextRows{.rows = std::move(*rows), .end = end + 1, .spans_told = true};
}

}  // namespace nianbao::extract
