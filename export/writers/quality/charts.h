// Charts as inline SVG that can be read without colour: by position, length, pattern and printed numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::exporting::report {

class Page;

// The patterns the charts fill with, once a page. There are so many.
inline constexpr std::size_t kPatterns = 6;
std::string pattern_definitions();

// A bar in a row of a table, as long as `value` is of `most`.
std::string bar(std::int64_t value, std::int64_t most);

// A bar in a row of a table, divided by these values, each in its pattern.
std::string divided_bar(const std::vector<std::int64_t>& values);

// What a pattern stands for; the name is HTML.
std::string swatch(std::size_t pattern, std::string_view name);

// What a reader who cannot see the chart is told of it: keys of texts.
struct ChartTexts {
  std::string_view id;  // unique on the page
  std::string_view title;
  std::string_view description;
};

// Columns, divided by category.
struct Column {
  std::string label;
  std::vector<std::int64_t> parts;  // by pattern
};
std::string column_chart(const Page& page, const ChartTexts& texts, const std::vector<Column>& columns);

// Two marks a line on a logarithmic axis.
struct DotLine {
  std::string label;
  double filled = 0;
  double open = 0;
};
std::string dot_chart(const Page& page, const ChartTexts& texts, const std::vector<DotLine>& lines);

// A box a line: quartiles, median, and how far all but the ends reach.
struct Box {
  std::string label;  // SVG text
  double low = 0;
  double lower = 0;
  double middle = 0;
  double upper = 0;
  double high = 0;
};
enum class Scale : std::uint8_t { logarithmic, per_cent };
std::string box_chart(const Page& page, const ChartTexts& texts, Scale scale, const std::vector<Box>& boxes);

}  // namespace nianbao::exporting::report
