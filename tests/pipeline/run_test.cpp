// The main job as a user sees it: what a second run does, what is listed, logged and refused.
#include <sys/prctl.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/csv_reader.h"
#include "tests/support/archive_builder.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/refusal.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

std::string report(const std::string& county, const std::string& figure) {
  return county +
         "水务局2023年政府信息公开工作年度报告\n一、总体情况\n本机关全年工作情况如下，各项任务均已按要求完成，渠道保持"
         "畅通。\n"
         "二、主动公开政府信息情况\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | " +
         figure + " | 2 | 3 |\n";
}

const std::string kNoDocument("\x01\x02\x03\0\x04", 5);

class Run {
 public:
  Run() { write_file(folder_ / "in/a.txt", report("青禾县", "1")); }

  void put(const std::string& name, const std::string& bytes) const { write_file(folder_ / ("in/" + name), bytes); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  Ended go(std::vector<std::string> more = {}, const std::function<void()>& before = {}) const {
    std::vector<std::string> arguments{"extract", path("in"), "--out", path("out")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments, before);
  }

  // A column of documents.csv by the path below the inputs.
  std::map<std::string, std::string> column(const std::string& name) const {
    auto rows = pipeline::CsvReader::open(path("out/documents.csv"), {{"path"}, {name}}).value();
    std::map<std::string, std::string> found;
    while (rows.next().value()) {
      std::string shown(rows[0]);
      if (shown.starts_with(path("in/"))) shown = shown.substr(path("in/").size());
      found[shown] = rows[1];
    }
    return found;
  }

 private:
  TemporaryFolder folder_;
};

bool says(const Ended& ended, const std::string& words) { return ended.out.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the same command again reads nothing and writes nothing") {
  const Run run;
  run.put("b.txt", report("和顺县", "4"));
  CHECK(says(run.go(), "2 report, 0 not_a_report, 0 failed"));
  const auto written = std::filesystem::last_write_time(run.path("out/cells.csv"));
  const auto again = run.go();
  CHECK(again.status == 0);
  CHECK(says(again, "inputs     2, 2 read before"));
  CHECK(says(again, "(unchanged)"));
  CHECK(std::filesystem::last_write_time(run.path("out/cells.csv")) == written);

  std::filesystem::remove(run.path("out/cells.csv"));
  CHECK_FALSE(says(run.go(), "(unchanged)"));
  CHECK(std::filesystem::exists(run.path("out/cells.csv")));
}

TEST_CASE("what changed is read anew, what is gone is said") {
  const Run run;
  run.put("b.txt", report("和顺县", "4"));
  run.go();
  run.put("a.txt", report("青禾县", "77"));
  std::filesystem::remove(run.path("in/b.txt"));
  const auto ended = run.go();
  CHECK(says(ended, "inputs     1, 1 of earlier runs not found now"));
  CHECK(read_file(run.path("out/cells.csv")).find(",number,77,") != std::string::npos);
  CHECK(run.column("outcome").size() == 1);
}

TEST_CASE("readings of other limits are not mixed in silently") {
  const Run run;
  run.go();
  const auto other = run.go({"--limit", "span=500"});
  check_complaint(other, "--refresh");
  CHECK(run.go({"--limit", "span=500", "--refresh"}).status == 0);
  CHECK(run.go({"--limit", "span=500", "--limit", "document_seconds=5"}).status == 0);
}

namespace {

// A report of more bytes than the others.
std::string long_report() {
  auto text = report("长宁县", "5") + "六、其他需要报告的事项\n";
  for (int i = 0; i < 200; ++i) text += "无其他需要报告的事项。\n";
  return text;
}

// A web archive with a page three parts deep.
std::string deep_page() {
  const auto part = [](const std::string& boundary, const std::string& head, const std::string& body) {
    return "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n" + head + body +
           "\r\n--" + boundary + "--\r\n";
  };
  const auto page = part("c", "Content-Type: text/html; charset=utf-8\r\n\r\n", "<p>no report</p>");
  return "MIME-Version: 1.0\r\n" + part("a", "", part("b", "", page));
}

// Paths of what the last run with this log read.
std::set<std::string> read_by(const Run& run, const std::string& log) {
  std::set<std::string> paths;
  std::istringstream lines(read_file(run.path(log)));
  for (std::string line; std::getline(lines, line);) {
    const auto event = nlohmann::json::parse(line);
    if (event["event"] == "read") paths.insert(event["path"].get<std::string>().substr(run.path("in/").size()));
  }
  return paths;
}

}  // namespace

TEST_CASE("what was refused under a limit is read once that has changed, nothing else is") {
  const Run run;
  run.put("b.txt", long_report());
  const auto inner = archive_of("zip", "", {{"d.txt", long_report() + "丁"}, {"e.txt", report("和顺县", "4")}});
  run.put("c.zip", archive_of("zip", "", {{"f.txt", long_report() + "己"}, {"g.zip", inner}, {"h.bin", kNoDocument}}));
  run.put("i.zip", archive_of("zip", "", {{"j.txt", report("平安县", "7")}}));
  run.put("k.docx", kNoDocument);
  const std::vector<std::string> refused{"b.txt", "c.zip!/f.txt", "c.zip!/g.zip!/d.txt"};

  run.go({"--limit", "document_bytes=2000"});
  auto codes = run.column("error_code");
  for (const auto& path : refused) CHECK(codes.at(path) == "limit_exceeded");
  CHECK(codes.at("c.zip!/g.zip!/e.txt").empty());

  run.go({"--limit", "document_bytes=2000", "--log", run.path("same")});
  CHECK(read_by(run, "same").empty());
  run.go({"--limit", "document_bytes=2001", "--log", run.path("little")});
  CHECK(read_by(run, "little").empty());
  CHECK(run.column("error_code") == codes);

  CHECK(run.go({"--log", run.path("more")}).status == 1);
  CHECK(read_by(run, "more") == std::set<std::string>(refused.begin(), refused.end()));
  codes = run.column("error_code");
  for (const auto& path : refused) CHECK(codes.at(path).empty());
  CHECK(codes.at("k.docx") == "unknown_format");
  CHECK(codes.at("c.zip!/h.bin") == "unknown_format");

  run.go({"--log", run.path("again")});
  CHECK(read_by(run, "again").empty());
}

TEST_CASE("a container refused under a limit is read once that has changed") {
  for (const auto* limit : {"container_entries=1", "container_bytes=500", "nesting=1"}) {
    const Run run;
    const auto inner = archive_of("zip", "", {{"d.txt", report("和顺县", "4")}});
    run.put("c.zip", archive_of("zip", "", {{"e.zip", inner}, {"f.txt", report("平安县", "7")}}));
    INFO(limit);
    CHECK(run.go({"--limit", limit}).status == 1);
    CHECK(run.column("error_code").at(std::string(limit) == "nesting=1" ? "c.zip!/e.zip" : "c.zip") ==
          "limit_exceeded");
    CHECK(run.go().status == 0);
    CHECK(run.column("error_code").size() == 5);
    CHECK(run.column("outcome").at("c.zip!/e.zip!/d.txt") == "report");
  }
}

TEST_CASE("a document whose parts are nested too deeply is read once that limit has changed") {
  const Run run;
  run.put("b.mht", deep_page());
  CHECK(run.go({"--limit", "nesting=1"}).status == 1);
  CHECK(run.column("error_code").at("b.mht") == "limit_exceeded");
  CHECK(run.go({"--log", run.path("log")}).status == 0);
  CHECK(run.column("outcome").at("b.mht") == "not_a_report");
  CHECK(read_by(run, "log") == std::set<std::string>{"b.mht"});
}

TEST_CASE("what failed is read again only when asked for") {
  const Run run;
  run.put("b.docx", kNoDocument);
  CHECK(run.go().status == 1);
  CHECK(says(run.go(), "inputs     2, 2 read before"));
  CHECK(says(run.go({"--retry-failed"}), "inputs     2, 1 read before"));
  CHECK(run.column("error_code").at("b.docx") == "unknown_format");
}

TEST_CASE("the same bytes are read once and listed everywhere, the same figures are linked") {
  const Run run;
  run.put("b.txt", report("青禾县", "1"));
  run.put("c.txt", report("青禾县", "1") + "六、其他需要报告的事项\n无其他需要报告的事项。\n");
  const auto ended = run.go();
  CHECK(says(ended, "inputs     3, 1 duplicates, 1 read before"));
  const auto duplicates = run.column("duplicate_of");
  CHECK(duplicates.at("a.txt").empty());
  CHECK(duplicates.at("b.txt") == run.path("in/a.txt"));
  CHECK(duplicates.at("c.txt").empty());
  CHECK(run.column("near_duplicate_of").at("c.txt") == run.path("in/a.txt"));
}

TEST_CASE("inputs come from lists too") {
  const Run run;
  run.put("b.txt", report("和顺县", "4"));
  write_file(run.path("list"), run.path("in/b.txt") + "\n" + run.path("in/gone.txt") + "\n");
  const auto ended = run_program({"extract", "--from", run.path("list"), "--out", run.path("out")});
  CHECK(ended.status == 1);
  CHECK(run.column("error_code") == std::map<std::string, std::string>{{"b.txt", ""}, {"gone.txt", "unreadable_file"}});
}

TEST_CASE("documents in a compressed RAR archive are read") {
  const Run run;
  run.put("b.rar",
          read_file(project_file("tests/pipeline/fixtures/libarchive/test_read_format_rar_compress_best.rar")));
  CHECK(run.go().status == 0);
  const std::map<std::string, std::string> outcomes{{"a.txt", "report"},
                                                    {"b.rar", "container"},
                                                    {"b.rar!/LibarchiveAddingTest.html", "not_a_report"},
                                                    {"b.rar!/testdir/LibarchiveAddingTest.html", "not_a_report"},
                                                    {"b.rar!/testdir/test.txt", "not_a_report"}};
  CHECK(run.column("outcome") == outcomes);
  CHECK(run.column("format").at("b.rar!/LibarchiveAddingTest.html") == "html");
}

TEST_CASE("a log is a JSON object a line") {
  const Run run;
  run.put("b.docx", kNoDocument);
  run.go({"--log", run.path("log")});
  std::istringstream lines(read_file(run.path("log")));
  std::vector<std::string> events;
  std::map<std::string, nlohmann::json> read;
  for (std::string line; std::getline(lines, line);) {
    const auto event = nlohmann::json::parse(line);
    events.push_back(event["event"]);
    CHECK(event["time"].get<std::string>().ends_with("Z"));
    if (events.back() == "read") read[event["path"]] = event;
  }
  CHECK(events.front() == "begin");
  CHECK(events.back() == "end");
  REQUIRE(read.size() == 2);
  CHECK(read[run.path("in/a.txt")]["outcome"] == "report");
  CHECK(read[run.path("in/b.docx")]["error_code"] == "unknown_format");
  CHECK(read[run.path("in/b.docx")]["peak_bytes"] > 0);
}

TEST_CASE("without LibreOffice legacy documents are said to need it") {
  const Run run;
  run.put("b.rtf", "{\\rtf1 {\\b 1}}");
  CHECK(run.go().status == 1);
  CHECK(run.column("error_code").at("b.rtf") == "needs_converter");
  CHECK(run.column("format").at("b.rtf") == "rtf");
}

TEST_CASE("what is converted depends on this run alone, whatever runs there were before") {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
    WARN("skipped: LibreOffice is not installed");
    return;
  }
  const Run run;
  run.put("b.rtf", "{\\rtf1 A few words are no report, but read.\\par }");
  for (int round = 0; round < 2; ++round) {
    run.go();
    CHECK(run.column("error_code").at("b.rtf") == "needs_converter");
    CHECK(run.go({"--convert"}).status == 0);
    CHECK(run.column("outcome").at("b.rtf") == "not_a_report");
    CHECK(run.column("format").at("b.rtf") == "rtf");
    CHECK(run.column("converter").at("b.rtf").starts_with("LibreOffice "));
  }
}

