// corpus/templates, embedded at build time.
#pragma once

#include <span>
#include <string_view>

namespace nianbao::normalize {

struct BuiltinFile {
  std::string_view name;
  std::string_view bytes;
};

// The templates, newest first, and the vocabulary.
std::span<const BuiltinFile> builtin_files();

// The RELAX NG grammar all of them follow.
std::string_view template_grammar();

}  // namespace nianbao::normalize
