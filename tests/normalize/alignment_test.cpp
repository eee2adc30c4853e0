#include "normalize/locate/alignment.h"

#include <catch2/catch.hpp>

using namespace nianbao::normalize;

TEST_CASE("alignment keeps the order and takes the greatest sum") {
  PairScores scores(3, 3);
  scores.at(0, 0) = 1;
  scores.at(1, 2) = 1;
  scores.at(2, 1) = 0.4;
  scores.at(2, 2) = 0.9;
  const auto pairs = align(scores);
  CHECK(pairs[0].other == 0);
  CHECK(pairs[1].other == 2);
  CHECK(pairs[2].other == -1);
}

TEST_CASE("alignment tells when another partner is as good") {
  PairScores scores(1, 2);
  scores.at(0, 0) = 1;
  scores.at(0, 1) = 1;
  CHECK(align(scores)[0].margin == Approx(0));
  scores.at(0, 1) = 0.25;
  CHECK(align(scores)[0].margin == Approx(0.75));
}

TEST_CASE("alignment of nothing is nothing") {
  CHECK(align(PairScores(0, 5)).empty());
  CHECK(align(PairScores(2, 0))[1].other == -1);
}