TEST_CASE("where processes cannot be confined the run goes on and says so once") {
  const Run run;
  run.put("b.zip", archive_of("zip", "", {{"c.txt", report("和顺县", "4")}}));
  CHECK(run.go().err.find("confined") == std::string::npos);
  const std::vector<RefusedCall> no_filters{{"seccomp"}, {"prctl", PR_SET_SECCOMP}};
  const auto cells = read_file(run.path("out/cells.csv"));
  for (const int error : {EINVAL, ENOSYS, EPERM}) {
    std::filesystem::remove_all(run.path("out"));
    const auto ended = run.go({}, [&] { refuse(no_filters, error); });
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(says(ended, "inputs     3"));
    CHECK(says(ended, "2 report, 0 not_a_report, 0 failed"));
    const auto notice = ended.err.find("processes that read documents could not be confined by: no other system calls");
    REQUIRE(notice != std::string::npos);
    CHECK(ended.err.find("confined", ended.err.find('\n', notice)) == std::string::npos);
    CHECK(read_file(run.path("out/cells.csv")) == cells);
  }
}

// Readers are done with such documents long before the converters: what waits for these is held in open files.
TEST_CASE("many documents to be converted take no more open files than few") {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
    WARN("skipped: LibreOffice is not installed");
    return;
  }
  const Run run;
  constexpr int kDocuments = 200;
  for (int i = 0; i < kDocuments; ++i) {
    const auto number = std::to_string(i);
    run.put(number + ".rtf", "{\\rtf1 Words number " + number + " are no report, but read.\\par }");
  }
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit few{.rlim_cur = kDocuments / 2, .rlim_max = before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  const auto ended = run.go({"--convert", "--jobs", "2"});
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(says(ended, "1 report, 200 not_a_report, 0 failed"));
}
