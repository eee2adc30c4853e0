// Legacy documents by way of LibreOffice: the true one where it is installed, and one that misbehaves on demand.
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "extract/base/sha256.h"
#include "extract/foreign_formats.h"
#include "pipeline/convert/converted.h"
#include "pipeline/convert/libreoffice.h"
#include "tests/support/compound_builder.h"
#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace nianbao::test;
using namespace std::string_literals;

namespace {

namespace fs = std::filesystem;

const std::string kRtf = "{\\rtf1\\ansi hello}";

// A program that answers as soffice does; what it does with a document is `act`, a piece of shell script that finds
// the document in $source and where the result belongs in $result.
std::string fake_office(const TemporaryFolder& folder, const std::string& act, const std::string& serve = {}) {
  const auto file = folder / "soffice";
  write_file(file, R"sh(#!/bin/sh
case " $* " in *" --version "*) echo "LibreOffice 9.8.7.6 40(Build:1)"; exit 0;; esac
for argument; do before=$last; last=$argument; done
case " $* " in
  *" --convert-to "*)
    source=$last
    result=$before/source.docx
    mkdir -p "$before"
    )sh" + act + R"sh(
    exit 0;;
esac
)sh" + serve + R"sh(
echo $$ > "$HOME/server"
: > "$(dirname "$last")/.~lock.open.txt#"
exec sleep 1000
)sh");
  ::chmod(file.c_str(), 0700);
  return file.string();
}

LibreOffice office_at(const std::string& program) {
  auto office = find_libreoffice(program);
  if (!office) FAIL(office.error().detail);
  return *office;
}

Result<std::string> converted_by(const std::string& act, const std::string& bytes = kRtf, int seconds = 20) {
  const TemporaryFolder folder;
  Converter converter(office_at(fake_office(folder, act)), Limits{});
  return converter.convert(bytes, seconds);
}

ErrorCode code_of(const Result<std::string>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

std::string report_docx() { return read_file(project_file("corpus/reports/docx-2019-form/source.docx")); }

// Of the original, as the program under test finds it, or nothing after saying so.
std::optional<LibreOffice> installed() {
  auto office = find_libreoffice();
  if (!office) {
    WARN("skipped: LibreOffice is not installed");
    return std::nullopt;
  }
  return *office;
}

// A legacy document, made by LibreOffice itself.
std::string legacy(const LibreOffice& office, const std::string& docx, const std::string& format) {
  const TemporaryFolder folder;
  write_file(folder / "a.docx", docx);
  const auto command = "HOME='" + folder.path().string() + "' '" + office.program + "' -env:UserInstallation=file://" +
                       (folder / "profile").string() + " --headless --convert-to " + format + " --outdir '" +
                       folder.path().string() + "' '" + (folder / "a.docx").string() + "' >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  return read_file(folder / ("a." + format));
}

// A folder for the temporary files of this test alone: other tests convert at the same time.
class Scratch {
 public:
  Scratch() { ::setenv("TMPDIR", folder_.path().c_str(), 1); }
  ~Scratch() { ::unsetenv("TMPDIR"); }
  Scratch(Scratch&&) = delete;

  bool is_empty() const { return fs::is_empty(folder_.path()); }

 private:
  TemporaryFolder folder_;
};

std::vector<std::string> values_of(const exporting::Record& record) {
  std::vector<std::string> values;
  if (!record.report) return values;
  for (const auto& field : record.report->fields)
    values.push_back(field.spec->name + "=" + value_of(*record.report, field.spec->name));
  return values;
}

void check_same_values(const exporting::Record& read, const exporting::Record& expected) {
  const auto values = values_of(read);
  const auto truth = values_of(expected);
  REQUIRE(values.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) CHECK(values[i] == truth[i]);
}

bool has_diagnostic(const exporting::Record& record, const std::string& code) {
  return std::ranges::find(record.diagnostics, code, &normalize::Diagnostic::code) != record.diagnostics.end();
}

// As a run does it: what cannot be converted has the converter's error.
exporting::Record read_by(Converter& converter, std::string_view bytes) {
  const auto docx = converter.convert(bytes, 60);
  if (!docx) {
    return failed_record(docx.error());
  }
  return read_conversion({*docx, converter.office().version, std::string(extract::convertible_format(bytes)),
                          sha256_hex(bytes), std::ssize(bytes)},
                         templates(), Limits{})
      .record;
}

}  // namespace

TEST_CASE("LibreOffice is found and named by its version, or what to install is said") {
  const TemporaryFolder folder;
  CHECK(office_at(fake_office(folder, "")).version == "LibreOffice 9.8.7.6");
  const auto nowhere = find_libreoffice((folder / "nothing").string());
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::needs_converter);
  CHECK(nowhere.error().detail.find("libreoffice-writer-nogui") != std::string::npos);
  const auto other = find_libreoffice("/bin/true");
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::needs_converter);
}

