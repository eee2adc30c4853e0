#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/archive_builder.h"
#include "tests/support/inputs.h"

using namespace nianbao;
using namespace nianbao::test;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

Lines lines_of(const std::string& name, const std::string& bytes) { return found_in_bytes(name, bytes).lines(); }

std::string with_changed(std::string bytes, const std::string& what, const std::string& to) {
  const auto at = bytes.find(what);
  REQUIRE(at != std::string::npos);
  return bytes.replace(at, to.size(), to);
}

}  // namespace

TEST_CASE("of an archive that is cut, what is before the cut is given") {
  const auto [format, filter] = GENERATE(table<std::string, std::string>(
      {{"zip", ""}, {"tar", ""}, {"tar", "gzip"}, {"tar", "xz"}, {"tar", "bzip2"}, {"tar", "zstd"}}));
  const auto whole = archive_of(format, filter, {{"a", noise(2'000'000)}, {"b", noise(2'000'000, 8)}});
  const auto found = found_in_bytes("x", whole.substr(0, whole.size() * 3 / 4));
  INFO(format << filter);
  REQUIRE(found.all.size() == 4);
  CHECK(found.at("document", "!/a").bytes.size() == 2'000'000);
  CHECK(found.at("refused", "!/b").code == "damaged_archive");
  CHECK(found.at("leave", "x").code == "damaged_archive");
}

TEST_CASE("damage inside a zip costs the damaged members alone") {
  // Stored noise only fails its checksum; what deflate packed does not unpack.
  const auto noisy = GENERATE(true, false);
  std::vector<ArchiveEntry> entries;
  for (int i = 0; i < 6; ++i) {
    auto text = noise(60'000);
    if (!noisy) std::ranges::transform(text, text.begin(), [](char c) { return static_cast<char>('a' + (c & 15)); });
    entries.push_back({std::to_string(i), text});
  }
  auto bytes = archive_of("zip", "", entries);
  for (const auto part : {1U, 3U}) {
    for (unsigned i = 0; i < 64; ++i) bytes[bytes.size() * (2 * part + 1) / 12 + i] ^= '\x5A';
  }
  const auto found = found_in_bytes("x", bytes);
  CHECK(found.lines() == Lines{"enter x zip", "document x!/0", "refused x!/1 damaged_archive", "document x!/2",
                               "refused x!/3 damaged_archive", "document x!/4", "document x!/5",
                               "leave x damaged_archive"});
}

TEST_CASE("a digit changed inside a stored gzip is found by its checksum, before anything is read of it") {
  const auto tar = archive_of("tar", "", {{"a.txt", "total 1234"}, {"b.txt", "other"}});
  const auto packed = stored_gzip(tar);
  REQUIRE(lines_of("x", packed) == Lines{"enter x tar.gz", "document x!/a.txt", "document x!/b.txt", "leave x"});
  const auto changed = with_changed(packed, "1234", "1235");
  const auto found = found_in_bytes("x", changed);
  CHECK(found.lines() == Lines{"enter x tar.gz", "refused x!/a.txt damaged_archive", "refused x!/b.txt damaged_archive",
                               "leave x damaged_archive"});
  CHECK(found.at("refused", "a.txt").detail == "may be changed: what it is packed in fails its checksum");
  CHECK(found.at("leave", "x").detail == "gzip data is damaged: incorrect data check");
  auto wrong_size = packed;
  wrong_size[wrong_size.size() - 4] ^= 1;
  CHECK(found_in_bytes("x", wrong_size).at("leave", "x").detail == "gzip data is damaged: incorrect length check");
  CHECK(lines_of("x", archive_of("zip", "", {{"in.tgz", changed}, {"c.txt", "3"}})).back() == "leave x");
}

TEST_CASE("of a tar in several gzip members, those before the damaged one are trusted") {
  const auto tar = archive_of("tar", "", {{"a.txt", "total 1234"}, {"b.txt", "total 5678"}});
  constexpr std::size_t kBeforeSecond = 1024;
  const auto first = stored_gzip(tar.substr(0, kBeforeSecond));
  const auto second = stored_gzip(tar.substr(kBeforeSecond));
  CHECK(lines_of("x", first + with_changed(second, "5678", "5679")) ==
        Lines{"enter x tar.gz", "document x!/a.txt", "refused x!/b.txt damaged_archive", "leave x damaged_archive"});
  CHECK(lines_of("x", with_changed(first, "1234", "1235") + second) ==
        Lines{"enter x tar.gz", "refused x!/a.txt damaged_archive", "leave x damaged_archive"});
}

TEST_CASE("no changed byte of an archive with checksums gives a changed document") {
  const auto [format, filter] = GENERATE(table<std::string, std::string>({{"zip", ""},
                                                                          {"zip-stored", ""},
                                                                          {"tar", "gzip"},
                                                                          {"tar", "gzip-stored"},
                                                                          {"tar", "bzip2"},
                                                                          {"tar", "xz"},
                                                                          {"tar", "zstd-checked"},
                                                                          {"raw", "gzip-stored"},
                                                                          {"raw", "bzip2"},
                                                                          {"raw", "xz"},
                                                                          {"raw", "zstd-checked"},
                                                                          {"7z", ""},
                                                                          {"rar4", ""},
                                                                          {"rar5", ""}}));
  const std::vector<ArchiveEntry> entries{{"a.txt", "2023 12 345 6789 0"}};
  auto bytes = format == "rar4"   ? rar4_of(entries)
               : format == "rar5" ? rar5_of(entries)
                                  : archive_of(format, filter.find('-') == std::string::npos ? filter : "", entries);
  if (filter == "gzip-stored") bytes = stored_gzip(bytes);
  if (filter == "zstd-checked") bytes = checked_zstd(bytes);
  INFO(format << " " << filter);
  const auto is_member = [](const Found& each) {
    return each.what == "document" && each.origin.path.find("!/") != std::string::npos;
  };
  REQUIRE(std::ranges::count_if(found_in_bytes("x", bytes).all, is_member) == 1);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char flip : {'\x01', '\x10'}) {
      auto changed = bytes;
      changed[at] ^= flip;
      for (const auto& each : found_in_bytes("x", changed).all) {
        INFO("byte " << at << ' ' << each.bytes);
        if (is_member(each)) CHECK(each.bytes == entries.front().bytes);
      }
    }
  }
}

