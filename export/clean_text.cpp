#include "export/clean_text.h"

#include "extract/base/utf8.h"

namespace nianbao::exporting {
namespace {

// Control characters, and the two code points XML forbids.
bool is_kept(char32_t c) {
  constexpr char32_t kDelete = 0x7F;
  if (c == U'\n' || c == U'\t') return true;
  return c >= U' ' && c != kDelete && c != 0xFFFE && c != 0xFFFF;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Three bytes that are a character whatever the last two of them are, if these are continuations: all Han are.
bool is_plain_triple(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead > 0xE0 && lead < 0xEF && lead != 0xED && at + 2 < text.size() && is_continuation(text[at + 1]) &&
         is_continuation(text[at + 2]);
}

// How many bytes at the beginning are clean as they are.
std::size_t clean_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] >= ' ' && text[at] < 0x7F) {
      ++at;
    } else if (is_plain_triple(text, at)) {
      at += 3;
    } else {
      const auto [value, size] = code_point_at(text, at);
      const bool is_invalid = value == 0xFFFD && size == 1;
      if (is_invalid || !is_kept(value)) break;
      at += size;
    }
  }
  return at;
}

}  // namespace

std::string clean_text(std::string_view text) {
  auto at = clean_prefix(text);
  std::string clean(text.substr(0, at));
  clean.reserve(text.size());
  while (at < text.size()) {
    const auto [value, size] = code_point_at(text, at);
    if (is_kept(value)) append_utf8(clean, value);
    at += size;
  }
  return clean;
}

std::string_view clean_text(std::string_view text, std::string& buffer) {
  if (clean_prefix(text) == text.size()) return text;
  return buffer = clean_text(text);
}

std::int64_t CleanOffsets::of(std::size_t offset) {
  if (offset < read_) *this = CleanOffsets(text_);
  clean_ += std::ssize(clean_text(text_.substr(read_, offset - read_)));
  read_ = offset;
  return clean_;
}

}  // namespace nianbao::exporting
