// What the loaded templates promise: the fields, sections and identities any report may have. It depends
// on the templates alone, never on the input, and so do the columns of every output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::normalize {

enum class FieldType : std::uint8_t { count, amount, change };  // int >= 0, decimal >= 0, signed int

std::string_view to_string(FieldType type);

struct FieldSpec {
  std::string name;      // final, as in the codebook; at most 32 characters
  std::string label_zh;  // row label / column label
  std::string label_en;
  std::string unit;  // the unit values are given in
  FieldType type = FieldType::count;
  std::string path;                    // the label path that identifies the cell
  std::vector<std::string> templates;  // ids of the templates that have it
};

struct TemplateInfo {
  std::string id;
  std::string title_zh;
  std::string title_en;
  int first_year = 0;
  int last_year = 0;  // 0: still in use
  std::string legal_source;
};

struct Schema {
  std::vector<FieldSpec> fields;  // in the order of the template files
  std::vector<TemplateInfo> templates;
};

}  // namespace nianbao::normalize
