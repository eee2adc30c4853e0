// A line of print taken apart where a table's columns may part it.
#pragma once

#include <string_view>
#include <vector>

#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// How far a character moves the print: typesetters' programs count every character as one, terminals and
// editors count East Asian wide ones as two.
enum class Pitch : std::uint8_t { characters, display };

struct LinePiece {
  std::string_view text;
  int column = 0;  // where it begins, counted from the start of the line
  int width = 0;
  bool value = false;  // a number, a dash, a word for none, or what may have been one
};

// Two spaces part pieces. One does only between a label and a value or names of the forms, before a numbering, and
// between values where nothing on the line is parted by more.
std::vector<LinePiece> split_line(std::string_view line, Pitch pitch, const TemplateSet& templates);

// The words of a piece, which single spaces part, each a value or none by itself.
std::vector<LinePiece> words_of_piece(const LinePiece& piece, Pitch pitch, const TemplateSet& templates);

// Whether the words are a name of some form.
bool is_name(std::string_view text, const TemplateSet& templates);

}  // namespace nianbao::normalize
