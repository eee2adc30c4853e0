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

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = code_point_at(text, at);
    if (is_kept(value)) append_utf8(clean, value);
    at += size;
  }
  return clean;
}

std::int64_t CleanOffsets::of(std::size_t offset) {
  if (offset < read_) *this = CleanOffsets(text_);
  clean_ += std::ssize(clean_text(text_.substr(read_, offset - read_)));
  read_ = offset;
  return clean_;
}

}  // namespace nianbao::exporting
