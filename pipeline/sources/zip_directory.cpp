#include "pipeline/sources/zip_directory.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace nianbao::pipeline {
namespace {

// APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16. All numbers are little-endian.
constexpr std::string_view kLocal = "PK\x03\x04";
constexpr std::string_view kCentral = "PK\x01\x02";
constexpr std::string_view kDescriptor = "PK\x07\x08";
constexpr std::string_view kEnd = "PK\x05\x06";
constexpr std::string_view kEnd64 = "PK\x06\x06";
constexpr std::string_view kLocator64 = "PK\x06\x07";
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEnd64Size = 56;
constexpr std::size_t kLocator64Size = 20;
constexpr std::size_t kLongestComment = 0xFFFF;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (auto i = size; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// What only a package has at its top.
constexpr std::array<std::string_view, 6> kPackageParts{"[content_types].xml", "mimetype",           "ofd.xml",
                                                        "word/document.xml",   "index/document.iwa", "meta-inf/"};

bool names_package(std::string_view name) {
  const auto matches = [name](std::string_view part) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const bool whole = part.ends_with('/') ? name.size() >= part.size() : name.size() == part.size();
    return whole && std::ranges::equal(name.substr(0, part.size()), part, {}, lower);
  };
  return std::ranges::any_of(kPackageParts, matches);
}

struct Place {
  std::int64_t at = 0;
  std::int64_t size = 0;
};

// A window over the source that moves forward.
class Window {
 public:
  explicit Window(ByteSource& source) : source_(source), buffer_(std::make_unique_for_overwrite<char[]>(kBuffer)) {}

  // `count` bytes at `at`, fewer at the end of the source. `count` is at most kBuffer.
  Result<std::string_view> get(std::int64_t at, std::size_t count) {
    if (at < start_ || at + static_cast<std::int64_t>(count) > start_ + std::ssize(bytes_)) {
      auto read = source_.read_at(at, {buffer_.get(), kBuffer});
      if (!read) return read;
      start_ = at;
      bytes_ = *read;
    }
    return bytes_.substr(static_cast<std::size_t>(at - start_), count);
  }

  static constexpr std::size_t kBuffer = 96 << 10;

 private:
  ByteSource& source_;
  std::unique_ptr<char[]> buffer_;
  std::string_view bytes_;
  std::int64_t start_ = 0;
};

class DirectoryReader {
 public:
  explicit DirectoryReader(ByteSource& source) : source_(source), window_(source) {}

  Result<ZipDirectory> read() {
    auto place = find_end();
    if (!place) return std::unexpected(place.error());
    auto looked = found_.whole ? central(*place) : locals();
    if (!looked) return std::unexpected(looked.error());
    return found_;
  }

 private:
  // Where the central directory lies; found_.whole says whether it was found.
  Result<Place> find_end() {
    const auto most = static_cast<std::int64_t>(kEndSize + kLongestComment);
    const auto start = std::max<std::int64_t>(0, source_.size() - most);
    const auto tail = window_.get(start, static_cast<std::size_t>(most));
    if (!tail) return std::unexpected(tail.error());
    const auto end = tail->rfind(kEnd);
    if (end == std::string_view::npos || tail->size() - end < kEndSize) return Place{};
    constexpr std::uint64_t kMarked16 = 0xFFFF;
    const auto disk = number_at(*tail, end + 4, 2);
    const auto first_disk = number_at(*tail, end + 6, 2);
    found_.is_split = (disk != 0 && disk != kMarked16) || first_disk != disk;
    found_.entries = static_cast<std::int64_t>(number_at(*tail, end + 10, 2));
    Place place{.size = static_cast<std::int64_t>(number_at(*tail, end + 12, 4))};
    // Counted from the end record, for junk may stand before the zip and shift what is counted from the start.
    place.at = start + static_cast<std::int64_t>(end) - place.size;
    if (end >= kLocator64Size && tail->substr(end - kLocator64Size).starts_with(kLocator64)) {
      return find_end64(static_cast<std::int64_t>(number_at(*tail, end - kLocator64Size + 8, 8)));
    }
    found_.whole = place.at >= 0;
    return place;
  }

  Result<Place> find_end64(std::int64_t at) {
    if (at < 0 || at > source_.size()) return Place{};
    const auto record = window_.get(at, kEnd64Size);
    if (!record) return std::unexpected(record.error());
    if (record->size() < kEnd64Size || !record->starts_with(kEnd64)) return Place{};
    found_.entries = static_cast<std::int64_t>(number_at(*record, 32, 8));
    const Place place{.at = static_cast<std::int64_t>(number_at(*record, 48, 8)),
                      .size = static_cast<std::int64_t>(number_at(*record, 40, 8))};
    found_.whole = place.at >= 0 && place.at < at;
    return place;
  }

  Result<void> central(const Place& place) {
    const auto end = place.at + std::min(place.size, source_.size() - place.at);
    for (auto at = place.at; at < end;) {
      const auto header = window_.get(at, kCentralSize);
      if (!header) return std::unexpected(header.error());
      if (header->size() < kCentralSize || !header->starts_with(kCentral)) return {};
      const auto name_size = number_at(*header, 28, 2);
      const auto rest = number_at(*header, 30, 2) + number_at(*header, 32, 2);
      if (auto looked = look_at(at + static_cast<std::int64_t>(kCentralSize), name_size); !looked) return looked;
      if (found_.is_package) return {};
      at += static_cast<std::int64_t>(kCentralSize + name_size + rest);
    }
    return {};
  }

  Result<void> look_at(std::int64_t at, std::size_t name_size) {
    const auto name = window_.get(at, name_size);
    if (!name) return std::unexpected(name.error());
    found_.is_package = names_package(*name);
    return {};
  }

  // The headers before the members, one after another, from the first: all a cut zip has. Where a header does not
  // say how long its member is, the member is followed to the descriptor after it.
  Result<void> locals() {
    const auto head = window_.get(0, Window::kBuffer);
    if (!head) return std::unexpected(head.error());
    for (std::size_t at = 0; head->size() >= kLocalSize && at <= head->size() - kLocalSize;) {
      if (!head->substr(at).starts_with(kLocal)) return {};
      const auto name_size = number_at(*head, at + 26, 2);
      found_.is_package = names_package(head->substr(at + kLocalSize).substr(0, name_size));
      if (found_.is_package) return {};
      const auto content = at + kLocalSize + name_size + number_at(*head, at + 28, 2);
      const auto size = number_at(*head, at + 18, 4);
      at = size != 0 ? content + size : after_descriptor(*head, content);
    }
    return {};
  }

  static std::size_t after_descriptor(std::string_view head, std::size_t content) {
    for (auto at = content; (at = head.find(kDescriptor, at)) != std::string_view::npos; ++at) {
      for (const std::size_t size : {16U, 24U}) {
        if (at + size < head.size() && head.substr(at + size).starts_with(kLocal)) return at + size;
      }
    }
    return head.substr(std::min(content, head.size())).starts_with(kLocal) ? content : head.size();
  }

  ByteSource& source_;
  Window window_;
  ZipDirectory found_;
};

}  // namespace

Result<ZipDirectory> read_zip_directory(ByteSource& source) { return DirectoryReader(source).read(); }

}  // namespace nianbao::pipeline
