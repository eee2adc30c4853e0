#include "pipeline/sources/container_kind.h"

#include <algorithm>
#include <array>

#include "extract/base/ascii.h"
#include "pipeline/sources/packed_stream.h"
#include "pipeline/sources/rar_header.h"
#include "pipeline/sources/zip_directory.h"

namespace nianbao::pipeline {
namespace {

using namespace std::string_view_literals;

// A header block whose checksum is right, with or without the magic of POSIX (pax, "Checksum").
bool is_tar(std::string_view head) {
  constexpr std::size_t kBlock = 512;
  constexpr std::size_t kSumAt = 148;
  constexpr std::size_t kSumSize = 8;
  if (head.size() < kBlock || head[0] == '\0') return false;
  std::int64_t said = 0;
  bool any = false;
  for (const char c : head.substr(kSumAt, kSumSize)) {
    if (c >= '0' && c <= '7') {
      said = said * 8 + (c - '0');
      any = true;
    } else if (c != ' ' && c != '\0') {
      return false;
    }
  }
  if (!any) return false;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    sum += i >= kSumAt && i < kSumAt + kSumSize ? ' ' : static_cast<unsigned char>(head[i]);
  }
  return sum == said;
}

// "WARC/1.0" and the end of the line.
bool is_warc(std::string_view head) {
  if (!head.starts_with("WARC/")) return false;
  const auto end = head.substr(0, 16).find_first_not_of("0123456789.", 5);
  return end != std::string_view::npos && end > 5 && (head[end] == '\r' || head[end] == '\n');
}

bool is_arc(std::string_view head) { return head.starts_with("filedesc://"); }
bool is_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") || head.starts_with("PK00PK\x03\x04") ||
         head.starts_with("PK\x07\x08PK\x03\x04");
}
bool is_seven_zip(std::string_view head) { return head.starts_with("7z\xBC\xAF\x27\x1C"); }
bool is_gzip(std::string_view head) { return head.starts_with("\x1F\x8B\x08"); }
bool is_bzip2(std::string_view head) {
  return head.size() >= 10 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9' &&
         (head.substr(4).starts_with("1AY&SY") || head.substr(4).starts_with("\x17rE8P\x90"));
}
bool is_xz(std::string_view head) {
  return head.starts_with(
      "\xFD"
      "7zXZ\0"sv);
}
bool is_zstd(std::string_view head) { return head.starts_with("\x28\xB5\x2F\xFD"); }

struct PackingRow {
  Packing packing;
  bool (*is)(std::string_view head);
  std::string_view id;
};
constexpr std::array kPackings{
    PackingRow{Packing::gzip, is_gzip, "gz"},
    PackingRow{Packing::bzip2, is_bzip2, "bz2"},
    PackingRow{Packing::xz, is_xz, "xz"},
    PackingRow{Packing::zstd, is_zstd, "zst"},
};

struct HoldingRow {
  Holding holding;
  bool (*is)(std::string_view head);
  std::string_view id;
  bool in_a_stream;  // can be read without going back
};
constexpr std::array kHoldings{
    HoldingRow{Holding::zip, is_zip, "zip", false}, HoldingRow{Holding::seven_zip, is_seven_zip, "7z", false},
    HoldingRow{Holding::rar, is_rar, "rar", false}, HoldingRow{Holding::warc, is_warc, "warc", true},
    HoldingRow{Holding::arc, is_arc, "arc", true},  HoldingRow{Holding::tar, is_tar, "tar", true},
};

std::unexpected<Error> volume() {
  return fail(ErrorCode::unsupported_format, {},
              "one volume of a split archive; join the volumes, or unpack them together, first");
}

bool are_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, ascii::is_digit); }

// "a.7z.001": nothing in the first volume of a 7z says that there are more.
bool is_named_as_volume(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot != std::string_view::npos && name.size() - dot == 4 && are_digits(name.substr(dot + 1));
}

