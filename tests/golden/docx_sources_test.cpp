// The Word sources in corpus/reports are those that write_docx_reports makes.
#include <catch2/catch.hpp>

#include "tests/corpus/docx_reports.h"
#include "tests/support/files.h"

using namespace nianbao::test;

TEST_CASE("the Word sources of the corpus can be made again, byte by byte") {
  for (const auto& report : docx_reports()) {
    INFO(report.id << ": run write_docx_reports corpus/reports");
    const auto committed = read_file(project_file("corpus/reports/" + report.id + "/source.docx"));
    CHECK((committed == report.bytes));
  }
}
