#include "extract/base/zip.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/support/docx_builder.h"

using namespace nianbao;
using nianbao::test::zip_of;

namespace {

Result<std::string> entry_of(std::string_view bytes, std::string_view name, const Limits& limits = {}) {
  auto package = ZipPackage::open(bytes, limits);
  if (!package) return std::unexpected(package.error());
  return package->read(name);
}

// Writes a 32-bit number over every header field of that offset: local headers begin with PK\3\4, those
// of the central directory with PK\1\2.
void patch_headers(std::string& bytes, std::size_t local_offset, std::size_t central_offset, std::uint32_t value) {
  const auto patch = [&](std::string_view signature, std::size_t offset) {
    for (auto at = bytes.find(signature); at != std::string::npos; at = bytes.find(signature, at + 4)) {
      for (std::size_t i = 0; i < 4; ++i) bytes[at + offset + i] = static_cast<char>(value >> (8 * i));
    }
  };
  patch("PK\x03\x04", local_offset);
  patch("PK\x01\x02", central_offset);
}

constexpr std::size_t kLocalCrc = 14;
constexpr std::size_t kCentralCrc = 16;
constexpr std::size_t kLocalSize = 22;
constexpr std::size_t kCentralSize = 24;

}  // namespace

TEST_CASE("a zip entry is found by its name, whatever its case") {
  const auto bytes = zip_of({{"Word/Document.xml", "first"}, {"other", "second"}});
  CHECK(*entry_of(bytes, "word/document.xml") == "first");
  CHECK(*entry_of(bytes, "other") == "second");
  CHECK(ZipPackage::open(bytes, {})->contains("OTHER"));
  const auto missing = entry_of(bytes, "third");
  REQUIRE(!missing);
  CHECK(missing.error().code == ErrorCode::missing_part);
  CHECK(missing.error().place == "third");
}

TEST_CASE("a cut or foreign zip is damaged") {
  const auto bytes = zip_of({{"a", std::string(5000, 'x')}, {"b", "y"}});
  for (const auto& broken : {bytes.substr(0, bytes.size() / 2), bytes.substr(0, bytes.size() - 1), bytes.substr(3),
                             std::string("PK\x03\x04"), std::string("\xFF\xD8\xFF\xE0 JFIF")}) {
    const auto package = ZipPackage::open(broken, {});
    REQUIRE(!package);
    CHECK(package.error().code == ErrorCode::damaged_archive);
  }
}

TEST_CASE("a wrong checksum is found") {
  auto bytes = zip_of({{"a", "some text that is long enough"}});
  patch_headers(bytes, kLocalCrc, kCentralCrc, 0x12345678);
  const auto read = entry_of(bytes, "a");
  REQUIRE(!read);
  CHECK(read.error().code == ErrorCode::damaged_archive);
}

TEST_CASE("an entry with a password is encrypted") {
  const auto read = entry_of(zip_of({{"a", "secret text", "password"}}), "a");
  REQUIRE(!read);
  CHECK(read.error().code == ErrorCode::encrypted);
}

TEST_CASE("inflating stops at the limits, whatever the headers say") {
  auto bytes = zip_of({{"a", std::string(8 << 20, '\0')}});
  SECTION("the ratio of one entry") {
    const auto read = entry_of(bytes, "a");
    REQUIRE(!read);
    CHECK(read.error().code == ErrorCode::limit_exceeded);
    CHECK(read.error().detail.find("inflate_ratio") != std::string::npos);
  }
  SECTION("the bytes of the package") {
    const auto read = entry_of(bytes, "a", {.inflated_bytes = 1 << 20, .inflate_ratio = 1'000'000});
    REQUIRE(!read);
    CHECK(read.error().detail.find("inflated_bytes") != std::string::npos);
  }
  SECTION("headers that claim a hundred bytes") {
    patch_headers(bytes, kLocalSize, kCentralSize, 100);
    const auto read = entry_of(bytes, "a", {.inflated_bytes = 1 << 20, .inflate_ratio = 1'000'000});
    REQUIRE(!read);
    CHECK(read.error().code == ErrorCode::limit_exceeded);
  }
  SECTION("a ratio within the first MiB harms nobody") {
    CHECK(entry_of(zip_of({{"a", std::string(1 << 20, '\0')}}), "a")->size() == 1 << 20);
  }
  SECTION("what several reads inflate is added up") {
    const Limits limits{.inflated_bytes = 100};
    const auto small = zip_of({{"a", std::string(60, 'x')}});
    auto package = *ZipPackage::open(small, limits);
    CHECK(package.read("a"));
    CHECK(!package.read("a"));
  }
}

TEST_CASE("a package has so many entries at most") {
  const auto bytes = zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  const auto package = ZipPackage::open(bytes, {.zip_entries = 2});
  REQUIRE(!package);
  CHECK(package.error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("an error of the sink ends the reading") {
  const auto bytes = zip_of({{"a", std::string(1 << 20, 'x')}});
  const Limits limits;
  auto package = *ZipPackage::open(bytes, limits);
  int calls = 0;
  const ZipPackage::Sink refuse = [&](std::string_view) -> Result<void> {
    ++calls;
    return fail(ErrorCode::malformed_xml, "a", "refused");
  };
  const auto read = package.read("a", refuse);
  REQUIRE(!read);
  CHECK(read.error().code == ErrorCode::malformed_xml);
  CHECK(calls == 1);
}
