// Columns below rules of dashes, as pandoc sets them: merged cells go on as blank ones.
#include <algorithm>
#include <string>

#include "extract/base/display_width.h"
#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

std::vector<std::size_t> widths_of(const FormTable& table) {
  constexpr std::size_t kRoom = 2;  // more than the longest text
  std::vector<std::size_t> widths(static_cast<std::size_t>(table.columns), kRoom);
  for (int row = 0; row < table.rows; ++row) {
    const auto texts = texts_of_row(table, row);
    for (std::size_t at = 0; at < texts.size(); ++at) {
      widths[at] = std::max(widths[at], display_width(texts[at]) + kRoom);
    }
  }
  return widths;
}

std::string padded(const std::vector<std::string>& texts, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    line += (at == 0 ? "  " : " ") + texts[at];
    line.append(widths[at] - display_width(texts[at]), ' ');
  }
  return line;
}

TableLines set_below_dashes(const FormTable& table, bool spaced) {
  const auto widths = widths_of(table);
  std::vector<std::string> dashes;
  for (const auto width : widths) dashes.emplace_back(width, '-');
  TableLines lines{padded(dashes, widths)};
  for (int row = 0; row < table.rows; ++row) {
    if (spaced && row > 0) lines.emplace_back();
    lines.push_back(padded(texts_of_row(table, row), widths));
  }
  lines.push_back(lines.front());
  return lines;
}

}  // namespace

TableLines pandoc_simple(const FormTable& table) { return set_below_dashes(table, false); }

TableLines pandoc_multiline(const FormTable& table) { return set_below_dashes(table, true); }

}  // namespace nianbao::generator
