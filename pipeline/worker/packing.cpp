#include "pipeline/worker/packing.h"

#include <cstring>

#include "extract/base/utf8.h"

namespace nianbao::pipeline {

Packer& Packer::number(std::int64_t value) {
  bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  return *this;
}

Packer& Packer::text(std::string_view value) {
  number(static_cast<std::int64_t>(value.size()));
  bytes_ += value;
  return *this;
}

std::int64_t Unpacker::number() {
  std::int64_t value = 0;
  if (!ok_ || rest_.size() < sizeof value) {
    ok_ = false;
    return 0;
  }
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

std::int64_t Unpacker::amount() {
  const auto value = number();
  if (value < 0) ok_ = false;
  return ok_ ? value : 0;
}

std::string_view Unpacker::bytes() {
  const auto size = static_cast<std::uint64_t>(amount());
  if (size > rest_.size()) ok_ = false;
  if (!ok_) return {};
  const auto value = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return value;
}

std::string Unpacker::text() {
  const auto value = bytes();
  std::string text;
  text.reserve(value.size());
  for (std::size_t at = 0; at < value.size();) {
    const auto [code_point, size] = code_point_at(value, at);
    append_utf8(text, code_point);
    at += size;
  }
  return text;
}

}  // namespace nianbao::pipeline
