#include "export/writers/quality/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "export/writers/quality/markup.h"
#include "export/writers/quality/page.h"

namespace nianbao::exporting::report {
namespace {

constexpr double kTextHeight = 12;
constexpr double kLeastScale = 0.72;  // below it the letters are too small

std::string begin_chart(const Page& page, const ChartTexts& texts, double width, double height) {
  return fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {0} {1}\" style=\"max-width:{0}px;min-width:{5}px\" role=\"img\" "
      "aria-labelledby=\"{2}-t {2}-d\"><title id=\"{2}-t\">{3}</title><desc id=\"{2}-d\">{4}</desc>\n",
      width, height, texts.id, page.plain(texts.title), page.plain(texts.description), std::floor(width * kLeastScale));
}

std::string line(double x1, double y1, double x2, double y2) {
  return fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", x1, y1, x2, y2);
}

std::string text(double x, double y, std::string_view anchor, std::string_view content) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", x, y, anchor, content);
}

std::string rectangle(double x, double y, double width, double height, std::size_t pattern) {
  return fmt::format("<rect class=\"p{}\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>",
                     pattern % kPatterns, x, y, width, height);
}

// 10000 and above as a power, for there is no room for more.
std::string power_of_ten(double number) {
  constexpr double kShort = 1e4;
  if (number < kShort) return grouped(std::llround(number));
  return fmt::format("10<tspan dy=\"-4\" class=\"power\">{}</tspan>", std::lround(std::log10(number)));
}

// 1, 2 or 5 times a power of ten, so that about so many steps reach the number.
double round_step(double number, double steps) {
  const double least = std::max(number / steps, 1.0);
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= least) return times * power;
  }
  return 10 * power;
}

// Where a number stands from 0 to 1: below 1 in proportion, from there on by its logarithm.
double symmetric_logarithm(double value, double most) {
  const auto place = [](double number) { return number < 1 ? number : 1 + std::log10(number); };
  return place(value) / place(std::max(most, 1.0));
}

}  // namespace

std::string pattern_definitions() {
  constexpr std::string_view kMarks[kPatterns] = {"",
                                                  R"(<path d="M0 8L8 0"/>)",
                                                  R"(<circle cx="2" cy="2" r="1.1"/><circle cx="6" cy="6" r="1.1"/>)",
                                                  R"(<path d="M0 2H8M0 6H8"/>)",
                                                  R"(<path d="M0 0L8 8M0 8L8 0"/>)",
                                                  ""};
  std::string html = "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>";
  for (std::size_t i = 0; i < kPatterns; ++i) {
    html += fmt::format(
        "<pattern id=\"pattern-{0}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<rect class=\"f{0}\" width=\"8\" height=\"8\"/><g class=\"m{0}\">{1}</g></pattern>",
        i, kMarks[i]);
  }
  return html + "</defs></svg>\n";
}

std::string bar(std::int64_t value, std::int64_t most) {
  const double share = most > 0 ? static_cast<double>(value) / static_cast<double>(most) * 100 : 0;
  // What is there can be seen.
  const double width = value > 0 ? std::max(share, 0.8) : 0;
  return fmt::format(
      "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      "<rect class=\"p0\" width=\"{:.1f}\" height=\"10\"/></svg>",
      width);
}

std::string divided_bar(const std::vector<std::int64_t>& values) {
  constexpr double kWidth = 160;
  const auto total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  std::string html = "<svg class=\"divided\" viewBox=\"0 0 160 14\" width=\"160\" height=\"14\" aria-hidden=\"true\">";
  double at = 0;
  for (std::size_t i = 0; i < values.size() && total > 0; ++i) {
    const double width = static_cast<double>(values[i]) / static_cast<double>(total) * kWidth;
    if (values[i] > 0) html += rectangle(at, 0.5, std::max(width, 1.0), 13, i);
    at += width;
  }
  return html + "</svg>";
}

std::string swatch(std::size_t pattern, std::string_view name) {
  return fmt::format("<span class=\"swatch\"><svg width=\"22\" height=\"14\" aria-hidden=\"true\">{}</svg> {}</span>\n",
                     rectangle(0.5, 0.5, 21, 13, pattern), name);
}

