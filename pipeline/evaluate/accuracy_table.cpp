#include "pipeline/evaluate/accuracy_table.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "extract/base/display_width.h"

namespace nianbao::evaluate {
namespace {

using Line = std::vector<std::string>;

constexpr int kPlaces = 2;

// All lines as long as the first, which is the head. Labels on the left, figures on the right.
std::string aligned(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string room(widths[i] - display_width(line[i]), ' ');
      text += i == 0 ? line[i] + room : "  " + room + line[i];
    }
    text += '\n';
  }
  return text;
}

std::string label_of(const Stratum& stratum) {
  std::string label;
  for (std::size_t i = 0; i < kDimensions.size(); ++i) {
    if (!has_dimension(stratum.by, i)) continue;
    const auto& value = stratum.kind[i];
    label += (label.empty() ? "" : ", ") + std::string(kDimensions[i]) + " " + (value.empty() ? "(none)" : value);
  }
  return label.empty() ? "all" : label;
}

// Some scores are shares and are shown in percent.
std::string score_named(std::string_view name, const Tally& tally, int times) {
  const auto score = std::ranges::find(scores(), name, &Score::name);
  const auto ratio = score->of(tally);
  auto text = decimal({ratio.numerator * times, ratio.denominator}, score->rounding, kPlaces);
  return text.empty() ? "-" : text;
}

std::string percent(std::string_view name, const Tally& tally) { return score_named(name, tally, 100); }

// To three places, as confidences are written.
std::string share(std::int64_t part, std::int64_t whole) { return decimal({part, whole}, Rounding::down, 3); }

}  // namespace

std::string accuracy_table(std::span<const Stratum> strata) {
  std::vector<Line> lines{{"", "documents", "cells", "exact %", "numbers", "coverage %", "wrong", "silent", "/100,000",
                           "flagged", "lost", "misread", "sections %", "extra", "calibration %"}};
  for (const auto& stratum : strata) {
    const auto& tally = stratum.tally;
    lines.push_back({label_of(stratum), std::to_string(tally.documents), std::to_string(tally.cells),
                     percent("cell_accuracy", tally), std::to_string(tally.values), percent("coverage", tally),
                     std::to_string(tally.wrong), std::to_string(tally.silent),
                     score_named("silent_per_100000", tally, 1), std::to_string(tally.flagged),
                     std::to_string(tally.lost), std::to_string(tally.misread), percent("section_accuracy", tally),
                     std::to_string(tally.sections_extra), percent("calibration_error", tally)});
  }
  return aligned(lines);
}

std::string calibration_table(const Tally& tally) {
  std::vector<Line> lines{{"confidence", "numbers", "mean", "right"}};
  for (std::size_t i = 0; i < tally.bins.size(); ++i) {
    const auto& bin = tally.bins[i];
    if (bin.numbers == 0) continue;
    lines.push_back({share(kBinEdges[i], kMillion) + " to " + share(end_of_bin(i), kMillion),
                     std::to_string(bin.numbers), share(bin.confidence, bin.numbers * kMillion),
                     share(bin.right, bin.numbers)});
  }
  return lines.size() == 1 ? "" : aligned(lines);
}

}  // namespace nianbao::evaluate