// "a.zip.002", "a.z01", "a.r00": volumes after the first may begin with anything.
bool is_named_as_later_volume(std::string_view name) {
  constexpr std::array kSplit{".7z"sv, ".zip"sv, ".rar"sv, ".tar"sv, ".gz"sv, ".tgz"sv, ".bz2"sv, ".xz"sv, ".zst"sv};
  const auto dot = std::min(name.rfind('.'), name.size());
  if (is_named_as_volume(name)) {
    return std::ranges::any_of(kSplit, [&](auto end) { return ascii::ends_ignoring_case(name.substr(0, dot), end); });
  }
  const auto extension = name.substr(dot);
  const bool has_letter = ascii::starts_ignoring_case(extension, ".z") || ascii::starts_ignoring_case(extension, ".r");
  return has_letter && extension.size() >= 4 && are_digits(extension.substr(2));
}

bool is_named_zip(std::string_view name) { return ascii::ends_ignoring_case(name, ".zip"); }

Result<std::optional<ContainerKind>> zip_kind(ByteSource& source, std::string_view head, std::string_view name) {
  constexpr std::int64_t kMostInMemory = 200'000;
  const auto directory = read_zip_directory(source);
  if (!directory) return std::unexpected(directory.error());
  // The mark of a volume, which a whole zip in one piece does not have.
  if (directory->is_split || head.starts_with("PK\x07\x08")) return volume();
  if (!directory->whole && is_named_as_volume(name)) return volume();
  if (directory->is_package || (!is_zip(head) && !directory->whole)) return std::nullopt;
  return ContainerKind{Packing::none, Holding::zip, directory->entries > kMostInMemory};
}

Result<std::optional<ContainerKind>> plain_kind(ByteSource& source, std::string_view head, std::string_view name) {
  const auto row = std::ranges::find_if(kHoldings, [&](const auto& each) { return each.is(head); });
  if (row == kHoldings.end() && is_named_zip(name) && !head.empty()) return zip_kind(source, head, name);
  if (row == kHoldings.end() && is_named_as_later_volume(name)) return volume();
  if (row == kHoldings.end()) return std::nullopt;
  if (row->holding == Holding::zip) return zip_kind(source, head, name);
  if (row->holding == Holding::seven_zip && is_named_as_volume(name)) return volume();
  if (row->holding == Holding::rar) {
    const auto begin = read_rar_begin(head);
    if (begin.encrypted) return fail(ErrorCode::encrypted, {}, "an archive whose names are protected by a password");
    if (begin.is_volume) return volume();
  }
  return ContainerKind{Packing::none, row->holding};
}

// What cannot be unpacked from its first byte on is left to the reader of the container to complain about.
Holding packed_holding(ByteSource& source, Packing packing) {
  std::string head(kHeadSize, '\0');
  const auto stream = open_packed(source, packing);
  if (!stream) return Holding::document;
  const auto count = (*stream)->read(head);
  if (!count) return Holding::document;
  head.resize(*count);
  const auto row = std::ranges::find_if(kHoldings, [&](const auto& each) { return each.in_a_stream && each.is(head); });
  return row == kHoldings.end() ? Holding::document : row->holding;
}

}  // namespace

std::string ContainerKind::format() const {
  const auto held = std::ranges::find(kHoldings, holding, &HoldingRow::holding);
  const auto packed = std::ranges::find(kPackings, packing, &PackingRow::packing);
  std::string text(held == kHoldings.end() ? "" : held->id);
  if (packed == kPackings.end()) return text;
  return text.empty() ? std::string(packed->id) : text.append(".").append(packed->id);
}

Result<std::optional<ContainerKind>> container_kind(ByteSource& source, std::string_view head, std::string_view name) {
  const auto packed = std::ranges::find_if(kPackings, [&](const auto& each) { return each.is(head); });
  if (packed == kPackings.end()) return plain_kind(source, head, name);
  return ContainerKind{packed->packing, packed_holding(source, packed->packing)};
}

}  // namespace nianbao::pipeline