TEST_CASE("what the converter makes is given back, one document after another") {
  const TemporaryFolder folder;
  write_file(folder / "good.docx", report_docx());
  const auto copy =
      "cp '" + (folder / "good.docx").string() + "' \"$result\"; echo x >>\"" + (folder / "clients").string() + "\"";
  const auto serve = "echo x >>\"" + (folder / "servers").string() + "\"";
  {
    Converter converter(office_at(fake_office(folder, copy, serve)), Limits{});
    for (int i = 0; i < 3; ++i) CHECK(converter.convert(kRtf, 20).value() == report_docx());
  }
  CHECK(read_file(folder / "clients") == "x\nx\nx\n");
  CHECK(read_file(folder / "servers") == "x\n");
}

TEST_CASE("only what needs a converter is given to it") {
  const auto never = "echo x > \"$result\"";
  CHECK(code_of(converted_by(never, "")) == ErrorCode::empty_input);
  CHECK(code_of(converted_by(never, "just text")) == ErrorCode::conversion_failed);
  CHECK(code_of(converted_by(never, "<html><body>x</body></html>")) == ErrorCode::conversion_failed);
  CHECK(code_of(converted_by(never, "MIME-Version: 1.0\nContent-Type: text/html\n\nx")) ==
        ErrorCode::conversion_failed);
  CHECK(code_of(converted_by(never, "%PDF-1.4")) == ErrorCode::unsupported_format);
  CHECK(code_of(converted_by(never, compound_file({{"WordDocument", word_stream(true)}}))) == ErrorCode::encrypted);
  CHECK(code_of(converted_by(never, compound_file({{"Workbook", ""}}))) == ErrorCode::unsupported_format);
  CHECK(converted_by(never, compound_file({{"WordDocument", word_stream(false)}})));
}

TEST_CASE("success without a document, and a document without bytes, are failures") {
  CHECK(code_of(converted_by("exit 0")) == ErrorCode::conversion_failed);
  CHECK(code_of(converted_by("exit 3")) == ErrorCode::conversion_failed);
  CHECK(code_of(converted_by(": > \"$result\"")) == ErrorCode::conversion_failed);
}

TEST_CASE("a document too large is refused") {
  const TemporaryFolder folder;
  Limits limits;
  limits.document_bytes = 1000;
  Converter converter(office_at(fake_office(folder, "head -c 1001 /dev/zero > \"$result\"")), limits);
  CHECK(code_of(converter.convert(kRtf, 20)) == ErrorCode::limit_exceeded);
}

TEST_CASE("a hang costs the time allowed and leaves nothing running") {
  const TemporaryFolder folder;
  const auto act = "if grep -q hello \"$source\"; then echo $$ > '" + (folder / "client").string() +
                   "'; sleep 1000; fi; echo done > \"$result\"";
  Converter converter(office_at(fake_office(folder, act)), Limits{});
  const auto start = std::chrono::steady_clock::now();
  CHECK(code_of(converter.convert(kRtf, 1)) == ErrorCode::timed_out);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(6));
  const auto client = std::stoi(read_file(folder / "client"));
  CHECK(::kill(client, 0) != 0);
  CHECK(converter.convert("{\\rtf1 next}", 20).value() == "done\n");
}

TEST_CASE("a crash is tried once more with a fresh start, then given up") {
  const auto crash = "kill -9 $(cat \"$HOME/server\"); "s;
  const auto always = converted_by(crash);
  CHECK(code_of(always) == ErrorCode::conversion_failed);
  CHECK(always.error().detail == "LibreOffice dies of it");
  const TemporaryFolder folder;
  const auto mark = "'" + (folder / "mark").string() + "'";
  const auto once =
      converted_by("if [ ! -e " + mark + " ]; then : > " + mark + "; " + crash + "else echo done > \"$result\"; fi");
  CHECK(once.value() == "done\n");
}

TEST_CASE("an office that does not start is an error, not a wait") {
  const TemporaryFolder folder;
  Converter converter(office_at(fake_office(folder, "", "exit 1")), Limits{});
  const auto result = converter.convert(kRtf, 20);
  CHECK(code_of(result) == ErrorCode::conversion_failed);
  CHECK(result.error().detail == "LibreOffice does not start");
}

TEST_CASE("a spoiled profile is replaced") {
  const TemporaryFolder folder;
  const auto mark = "'" + (folder / "mark").string() + "'";
  const auto serve = "if [ ! -e " + mark + " ]; then : > " + mark + "; exit 77; fi";
  Converter converter(office_at(fake_office(folder, "echo done > \"$result\"", serve)), Limits{});
  CHECK(converter.convert(kRtf, 20).value() == "done\n");
}

