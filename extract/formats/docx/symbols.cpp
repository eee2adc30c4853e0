#include "extract/formats/docx/symbols.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "extract/base/utf8.h"

namespace nianbao::extract::docx {
namespace {

struct Symbol {
  std::string_view font;
  char32_t code;  // in the font, without the F000 of the private use area
  char32_t character;
};

// What reports and their check boxes use; the rest of these fonts is ornament.
constexpr std::array kSymbols{
    Symbol{"Symbol", 0x2D, U'\u2212'},       // minus sign
    Symbol{"Symbol", 0xA3, U'\u2264'},       // less-than or equal to
    Symbol{"Symbol", 0xB1, U'\u00B1'},       // plus-minus sign
    Symbol{"Symbol", 0xB3, U'\u2265'},       // greater-than or equal to
    Symbol{"Symbol", 0xB4, U'\u00D7'},       // multiplication sign
    Symbol{"Symbol", 0xB7, U'\u2022'},       // bullet
    Symbol{"Symbol", 0xB8, U'\u00F7'},       // division sign
    Symbol{"Symbol", 0xB9, U'\u2260'},       // not equal to
    Symbol{"Wingdings", 0x6C, U'\u25CF'},    // black circle
    Symbol{"Wingdings", 0x6E, U'\u25A0'},    // black square
    Symbol{"Wingdings", 0x6F, U'\u25A1'},    // white square
    Symbol{"Wingdings", 0x75, U'\u25C6'},    // black diamond
    Symbol{"Wingdings", 0xA1, U'\u25CB'},    // white circle
    Symbol{"Wingdings", 0xA8, U'\u25A1'},    // white square
    Symbol{"Wingdings", 0xFB, U'\u2717'},    // ballot x
    Symbol{"Wingdings", 0xFC, U'\u2713'},    // check mark
    Symbol{"Wingdings", 0xFD, U'\u2612'},    // ballot box with x
    Symbol{"Wingdings", 0xFE, U'\u2611'},    // ballot box with check
    Symbol{"Wingdings 2", 0x4F, U'\u2717'},  // ballot x
    Symbol{"Wingdings 2", 0x50, U'\u2713'},  // check mark
    Symbol{"Wingdings 2", 0x51, U'\u2612'},  // ballot box with x
    Symbol{"Wingdings 2", 0x52, U'\u2611'},  // ballot box with check
    Symbol{"Wingdings 2", 0x53, U'\u2612'},  // ballot box with x
    Symbol{"Wingdings 2", 0xA3, U'\u25A1'},  // white square
};

// Fonts whose codes are no ASCII: below 0x80 stand Greek letters or pictures.
bool is_pictorial(std::string_view font) { return font.starts_with("Wingdings") || font.starts_with("Webdings"); }

bool reads_as_ascii(std::string_view font, char32_t code) {
  if (is_pictorial(font)) return false;
  const bool printable = code >= 0x20 && code <= 0x7E;
  if (font != "Symbol") return printable;
  // Symbol keeps digits and most signs; its for-all, there-exists and the like stand between them.
  constexpr std::u32string_view kOwn = U"\"$'*-";
  return code >= 0x20 && code <= 0x3F && kOwn.find(code) == std::u32string_view::npos;
}

}  // namespace

std::string symbol_text(std::string_view font, std::string_view hexadecimal) {
  std::uint32_t value = 0;
  const auto* const last = hexadecimal.data() + hexadecimal.size();
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): bounded by `last`
  const auto [end, error] = std::from_chars(hexadecimal.data(), last, value, 16);
  constexpr std::uint32_t kLastOfPlane = 0xFFFF;
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (error != std::errc{} || end != last || value > kLastOfPlane || surrogate) return {};
  const bool of_font = (value & 0xFF00U) == 0xF000U;
  const char32_t code = of_font ? value & 0xFFU : value;
  const auto known =
      std::ranges::find_if(kSymbols, [&](const Symbol& each) { return each.font == font && each.code == code; });
  std::string text;
  if (known != kSymbols.end())
    append_utf8(text, known->character);
  else if (of_font && reads_as_ascii(font, code))
    append_utf8(text, code);
  else if (value >= 0x20)
    append_utf8(text, value);
  return text;
}

}  // namespace nianbao::extract::docx
