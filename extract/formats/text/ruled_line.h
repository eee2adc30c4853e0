// A line of a table drawn with rules, "│ a │ b │" or "+---+---+", taken apart into its characters.
#pragma once

#include <vector>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {

// The ways a line leaves the middle of a drawn character.
enum Arm : unsigned { kNoArm = 0, kLeft = 1, kRight = 2, kUp = 4, kDown = 8 };

struct Glyph {
  char32_t value = 0;
  unsigned arms = kNoArm;  // none: text or a gap
  std::size_t begin = 0;   // bytes of the line: [begin, end)
  std::size_t end = 0;

  bool is_bar() const { return (arms & (kUp | kDown)) != 0; }
};

// How many columns a character took where the table was drawn.
enum class Measure : std::uint8_t { terminal, east_asian, one_each };

struct RuledLine {
  Line line;
  std::vector<Glyph> glyphs;  // white space at the end left out
  bool rule = false;          // rules, bars and gaps alone, and rules among them

  explicit RuledLine(const Line& source);

  // Whether it begins and ends with a bar or a corner.
  bool edged() const;

  // The column each glyph begins in.
  std::vector<std::size_t> columns(Measure measure) const;

  // What stands in [begin, end) of the line.
  TextCell cell(std::size_t begin, std::size_t end) const;

  // The text between neighbouring bars that no rule joins.
  TextRow cells() const;
};

// Cheaper to ask than whether it is edged.
bool begins_with_bar(const Line& line);

}  // namespace nianbao::extract
