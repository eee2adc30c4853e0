#include "normalize/issuer/name_index.h"

#include <algorithm>
#include <tuple>

namespace nianbao::normalize {

void NameIndex::seal() { std::ranges::sort(entries_); }

std::span<const NameIndex::Entry> NameIndex::find(std::string_view name) const {
  const auto key = [](const Entry& entry) { return std::tuple(entry.hash, entry.name); };
  const auto found = std::ranges::equal_range(entries_, std::tuple(std::hash<std::string_view>()(name), name), {}, key);
  return {found.begin(), found.end()};
}

}  // namespace nianbao::normalize
