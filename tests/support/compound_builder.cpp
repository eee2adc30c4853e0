#include "tests/support/compound_builder.h"

#include <cstdint>

namespace nianbao::test {
namespace {

constexpr std::size_t kSector = 512;
constexpr std::size_t kStream = 4096;
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::uint32_t kEnd = 0xFFFFFFFE;
constexpr std::uint32_t kFat = 0xFFFFFFFD;

void put(std::string& bytes, std::size_t at, std::uint32_t number, int size = 4) {
  for (int i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i) & 0xFFU);
}

std::string entry(const std::string& name, int type, std::uint32_t right, std::uint32_t child) {
  std::string bytes(128, '\0');
  for (std::size_t i = 0; i < name.size(); ++i) bytes[2 * i] = name[i];
  put(bytes, 64, static_cast<std::uint32_t>(2 * name.size() + 2), 2);
  put(bytes, 66, type, 1);
  put(bytes, 68, kNone);
  put(bytes, 72, right);
  put(bytes, 76, child);
  return bytes;
}

}  // namespace

std::string compound_file(const std::vector<std::pair<std::string, std::string>>& streams) {
  std::string header(kSector, '\0');
  header.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put(header, 24, 0x0003003E);
  put(header, 28, 0xFFFE, 2);
  put(header, 30, 9, 2);
  put(header, 32, 6, 2);
  put(header, 44, 1);
  put(header, 48, 1);  // the directory
  put(header, 56, kStream);
  put(header, 60, kEnd);
  put(header, 68, kEnd);
  for (std::size_t at = 76; at < kSector; at += 4) put(header, at, kNone);
  put(header, 76, 0);  // the table
  std::string fat(kSector, '\xFF');
  put(fat, 0, kFat);
  put(fat, 4, kEnd);
  auto directory = entry("Root Entry", 5, kNone, streams.empty() ? kNone : 1);
  put(directory, 116, kEnd);
  std::string data;
  for (std::uint32_t i = 0; i < streams.size(); ++i) {
    auto bytes = streams[i].second;
    bytes.resize(kStream);
    auto row = entry(streams[i].first, 2, i + 1 < streams.size() ? i + 2 : kNone, kNone);
    const auto begin = 2 + static_cast<std::uint32_t>(data.size() / kSector);
    put(row, 116, begin);
    put(row, 120, kStream);
    directory += row;
    for (std::uint32_t s = 0; s < kStream / kSector; ++s)
      put(fat, 4 * (begin + s), s + 1 < kStream / kSector ? begin + s + 1 : kEnd);
    data += bytes;
  }
  directory.resize(kSector);
  return header + fat + directory + data;
}

std::string word_stream(bool encrypted) {
  std::string bytes(kStream, '\0');
  bytes.replace(0, 4, "\xEC\xA5\xC1\x01", 4);
  bytes[11] = static_cast<char>(encrypted ? 0x11 : 0x10);
  return bytes;
}

}  // namespace nianbao::test
