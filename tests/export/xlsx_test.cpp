#include "export/writers/xlsx.h"

#include <stdlib.h>
#include <sys/resource.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "export/writers/xlsx_check.h"
#include "export/writers/xlsx_text.h"
#include "extract/base/zip.h"
#include "tests/export/example.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::names_in;
using nianbao::test::TemporaryFolder;
using xlsx::kCutMark;
using xlsx::kLongestText;
using xlsx::sheet_date;
using xlsx::sheet_number;

namespace {

std::string sheet_text(std::string_view text) {
  std::string buffer;
  return xlsx::sheet_text(text, buffer);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// The temporary files beside the workbook, whatever the environment of the test says.
class NoTemporaryFolder {
 public:
  NoTemporaryFolder() {
    if (const char* const set = ::getenv("TMPDIR")) before_ = set;
    ::unsetenv("TMPDIR");
  }
  ~NoTemporaryFolder() {
    if (!before_.empty()) ::setenv("TMPDIR", before_.c_str(), 1);
  }

 private:
  std::string before_;
};

// While it lives, no file may grow beyond this: the writing fails, as on a full disk.
class LargestFile {
 public:
  explicit LargestFile(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit few{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &few) == 0);
  }
  ~LargestFile() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

Result<void> write(const std::filesystem::path& folder, const xlsx::SheetLimits& limits = {}) {
  const auto dataset = make_dataset(test::example_schema());
  const auto writer = make_xlsx_writer(limits);
  if (auto begun = writer->begin(dataset, {.folder = folder}); !begun) return begun;
  for (const auto& record : {example_record(), test::failed_record(), test::notice_record()}) {
    if (auto added = writer->add(record); !added) return added;
  }
  return writer->finish();
}

std::string part(const std::string& workbook, const std::string& name) {
  const Limits limits;
  auto package = ZipPackage::open(workbook, limits);
  REQUIRE(package);
  auto bytes = package->read(name);
  REQUIRE(bytes);
  return *bytes;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("xlsx: a text keeps what it says") {
  CHECK(sheet_text("=1+1") == "=1+1");
  CHECK(sheet_text("a\x01\tb\r\n\xFF\xEF\xBF\xBF") == "a\tb\n\xEF\xBF\xBD");
  CHECK(sheet_text("_x0041_") == "_x005F_x0041_");
  CHECK(sheet_text("_xAbCd_") == "_x005F_xAbCd_");
  CHECK(sheet_text("_x0041_x0042_") == "_x005F_x0041_x005F_x0042_");
  CHECK(sheet_text("__x0041__") == "__x005F_x0041__");
  for (const auto* plain : {"_", "_x", "_x004_", "_X0041_", "_x004G_", "_x00411_", "x0041_", "_x0041"}) {
    CHECK(sheet_text(plain) == plain);
  }
}

TEST_CASE("xlsx: a text longer than a cell is cut between two characters and marked") {
  const auto longest = repeated("长", kLongestText);
  CHECK(sheet_text(longest) == longest);
  const auto cut = sheet_text(longest + "a");
  CHECK(cut == repeated("长", kLongestText - 7) + std::string(kCutMark));
  // Pairs of code units are not parted: one unit short of the limit.
  const auto pairs = repeated("😀", kLongestText / 2);
  CHECK(sheet_text(pairs + "a") == pairs + "a");
  CHECK(sheet_text(pairs + "aa") == repeated("😀", (kLongestText - 7) / 2) + std::string(kCutMark));
  CHECK(sheet_text("a" + pairs + "😀") == "a" + repeated("😀", (kLongestText - 8) / 2) + std::string(kCutMark));
  // Nor is an escape, and it counts as what is written.
  const auto before = std::string(kLongestText - 7 - 6, 'a');
  CHECK(sheet_text(before + "_x0041_" + repeated("b", 40)) == before + std::string(kCutMark));
}

TEST_CASE("xlsx: numbers a double holds are numbers, all others text") {
  const std::vector<std::tuple<std::string, double, int>> numbers{{"0", 0, 0},
                                                                  {"-3", -3, 0},
                                                                  {"25.1", 25.1, 1},
                                                                  {"0.9900", 0.99, 4},
                                                                  {"9.95", 9.95, 2},
                                                                  {"123456789012345", 123456789012345, 0},
                                                                  {"-0.000000000000000001", -1e-18, 18},
                                                                  {"1234567890123450000", 1.23456789012345e18, 0}};
  for (const auto& [text, value, decimals] : numbers) {
    INFO(text);
    const auto number = sheet_number(text);
    REQUIRE(number);
    CHECK(number->value == value);
    CHECK(number->decimals == decimals);
  }
  for (const auto* text : {"", "-", ".", "1.", ".5", "+1", "1e5", " 1", "1 ", "0x10", "007", "--1", "1.2.3", "nan",
                           "inf", "９", "1234567890123456", "9007199254740993", "1.234567890123456"}) {
    INFO(text);
    CHECK_FALSE(sheet_number(text));
  }
}

TEST_CASE("xlsx: days of the calendar are dates, all others text") {
  using namespace std::chrono_literals;
  CHECK(sheet_date("2024-02-29") == std::chrono::year_month_day(2024y, std::chrono::February, 29d));
  CHECK(sheet_date("1901-01-01"));
  for (const auto* text : {"", "2023-02-29", "2024-13-01", "2024-00-01", "2024-1-1", "2024/01/01", "1900-02-29",
                           "1900-12-31", "2024-01-01T", "20240101", "+024-01-01"}) {
    INFO(text);
    CHECK_FALSE(sheet_date(text));
  }
}

TEST_CASE("xlsx: the same bytes twice, and nothing beside the workbook") {
  const TemporaryFolder first;
  const TemporaryFolder second;
  REQUIRE(write(first.path()));
  REQUIRE(write(second.path()));
  CHECK(test::read_file(first / "nianbao.xlsx") == test::read_file(second / "nianbao.xlsx"));
  CHECK(names_in(first) == std::vector<std::string>{"nianbao.xlsx"});
}

TEST_CASE("xlsx: what a killed process leaves behind is the unfinished file alone") {
  const NoTemporaryFolder beside;
  const TemporaryFolder folder;
  {
    const auto dataset = make_dataset(test::example_schema());
    const auto writer = make_xlsx_writer();
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(example_record()));
    CHECK(names_in(folder) == std::vector<std::string>{"nianbao.xlsx.part"});
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("xlsx: rows beyond the limit go on in a further sheet with a head of its own") {
  const TemporaryFolder folder;
  REQUIRE(write(folder.path(), {.rows = 4}));
  const auto bytes = test::read_file(folder / "nianbao.xlsx");
  const auto book = part(bytes, "xl/workbook.xml");
  // Five cells, two in a sheet.
  for (const auto* name : {"\"cells\"", "\"cells (2)\"", "\"cells (3)\"", "\"documents (2)\"", "\"reports\""}) {
    INFO(name);
    CHECK(book.find("<sheet name=" + std::string(name)) != std::string::npos);
  }
  for (const auto* name : {"cells (4)", "documents (3)", "reports (2)"}) CHECK(book.find(name) == std::string::npos);
  std::size_t rows = 0;
  const auto sheets = count(book, "<sheet name=");
  for (std::size_t i = 1; i <= sheets; ++i) {
    const auto sheet = part(bytes, "xl/worksheets/sheet" + std::to_string(i) + ".xml");
    INFO(i);
    CHECK(count(sheet, "<row r=") <= 4);
    CHECK(count(sheet, "<autoFilter ref=\"A2:") == 1);
    CHECK(count(sheet, "topLeftCell=") >= 1);
    rows += count(sheet, "<row r=") - 2;
  }
  const TemporaryFolder whole;
  REQUIRE(write(whole.path()));
  const auto one = test::read_file(whole / "nianbao.xlsx");
  std::size_t expected = 0;
  for (std::size_t i = 1; i <= 9; ++i) {
    expected += count(part(one, "xl/worksheets/sheet" + std::to_string(i) + ".xml"), "<row r=") - 2;
  }
  CHECK(rows == expected);
}

TEST_CASE("xlsx: no formula and no link, whatever a text looks like") {
  const TemporaryFolder folder;
  auto record = example_record();
  for (const auto* text : {"=1+1", "+1", "-1+1", "@A1", "{=1}", "http://example.com", "mailto:a@b.c"}) {
    record.report->fields[2].raw = text;
    const auto dataset = make_dataset(test::example_schema());
    const auto writer = make_xlsx_writer();
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(record));
    REQUIRE(writer->finish());
    const auto sheet = part(test::read_file(folder / "nianbao.xlsx"), "xl/worksheets/sheet3.xml");
    INFO(text);
    CHECK(sheet.find("t=\"inlineStr\"><is><t>" + std::string(text) + "</t>") != std::string::npos);
    CHECK(sheet.find("<f>") == std::string::npos);
    CHECK(sheet.find("hyperlink") == std::string::npos);
  }
}

TEST_CASE("xlsx: a folder that takes no file says so at once") {
  const auto dataset = make_dataset(test::example_schema());
  const auto begun = make_xlsx_writer()->begin(dataset, {.folder = "/proc/nowhere"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
  CHECK(begun.error().place == "/proc/nowhere/nianbao.xlsx");
}

TEST_CASE("xlsx: a full disk under the workbook is an error, and no file") {
  if (!std::filesystem::exists("/dev/full")) return;
  const TemporaryFolder folder;
  const TemporaryFolder temporary;
  std::filesystem::create_symlink("/dev/full", folder.path() / "nianbao.xlsx.part");
  const auto written = write(folder.path());
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::output_failed);
  CHECK(written.error().place == (folder / "nianbao.xlsx"));
  CHECK(names_in(folder).empty());
}

TEST_CASE("xlsx: wherever the disk of the temporary files is full, there is an error or the whole workbook") {
  const NoTemporaryFolder beside;
  const TemporaryFolder whole;
  REQUIRE(write(whole.path()));
  const auto expected = test::read_file(whole / "nianbao.xlsx");
  std::size_t in_rows = 0;
  std::size_t in_parts = 0;
  std::size_t written = 0;
  for (rlim_t bytes = 0; written < 3; bytes += 1'499) {
    const TemporaryFolder folder;
    const auto done = [&] {
      const LargestFile limit(bytes);
      return write(folder.path());
    }();
    INFO(bytes);
    if (done) {
      ++written;
      CHECK(test::read_file(folder / "nianbao.xlsx") == expected);
    } else {
      CHECK(written == 0);
      CHECK(done.error().code == ErrorCode::output_failed);
      in_rows += done.error().detail.find("could not be written") != std::string::npos ? 1 : 0;
      in_parts += done.error().detail.find("came out damaged") != std::string::npos ? 1 : 0;
      CHECK(names_in(folder).empty());
    }
    REQUIRE(bytes < 10'000'000);
  }
  // What the library itself would have passed over.
  CHECK(in_rows > 0);
  CHECK(in_parts > 0);
}

TEST_CASE("xlsx: a workbook that lost rows is refused") {
  const TemporaryFolder folder;
  REQUIRE(write(folder.path()));
  std::filesystem::rename(folder / "nianbao.xlsx", folder / "nianbao.xlsx.part");
  const auto bytes = test::read_file(folder / "nianbao.xlsx.part");
  std::vector<std::int64_t> sizes;
  for (int i = 1; i <= 9; ++i) {
    const auto sheet = part(bytes, "xl/worksheets/sheet" + std::to_string(i) + ".xml");
    constexpr std::string_view kRows = "<sheetData>";
    sizes.push_back(static_cast<std::int64_t>(sheet.find("</sheetData>") - sheet.find(kRows) - kRows.size()));
  }
  CHECK(xlsx::check_package(folder / "nianbao.xlsx", sizes));
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (const int change : {-1, 1, 100'000}) {
      auto wrong = sizes;
      wrong[i] += change;
      CHECK_FALSE(xlsx::check_package(folder / "nianbao.xlsx", wrong));
    }
  }
  sizes.push_back(0);
  CHECK_FALSE(xlsx::check_package(folder / "nianbao.xlsx", sizes));
  test::write_file(folder / "nianbao.xlsx.part", bytes.substr(0, bytes.size() / 2));
  CHECK_FALSE(xlsx::check_package(folder / "nianbao.xlsx", {}));
}