TEST_CASE("the office is alone: no network, no secrets of ours, macros off") {
  ::setenv("NIANBAO_SECRET", "1", 1);
  const auto seen = converted_by(
      "{ tail -n +3 /proc/net/dev | cut -d: -f1; env; cat \"$HOME/profile/user/registrymodifications.xcu\"; } "
      "> \"$result\"");
  ::unsetenv("NIANBAO_SECRET");
  REQUIRE(seen);
  CHECK(seen->find("NIANBAO_SECRET") == std::string::npos);
  CHECK(seen->find("DisableMacrosExecution") != std::string::npos);
  if (seen->find("eth") != std::string::npos) WARN("skipped: this system lets no one leave the network");
}

TEST_CASE("nothing is left when the process that converts is killed") {
  const TemporaryFolder folder;
  const Scratch scratch;
  const auto program = fake_office(folder, "echo $(cat \"$HOME/server\") $HOME > \"$result\"");
  const auto shown = (folder / "shown").string();
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Converter converter({program, "fake"}, Limits{});
    write_file(shown + ".part", converter.convert(kRtf, 20).value_or("0 none"));
    fs::rename(shown + ".part", shown);
    ::pause();
  }
  for (int i = 0; i < 1000 && !fs::exists(shown); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const auto server = std::stoi(read_file(shown));
  REQUIRE(server > 0);
  CHECK(::kill(server, 0) == 0);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (int i = 0; i < 300 && !scratch.is_empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(scratch.is_empty());
  CHECK(::kill(server, 0) != 0);
}

TEST_CASE("LibreOffice that ends without a document has failed") {
  const TemporaryFolder folder;
  Converter converter(office_at(fake_office(folder, "exit 0")), Limits{});
  const auto record = read_by(converter, kRtf);
  CHECK(record.outcome == exporting::Outcome::failed);
  CHECK(record.error_code == "conversion_failed");
}

TEST_CASE("a conversion that loses everything, or makes rubbish, has failed") {
  const TemporaryFolder folder;
  write_file(folder / "empty.docx", DocxBuilder().paragraph("").bytes());
  for (const auto& act : {"cp '" + (folder / "empty.docx").string() + "' \"$result\"", "echo rubbish > \"$result\""s}) {
    Converter converter(office_at(fake_office(folder, act)), Limits{});
    const auto record = read_by(converter, kRtf);
    INFO(record.error_detail);
    CHECK(record.error_code == "conversion_failed");
    CHECK_FALSE(record.report);
  }
}

TEST_CASE("legacy documents read as the document they were made from, every time the same") {
  const auto office = installed();
  if (!office) return;
  const auto docx = report_docx();
  const auto expected = read_content({.bytes = docx, .extension = "docx"}, templates(), Limits{}).record;
  REQUIRE(expected.report);
  const Scratch scratch;
  {
    Converter converter(*office, Limits{});
    for (const auto* format : {"doc", "rtf"}) {
      INFO(format);
      const auto bytes = legacy(*office, docx, format);
      // The name says nothing: WPS Office calls the same bytes .wps.
      const auto first = read_by(converter, bytes);
      std::this_thread::sleep_for(std::chrono::milliseconds(1100));
      const auto second = read_by(converter, bytes);
      INFO(first.error_code << " " << first.error_detail);
      REQUIRE(first.report);
      check_same_values(first, expected);
      CHECK(first.report->identity.title.value == expected.report->identity.title.value);
      CHECK(first.report->sections.size() == expected.report->sections.size());
      CHECK(first.format == format);
      CHECK(first.bytes == std::ssize(bytes));
      CHECK(first.converter == office->version);
      CHECK(has_diagnostic(first, "converted"));
      CHECK(first.properties == second.properties);
      check_same_values(second, first);
      CHECK(first.sha256 == second.sha256);
      CHECK(first.paragraphs == second.paragraphs);
    }
    // LibreOffice works below, and the test's own folders are gone by then.
    CHECK_FALSE(scratch.is_empty());
  }
  CHECK(scratch.is_empty());
}

TEST_CASE("damaged legacy documents fail and the next one is converted") {
  const auto office = installed();
  if (!office) return;
  const auto doc = legacy(*office, report_docx(), "doc");
  Converter converter(*office, Limits{});
  std::string bent = doc;
  for (std::size_t at = 512; at < bent.size(); at += 3) bent[at] = static_cast<char>(at * 7);
  bent.replace(bent.size() / 2, 24, "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s);
  for (const auto& bytes : {doc.substr(0, doc.size() / 3), doc.substr(0, 1536), bent}) {
    const auto record = read_by(converter, bytes);
    CHECK(record.outcome == exporting::Outcome::failed);
  }
  CHECK(converter.convert(doc, 60));
}
