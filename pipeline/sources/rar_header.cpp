#include "pipeline/sources/rar_header.h"

#include <algorithm>
#include <array>

namespace nianbao::pipeline {
namespace {

using namespace std::string_view_literals;

constexpr auto kOldSignature = "Rar!\x1A\x07\x00"sv;
constexpr auto kNewSignature = "Rar!\x1A\x07\x01\x00"sv;
constexpr std::uint64_t kExtraFollows = 1;  // flags of every header of RAR 5
constexpr std::uint64_t kDataFollows = 2;

// Little-endian; what is beyond the end counts as zeros.
std::uint64_t take_number(std::string_view& bytes, std::size_t size) {
  std::uint64_t number = 0;
  for (auto i = std::min(size, bytes.size()); i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(std::min(size, bytes.size()));
  return number;
}

// Numbers of RAR 5: seven bits a byte, the lowest first.
std::uint64_t take_rar_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) break;
  }
  return number;
}

// One header, with what follows it up to the next.
struct Header {
  std::uint64_t size = 0;  // 0: there is none
  bool is_member = false;
  bool is_end = false;
  std::optional<std::uint32_t> checksum;
};

// RAR 4: CRC, type, flags and size; then in a member its packed and its whole size, system and checksum.
Header old_header(std::string_view bytes) {
  constexpr std::size_t kSmallest = 7;
  constexpr std::uint64_t kMember = 0x74;
  constexpr std::uint64_t kEnd = 0x7B;
  constexpr std::uint64_t kSizeFollows = 0x8000;
  if (bytes.size() < kSmallest) return {};
  take_number(bytes, 2);
  const auto type = take_number(bytes, 1);
  const auto flags = take_number(bytes, 2);
  Header header{.size = take_number(bytes, 2), .is_member = type == kMember, .is_end = type == kEnd};
  if (header.size < kSmallest) return {};
  if ((flags & kSizeFollows) != 0 || header.is_member) header.size += take_number(bytes, 4);
  if (header.is_member) {
    constexpr std::size_t kWholeSizeAndSystem = 5;
    take_number(bytes, kWholeSizeAndSystem);
    header.checksum = static_cast<std::uint32_t>(take_number(bytes, 4));
  }
  return header;
}

// RAR 5: CRC, size of what follows, type, flags, sizes; then in a member flags, size, attributes, time and checksum.
Header new_header(std::string_view bytes) {
  constexpr std::uint64_t kMember = 2;
  constexpr std::uint64_t kEnd = 5;
  constexpr std::uint64_t kHasTime = 2;
  constexpr std::uint64_t kHasChecksum = 4;
  const auto whole = bytes.size();
  take_number(bytes, 4);
  const auto size = take_rar_number(bytes);
  Header header{.size = whole - bytes.size() + size};
  const auto type = take_rar_number(bytes);
  header.is_member = type == kMember;
  header.is_end = type == kEnd;
  const auto flags = take_rar_number(bytes);
  if ((flags & kExtraFollows) != 0) take_rar_number(bytes);
  if ((flags & kDataFollows) != 0) header.size += take_rar_number(bytes);
  if (size == 0 || !header.is_member) return size == 0 ? Header{} : header;
  const auto member_flags = take_rar_number(bytes);
  take_rar_number(bytes);
  take_rar_number(bytes);
  if ((member_flags & kHasTime) != 0) take_number(bytes, 4);
  if ((member_flags & kHasChecksum) != 0) header.checksum = static_cast<std::uint32_t>(take_number(bytes, 4));
  return header;
}

}  // namespace

bool is_rar(std::string_view head) { return head.starts_with(kOldSignature) || head.starts_with(kNewSignature); }

RarBegin read_rar_begin(std::string_view head) {
  if (head.starts_with(kOldSignature)) {
    constexpr std::size_t kFlagsAt = 3;
    auto rest = head.substr(std::min(head.size(), kOldSignature.size() + kFlagsAt));
    const auto flags = take_number(rest, 2);
    return {.encrypted = (flags & 0x80U) != 0, .is_volume = (flags & 0x01U) != 0};
  }
  auto rest = head.substr(std::min(head.size(), kNewSignature.size() + 4));  // beyond the checksum
  take_rar_number(rest);                                                     // the size of the header
  constexpr std::uint64_t kEncryption = 4;
  if (take_rar_number(rest) == kEncryption) return {.encrypted = true};
  if ((take_rar_number(rest) & kExtraFollows) != 0) take_rar_number(rest);
  return {.is_volume = (take_rar_number(rest) & 1U) != 0};
}

Result<std::optional<std::uint32_t>> rar_checksum(ByteSource& source, std::int64_t at) {
  std::array<char, 128> buffer;
  auto head = source.read_at(0, buffer);
  if (!head) return std::unexpected(head.error());
  const bool is_old = head->starts_with(kOldSignature);
  if (at == 0) at = std::ssize(is_old ? kOldSignature : kNewSignature);
  while (at < source.size()) {
    const auto bytes = source.read_at(at, buffer);
    if (!bytes) return std::unexpected(bytes.error());
    const auto header = is_old ? old_header(*bytes) : new_header(*bytes);
    const auto left = static_cast<std::uint64_t>(source.size() - at);
    if (header.is_member) return header.checksum;
    if (header.size == 0 || header.is_end || header.size >= left) break;
    at += static_cast<std::int64_t>(header.size);
  }
  return std::nullopt;
}

}  // namespace nianbao::pipeline
