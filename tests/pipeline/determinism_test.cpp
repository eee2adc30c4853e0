// The same input gives the same bytes, whatever the order of the arguments, the locale and the number of jobs.
#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;

namespace {

std::vector<std::string> corpus_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project_file("corpus/reports"))) {
    if (entry.path().stem() == "source") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  REQUIRE(files.size() >= 12);
  return files;
}

void extract(std::vector<std::string> inputs, const std::filesystem::path& out, const char* jobs = "2") {
  inputs.insert(inputs.begin(), "extract");
  inputs.insert(inputs.end(), {"--out", out.string(), "--quiet", "--jobs", jobs, "--format",
                               "csv,json,sqlite,dta,xlsx,panel,report"});
  CHECK(run_program(inputs).status == 0);
}

void same_files(const std::filesystem::path& left, const std::filesystem::path& right) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(left)) {
    if (!entry.is_regular_file() || entry.path().filename() == "nianbao.sqlite") continue;  // no output: a store
    INFO(entry.path());
    CHECK(read_file(entry.path()) == read_file(right / std::filesystem::relative(entry.path(), left)));
    ++files;
  }
  CHECK(files == 20);
}

}  // namespace

TEST_CASE("runs in any order and locale and of any number of jobs give identical bytes") {
  const TemporaryFolder folder;
  auto files = corpus_files();
  extract(files, folder / "first");
  extract(files, folder / "second");
  same_files(folder / "first", folder / "second");

  std::ranges::reverse(files);
  files.push_back(files.front());
  ::setenv("LC_ALL", "zh_CN.GB18030", 1);
  extract(files, folder / "third", "5");
  ::unsetenv("LC_ALL");
  same_files(folder / "first", folder / "third");
}
