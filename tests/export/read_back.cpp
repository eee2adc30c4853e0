#include "tests/export/read_back.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/support/files.h"

namespace nianbao::test {

using exporting::Record;
using normalize::Decimal;
using normalize::State;

namespace {

constexpr std::size_t kRecords = 60;

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{"=1+1",
                                              "@SUM(A1)",
                                              "-2",
                                              " spaces ",
                                              "\ttab\t",
                                              "a,b;c",
                                              "\"quoted\" 'twice'",
                                              "line\nline\r\nline",
                                              "NA",
                                              "NULL",
                                              std::string("nul\0byte", 8),
                                              "\x01\x02\x1F\x7F",
                                              "not UTF-8 \xFF\xC3\x28 \xED\xA0\x80",
                                              "U+FFFF \xEF\xBF\xBF U+FFFE \xEF\xBF\xBE",
                                              "\xEF\xBB\xBFmark",
                                              "𠮷野家 😀 〇",
                                              "`backtick' $macro \\ % {}",
                                              std::string(100000, 'x')};
  return texts;
}

std::string long_han() {
  std::string text;
  for (int i = 0; i < 700; ++i) text += "甲乙";
  return text;
}

// With every state, and with numbers of every length.
std::vector<normalize::Field> hostile_fields(std::size_t number) {
  static const std::vector<std::string> numbers{"0",
                                                "-1",
                                                "25.1",
                                                "0.3",
                                                "9007199254740992",
                                                "9007199254740993",
                                                "1e0",
                                                "1.05",
                                                "-0.01",
                                                "0.1",
                                                "9223372036854775807",
                                                "1234567890.12345",
                                                "99.9",
                                                "12345678901234.567"};
  std::vector<normalize::Field> fields;
  for (const auto& spec : example_schema().fields) {
    normalize::Field field{.spec = &spec, .template_id = "2021", .state = static_cast<State>(number++ % 7)};
    if (field.state == State::number) {
      field.value = Decimal::parse(numbers[number % numbers.size()]).value_or(Decimal(7));
    }
    field.raw = hostile_texts()[number % hostile_texts().size()];
    fields.push_back(std::move(field));
  }
  if (number % 5 == 0) fields.pop_back();
  return fields;
}

}  // namespace

std::vector<Record> hostile_records() {
  std::vector<Record> records{failed_record(), notice_record()};
  for (std::size_t i = 0; i < kRecords; ++i) {
    const auto& text = hostile_texts()[i % hostile_texts().size()];
    auto record = example_record();
    record.path = "folder/" + std::to_string(i) + text;
    record.error_detail = text;
    record.report->fields = hostile_fields(i);
    record.report->identity.title.value = i % 7 == 0 ? long_han() : text;
    record.report->identity.issuer.value = text;
    record.report->sections[0].text = text;
    if (i % 3 == 0) record.report->identity.published.value.clear();
    records.push_back(std::move(record));
  }
  return records;
}

void check_round_trip(const std::filesystem::path& folder) {
  const auto script = project_file("tests/export/round_trip.py").string();
  const auto told = folder / "round_trip.txt";
  const auto command = "/usr/bin/python3 -B '" + script + "' '" + folder.string() + "' > '" + told.string() + "' 2>&1";
  constexpr int kNoPandas = 77;
  const int code = WEXITSTATUS(std::system(command.c_str()));
  if (code == kNoPandas) {
    WARN("the outputs are not read back: there is no pandas");
    return;
  }
  INFO(read_file(told));
  CHECK(code == 0);
}

std::string error_on_full_disk(std::string_view id, const std::filesystem::path& folder, std::size_t bytes) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto child = ::fork();
  if (child == 0) {
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
    const auto dataset = exporting::make_dataset(example_schema());
    auto writer = make_writer(id);
    auto done = writer->begin(dataset, {.folder = folder});
    for (int i = 0; done && i < 300; ++i) done = writer->add(example_record());
    if (done) done = writer->finish();
    writer.reset();
    const auto said = done ? std::string() : std::string(to_string(done.error().code)) + " " + done.error().place;
    static_cast<void>(::write(ends[1], said.data(), said.size()));
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said(4096, ' ');
  const auto size = ::read(ends[0], said.data(), said.size());
  said.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  return said;
}

}  // namespace nianbao::test