TEST_CASE("a tar that was cut between two members is found to be cut, and its members are kept") {
  const auto filter = GENERATE(""s, "gzip"s, "bzip2"s);
  const auto tar = archive_of("tar", "", {{"a", "1"}, {"b", "2"}});
  const auto pack = [&](const std::string& bytes) {
    return filter.empty() ? bytes : archive_of("raw", filter, {{"data", bytes}});
  };
  const auto kind = filter.empty() ? "tar"s : filter == "gzip" ? "tar.gz"s : "tar.bz2"s;
  const auto found = found_in_bytes("x", pack(tar.substr(0, 2048)));
  CHECK(found.lines() == Lines{"enter x " + kind, "document x!/a", "document x!/b", "leave x damaged_archive"});
  CHECK(found.at("leave", "x").detail == "ends without the mark that ends a tar: members may be missing");
  CHECK(lines_of("x", pack(tar.substr(0, 1024))) ==
        Lines{"enter x " + kind, "document x!/a", "leave x damaged_archive"});
  for (const std::size_t zeros : {512U, 1024U, 10'240U}) {
    CHECK(lines_of("x", pack(tar.substr(0, 2048) + std::string(zeros, '\0'))).back() == "leave x");
  }
}

TEST_CASE("members of a tar lost with their headers are told of") {
  auto tar = archive_of("tar", "", {{"a", "1"}, {"b", "2"}, {"c", "3"}});
  tar[1024] ^= 1;
  CHECK(lines_of("x", tar) == Lines{"enter x tar", "document x!/a", "document x!/c", "leave x damaged_archive"});
}

TEST_CASE("what only begins like a container ends in its error") {
  for (const auto& bytes : {"PK\x03\x04"s, "7z\xBC\xAF\x27\x1C"s + std::string(40, '\x01'), "\x1F\x8B\x08 not gzip"s,
                            "\xFD"
                            "7zXZ\0 not xz"s,
                            "\x28\xB5\x2F\xFD not zstd"s, "BZh91AY&SY not bzip2"s}) {
    const auto found = found_in_bytes("x", bytes);
    INFO(bytes << found.lines().back());
    REQUIRE(found.all.size() == 2);
    CHECK(found.all.back().what == "leave");
    CHECK_FALSE(found.all.back().code.empty());
  }
}