std::string column_chart(const Page& page, const ChartTexts& texts, const std::vector<Column>& columns) {
  constexpr double kHeight = 260;
  constexpr double kLeft = 52;
  constexpr double kTop = 22;
  constexpr double kBottom = 230;
  constexpr double kLeastWidth = 320;
  const double step = std::clamp(1000.0 / static_cast<double>(std::max<std::size_t>(columns.size(), 1)), 34.0, 76.0);
  const double width = std::max(kLeft + step * static_cast<double>(columns.size()) + 8, kLeastWidth);
  const auto total = [](const Column& column) {
    return static_cast<double>(std::accumulate(column.parts.begin(), column.parts.end(), std::int64_t{0}));
  };
  double most = 1;
  for (const auto& column : columns) most = std::max(most, total(column));
  const double tick = round_step(most, 4);
  const double top = std::ceil(most / tick) * tick;
  const auto height_of = [&](double value) { return value / top * (kBottom - kTop); };

  auto svg = begin_chart(page, texts, width, kHeight);
  for (double value = 0; value <= top; value += tick) {
    svg += line(kLeft, kBottom - height_of(value), width, kBottom - height_of(value));
    svg += text(kLeft - 6, kBottom - height_of(value) + 4, "end", grouped(std::llround(value)));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double x = kLeft + step * static_cast<double>(i);
    double y = kBottom;
    for (std::size_t part = 0; part < columns[i].parts.size(); ++part) {
      if (columns[i].parts[part] == 0) continue;
      const double height = height_of(static_cast<double>(columns[i].parts[part]));
      y -= height;
      svg += rectangle(x + step * 0.16, y, step * 0.68, height, part);
    }
    svg += text(x + step / 2, y - 5, "middle",
                "<tspan class=\"strong\">" + grouped(std::llround(total(columns[i]))) + "</tspan>");
    svg += text(x + step / 2, kBottom + 18, "middle", columns[i].label);
  }
  return svg + "</svg>\n";
}

std::string dot_chart(const Page& page, const ChartTexts& texts, const std::vector<DotLine>& lines) {
  constexpr double kWidth = 640;
  constexpr double kLeft = 120;
  constexpr double kRight = 610;
  constexpr double kLine = 26;
  constexpr double kTop = 12;
  constexpr double kLeast = -3;  // of the exponents
  double most = 1;
  for (const auto& each : lines) most = std::max(most, each.filled);
  const double highest = std::ceil(std::log10(most));
  const auto x_of = [&](double value) {
    const double exponent = std::max(std::log10(value), kLeast);
    return kLeft + (exponent - kLeast) / (highest - kLeast) * (kRight - kLeft);
  };
  const double bottom = kTop + kLine * static_cast<double>(lines.size());
  auto svg = begin_chart(page, texts, kWidth, bottom + 24);
  for (double exponent = kLeast; exponent <= highest; ++exponent) {
    const double value = std::pow(10.0, exponent);
    svg += line(x_of(value), kTop, x_of(value), bottom);
    svg +=
        text(x_of(value), bottom + 18, "middle", value < 1 ? fmt::format("{}", value) : grouped(std::llround(value)));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double y = kTop + kLine * (static_cast<double>(i) + 0.5);
    svg += text(kLeft - 14, y + 4, "end", lines[i].label);
    svg += line(kLeft, y, kRight, y);
    if (lines[i].open > 0) {
      const double x = x_of(lines[i].open);
      svg += fmt::format("<path class=\"open\" d=\"M{:.1f} {:.1f}l6 6l-6 6l-6 -6z\"/>", x, y - 6);
    }
    if (lines[i].filled > 0)
      svg += fmt::format("<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\"/>", x_of(lines[i].filled), y);
  }
  return svg + "</svg>\n";
}

std::string box_chart(const Page& page, const ChartTexts& texts, Scale scale, const std::vector<Box>& boxes) {
  constexpr double kWidth = 400;
  constexpr double kLeft = 52;
  constexpr double kRight = 384;
  constexpr double kLine = 24;
  constexpr double kTop = 6;
  constexpr double kPerCent = 100;
  double most = 1;
  for (const auto& box : boxes) most = std::max(most, box.high);
  if (scale == Scale::logarithmic) most = std::pow(10.0, std::ceil(std::log10(std::max(most, 10.0))));
  const auto x_of = [&](double value) {
    const double share = scale == Scale::per_cent ? value / kPerCent : symmetric_logarithm(value, most);
    return kLeft + share * (kRight - kLeft);
  };
  const double bottom = kTop + kLine * static_cast<double>(boxes.size());
  auto svg = begin_chart(page, texts, kWidth, bottom + kTextHeight + 12);
  std::vector<double> ticks{0, 25, 50, 75, kPerCent};
  if (scale == Scale::logarithmic) {
    ticks = {0};
    for (double tick = 1; tick <= most; tick *= 10) ticks.push_back(tick);
  }
  for (const double tick : ticks) {
    svg += line(x_of(tick), kTop, x_of(tick), bottom);
    svg += text(x_of(tick), bottom + 16, "middle", power_of_ten(tick));
  }
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto& box = boxes[i];
    const double y = kTop + kLine * (static_cast<double>(i) + 0.5);
    svg += text(kLeft - 10, y + 4, "end", box.label);
    svg += fmt::format("<path class=\"reach\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>", x_of(box.low), y, x_of(box.high));
    svg += rectangle(x_of(box.lower), y - 6, std::max(x_of(box.upper) - x_of(box.lower), 1.5), 12, 1);
    svg += fmt::format("<path class=\"middle\" d=\"M{:.1f} {:.1f}v16\"/>", x_of(box.middle), y - 8);
  }
  return svg + "</svg>\n";
}

}  // namespace nianbao::exporting::report
