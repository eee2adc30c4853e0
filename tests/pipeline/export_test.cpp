// Outputs made again from the store of a run, as a user sees it.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;
namespace fs = std::filesystem;

namespace {

class Run {
 public:
  Run() {
    for (const auto* report : {"html-broken-totals/source.html", "text-pipes/source.txt"}) {
      const auto source = project_file("corpus/reports") / report;
      write_file(folder_ / ("in/" + source.parent_path().filename().string() + source.extension().string()),
                 read_file(source));
    }
    write_file(folder_ / "in/broken.docx", "PK\x03\x04");
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  Ended extract(std::vector<std::string> more = {}) const { return go("extract", path("in"), std::move(more)); }
  Ended again(std::vector<std::string> more = {}) const { return run({"export", path("out")}, std::move(more)); }

 private:
  Ended go(const std::string& command, const std::string& input, std::vector<std::string> more) const {
    return run({command, input, "--out", path("out")}, std::move(more));
  }
  static Ended run(std::vector<std::string> arguments, std::vector<std::string> more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  TemporaryFolder folder_;
};

void same(const Run& run, const std::string& left, const std::string& right) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(run.path(left))) {
    if (!entry.is_regular_file() || entry.path().filename().string().starts_with("nianbao.sqlite")) continue;
    INFO(entry.path());
    CHECK(read_file(entry.path()) == read_file(run.path(right) / fs::relative(entry.path(), run.path(left))));
    ++files;
  }
  CHECK(files > 0);
}

bool says(const Ended& ended, const std::string& words) {
  return (ended.out + ended.err).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an export gives the bytes of the run, without its documents") {
  const Run run;
  REQUIRE(run.extract().status == 1);
  fs::remove_all(run.path("in"));
  const auto again = run.again({"--out", run.path("again")});
  CHECK(again.status == 1);
  CHECK(says(again, "2 report, 0 not_a_report, 1 failed"));
  same(run, "out", "again");
  CHECK(says(run.again({"--out", run.path("again")}), "(unchanged)"));
  CHECK(says(run.again(), "(unchanged)"));
}

TEST_CASE("an export writes other formats than the run did") {
  const Run run;
  REQUIRE(run.extract({"--format", "json"}).status == 1);
  CHECK_FALSE(fs::exists(run.path("out/cells.csv")));
  CHECK(run.again({"--format", "csv", "--csv-bom", "--jobs", "1", "--quiet"}).status == 1);
  CHECK(read_file(run.path("out/cells.csv")).starts_with("\xEF\xBB\xBF"));
}

TEST_CASE("nothing is exported of what is no ended run of this program") {
  const Run run;
  const auto none = run.again();
  CHECK(none.status == 2);
  CHECK(says(none, "there is no such file"));
  CHECK_FALSE(fs::exists(run.path("out/nianbao.sqlite")));

  write_file(run.path("out/nianbao.sqlite"), "");
  CHECK(says(run.again(), "holds no run"));
  write_file(run.path("out/nianbao.sqlite"), std::string(5000, 'x'));
  CHECK(run.again().status == 2);
  fs::remove(run.path("out/nianbao.sqlite"));

  REQUIRE(run.extract({"--templates", project_file("corpus/templates").string()}).status == 1);
  CHECK(says(run.again(), "made by another version of the program or its templates"));
  CHECK(run.again({"--templates", project_file("corpus/templates").string()}).status == 1);
}
