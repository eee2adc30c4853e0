// Names and the rows of a table that bear them.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace nianbao::normalize {

// Texts outlive the index. Filled first, then sealed, then asked.
class NameIndex {
 public:
  struct Entry {
    std::size_t hash = 0;
    std::string_view name;
    int row = 0;

    auto operator<=>(const Entry&) const = default;
  };

  void reserve(std::size_t names) { entries_.reserve(names); }
  void add(std::string_view name, int row) { entries_.push_back({std::hash<std::string_view>()(name), name, row}); }
  void seal();

  // In the order of their rows.
  std::span<const Entry> find(std::string_view name) const;

 private:
  std::vector<Entry> entries_;
};

}  // namespace nianbao::normalize
