// The bytes of a record before they are compressed, as archives of cereal. Its own archives resize to whatever size
// the bytes name; these count what is left first. Numbers take as few bytes as they need (LEB128, signed ones folded),
// except floating-point numbers, which are kept bit by bit.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace nianbao::pipeline {

class RecordNames;

class RecordOutput : public cereal::OutputArchive<RecordOutput, cereal::AllowEmptyClassElision> {
 public:
  explicit RecordOutput(std::string& bytes) : OutputArchive(this), bytes_(bytes) {}

  void raw(const void* begin, std::size_t size) { bytes_.append(static_cast<const char*>(begin), size); }

  void number(std::uint64_t value) {
    for (; value >= kMore; value >>= kBits) bytes_.push_back(static_cast<char>(value | kMore));
    bytes_.push_back(static_cast<char>(value));
  }

  static constexpr std::uint64_t kMore = 0x80;
  static constexpr int kBits = 7;

 private:
  std::string& bytes_;
};

// Throws cereal::Exception where the bytes are not a record: to be caught by who makes the archive.
class RecordInput : public cereal::InputArchive<RecordInput, cereal::AllowEmptyClassElision> {
 public:
  RecordInput(std::string_view bytes, RecordNames& names) : InputArchive(this), rest_(bytes), names_(names) {}

  void raw(void* begin, std::size_t size) {
    need(size);
    std::memcpy(begin, rest_.data(), size);
    rest_.remove_prefix(size);
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += RecordOutput::kBits) {
      need(1);
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      const auto bits = static_cast<std::uint64_t>(byte) & (RecordOutput::kMore - 1);
      if (shift == kLastShift && byte > 1) refuse("a number of more than 64 bits");
      value |= bits << shift;
      if (byte < RecordOutput::kMore) return value;
    }
  }

  // A text that is only looked up, in place.
  std::string_view text() {
    const auto size = number();
    need(size);
    const auto text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }

  // Every element takes a byte at least.
  void need(std::uint64_t size) const {
    if (size > rest_.size()) refuse("it ends too early");
  }
  [[noreturn]] static void refuse(const char* why) { throw cereal::Exception(why); }

  bool at_end() const { return rest_.empty(); }
  RecordNames& names() { return names_; }

 private:
  static constexpr int kLastShift = 63;
  std::string_view rest_;
  RecordNames& names_;
};

template <std::signed_integral T>
void save(RecordOutput& archive, const T& value) {
  constexpr int kSign = 63;
  const auto wide = static_cast<std::int64_t>(value);
  archive.number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> kSign));
}

template <std::signed_integral T>
void load(RecordInput& archive, T& value) {
  const auto folded = archive.number();
  const auto wide = static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
  if (!std::in_range<T>(wide)) RecordInput::refuse("a number is out of range");
  value = static_cast<T>(wide);
}

template <std::unsigned_integral T>
void save(RecordOutput& archive, const T& value) {
  archive.number(value);
}

template <std::unsigned_integral T>
void load(RecordInput& archive, T& value) {
  const auto wide = archive.number();
  if (wide > std::numeric_limits<T>::max()) RecordInput::refuse("a number is out of range");
  value = static_cast<T>(wide);
}

template <std::floating_point T>
void save(RecordOutput& archive, const T& value) {
  archive.raw(&value, sizeof value);
}

template <std::floating_point T>
void load(RecordInput& archive, T& value) {
  archive.raw(&value, sizeof value);
}

template <class T>
void save(RecordOutput& archive, const cereal::SizeTag<T>& tag) {
  archive.number(tag.size);
}

template <class T>
void load(RecordInput& archive, cereal::SizeTag<T>& tag) {
  tag.size = archive.number();
  archive.need(tag.size);
}

template <class T>
void save(RecordOutput& archive, const cereal::BinaryData<T>& data) {
  archive.raw(data.data, data.size);
}

template <class T>
void load(RecordInput& archive, cereal::BinaryData<T>& data) {
  archive.raw(data.data, data.size);
}

template <class T>
void save(RecordOutput& archive, const cereal::NameValuePair<T>& named) {
  archive(named.value);
}

template <class T>
void load(RecordInput& archive, cereal::NameValuePair<T>& named) {
  archive(named.value);
}

template <class T>
void save(RecordOutput& archive, const std::vector<T>& items) {
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(items.size())));
  for (const auto& item : items) archive(item);
}

// Grows as the elements come: their number may be a lie, and each takes more memory than bytes.
template <class T>
void load(RecordInput& archive, std::vector<T>& items) {
  constexpr cereal::size_type kTrusted = 1024;
  cereal::size_type size = 0;
  archive(cereal::make_size_tag(size));
  items.clear();
  items.reserve(static_cast<std::size_t>(std::min(size, kTrusted)));
  for (; size > 0; --size) archive(items.emplace_back());
}

}  // namespace nianbao::pipeline

CEREAL_SETUP_ARCHIVE_TRAITS(nianbao::pipeline::RecordInput, nianbao::pipeline::RecordOutput)
