#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;

namespace {

const std::string kReport =
    "青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n本机关全年工作情况如下，各项任务均已按要求完成，渠道保持"
    "畅通。\n"
    "二、主动公开政府信息情况\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 |  | 3① |\n| "
    "规范性文件 | 4 | 5 | 6 |\n";

void complains(const std::vector<std::string>& arguments, const std::string& about) {
  check_complaint(run_program(arguments), about);
}

}  // namespace

TEST_CASE("wrong usage is one clear line and exit 2") {
  const TemporaryFolder folder;
  const auto file = (folder / "a.txt").string();
  const auto out = (folder / "out").string();
  write_file(file, kReport);
  complains({}, "subcommand");
  complains({"extract", file, "--out", out, "--nonsense"}, "--nonsense");
  complains({"extract", "--out", out}, "INPUT");
  complains({"extract", file}, "--out");
  complains({"extract", "/no/such/file", "--out", out}, "/no/such/file");
  complains({"extract", file, "--out", "/proc/nowhere"}, "/proc/nowhere");
  complains({"extract", file, "--out", file}, file);
  complains({"extract", file, "--out", out, "--format", "xml"}, "xml");
  complains({"extract", file, "--out", out, "--limit", "span=x"}, "span=x");
  complains({"extract", file, "--out", out, "--limit", "nothing=3"}, "nothing=3");
  complains({"extract", file, "--out", out, "--templates", "/no/such/folder"}, "/no/such/folder");
  complains({"inspect", "/no/such/file"}, "/no/such/file");
  complains({"inspect", folder.path().string()}, "not a folder");
  complains({"templates", "show", "1999"}, "1999");
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("help and version go to the standard output") {
  for (const auto* command : {"evaluate", "extract", "inspect", "templates"}) {
    const auto help = run_program({command, "--help"});
    CHECK(help.status == 0);
    CHECK(help.out.find("Examples:") != std::string::npos);
  }
  CHECK(run_program({"--help"}).out.find("extract") != std::string::npos);
  CHECK(run_program({"--version"}).out.starts_with("nianbao "));
}

TEST_CASE("a run ends with a summary and its files") {
  const TemporaryFolder folder;
  write_file(folder / "in/a.txt", kReport);
  const auto ended = run_program({"extract", (folder / "in").string(), "--out", (folder / "out").string()});
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out.find("1 report, 0 not_a_report, 0 failed") != std::string::npos);
  CHECK(ended.out.find("4 number, 1 blank, 0 dash, 0 none_word, 0 text, 1 unreadable, 194 absent, 0 unmapped") !=
        std::string::npos);
  CHECK(ended.out.find("facts      0 stated, 0 zero, 0 about, 0 range") != std::string::npos);
  for (const auto* name : {"documents.csv", "reports.csv", "cells.csv", "sections.csv", "facts.csv", "findings.csv",
                           "crosswalk.csv", "series.csv", "reports.jsonl", "schema/report.schema.json",
                           "datapackage.json", "panel.csv", "panel_findings.csv", "panel.datapackage.json"}) {
    INFO(name);
    CHECK(ended.out.find(name) != std::string::npos);
    CHECK(std::filesystem::exists(folder / "out" / name));
  }
  CHECK_FALSE(std::filesystem::exists(folder / "out/dataset.sqlite"));
}

TEST_CASE("formats, silence and limits are as asked for") {
  const TemporaryFolder folder;
  const auto file = (folder / "a.txt").string();
  const auto out = (folder / "out").string();
  write_file(file, kReport);
  const auto ended = run_program({"extract", file, "--out", out, "--format", "csv", "--csv-bom", "--quiet"});
  CHECK(ended.status == 0);
  CHECK(ended.out.empty());
  CHECK_FALSE(std::filesystem::exists(folder / "out/reports.jsonl"));
  CHECK(read_file(folder / "out/cells.csv").starts_with("\xEF\xBB\xBF"));

  CHECK(read_file(folder / "out/reports.csv").find("s2_rules_issued_state") == std::string::npos);
  CHECK(run_program({"extract", file, "--out", out, "--format", "csv,sqlite,dta", "--wide-states"}).status == 0);
  CHECK(read_file(folder / "out/reports.csv").find(",s2_rules_issued,s2_rules_issued_state,") != std::string::npos);
  CHECK(read_file(folder / "out/datapackage.json").find("\"s2_rules_issued_state\"") != std::string::npos);
  for (const auto* name : {"dataset.sqlite", "reports.dta", "labels_zh.do"}) {
    INFO(name);
    CHECK(std::filesystem::exists(folder / "out" / name));
  }

  CHECK(run_program({"extract", file, "--out", out, "--limit", "document_bytes=10"}).status == 1);
  CHECK(read_file(folder / "out/documents.csv").find("limit_exceeded") != std::string::npos);
}

