// What every row of the format table owes: a report of the corpus in that format, a fuzz seed, and first
// bytes no other format claims.
#include "extract/format_table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::project_file;
using nianbao::test::read_file;

namespace {

std::vector<std::filesystem::path> files_below(const std::string& folder, const Format& format) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project_file(folder))) {
    const auto extension = entry.path().extension().string();
    if (!entry.is_regular_file() || extension.empty() || entry.path().stem() == "README") continue;
    if (std::ranges::find(format.extensions, std::string_view(extension).substr(1)) == format.extensions.end())
      continue;
    files.push_back(entry.path());
  }
  return files;
}

ErrorCode code_of(const std::string& bytes, const std::string& name = "a.docx") {
  const auto format = detect_format({.name = name, .bytes = bytes});
  REQUIRE_FALSE(format);
  return format.error().code;
}

}  // namespace

TEST_CASE("every format has a report, a fuzz seed and bytes of its own") {
  for (const auto& format : format_table()) {
    INFO(format.id);
    const auto reports = files_below("corpus/reports", format);
    CHECK_FALSE(reports.empty());
    CHECK_FALSE(files_below("corpus/fuzz/document", format).empty());
    for (const auto& report : reports) {
      INFO(report);
      const auto bytes = read_file(report);
      for (const auto& other : format_table()) {
        if (other.id != format.id) CHECK(other.sniff(bytes) < format.sniff(bytes));
      }
      // A wrong name changes nothing.
      const auto detected = detect_format({.name = "report.jpg", .bytes = bytes});
      REQUIRE(detected);
      CHECK((*detected)->id == format.id);
    }
  }
}

TEST_CASE("what is no report's format is named") {
  using namespace std::string_literals;
  CHECK(code_of("") == ErrorCode::empty_input);
  CHECK(code_of("%PDF-1.7\n%\xE2\xE3\xCF\xD3"s) == ErrorCode::unsupported_format);
  CHECK(code_of("\xFF\xD8\xFF\xE0\0\x10JFIF"s) == ErrorCode::unsupported_format);
  CHECK(code_of("\x89PNG\r\n\x1A\n"s) == ErrorCode::unsupported_format);
  CHECK(code_of("{\\rtf1\\ansi hello}") == ErrorCode::needs_converter);
  CHECK(code_of("\xDB\xA5\x2D\0 an early Word"s) == ErrorCode::needs_converter);
  CHECK(code_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0')) == ErrorCode::unsupported_format);
  CHECK(code_of("\x01\x02\0\x03"s) == ErrorCode::unknown_format);
}
