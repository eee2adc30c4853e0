// The corpus extracted and measured against its truth, by the program from end to end.
#include "tests/golden/corpus_truth.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/golden/expected.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;

TEST_CASE("the corpus is measured without a wrong number") {
  const TemporaryFolder folder;
  REQUIRE(write_corpus_truth(folder / "truth"));
  std::vector<std::string> extract{"extract", "--out", (folder / "out").string(), "--quiet"};
  for (const auto& report : expected_reports()) {
    for (const auto& source : report.sources) extract.push_back(source.string());
  }
  REQUIRE(run_program(extract).status == 0);
  const auto ended = run_program({"evaluate", "--truth", (folder / "truth").string(), "--result",
                                  (folder / "out").string(), "--out", (folder / "accuracy").string()});
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(read_file(folder / "accuracy/errors.csv") == "path,field,truth,read,confidence,method,raw\n");
  const auto all = nlohmann::json::parse(read_file(folder / "accuracy/accuracy.json"))["strata"][0];
  CHECK(all["documents"] == extract.size() - 4);
  CHECK(all["values"] > 5000);
  CHECK(all["cell_accuracy"] == 1);
  CHECK(all["coverage"] == 1);
  CHECK(all["section_accuracy"] == 1);
  CHECK(all["sections_extra"] == 0);
  CHECK(all["calibration_error"] < 0.01);
}
