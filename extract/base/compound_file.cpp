#include "extract/base/compound_file.h"

#include <algorithm>
#include <optional>
#include <set>

namespace nianbao {
namespace {

constexpr std::size_t kHeader = 512;
constexpr std::size_t kEntry = 128;                // bytes of a directory entry (2.6.1)
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // greater ones mark ends and free sectors (2.1)
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kHeaderFatSectors = 109;
constexpr std::size_t kMostEntries = 10'000;
constexpr std::uint8_t kStream = 2;
constexpr std::uint32_t kShortStream = 4096;  // below this a stream lies among the short ones (2.6.3)

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t number = 0;
  for (int i = size; i-- > 0;) {
    number = number << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0xFFU);
  }
  return number;
}

class CompoundReader {
 public:
  explicit CompoundReader(std::string_view bytes) : bytes_(bytes) {
    const auto shift = little_endian(bytes, 30, 2);
    if (shift == 9 || shift == 12) sector_size_ = std::size_t{1} << shift;
  }

  std::vector<CompoundEntry> root_entries() {
    if (sector_size_ == 0 || !read_directory()) return {};
    std::vector<CompoundEntry> entries;
    std::set<std::uint32_t> seen;
    std::vector<std::uint32_t> waiting{field(0, 76, 4)};  // the root's child; siblings are a tree
    while (!waiting.empty()) {
      const auto id = waiting.back();
      waiting.pop_back();
      if (id >= directory_.size() || !seen.insert(id).second) continue;
      entries.push_back({name_of(id), begin_of(id)});
      waiting.push_back(field(id, 68, 4));
      waiting.push_back(field(id, 72, 4));
    }
    return entries;
  }

 private:
  std::string_view sector(std::uint32_t number) const {
    const auto begin = (std::size_t{number} + 1) * sector_size_;
    return begin < bytes_.size() ? bytes_.substr(begin, sector_size_) : std::string_view();
  }

  // The sector after this one in its chain (2.3). Nullopt where the table does not reach so far: of the sectors that
  // list the table only those in the header are read, which is enough for 7 MB, and then for the directory's begin.
  std::optional<std::uint32_t> after(std::uint32_t number) const {
    const auto per_sector = sector_size_ / 4;
    const auto table = number / per_sector;
    if (table >= kHeaderFatSectors) return std::nullopt;
    const auto fat = sector(little_endian(bytes_, 76 + 4 * table, 4));
    if (fat.empty()) return std::nullopt;
    return little_endian(fat, number % per_sector * 4, 4);
  }

  bool read_directory() {
    std::set<std::uint32_t> seen;
    for (auto number = little_endian(bytes_, 48, 4); number <= kLastSector && seen.insert(number).second;) {
      const auto bytes = sector(number);
      for (std::size_t at = 0; at + kEntry <= bytes.size(); at += kEntry)
        directory_.push_back(bytes.substr(at, kEntry));
      const auto next = after(number);
      if (!next || directory_.size() > kMostEntries) break;
      number = *next;
    }
    return !directory_.empty() && bytes_.size() > kHeader;
  }

  std::uint32_t field(std::uint32_t id, std::size_t at, int size) const {
    return id < directory_.size() ? little_endian(directory_[id], at, size) : kNone;
  }

  std::string name_of(std::uint32_t id) const {
    constexpr std::uint32_t kLongest = 64;
    const auto length = std::min(field(id, 64, 2), kLongest);  // in bytes, with a zero at the end
    std::string name;
    for (std::size_t at = 0; at + 2 < length; at += 2) {
      const auto unit = little_endian(directory_[id], at, 2);
      name += unit >= 0x20 && unit < 0x7F ? static_cast<char>(unit) : '?';
    }
    return name;
  }

  std::string_view begin_of(std::uint32_t id) const {
    if (field(id, 66, 1) != kStream || field(id, 120, 4) < kShortStream) return {};
    return sector(field(id, 116, 4));
  }

  std::string_view bytes_;
  std::size_t sector_size_ = 0;
  std::vector<std::string_view> directory_;
};

}  // namespace

std::vector<CompoundEntry> root_entries(std::string_view bytes) {
  if (!bytes.starts_with(kCompoundFile)) return {};
  return CompoundReader(bytes).root_entries();
}

}  // namespace nianbao
