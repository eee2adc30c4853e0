#include "pipeline/sources/member_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "extract/base/utf8.h"
#include "extract/charset_convert.h"
#include "pipeline/sources/file.h"

namespace nianbao::pipeline {
namespace {

std::uint64_t hash_of(std::string_view name) {
  return std::max<std::uint64_t>(std::hash<std::string_view>{}(name), 1);  // 0 marks a free slot
}

// Nothing where the bytes are in no encoding we know.
std::optional<std::string> decoded_as_known(std::string_view raw) {
  if (is_utf8(raw)) return std::string(raw);
  auto converted = extract::convert(raw, extract::Encoding::gb18030);
  if (converted.invalid != 0) return std::nullopt;
  return std::move(converted.utf8);
}

template <class Take>
void each_part(std::string_view name, Take take) {
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find('/', start), name.size());
    take(name.substr(start, end - start));
    start = end + 1;
  }
}

}  // namespace

std::string decoded_name(std::string_view raw) {
  auto decoded = decoded_as_known(raw);
  return decoded ? std::move(*decoded) : shown_bytes(raw);
}

std::string member_name(std::string_view raw) {
  auto known = decoded_as_known(raw);  // first, for the second byte of a GBK character may be a backslash
  auto decoded = known ? std::move(*known) : std::string(raw);
  std::ranges::replace(decoded, '\\', '/');
  if (!known) decoded = shown_bytes(decoded);
  std::string name;
  each_part(decoded, [&](std::string_view part) {
    if (part.empty() || part == "." || part == "..") return;
    if (!name.empty()) name += '/';
    name += part;
  });
  return name.empty() ? "unnamed" : name;
}

bool is_hidden_member(std::string_view name) {
  bool hidden = false;
  each_part(name, [&](std::string_view part) { hidden = hidden || part.starts_with('.') || part == "__MACOSX"; });
  return hidden;
}

std::string UniqueNames::unique(std::string name) {
  if (add(name)) return name;
  auto& times = repeated_.try_emplace(hash_of(name), 1).first->second;
  while (true) {
    auto numbered = fmt::format("{}#{}", name, ++times);
    if (add(numbered)) return numbered;
  }
}

bool UniqueNames::add(std::string_view name) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  return insert(hash_of(name));
}

bool UniqueNames::insert(std::uint64_t hash) {
  auto at = hash % slots_.size();
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) % slots_.size();
  if (slots_[at] == hash) return false;
  slots_[at] = hash;
  ++used_;
  return true;
}

void UniqueNames::grow() {
  constexpr std::size_t kFirst = 64;
  auto old = std::exchange(slots_, std::vector<std::uint64_t>(std::max(kFirst, 2 * slots_.size())));
  used_ = 0;
  for (const auto hash : old) {
    if (hash != 0) insert(hash);
  }
}

}  // namespace nianbao::pipeline
