// Every seed and every finding of the fuzzers, and the corpus cut and bent, read again.
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <string>

#include "tests/fuzz/document_target.h"
#include "tests/support/files.h"

using namespace nianbao::test;

TEST_CASE("the seeds of the fuzzers are read without a crash") {
  std::size_t seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(project_file("corpus/fuzz/document"))) {
    INFO(entry.path());
    read_anything(read_file(entry.path()));
    ++seeds;
  }
  CHECK(seeds >= 6);
}

TEST_CASE("reports cut and bent anywhere are read without a crash") {
  std::mt19937 random(1);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project_file("corpus/reports"))) {
    if (entry.path().stem() != "source") continue;
    INFO(entry.path());
    const auto bytes = read_file(entry.path());
    for (int round = 0; round < 12; ++round) {
      auto bent = bytes.substr(0, round % 3 == 0 ? random() % bytes.size() : bytes.size());
      for (int change = 0; change < 8 && !bent.empty(); ++change)
        bent[random() % bent.size()] = static_cast<char>(random());
      read_anything(bent);
    }
  }
}
