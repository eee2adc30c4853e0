#include "normalize/locate/alignment.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

// best[i][j]: the greatest sum over the first i left and the first j right items, or over the last ones.
class BestSums {
 public:
  BestSums(const PairScores& scores, bool from_the_end)
      : rows_(scores.left() + 1), columns_(scores.right() + 1), best_(rows_ * columns_) {
    for (std::size_t i = 1; i < rows_; ++i) {
      for (std::size_t j = 1; j < columns_; ++j) {
        const auto score = from_the_end ? scores.at(scores.left() - i, scores.right() - j) : scores.at(i - 1, j - 1);
        const auto paired = score > 0 ? at(i - 1, j - 1) + score : 0;
        best_[i * columns_ + j] = std::max({at(i - 1, j), at(i, j - 1), paired});
      }
    }
  }

  double at(std::size_t i, std::size_t j) const { return best_[i * columns_ + j]; }

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> best_;
};

}  // namespace

std::vector<Pairing> align(const PairScores& scores) {
  const BestSums before(scores, false);
  const BestSums after(scores, true);
  const auto total = [&](std::size_t i, std::size_t j) {
    return before.at(i, j) + scores.at(i, j) + after.at(scores.left() - i - 1, scores.right() - j - 1);
  };
  // The best sum with some other partner, for an item of either side.
  const auto rival = [&](std::size_t i, std::size_t j) {
    double best = 0;
    for (std::size_t other = 0; other < scores.right(); ++other) {
      if (other != j && scores.at(i, other) > 0) best = std::max(best, total(i, other));
    }
    for (std::size_t other = 0; other < scores.left(); ++other) {
      if (other != i && scores.at(other, j) > 0) best = std::max(best, total(other, j));
    }
    return best;
  };

  std::vector<Pairing> pairings(scores.left());
  auto i = scores.left();
  auto j = scores.right();
  while (i > 0 && j > 0) {
    if (before.at(i, j) == before.at(i - 1, j)) {
      --i;
    } else if (before.at(i, j) == before.at(i, j - 1)) {
      --j;
    } else {
      --i;
      --j;
      pairings[i] = {.other = static_cast<int>(j), .score = scores.at(i, j), .margin = total(i, j) - rival(i, j)};
    }
  }
  return pairings;
}

}  // namespace nianbao::normalize
