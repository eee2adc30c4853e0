#include "pipeline/evaluate/tally.h"

#include <algorithm>
#include <cstdlib>

namespace nianbao::evaluate {
namespace {

using normalize::Decimal;
using normalize::State;

constexpr std::array<Count, 16> kCounts{{
    {"documents", &Tally::documents},
    {"missing", &Tally::missing},
    {"cells", &Tally::cells},
    {"present", &Tally::present},
    {"values", &Tally::values},
    {"exact", &Tally::exact},
    {"wrong", &Tally::wrong},
    {"flagged", &Tally::flagged},
    {"lost", &Tally::lost},
    {"misread", &Tally::misread},
    {"right", &Tally::right},
    {"silent", &Tally::silent},
    {"unlisted", &Tally::unlisted},
    {"sections", &Tally::sections},
    {"sections_found", &Tally::sections_found},
    {"sections_extra", &Tally::sections_extra},
}};

// How far the mean confidence of each bin is from its share of right numbers, weighted by the bins' numbers.
Ratio calibration_error(const Tally& tally) {
  Ratio error;
  for (const auto& bin : tally.bins) {
    error.numerator += std::abs(bin.confidence - bin.right * kMillion);
    error.denominator += bin.numbers * kMillion;
  }
  return error;
}

constexpr std::int64_t kHundredThousand = 100'000;

constexpr std::array<Score, 5> kScores{{
    {"cell_accuracy", [](const Tally& tally) { return Ratio{tally.exact, tally.cells}; }, Rounding::down},
    {"coverage", [](const Tally& tally) { return Ratio{tally.right, tally.values}; }, Rounding::down},
    {"section_accuracy", [](const Tally& tally) { return Ratio{tally.sections_found, tally.sections}; },
     Rounding::down},
    {"silent_per_100000",
     [](const Tally& tally) { return Ratio{tally.silent * kHundredThousand, tally.right + tally.wrong}; },
     Rounding::up},
    {"calibration_error", calibration_error, Rounding::up},
}};

std::int64_t millionths(const Decimal& number) {
  const auto shifted = number.shifted(6).value_or(Decimal());
  auto whole = shifted.unscaled();
  for (int i = 0; i < shifted.scale(); ++i) whole /= 10;
  return whole;
}

}  // namespace

std::span<const Count> counts() { return kCounts; }
std::span<const Score> scores() { return kScores; }

void Tally::add(const Tally& other) {
  for (const auto& count : kCounts) this->*count.member += other.*count.member;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].numbers += other.bins[i].numbers;
    bins[i].right += other.bins[i].right;
    bins[i].confidence += other.bins[i].confidence;
  }
}

std::string decimal(Ratio ratio, Rounding rounding, int places) {
  if (ratio.denominator == 0) return {};
  __extension__ using Wide = __int128;  // a calibration error is in millionths already
  Wide scaled = ratio.numerator;
  for (int i = 0; i < places; ++i) scaled *= 10;
  if (rounding == Rounding::up) scaled += ratio.denominator - 1;
  auto digits = std::to_string(static_cast<std::int64_t>(scaled / ratio.denominator));
  if (std::ssize(digits) <= places) digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
  return digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
}

bool count_number(std::optional<Decimal> truth, const ReadNumber& read, Tally& tally) {
  const bool right = truth == read.value;
  const auto confidence = millionths(read.confidence);
  auto& bin = tally.bins[std::ranges::upper_bound(kBinEdges, confidence) - kBinEdges.begin() - 1];
  ++bin.numbers;
  bin.confidence += confidence;
  bin.right += right ? 1 : 0;
  tally.right += right ? 1 : 0;
  tally.exact += right ? 1 : 0;
  tally.wrong += right ? 0 : 1;
  return right;
}

void count_state(State truth, State read, Tally& tally) {
  if (read == State::unreadable)
    ++tally.flagged;
  else if (read == truth)
    ++tally.exact;
  else if (truth == State::number && read == State::absent)
    ++tally.lost;
  else
    ++tally.misread;
}

}  // namespace nianbao::evaluate
