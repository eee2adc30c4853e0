// One report in every format and encoding says the same.
#include <unicode/translit.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extract/base/limits.h"
#include "extract/base/zip.h"
#include "tests/generator/dialects/dialect.h"
#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::generator;
using namespace nianbao::test;

namespace {

std::string encoded(const std::string& utf8, const char* charset) {
  std::string bytes(utf8.size() * 2 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const auto size = ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                 static_cast<int32_t>(utf8.size()), &status);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string in_traditional_script(const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance("Simplified-Traditional", UTRANS_FORWARD, status));
  REQUIRE(U_SUCCESS(status));
  auto text = icu::UnicodeString::fromUTF8(utf8);
  transliterator->transliterate(text);
  std::string traditional;
  return text.toUTF8String(traditional);
}

std::vector<FormTable> in_traditional_script(std::vector<FormTable> tables) {
  for (auto& table : tables) {
    for (auto& cell : table.cells) cell.text = in_traditional_script(cell.text);
  }
  return tables;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Figures figures() {
  Figures values;
  int number = 0;
  for (const auto& field : templates().schema().fields) values[field.name] = std::to_string(++number * 7 % 1000);
  values["s2_fees_amount"] = "190.457379";
  values.erase("s3_new_welfare");
  return values;
}

std::vector<std::string> values_of(const normalize::Report& report) {
  std::vector<std::string> values;
  for (const auto& field : report.fields) values.push_back(value_of(report, field.spec->name));
  return values;
}

std::size_t count_fields(const normalize::Template& form) {
  std::size_t count = 0;
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks) {
      count += static_cast<std::size_t>(std::ranges::count_if(block.fields, [](int field) { return field >= 0; }));
    }
  }
  return count;
}

// The blank form with a figure in each cell a field was found in: n-th cell of the row that starts at its
// grid column.
class FormFiller {
 public:
  explicit FormFiller(std::string xml) : xml_(std::move(xml)) {}

  void fill(const Locus& locus, const std::string& figure) {
    auto at = find(0, "<w:tbl>", locus.table);
    at = find(at, "<w:tr ", locus.row);
    for (int column = 0;; at += 1) {
      at = xml_.find("<w:tc>", at);
      REQUIRE(at != std::string::npos);
      const auto end = xml_.find("</w:tc>", at);
      if (column == locus.column) return insert(at, end, figure);
      const auto span = xml_.find("<w:gridSpan w:val=\"", at);
      column += span < end ? std::stoi(xml_.substr(span + 19)) : 1;
    }
  }

  const std::string& xml() const { return xml_; }

 private:
  std::size_t find(std::size_t from, std::string_view what, int skipped) const {
    auto at = xml_.find(what, from);
    for (; skipped > 0; --skipped) at = xml_.find(what, at + 1);
    REQUIRE(at != std::string::npos);
    return at;
  }

  void insert(std::size_t begin, std::size_t end, const std::string& figure) {
    const auto paragraph_end = xml_.find("</w:p>", begin);
    REQUIRE(paragraph_end < end);
    xml_.insert(paragraph_end, word::run(figure));
  }

  std::string xml_;
};

}  // namespace

TEST_CASE("every field of every form is read in all formats and encodings") {
  const auto truth = figures();
  for (const auto& form : templates().templates()) {
    const auto draft = compose(form, lay_out(templates(), form, truth), official_wording(form));
    const auto as = [&](const char* dialect) { return written(draft, *find_dialect(dialect)); };
    const auto html = as("html");
    const auto lying = replaced(html, "charset=\"utf-8\"", "charset=\"gb2312\"");
    const auto silent = replaced(html, "<meta charset=\"utf-8\">", "");
    const auto first = report_of(html, "a.html");
    const auto expected = values_of(first);
    INFO(form.info.id);
    REQUIRE(expected.size() == count_fields(form));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      INFO(first.fields[i].spec->name);
      const auto figure = truth.find(first.fields[i].spec->name);
      CHECK(expected[i] == (figure == truth.end() ? "" : figure->second));
      CHECK(first.fields[i].template_id == form.info.id);
    }
    CHECK(values_of(report_of(as("docx"), "a.docx")) == expected);
    CHECK(values_of(report_of(encoded(lying, "gb18030"), "b.html")) == expected);
    CHECK(values_of(report_of(encoded(silent, "gb18030"), "c.html")) == expected);
    CHECK(values_of(report_of(encoded(silent, "UTF-16LE"), "d.html")) == expected);
    CHECK(values_of(report_of(as("tab_cells"), "e.txt")) == expected);
    CHECK(values_of(report_of(as("pipes"), "f.txt")) == expected);
    CHECK(values_of(report_of(as("markdown"), "m.txt")) == expected);
    CHECK(values_of(report_of(as("box"), "r.txt")) == expected);
    // Characters of other widths come in, so the table is drawn of the words in their final form.
    const auto traditional =
        compose(form, in_traditional_script(lay_out(templates(), form, truth)), official_wording(form));
    const auto drawn = written(traditional, *find_dialect("box"));
    CHECK(values_of(report_of(in_traditional_script(drawn), "t.txt")) == expected);
    CHECK(values_of(report_of(in_traditional_script(as("markdown")), "u.txt")) == expected);
    CHECK(values_of(report_of(encoded(as("tab_cells"), "gb18030"), "g.txt")) == expected);
  }
}

TEST_CASE("the official form filled with figures gives all of them back") {
  const auto file = shared_file("reference/template-2021-blank.docx");
  if (!file) return;
  const auto bytes = read_file(*file);
  const auto blank = report_of(bytes, "blank.docx");
  const Limits limits;
  auto package = ZipPackage::open(bytes, limits);
  REQUIRE(package);
  FormFiller filler(package->read("word/document.xml").value());
  int number = 1000;
  Figures truth;
  for (const auto& field : blank.fields) {
    truth[field.spec->name] = std::to_string(++number);
    filler.fill(field.locus, truth[field.spec->name]);
  }
  std::vector<ZipEntry> entries;
  for (const auto& name : package->names()) {
    entries.push_back({name, name == "word/document.xml" ? filler.xml() : package->read(name).value()});
  }
  const auto filled = report_of(zip_of(entries), "filled.docx");
  for (const auto& field : filled.fields) {
    INFO(field.spec->name);
    CHECK(value_of(filled, field.spec->name) == truth[field.spec->name]);
    CHECK(to_string(field.method) == "label");
  }
}
