#include "pipeline/sources/list_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace nianbao::pipeline {
namespace {

constexpr std::size_t kPiece = 64 << 10;
constexpr std::size_t kLongestName = 4 << 10;  // PATH_MAX
constexpr std::size_t kSeparatorWithin = 2 * kLongestName;

std::unexpected<Error> unreadable(const std::string& list) {
  return fail(ErrorCode::bad_usage, list, "cannot read this list: " + std::generic_category().message(errno));
}

}  // namespace

Result<ListReader> ListReader::open(const std::string& list) {
  const bool standard = list == kStandardInput;
  const int descriptor = standard ? ::dup(STDIN_FILENO) : ::open(list.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return unreadable(list);
  return ListReader(list, descriptor);
}

ListReader::ListReader(ListReader&& other) noexcept
    : list_(std::move(other.list_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      at_(other.at_),
      ended_(other.ended_),
      separator_(other.separator_) {}

ListReader::~ListReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<bool> ListReader::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  std::array<char, kPiece> piece;
  while (true) {
    const auto count = ::read(descriptor_, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(list_);
    ended_ = count == 0;
    buffer_.append(piece.data(), static_cast<std::size_t>(count));
    return !ended_;
  }
}

Result<void> ListReader::find_separator() {
  while (buffer_.size() < kSeparatorWithin && buffer_.find('\0') == std::string::npos) {
    const auto more = fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  separator_ = buffer_.find('\0') == std::string::npos ? '\n' : '\0';
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (buffer_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  return {};
}

std::string ListReader::take(std::size_t end) {
  auto name = buffer_.substr(at_, end - at_);
  at_ = std::min(end + 1, buffer_.size());
  if (separator_ == '\n' && name.ends_with('\r')) name.pop_back();
  return name;
}

Result<std::optional<std::string>> ListReader::next() {
  if (!separator_) {
    if (auto found = find_separator(); !found) return std::unexpected(found.error());
  }
  for (bool too_long = false;;) {
    const auto end = buffer_.find(*separator_, at_);
    if (end == std::string::npos && buffer_.size() - at_ > kPiece) {
      too_long = true;  // its beginning is kept, and what follows is dropped as it comes
      buffer_.resize(at_ + kLongestName + 1);
    }
    if (end == std::string::npos) {
      const auto more = fill();
      if (!more) return std::unexpected(more.error());
      if (*more) continue;
      if (at_ == buffer_.size()) return std::nullopt;
    }
    auto name = take(end == std::string::npos ? buffer_.size() : end);
    if (too_long || name.size() > kLongestName) name.resize(kLongestName + 1);
    if (!name.empty()) return name;
    too_long = false;
  }
}

}  // namespace nianbao::pipeline
