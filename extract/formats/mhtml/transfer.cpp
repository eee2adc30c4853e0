#include "extract/formats/mhtml/transfer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/base/ascii.h"

namespace nianbao::extract::mhtml {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr signed char kNoDigit = -1;

constexpr auto base64_digits() {
  std::array<signed char, 256> digits{};
  digits.fill(kNoDigit);
  for (std::size_t value = 0; value < kBase64.size(); ++value)
    digits[static_cast<unsigned char>(kBase64[value])] = static_cast<signed char>(value);
  return digits;
}

int hex_digit(char c) {
  if (ascii::is_digit(c)) return c - '0';
  const char lower = ascii::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte written in two hexadecimal digits at the beginning.
std::optional<char> hex_byte(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const int high = hex_digit(text[0]);
  const int low = hex_digit(text[1]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

std::string decode_escapes(std::string_view text, char escape) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = text[at] == escape ? hex_byte(text.substr(at + 1)) : std::nullopt;
    bytes += byte.value_or(text[at]);
    if (byte) at += 2;
  }
  return bytes;
}

Transferred as_they_are(std::string_view text) { return {.bytes = std::string(text)}; }

struct Row {
  std::string_view name;
  TransferDecoder decode;
};

constexpr std::array kDecoders{
    Row{"", as_they_are},       Row{"7bit", as_they_are},     Row{"8bit", as_they_are},
    Row{"binary", as_they_are}, Row{"base64", decode_base64}, Row{"quoted-printable", decode_quoted_printable},
};

}  // namespace

TransferDecoder find_transfer_decoder(std::string_view name) {
  const auto row =
      std::ranges::find_if(kDecoders, [&](const Row& each) { return ascii::equals_ignoring_case(each.name, name); });
  return row == kDecoders.end() ? nullptr : row->decode;
}

Transferred decode_base64(std::string_view text) {
  static constexpr auto kDigits = base64_digits();
  Transferred result;
  result.bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto digit = kDigits[static_cast<unsigned char>(c)];
    if (digit == kNoDigit) {
      if (c == '=') held = 0;  // what is left of the bits is padding
      result.faults += c != '=' && ascii::kSpaces.find(c) == std::string_view::npos ? 1 : 0;
      continue;
    }
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result.bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
  }
  return result;
}

Transferred decode_quoted_printable(std::string_view text) {
  Transferred result;
  result.bytes.reserve(text.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const auto line_end = std::min(text.find('\n', begin), text.size());
    // Space at the end of a line came in on the way (rule 3).
    const auto last = text.substr(begin, line_end - begin).find_last_not_of(" \t\r");
    const auto line = text.substr(begin, last == std::string_view::npos ? 0 : last + 1);
    const bool soft = line.ends_with('=');
    const auto kept = soft ? line.substr(0, line.size() - 1) : line;
    for (std::size_t at = 0; at < kept.size(); ++at) {
      const auto byte = kept[at] == '=' ? hex_byte(kept.substr(at + 1)) : std::nullopt;
      if (kept[at] == '=' && !byte) ++result.faults;
      result.bytes += byte.value_or(kept[at]);
      if (byte) at += 2;
    }
    if (!soft && line_end < text.size()) result.bytes += '\n';
    begin = line_end + 1;
  }
  return result;
}

std::string decode_percent(std::string_view text) { return decode_escapes(text, '%'); }

std::string decode_q(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '_', ' ');
  return decode_escapes(spaced, '=');
}

}  // namespace nianbao::extract::mhtml
