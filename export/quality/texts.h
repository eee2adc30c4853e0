// What the quality report says, in both languages, and which variables it looks at: data, corpus/codebook/quality.xml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::exporting::quality {

struct Words {
  std::string zh;
  std::string en;
};

// A sum of series of the crosswalk, or the share of one such sum in another.
struct VariableSpec {
  std::string key;
  std::vector<std::string> parts;
  std::vector<std::string> whole;  // empty: no share

  bool is_share() const { return !whole.empty(); }
};

struct Texts {
  std::map<std::string, Words, std::less<>> words;  // by key: "inputs.title", "outcome.failed"
  std::vector<VariableSpec> variables;
};

// corpus/codebook/quality.xml and quality.css.
std::string_view quality_texts_file();
std::string_view quality_style_file();

Result<Texts> read_texts(std::string_view bytes);

}  // namespace nianbao::exporting::quality
