// Results set against the truth: every kind of outcome, its counts and its scores.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/evaluate/accuracy_table.h"
#include "pipeline/evaluate/comparison.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::evaluate;
using nianbao::test::TemporaryFolder;
using nianbao::test::write_file;
using normalize::Decimal;

namespace {

struct Files {
  std::string truth_documents = "path,template,format\na.docx,2021,docx\nb.html,2019,html\n";
  std::string truth_cells = "path,field,state,value\n";
  std::string truth_sections;  // empty: no such file
  std::string documents = "path\nin/a.docx\nin/b.html\nin/other.txt\n";
  std::string cells;
  std::string sections = "path,section,heading\n";
};

const std::string kCells = "path,field,state,value,raw,method,confidence\n";

// Every outcome a cell can have.
const Files kEveryOutcome{
    .truth_cells =
        "path,field,state,value\n"
        "a.docx,f1,number,12\na.docx,f2,number,5\na.docx,f3,number,7\na.docx,f4,blank,\n"
        "a.docx,f5,absent,\na.docx,f6,blank,\na.docx,f7,dash,\na.docx,f8,number,1\n"
        "a.docx,f9,number,2\na.docx,f10,number,4\na.docx,f11,number,9\na.docx,f12,blank,\n"
        "a.docx,f13,absent,\na.docx,f14,text,\nb.html,f1,number,0.5\n",
    .truth_sections =
        "path,order,section,heading\na.docx,1,overview,总体情况\na.docx,2,requests,收到申请\n"
        "a.docx,3,fees,收费\nb.html,1,overview,概述\n",
    .cells = kCells +
             "in/a.docx,f1,number,12.00,12,label,0.998\n"      // right
             "in/a.docx,f2,number,6,６,label,0.950\n"          // wrong and silent
             "in/a.docx,f3,number,8,8,fuzzy,0.500\n"           // wrong
             "in/a.docx,f4,number,0,\"0, \"\"x\",alias,0.9\n"  // wrong and silent: the truth is blank
             "in/a.docx,f5,number,3,3,position,0.899\n"        // wrong: the truth is absent
             "in/a.docx,f6,blank,,,label,0.998\n"              // exact
             "in/a.docx,f7,blank,,,label,0.998\n"              // misread
             "in/a.docx,f8,unreadable,,1①,label,0.998\n"       // flagged
             "in/a.docx,f9,absent,,,,\n"                       // lost
             "in/a.docx,f10,blank,,,label,0.998\n"             // misread; f11 has no row: lost
             "in/a.docx,f12,unreadable,,?,label,0.998\n"       // flagged
             "in/a.docx,f13,absent,,,,\n"                      // exact; f14 has no row: misread
             "in/a.docx,f15,number,1,1,label,0.990\n"          // wrong, silent, unlisted
             "in/a.docx,f16,blank,,,label,0.998\n"             // nothing
             "in/a.docx,,number,77,77,,\n"                     // no field takes it
             "in/b.html,f1,number,0.50,.50,label,1.000\n"      // right
             "in/other.txt,f1,number,1,1,label,0.998\n",       // has no truth
    .sections =
        "path,section,heading\nin/a.docx,overview,总体情况\nin/a.docx,requests,收到\n"
        "in/a.docx,overview,总体情况\nin/b.html,overview,概述\nin/other.txt,fees,收费\n"};

void write(const TemporaryFolder& folder, const Files& files) {
  write_file(folder / "truth/documents.csv", files.truth_documents);
  write_file(folder / "truth/cells.csv", files.truth_cells);
  if (!files.truth_sections.empty()) write_file(folder / "truth/sections.csv", files.truth_sections);
  write_file(folder / "result/documents.csv", files.documents);
  write_file(folder / "result/cells.csv", files.cells.empty() ? kCells : files.cells);
  write_file(folder / "result/sections.csv", files.sections);
}

struct Measured {
  Truth truth;
  Comparison comparison;
  std::string error;  // place below the folder, and detail

