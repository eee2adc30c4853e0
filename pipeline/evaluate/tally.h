// What is counted of documents whose truth is known, and the scores made of the counts. Everything is held in whole
// numbers, so that scores do not depend on the order of the rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "normalize/model/report.h"

namespace nianbao::evaluate {

constexpr std::int64_t kMillion = 1'000'000;

// Numbers read with a confidence of this bin.
struct Bin {
  std::int64_t numbers = 0;
  std::int64_t right = 0;
  std::int64_t confidence = 0;  // the sum, in millionths
};

// Where the bins begin, in millionths: a series of 1, 2, 5 in the distance from certainty, because confidences crowd
// where 0.99 and 0.999 are different promises. The last bin includes 1.
constexpr std::array<std::int64_t, 10> kBinEdges{0,       500'000, 800'000, 900'000, 950'000,
                                                 980'000, 990'000, 995'000, 998'000, 999'000};

constexpr std::int64_t end_of_bin(std::size_t bin) {
  return bin + 1 < kBinEdges.size() ? kBinEdges[bin + 1] : kMillion;
}

struct Tally {
  std::int64_t documents = 0;
  std::int64_t missing = 0;  // documents that the result does not have
  std::int64_t cells = 0;    // of the truth
  std::int64_t present = 0;  // of them, in a state other than absent
  std::int64_t values = 0;   // of them, in the state number

  // Each cell of the truth is counted in one of these; a wrong number that is unlisted is counted beside them.
  std::int64_t exact = 0;    // state and value are the truth's
  std::int64_t wrong = 0;    // a number that is not the truth's
  std::int64_t flagged = 0;  // unreadable
  std::int64_t lost = 0;     // a number, and absent in the result
  std::int64_t misread = 0;  // another state than the truth's, neither a number nor unreadable

  std::int64_t right = 0;     // exact, and a number
  std::int64_t silent = 0;    // wrong, and sure of it
  std::int64_t unlisted = 0;  // wrong, because the truth has no such field
  std::int64_t sections = 0;  // of the truth
  std::int64_t sections_found = 0;
  std::int64_t sections_extra = 0;
  std::array<Bin, kBinEdges.size()> bins{};

  void add(const Tally& other);
};

struct Count {
  std::string_view name;
  std::int64_t Tally::* member;
};

// All the counts, in the order of the output.
std::span<const Count> counts();

struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

enum class Rounding : std::uint8_t { down, up };

struct Score {
  std::string_view name;
  Ratio (*of)(const Tally&);
  Rounding rounding;  // never makes a score look better than it is: only where all is right stands 100 %
};

std::span<const Score> scores();

// Empty where there is nothing to divide by.
std::string decimal(Ratio ratio, Rounding rounding, int places);

// A number that was read, and how sure the reading is of it.
struct ReadNumber {
  normalize::Decimal value;
  normalize::Decimal confidence;  // from 0 to 1
};

// `truth` is empty for a number that is none of the truth's cells. Says whether the number is right.
bool count_number(std::optional<normalize::Decimal> truth, const ReadNumber& read, Tally& tally);

// A cell that was not read as a number.
void count_state(normalize::State truth, normalize::State read, Tally& tally);

}  // namespace nianbao::evaluate
