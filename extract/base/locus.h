// Where in a source something stands. Every value in every output can be traced back through its Locus.
#pragma once

#include <cstdint>

namespace nianbao {

// All numbers count from 0; -1 means "does not apply". Outputs for people add 1.
struct Locus {
  std::int32_t part = -1;    // index into Document::parts (DOCX package parts; one part elsewhere)
  std::int32_t block = -1;   // index into Document::blocks
  std::int32_t table = -1;   // the document's tables, nested ones included, numbered in reading order
  std::int32_t row = -1;     // grid row of the cell's first row
  std::int32_t column = -1;  // grid column of the cell's first column
  std::int64_t offset = -1;  // byte offset in the decoded part, where the format has one

  friend bool operator==(const Locus&, const Locus&) = default;
};

}  // namespace nianbao