  std::vector<Stratum> by(DimensionSet set) const { return strata_by(std::vector{set}, truth, comparison.tallies); }
  Tally all() const { return by(kNoDimension).front().tally; }
};

Measured measured(const Files& files) {
  const TemporaryFolder folder;
  write(folder, files);
  const auto told = [&](const Error& error) {
    return error.place.substr(folder.path().string().size() + 1) + ": " + error.detail;
  };
  auto truth = read_truth(folder / "truth");
  if (!truth) return {.error = told(truth.error())};
  auto comparison = compare(*truth, {.result = folder / "result", .sure = *Decimal::parse("0.9")});
  if (!comparison) return {.error = told(comparison.error())};
  return {.truth = std::move(*truth), .comparison = std::move(*comparison)};
}

std::string error_of(const Files& files) { return measured(files).error; }

std::int64_t count_of(const Tally& tally, std::string_view name) {
  return tally.*std::ranges::find(counts(), name, &Count::name)->member;
}

std::string score_of(const Tally& tally, std::string_view name) {
  const auto score = std::ranges::find(scores(), name, &Score::name);
  return decimal(score->of(tally), score->rounding, 6);
}

}  // namespace

TEST_CASE("every outcome of a cell is counted as what it is") {
  const auto tally = measured(kEveryOutcome).by(kAllDimensions)[1].tally;  // of a.docx
  const std::vector<std::pair<std::string, std::int64_t>> expected{
      {"documents", 1}, {"missing", 0},  {"cells", 14},         {"present", 12},      {"values", 7}, {"exact", 3},
      {"wrong", 5},     {"flagged", 2},  {"lost", 2},           {"misread", 3},       {"right", 1},  {"silent", 3},
      {"unlisted", 1},  {"sections", 3}, {"sections_found", 1}, {"sections_extra", 2}};
  CHECK(expected.size() == counts().size());
  for (const auto& [name, value] : expected) {
    INFO(name);
    CHECK(count_of(tally, name) == value);
  }
  CHECK(tally.cells == tally.exact + tally.wrong - tally.unlisted + tally.flagged + tally.lost + tally.misread);
}

