// The command that measures results: its tables, files and exit codes.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;

namespace {

// Two documents; one number is wrong and sure of itself.
class Folders {
 public:
  Folders() {
    write_file(truth("documents.csv"), "path,format,damage\na.docx,docx,\nb.html,html,模糊\n");
    write_file(truth("cells.csv"),
               "path,field,state,value\na.docx,f,number,1\na.docx,g,blank,\nb.html,f,number,2\nb.html,g,number,3\n");
    write_file(folder_ / "result/documents.csv", "path\nin/a.docx\nin/b.html\n");
    write_file(folder_ / "result/cells.csv",
               "path,field,state,value,raw,method,confidence\n"
               "in/a.docx,f,number,1,1,label,0.998\nin/a.docx,g,number,0,\"〇,\",alias,0.950\n"
               "in/b.html,f,number,2,2,label,0.998\nin/b.html,g,unreadable,,3①,label,0.998\n");
  }

  std::filesystem::path truth(const std::string& name) const { return folder_ / ("truth/" + name); }
  std::filesystem::path out(const std::string& name) const { return folder_ / ("accuracy/" + name); }

  Ended evaluate(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"evaluate", "--truth", truth("").string(), "--result", (folder_ / "result").string()});
    return run_program(more);
  }

 private:
  TemporaryFolder folder_;
};

void complains(const Folders& folders, const std::vector<std::string>& more, const std::string& about) {
  check_complaint(folders.evaluate(more), about);
}

}  // namespace

TEST_CASE("evaluate prints scores by every dimension the truth has") {
  const Folders folders;
  const auto ended = folders.evaluate();
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(
      ended.out ==
      R"(               documents  cells  exact %  numbers  coverage %  wrong  silent  /100,000  flagged  lost  misread  sections %  extra  calibration %
all                    2      4    50.00        3       66.66      1       1  33333.34        1     0        0           -      0          31.80
format docx            1      2    50.00        1      100.00      1       1  50000.00        0     0        0           -      0          47.60
format html            1      2    50.00        2       50.00      0       0      0.00        1     0        0           -      0           0.20
damage (none)          1      2    50.00        1      100.00      1       1  50000.00        0     0        0           -      0          47.60
damage 模糊            1      2    50.00        2       50.00      0       0      0.00        1     0        0           -      0           0.20

confidence      numbers   mean  right
0.950 to 0.980        1  0.950  0.000
0.998 to 0.999        2  0.998  1.000
)");
  const auto chosen = folders.evaluate({"--by", "format+damage", "--sure", "0.96"});
  CHECK(chosen.out.find("format html, damage 模糊 ") != std::string::npos);
  CHECK(chosen.out.find("\nformat html  ") == std::string::npos);
}

