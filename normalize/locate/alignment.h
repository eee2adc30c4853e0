// Global alignment of two sequences in order: which item of the left belongs to which of the right.
#pragma once

#include <cstddef>
#include <vector>

namespace nianbao::normalize {

// Scores of all pairs; zero or less means that the two cannot belong together.
class PairScores {
 public:
  PairScores(std::size_t left, std::size_t right) : left_(left), right_(right), scores_(left * right) {}

  std::size_t left() const { return left_; }
  std::size_t right() const { return right_; }
  double& at(std::size_t i, std::size_t j) { return scores_[i * right_ + j]; }
  double at(std::size_t i, std::size_t j) const { return scores_[i * right_ + j]; }

 private:
  std::size_t left_;
  std::size_t right_;
  std::vector<double> scores_;
};

struct Pairing {
  int other = -1;     // index into the right sequence; -1: none
  double score = 0;   // of this pair alone
  double margin = 0;  // what the best alignment loses when either of the two goes with another partner
};

// The order-preserving set of pairs with the greatest sum, one entry for each left item.
std::vector<Pairing> align(const PairScores& scores);

}  // namespace nianbao::normalize