TEST_CASE("scores are rounded so that they look no better than they are") {
  const auto tally = measured(kEveryOutcome).by(kAllDimensions)[1].tally;
  CHECK(score_of(tally, "cell_accuracy") == "0.214285");          // 3 / 14 = 0.2142857
  CHECK(score_of(tally, "coverage") == "0.142857");               // 1 / 7
  CHECK(score_of(tally, "silent_per_100000") == "50000.000000");  // 3 / 6
  CHECK(score_of(tally, "section_accuracy") == "0.333333");
  // Six bins of one number: 0.5 + 0.899 + 0.9 + 0.95 + 0.99 + 0.002, over 6.
  CHECK(score_of(tally, "calibration_error") == "0.706834");
  CHECK(score_of(Tally{}, "coverage").empty());
  CHECK(decimal({999'999, 1'000'000}, Rounding::down, 2) == "0.99");
  CHECK(decimal({1, 1'000'000}, Rounding::up, 2) == "0.01");
  CHECK(decimal({1, 1}, Rounding::up, 2) == "1.00");
}

TEST_CASE("a calibration bin sets its mean confidence against its share of right numbers") {
  auto files = kEveryOutcome;
  files.truth_cells = "path,field,state,value\n";
  files.cells = kCells;
  for (int i = 0; i < 10; ++i) {
    const auto field = "f" + std::to_string(i);
    const std::string value = i < 9 ? "1" : "2";
    const std::string confidence = i < 5 ? "0.91" : "0.93";
    files.truth_cells += "a.docx," + field + ",number,1\n";
    files.cells += "in/a.docx," + field + ",number," + value + ",,label," + confidence + "\n";
  }
  const auto tally = measured(files).all();
  CHECK(tally.bins[3].numbers == 10);
  CHECK(tally.bins[3].right == 9);
  CHECK(tally.bins[3].confidence == 9'200'000);
  CHECK(score_of(tally, "calibration_error") == "0.020000");
  CHECK(calibration_table(tally) ==
        "confidence      numbers   mean  right\n"
        "0.900 to 0.950       10  0.920  0.900\n");
  CHECK(calibration_table(Tally{}).empty());
}

TEST_CASE("documents are put together by what the truth says of them") {
  const auto all = measured(kEveryOutcome);
  CHECK(all.all().documents == 2);
  CHECK(all.all().right == 2);
  CHECK(usual_dimensions(all.truth) == std::vector<DimensionSet>{0, 1, 2});
  const auto by_template = all.by(1);
  REQUIRE(by_template.size() == 2);
  CHECK(by_template[0].kind == Kind{"2019", "", "", ""});
  CHECK(by_template[0].tally.right == 1);
  CHECK(by_template[0].tally.sections_found == 1);
  CHECK(by_template[1].tally.wrong == 5);
  CHECK(dimensions_named("damage,template+dialect") == std::vector<DimensionSet>{0, 8, 5});
  CHECK(dimensions_named("template,shape").error().detail.find("\"shape\"") != std::string::npos);
  CHECK(name_of(5) == "template+dialect");
  CHECK(name_of(0) == "all");
}

TEST_CASE("a truth may have a byte order mark, CRLF and its columns in another order") {
  auto files = kEveryOutcome;
  files.truth_documents =
      "\xEF\xBB\xBF"
      "note,format,path\r\nx,docx,a.docx\r\nx,html,b.html\r\n";
  files.truth_cells =
      "\xEF\xBB\xBF"
      "value,state,seen by,field,path\r\n12.00,number,me,f1,a.docx\r\n";
  files.truth_sections = "";
  const auto read = measured(files);
  CHECK(read.error.empty());
  CHECK(read.all().right == 1);
  CHECK(read.all().unlisted == 6);  // the other numbers of a.docx, and that of b.html
  CHECK(read.all().sections == 0);
  CHECK(read.all().sections_extra == 0);
  CHECK(read.by(2)[0].kind == Kind{"", "docx", "", ""});
}

TEST_CASE("a document the result does not have loses all its cells") {
  auto files = kEveryOutcome;
  files.documents = "path\nin/a.docx\nin/other.txt\nb.html.old\nxb.html\n";
  files.cells = kCells + "in/a.docx,f1,number,12,12,label,0.998\n";
  files.sections = "path,section,heading\n";
  const auto read = measured(files);
  CHECK(read.error.empty());
  CHECK(read.comparison.missing == std::vector<std::uint32_t>{1});
  const auto lost = read.by(1)[0].tally;
  CHECK(lost.missing == 1);
  CHECK(lost.lost == 1);
  CHECK(lost.sections == 1);
  CHECK(lost.sections_found == 0);
  CHECK(read.all().missing == 1);
}

TEST_CASE("the longest path of the truth names a document") {
  Files files;
  files.truth_documents = "path\na.docx\nx/a.docx\n";
  files.truth_cells += "a.docx,f,number,1\nx/a.docx,f,number,2\n";
  files.documents = "path\na.docx\n/in/x/a.docx\n";
  files.cells = kCells + "a.docx,f,number,1,,,1\n/in/x/a.docx,f,number,2,,,1\n";
  CHECK(measured(files).all().right == 2);
  files.documents = "path\nin/x/a.docx\n";
  files.cells = "";
  CHECK(measured(files).comparison.missing == std::vector<std::uint32_t>{0});
}

TEST_CASE("rows of a document need not stand together") {
  auto files = kEveryOutcome;
  files.cells = kCells +
                "in/a.docx,f1,number,12,,label,1\nin/b.html,f1,number,0.5,,label,1\nin/other.txt,f1,dash,,,label,1\n"
                "in/a.docx,f2,number,5,,label,1\n";
  CHECK(measured(files).all().right == 3);
}

TEST_CASE("what is wrong with a truth is told with its file and line") {
  const auto with_cells = [](const std::string& rows) {
    Files files;
    files.truth_cells += rows;
    return error_of(files);
  };
  const auto with_documents = [](const std::string& bytes) {
    Files files;
    files.truth_documents = bytes;
    return error_of(files);
  };
  CHECK(with_cells("a.docx,f,numbr,1\n") ==
        "truth/cells.csv:2: state \"numbr\" is none of number, blank, dash, none_word, text, absent");
  CHECK(with_cells("a.docx,f,unreadable,\n").starts_with("truth/cells.csv:2: state \"unreadable\" is none of"));
  CHECK(with_cells("a.docx,f,number,\n") == "truth/cells.csv:2: value \"\" is no decimal number");
  CHECK(with_cells("a.docx,f,number,\"1,200\"\n") == "truth/cells.csv:2: value \"1,200\" is no decimal number");
  CHECK(with_cells("a.docx,f,blank,0\n") == "truth/cells.csv:2: value \"0\" stands beside state blank");
  CHECK(with_cells("a.docx,,blank,\n") == "truth/cells.csv:2: the field is empty");
  CHECK(with_cells("c.docx,f,blank,\n") == "truth/cells.csv:2: path \"c.docx\" is not in documents.csv");
  CHECK(with_cells("a.docx,f,blank,\nb.html,f,blank,\na.docx,f,number,1\n") ==
        "truth/cells.csv:4: the same field of the same document as in line 2");
  CHECK(with_documents("path\n") == "truth/documents.csv: there are no documents in it");
  CHECK(with_documents("path,format\na,docx\n,docx\n") == "truth/documents.csv:3: the path is empty");
  CHECK(with_documents("path\na\nb\na\n") == "truth/documents.csv:4: path \"a\" stands twice");
  Files files;
  files.truth_sections = "path,section,heading\nnone,overview,\n";
  CHECK(error_of(files) == "truth/sections.csv:2: path \"none\" is not in documents.csv");
}

TEST_CASE("what is wrong with a result is told with its file and line") {
  const auto with_cells = [](const std::string& rows) {
    auto files = kEveryOutcome;
    files.cells = kCells + rows;
    return error_of(files);
  };
  CHECK(with_cells("in/a.docx,f1,nmber,1,,label,1\n") == "result/cells.csv:2: state \"nmber\" is not known");
  CHECK(with_cells("in/a.docx,f1,number,x,,label,1\n") == "result/cells.csv:2: value \"x\" is no decimal number");
  for (const auto* confidence : {"", "1.001", "-0.1", "high"}) {
    CHECK(with_cells("in/a.docx,f1,number,1,,label," + std::string(confidence) + "\n") ==
          "result/cells.csv:2: confidence \"" + std::string(confidence) + "\" is no number from 0 to 1");
  }
  CHECK(with_cells("in/c.docx,f1,blank,,,label,1\n") ==
        "result/cells.csv:2: path \"in/c.docx\" is not in documents.csv");
  CHECK(with_cells("in/a.docx,f1,blank,,,,1\nin/a.docx,f1,blank,,,,1\n") ==
        "result/cells.csv:3: field \"f1\" stands twice");
  auto files = kEveryOutcome;
  files.documents = "path\nin/a.docx\nin/a.docx\n";
  CHECK(error_of(files) == "result/documents.csv:3: path \"in/a.docx\" stands twice");
  files.documents = "path\nin/a.docx\nold/a.docx\n";
  CHECK(error_of(files) ==
        "result/documents.csv:3: path \"a.docx\" of the truth names both \"in/a.docx\" and \"old/a.docx\"");
}
