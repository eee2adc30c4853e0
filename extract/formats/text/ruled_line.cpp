#include "extract/formats/text/ruled_line.h"

#include <algorithm>
#include <array>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"

namespace nianbao::extract {
namespace {

constexpr unsigned kAcross = kLeft | kRight;
constexpr unsigned kAlong = kUp | kDown;
constexpr std::size_t kShortestRule = 3;  // where no corner or crossing tells a rule from a dash in a cell

struct Drawn {
  char32_t first, last;
  unsigned arms;
};

// Unicode's block Box Drawing, light, heavy, double and dashed alike.
constexpr std::array kDrawn{
    Drawn{0x2500, 0x2501, kAcross},          Drawn{0x2502, 0x2503, kAlong},
    Drawn{0x2504, 0x2505, kAcross},          Drawn{0x2506, 0x2507, kAlong},
    Drawn{0x2508, 0x2509, kAcross},          Drawn{0x250A, 0x250B, kAlong},
    Drawn{0x250C, 0x250F, kRight | kDown},   Drawn{0x2510, 0x2513, kLeft | kDown},
    Drawn{0x2514, 0x2517, kRight | kUp},     Drawn{0x2518, 0x251B, kLeft | kUp},
    Drawn{0x251C, 0x2523, kRight | kAlong},  Drawn{0x2524, 0x252B, kLeft | kAlong},
    Drawn{0x252C, 0x2533, kAcross | kDown},  Drawn{0x2534, 0x253B, kAcross | kUp},
    Drawn{0x253C, 0x254B, kAcross | kAlong}, Drawn{0x254C, 0x254D, kAcross},
    Drawn{0x254E, 0x254F, kAlong},           Drawn{0x2550, 0x2550, kAcross},
    Drawn{0x2551, 0x2551, kAlong},           Drawn{0x2552, 0x2554, kRight | kDown},
    Drawn{0x2555, 0x2557, kLeft | kDown},    Drawn{0x2558, 0x255A, kRight | kUp},
    Drawn{0x255B, 0x255D, kLeft | kUp},      Drawn{0x255E, 0x2560, kRight | kAlong},
    Drawn{0x2561, 0x2563, kLeft | kAlong},   Drawn{0x2564, 0x2566, kAcross | kDown},
    Drawn{0x2567, 0x2569, kAcross | kUp},    Drawn{0x256A, 0x256C, kAcross | kAlong},
    Drawn{0x256D, 0x256D, kRight | kDown},   Drawn{0x256E, 0x256E, kLeft | kDown},
    Drawn{0x256F, 0x256F, kLeft | kUp},      Drawn{0x2570, 0x2570, kRight | kUp},
};

constexpr std::array kTyped{
    Drawn{U'|', U'|', kAlong},
    Drawn{U'+', U'+', kAcross | kAlong},
    Drawn{U'-', U'-', kAcross},
    Drawn{U'=', U'=', kAcross},
};

unsigned arms_in(std::span<const Drawn> characters, char32_t value) {
  const auto found =
      std::ranges::find_if(characters, [&](const Drawn& each) { return value >= each.first && value <= each.last; });
  return found == characters.end() ? static_cast<unsigned>(kNoArm) : found->arms;
}

unsigned any_arms(char32_t value) { return value < 0x80 ? arms_in(kTyped, value) : arms_in(kDrawn, value); }

bool is_gap(char32_t value) { return value == U' ' || value == U'\t' || value == 0x3000 || value == 0xA0; }

// Rules of which each part between plain bars is long enough to be none of a cell's dashes.
bool is_long(std::span<const Glyph> glyphs) {
  std::size_t length = 0;
  for (const auto& glyph : glyphs) {
    if (any_arms(glyph.value) == kAcross) {
      ++length;
    } else {
      if (length > 0 && length < kShortestRule) return false;
      length = 0;
    }
  }
  return true;
}

bool is_rule(std::span<const Glyph> glyphs) {
  const auto is_drawn = [](const Glyph& glyph) { return is_gap(glyph.value) || any_arms(glyph.value) != kNoArm; };
  const auto runs_across = [](const Glyph& glyph) { return (any_arms(glyph.value) & kAcross) == kAcross; };
  const auto meets = [](const Glyph& glyph) {
    const auto arms = any_arms(glyph.value);
    return (arms & kAcross) != 0 && (arms & kAlong) != 0;
  };
  if (!std::ranges::all_of(glyphs, is_drawn) || std::ranges::none_of(glyphs, runs_across)) return false;
  if (std::ranges::any_of(glyphs, meets)) return true;
  // "|---|---|" is Markdown's.
  return std::ranges::none_of(glyphs, [](const Glyph& glyph) { return glyph.value == U'|'; }) && is_long(glyphs);
}

}  // namespace

RuledLine::RuledLine(const Line& source) : line(source) {
  for (std::size_t at = 0; at < line.text.size();) {
    const auto [value, size] = code_point_at(line.text, at);
    glyphs.push_back({.value = value, .begin = at, .end = at + size});
    at += size;
  }
  while (!glyphs.empty() && is_gap(glyphs.back().value)) glyphs.pop_back();
  rule = is_rule(glyphs);
  const auto first = std::ranges::find_if_not(glyphs, is_gap, &Glyph::value);
  const bool typed = first != glyphs.end() && first->value < 0x80;
  for (auto& glyph : glyphs) {
    // Between drawn bars typed ones are text; a rule may mix both, and its plain bars are crossings.
    glyph.arms = rule ? any_arms(glyph.value) : arms_in(typed ? std::span<const Drawn>(kTyped) : kDrawn, glyph.value);
    if (rule && glyph.arms == kAlong) glyph.arms = kAlong | kAcross;
  }
}

bool RuledLine::edged() const {
  const auto first = std::ranges::find_if_not(glyphs, is_gap, &Glyph::value);
  return first != glyphs.end() && first->is_bar() && glyphs.back().is_bar() && &*first != &glyphs.back();
}

std::vector<std::size_t> RuledLine::columns(Measure measure) const {
  const auto ambiguous = measure == Measure::east_asian ? AmbiguousWidth::wide : AmbiguousWidth::narrow;
  std::vector<std::size_t> columns;
  std::size_t column = 0;
  for (const auto& glyph : glyphs) {
    columns.push_back(column);
    column += measure == Measure::one_each ? 1 : static_cast<std::size_t>(display_width(glyph.value, ambiguous));
  }
  return columns;
}

TextCell RuledLine::cell(std::size_t begin, std::size_t end) const {
  constexpr std::string_view kGaps = " \t";
  const auto text = line.text.substr(begin, end - begin);
  const auto first = std::min(text.find_first_not_of(kGaps), text.size());
  const auto last = text.find_last_not_of(kGaps);
  return {.text = std::string(text.substr(first, last == std::string_view::npos ? 0 : last - first + 1)),
          .offset = line.offset + static_cast<std::int64_t>(begin + first)};
}

TextRow RuledLine::cells() const {
  TextRow row;
  const Glyph* before = nullptr;
  for (const auto& glyph : glyphs) {
    const bool bar = glyph.is_bar() && (glyph.arms & kAlong) == kAlong && (glyph.value >= 0x80 || glyph.value == U'|');
    if (!bar) continue;
    const bool ruled = before != nullptr && (before->arms & kRight) != 0 && (glyph.arms & kLeft) != 0;
    if (before != nullptr && !ruled) row.push_back(cell(before->end, glyph.begin));
    before = &glyph;
  }
  return row;
}

bool begins_with_bar(const Line& line) {
  const auto at = line.text.find_first_not_of(" \t");
  return at != std::string_view::npos && (any_arms(code_point_at(line.text, at).value) & kAlong) != 0;
}

}  // namespace nianbao::extract
