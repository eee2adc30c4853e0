// The names of members: labels only, for nothing is ever written to disk under them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nianbao::pipeline {

// Valid UTF-8 from the bytes of a name: UTF-8 if they are, else GB18030 as Chinese Windows writes, else as
// shown_bytes writes them.
std::string decoded_name(std::string_view raw);

// With "/" between its parts, without "..", "." and empty parts. "unnamed" where nothing is left.
std::string member_name(std::string_view raw);

// A part of it begins with a dot or is "__MACOSX", where macOS puts what is no file of the user's.
bool is_hidden_member(std::string_view name);

// Makes the names of one container unique. Holds eight bytes and a little of each, not the name: two names that
// only share their hash cost the second a "#2".
class UniqueNames {
 public:
  // The name, with "#2", "#3" ... where it was given before.
  std::string unique(std::string name);

 private:
  bool add(std::string_view name);  // false where it was there
  void grow();
  bool insert(std::uint64_t hash);

  std::vector<std::uint64_t> slots_;  // open addressing; 0 is free
  std::size_t used_ = 0;
  std::unordered_map<std::uint64_t, std::int64_t> repeated_;  // how often, of names given twice
};

}  // namespace nianbao::pipeline
