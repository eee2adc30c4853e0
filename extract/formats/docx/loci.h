// Says of every block, table and cell where it stands, once all blocks are in their place.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/model/document.h"

namespace nianbao::extract::docx {

// Numbers blocks and tables in reading order. The part is kept as the block has it.
void number_blocks(std::vector<Block>& blocks);

// Enters the part of every table and cell of a block, the nested ones included, and of a paragraph.
void assign_part(std::vector<Block>& blocks, std::int32_t part);

// The characters that are not white space in paragraphs and cells, and the bytes of all text.
struct TextSize {
  std::int64_t characters = 0;
  std::int64_t bytes = 0;
  std::int64_t tables = 0;
};
TextSize measure(const std::vector<Block>& blocks);

}  // namespace nianbao::extract::docx
