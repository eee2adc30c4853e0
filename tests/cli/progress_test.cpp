#include "pipeline/cli/progress.h"

#include <catch2/catch.hpp>

using namespace nianbao;
using cli::progress_line;
using pipeline::Standing;
using namespace std::chrono_literals;

TEST_CASE("progress tells documents, rate, failures and the time left") {
  CHECK(progress_line({.files = 400, .listed = 130, .done = 120, .failed = 2}, 4s, 0) ==
        "120/400 documents, 30/s, 2 failed, 10 s left");
  CHECK(progress_line({.files = 400, .listed = 130, .done = 120, .kept = 20}, 20s, 0) ==
        "120/400 documents, 20 known, 5.0/s, 56 s left");
  CHECK(progress_line({.files = 10, .listed = 10, .done = 10}, 1s, 0) == "10/10 documents, 10/s");
  CHECK(progress_line({.files = 1'000'000, .listed = 1000, .done = 1000}, 100s, 0) ==
        "1000/1000000 documents, 10/s, 27 h 45 min left");
}

TEST_CASE("what cannot be known yet is not told") {
  CHECK(progress_line({.listed = 7, .done = 5}, 100ms, 0) == "5 documents");
  CHECK(progress_line({}, 0s, 80) == "0 documents");
  CHECK(progress_line({.files = 0}, 0s, 80) == "0/0 documents");
}

TEST_CASE("a container counts as one file until its members are known") {
  CHECK(progress_line({.files = 3, .containers = 1, .members = 50, .listed = 51, .done = 10}, 100ms, 0) ==
        "10/53 documents");
}

TEST_CASE("the bar fills what the line leaves, and no more than the line has") {
  const Standing half{.files = 10, .listed = 10, .done = 5};
  CHECK(progress_line(half, 100ms, 40) == "[###########...........] 5/10 documents");
  CHECK(progress_line(half, 100ms, 200) == "[####################....................] 5/10 documents");
  CHECK(progress_line(half, 100ms, 20) == "5/10 documents");
  CHECK(progress_line(half, 100ms, 4) == "5/10");
}

TEST_CASE("once all is read, what is written is told") {
  const Standing writing{.files = 9, .listed = 400, .done = 400, .inputs = 402, .written = 201};
  CHECK(progress_line(writing, 4s, 0) == "201/402 inputs written");
  CHECK(progress_line(writing, 4s, 50) == "[############............] 201/402 inputs written");
}
