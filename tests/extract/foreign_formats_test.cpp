// What is no format of ours is named, and what a converter can read is told apart from the rest.
#include "extract/foreign_formats.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/base/compound_file.h"
#include "extract/format_table.h"
#include "tests/support/compound_builder.h"

using namespace nianbao;
using namespace nianbao::extract;
using namespace nianbao::test;
using namespace std::string_literals;

namespace {

std::string code_of(const std::string& bytes) {
  const auto format = detect_format({.name = "a.doc", .bytes = bytes});
  return format ? std::string((*format)->id) : std::string(to_string(format.error().code));
}

std::string of_stream(const std::string& name) { return compound_file({{"Other", ""}, {name, ""}}); }

}  // namespace

TEST_CASE("OLE2 documents are known by the streams at their root") {
  CHECK(convertible_format(of_stream("WordDocument")) == "doc");
  CHECK(convertible_format(of_stream("WpsDocument")) == "wps");
  CHECK(convertible_format(of_stream("MatOST")) == "wps");
  CHECK(code_of(of_stream("WordDocument")) == "needs_converter");
  for (const auto* name : {"Workbook", "PowerPoint Document", "__properties_version1.0", "Unheard"}) {
    CHECK(convertible_format(of_stream(name)).empty());
    CHECK(code_of(of_stream(name)) == "unsupported_format");
  }
  const auto workbook = foreign_format(compound_file({{"Workbook", "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s}}));
  REQUIRE(workbook);
  CHECK(workbook->what == "an Excel 97-2003 workbook");  // whatever it embeds
}

TEST_CASE("documents that need a password are never given to a converter") {
  CHECK(code_of(compound_file({{"WordDocument", word_stream(true)}})) == "encrypted");
  CHECK(code_of(compound_file({{"WordDocument", word_stream(false)}})) == "needs_converter");
  CHECK(code_of(of_stream("EncryptedPackage")) == "encrypted");
  CHECK(convertible_format(of_stream("EncryptedPackage")).empty());
}

TEST_CASE("texts and archives are no matter for a converter") {
  CHECK(convertible_format("{\\rtf1 x}") == "rtf");
  CHECK(convertible_format("\xDC\xA5\x68\0 Word 95"s) == "doc");
  CHECK(convertible_format("<html></html>").empty());
  CHECK(convertible_format("MIME-Version: 1.0\nContent-Type: text/html\n\n").empty());
  CHECK(convertible_format("text").empty());
  CHECK(convertible_format("").empty());
}

TEST_CASE("damaged OLE2 files cost nothing and are told by the names that are left") {
  const auto good = compound_file({{"Other", ""}, {"WordDocument", word_stream(false)}});
  CHECK(root_entries(good).size() == 2);
  for (std::size_t size = 8; size < good.size(); size += 97) {
    const auto code = code_of(good.substr(0, size));
    CHECK((code == "needs_converter" || code == "unsupported_format"));
  }
  for (std::size_t at = 24; at < 3 * 512; ++at) {
    auto bent = good;
    bent[at] = static_cast<char>(bent[at] ^ 0x55);
    const auto code = code_of(bent);
    CHECK((code == "needs_converter" || code == "unsupported_format" || code == "encrypted"));
  }
  auto circle = good;
  circle.replace(512 + 4, 4, "\x01\0\0\0"s);  // the directory follows itself
  CHECK(code_of(circle) == "needs_converter");
  CHECK(code_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s) == "needs_converter");
}