TEST_CASE("known issuers are taken from a file, and outputs are written anew when it changes") {
  const TemporaryFolder folder;
  const auto file = (folder / "a.txt").string();
  const auto issuers = (folder / "i.csv").string();
  const auto out = (folder / "out").string();
  write_file(file, kReport);
  const auto reports = [&] { return read_file(folder / "out/reports.csv"); };
  CHECK(run_program({"extract", file, "--out", out}).status == 0);
  CHECK_FALSE(reports().contains("known-one"));
  write_file(issuers, "name,id\n青禾县水务局,known-one\n");
  CHECK(run_program({"extract", file, "--out", out, "--issuers", issuers}).status == 0);
  CHECK(reports().contains("known-one"));
  write_file(issuers, "name,id\n青禾县水务局,known-two\n");
  CHECK(run_program({"extract", file, "--out", out, "--issuers", issuers, "--jobs", "1"}).status == 0);
  CHECK(reports().contains("known-two"));
  write_file(issuers, "name,code\n青禾县水务局,1\n");
  const auto refused = run_program({"extract", file, "--out", out, "--issuers", issuers});
  CHECK(refused.status == 2);
  CHECK(refused.err.contains("i.csv:2: the code 1 is not of six digits"));
}

TEST_CASE("options may stand before, between and after the inputs") {
  const TemporaryFolder folder;
  const auto first = (folder / "a.txt").string();
  const auto second = (folder / "b.txt").string();
  write_file(first, kReport);
  write_file(second, kReport);
  const auto ended = run_program({"extract", "--limit", "span=500", "--format", "csv,json", first, "--limit",
                                  "depth=100", second, "--out", (folder / "out").string(), "--csv-bom"});
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(ended.out.find("2 report") != std::string::npos);
  CHECK(run_program({"inspect", "--limit", "span=500", first, "--json"}).status == 0);
}

TEST_CASE("inspect shows what was bound and why not") {
  const TemporaryFolder folder;
  const auto file = (folder / "a.txt").string();
  write_file(file, kReport);
  const auto shown = run_program({"inspect", file});
  CHECK(shown.status == 0);
  for (const auto* part : {"青禾县水务局", "proactive_disclosure", "│规章      │1           │", "s2_rules_issued",
                           "circled or raised digits", "FINDINGS"}) {
    INFO(part);
    CHECK(shown.out.find(part) != std::string::npos);
  }
  const auto json = nlohmann::json::parse(run_program({"inspect", file, "--json"}).out);
  CHECK(json["tables"][0]["cells"].size() == 12);
  CHECK(json["record"]["fields"].size() == 200);
  write_file(file, "");
  const auto empty = run_program({"inspect", file});
  CHECK(empty.status == 1);
  CHECK(empty.out.find("empty_input") != std::string::npos);
}

TEST_CASE("the codebook of the docs is up to date") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", kReport);
  const auto out = (folder / "out").string();
  REQUIRE(run_program({"extract", (folder / "a.txt").string(), "--out", out, "--quiet"}).status == 0);
  const auto command =
      "/usr/bin/python3 '" + project_file("scripts/codebook").string() + "' '" + out + "/datapackage.json' --check";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("the forms of the docs are up to date") {
  const auto command = "/usr/bin/python3 '" + project_file("scripts/forms").string() + "' --check";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("templates are listed and shown") {
  const auto list = run_program({"templates"});
  CHECK(list.out.find("2021") != std::string::npos);
  for (const auto* form : {"2021  2021-  200 fields", "2019  2019-2020  198 fields", "2014  2014-2018  58 fields",
                           "2008  2008-2013  105 fields"}) {
    CHECK(list.out.find(form) != std::string::npos);
  }
  const auto shown = run_program({"templates", "show", "2021"});
  CHECK(shown.out.find("s4_suit_after_total") != std::string::npos);
  CHECK(shown.out.find("S3-A person") != std::string::npos);
}

TEST_CASE("templates of a folder replace the built-in ones") {
  const TemporaryFolder folder;
  auto form = read_file(project_file("corpus/templates/2021.xml"));
  const std::string id = "id=\"2021\"";
  form.replace(form.find(id), id.size(), "id=\"mine\"");
  write_file(folder / "mine.xml", form);
  const auto list = run_program({"templates", "--templates", folder.path().string()});
  INFO(list.err);
  CHECK(list.out.starts_with("mine"));
}