TEST_CASE("evaluate writes the scores and the wrong numbers") {
  const Folders folders;
  REQUIRE(folders.evaluate({"--out", folders.out("").string()}).status == 0);
  CHECK(read_file(folders.out("errors.csv")) ==
        "path,field,truth,read,confidence,method,raw\nin/a.docx,g,blank,0,0.950,alias,\"〇,\"\n");
  CHECK(
      read_file(folders.out("accuracy.csv")) ==
      R"(by,template,format,dialect,damage,documents,missing,cells,present,values,exact,wrong,flagged,lost,misread,right,silent,unlisted,sections,sections_found,sections_extra,cell_accuracy,coverage,section_accuracy,silent_per_100000,calibration_error
all,,,,,2,0,4,4,3,2,1,1,0,0,2,1,0,0,0,0,0.500000,0.666666,,33333.333334,0.318000
format,,docx,,,1,0,2,2,1,1,1,0,0,0,1,1,0,0,0,0,0.500000,1.000000,,50000.000000,0.476000
format,,html,,,1,0,2,2,2,1,0,1,0,0,1,0,0,0,0,0,0.500000,0.500000,,0.000000,0.002000
damage,,,,,1,0,2,2,1,1,1,0,0,0,1,1,0,0,0,0,0.500000,1.000000,,50000.000000,0.476000
damage,,,,模糊,1,0,2,2,2,1,0,1,0,0,1,0,0,0,0,0,0.500000,0.500000,,0.000000,0.002000
template+format+dialect+damage,,docx,,,1,0,2,2,1,1,1,0,0,0,1,1,0,0,0,0,0.500000,1.000000,,50000.000000,0.476000
template+format+dialect+damage,,html,,模糊,1,0,2,2,2,1,0,1,0,0,1,0,0,0,0,0,0.500000,0.500000,,0.000000,0.002000
)");
  CHECK(read_file(folders.out("calibration.csv")) ==
        R"(by,template,format,dialect,damage,from,to,numbers,right,mean_confidence,share_right
all,,,,,0.950000,0.980000,1,0,0.950000,0.000000
all,,,,,0.998000,0.999000,2,2,0.998000,1.000000
format,,docx,,,0.950000,0.980000,1,0,0.950000,0.000000
format,,docx,,,0.998000,0.999000,1,1,0.998000,1.000000
format,,html,,,0.998000,0.999000,1,1,0.998000,1.000000
damage,,,,,0.950000,0.980000,1,0,0.950000,0.000000
damage,,,,,0.998000,0.999000,1,1,0.998000,1.000000
damage,,,,模糊,0.998000,0.999000,1,1,0.998000,1.000000
template+format+dialect+damage,,docx,,,0.950000,0.980000,1,0,0.950000,0.000000
template+format+dialect+damage,,docx,,,0.998000,0.999000,1,1,0.998000,1.000000
template+format+dialect+damage,,html,,模糊,0.998000,0.999000,1,1,0.998000,1.000000
)");
  const auto json = nlohmann::json::parse(read_file(folders.out("accuracy.json")));
  CHECK(json["sure"] == 0.9);
  CHECK(json["missing"].empty());
  REQUIRE(json["strata"].size() == 7);
  CHECK(json["strata"][0]["by"] == "all");
  CHECK(json["strata"][0]["silent"] == 1);
  CHECK(json["strata"][0]["section_accuracy"].is_null());
  CHECK(json["strata"][0]["coverage"] == 0.666666);
  CHECK(json["strata"][0]["calibration"][0]["mean_confidence"] == 0.95);
  CHECK(json["strata"][4]["damage"] == "模糊");
  CHECK(json["strata"][4].contains("format") == false);
}

TEST_CASE("evaluate tells documents that are not in the result, and ends with 1") {
  const Folders folders;
  write_file(folders.truth("documents.csv"), "path\na.docx\nb.html\nc.txt\nd/e.docx\n");
  const auto ended = folders.evaluate({"--out", folders.out("").string()});
  CHECK(ended.status == 1);
  CHECK(ended.err == "nianbao: c.txt: not in the result\nnianbao: d/e.docx: not in the result\n");
  CHECK(ended.out.starts_with("     documents"));
  const auto json = nlohmann::json::parse(read_file(folders.out("accuracy.json")));
  CHECK(json["missing"] == nlohmann::json{"c.txt", "d/e.docx"});
  CHECK(json["strata"][0]["missing"] == 2);
}

TEST_CASE("evaluate cannot do without its folders") {
  const Folders folders;
  complains(folders, {"--by", "shape"}, "\"shape\"");
  complains(folders, {"--sure", "90%"}, "\"90%\"");
  complains(folders, {"--sure", "1.5"}, "\"1.5\"");
  complains(folders, {"--out", "/proc/nowhere"}, "/proc/nowhere");
  write_file(folders.truth("cells.csv"), "path,field,state,value\na.docx,f,numbr,1\n");
  complains(folders, {}, "cells.csv:2: state \"numbr\" is none of");
  complains(folders, {"--out", folders.out("").string()}, "cells.csv:2: ");
  CHECK_FALSE(std::filesystem::exists(folders.out("")));
  std::filesystem::remove(folders.truth("documents.csv"));
  complains(folders, {}, "documents.csv: No such file or directory");
  CHECK(run_program({"evaluate", "--truth", folders.truth("").string()}).err.find("--result") != std::string::npos);
}
