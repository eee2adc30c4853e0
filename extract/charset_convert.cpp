#include "extract/charset_convert.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "extract/base/utf8.h"

namespace nianbao::extract {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr std::string_view kByteOrderMarkUtf8 = "\xEF\xBB\xBF";

struct EncodingName {
  Encoding encoding;
  std::string_view iana;
};

constexpr std::array kNames{
    EncodingName{Encoding::utf8, "UTF-8"},       EncodingName{Encoding::gb18030, "GB18030"},
    EncodingName{Encoding::big5, "Big5"},        EncodingName{Encoding::utf16le, "UTF-16LE"},
    EncodingName{Encoding::utf16be, "UTF-16BE"},
};

// The well-formed sequences by their first byte: Unicode, table 3-7. A second byte outside its range is
// how overlong forms, surrogates and values past U+10FFFF are told.
struct LeadRange {
  unsigned char first, last, length, second_first, second_last;
};

constexpr std::array kLeads{
    LeadRange{0xC2, 0xDF, 2, 0x80, 0xBF}, LeadRange{0xE0, 0xE0, 3, 0xA0, 0xBF}, LeadRange{0xE1, 0xEC, 3, 0x80, 0xBF},
    LeadRange{0xED, 0xED, 3, 0x80, 0x9F}, LeadRange{0xEE, 0xEF, 3, 0x80, 0xBF}, LeadRange{0xF0, 0xF0, 4, 0x90, 0xBF},
    LeadRange{0xF1, 0xF3, 4, 0x80, 0xBF}, LeadRange{0xF4, 0xF4, 4, 0x80, 0x8F},
};

struct Sequence {
  std::size_t length = 1;
  bool valid = false;
  bool cut = false;  // valid as far as the bytes go
};

// The longest part of one sequence: what a decoder replaces as a whole (Unicode 3.9, "maximal subpart").
Sequence next_sequence(std::string_view bytes) {
  const auto at = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  if (at(0) < 0x80) return {1, true};
  const auto lead =
      std::ranges::find_if(kLeads, [&](const LeadRange& range) { return at(0) >= range.first && at(0) <= range.last; });
  if (lead == kLeads.end()) return {};
  std::size_t length = 1;
  while (length < lead->length) {
    if (length == bytes.size()) return {length, false, true};
    const auto low = length == 1 ? lead->second_first : 0x80;
    const auto high = length == 1 ? lead->second_last : 0xBF;
    if (at(length) < low || at(length) > high) return {length};
    ++length;
  }
  return {length, true};
}

Converted from_utf8(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMarkUtf8)) bytes.remove_prefix(kByteOrderMarkUtf8.size());
  Converted result;
  result.utf8.reserve(bytes.size());
  bool cut = false;
  while (!bytes.empty()) {
    const auto ascii = static_cast<std::size_t>(
        std::ranges::find_if(bytes, [](char byte) { return byte == 0 || static_cast<signed char>(byte) < 0; }) -
        bytes.begin());
    result.utf8 += bytes.substr(0, ascii);
    bytes.remove_prefix(ascii);
    if (bytes.empty()) break;
    const auto sequence = next_sequence(bytes);
    if (!sequence.valid) {
      append_utf8(result.utf8, kReplacement);
      ++result.replaced;
      ++result.invalid;
      cut = sequence.cut;
    } else if (bytes.front() != 0) {
      const auto character = bytes.substr(0, sequence.length);
      if (character == "\xEF\xBF\xBD") ++result.replaced;
      result.utf8 += character;
    }
    bytes.remove_prefix(sequence.length);
  }
  result.cut = cut && result.invalid == 1;
  return result;
}

using UtfUnits = std::vector<char16_t>;

void append_units(Converted& result, const UtfUnits& units) {
  for (std::size_t index = 0; index < units.size(); ++index) {
    char32_t code_point = units[index];
    const bool pair = code_point >= 0xD800 && code_point < 0xDC00 && index + 1 < units.size() &&
                      units[index + 1] >= 0xDC00 && units[index + 1] < 0xE000;
    if (pair) code_point = 0x10000 + ((code_point - 0xD800) << 10) + (units[++index] - 0xDC00u);
    if (code_point >= 0xD800 && code_point < 0xE000) {
      code_point = kReplacement;
      ++result.invalid;
    }
    if (code_point == kReplacement) ++result.replaced;
    const bool mark = code_point == kByteOrderMark && index == 0;
    if (code_point != 0 && !mark) append_utf8(result.utf8, code_point);
  }
}

Converted from_utf16(std::string_view bytes, Encoding encoding) {
  const std::size_t high = encoding == Encoding::utf16be ? 0 : 1;
  UtfUnits units(bytes.size() / 2);
  for (std::size_t index = 0; index < units.size(); ++index) {
    const auto byte = [&](std::size_t half) { return static_cast<unsigned char>(bytes[2 * index + half]); };
    units[index] = static_cast<char16_t>(byte(high) << 8 | byte(1 - high));
  }
  Converted result;
  result.utf8.reserve(bytes.size() * 3 / 2);
  append_units(result, units);
  if (bytes.size() % 2 != 0) {
    append_utf8(result.utf8, kReplacement);
    ++result.replaced;
    result.cut = result.invalid++ == 0;
  }
  return result;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// ICU tells of unreadable bytes only through a callback; it must also write the substitute itself.
void count_and_substitute(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes, int32_t length,
                          UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) ++*const_cast<std::int64_t*>(static_cast<const std::int64_t*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, bytes, length, reason, status);
}

Converted from_table(std::string_view bytes, const char* converter_name) {
  Converted result;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(converter_name, &status));
  if (U_FAILURE(status)) {
    result.invalid = static_cast<std::int64_t>(bytes.size());
    return result;
  }
  ucnv_setToUCallBack(converter.get(), count_and_substitute, &result.invalid, nullptr, nullptr, &status);
  // No byte of these encodings gives more than one unit, but for a flush at the end.
  UtfUnits units(bytes.size() + 2);
  const auto length = ucnv_toUChars(converter.get(), units.data(), static_cast<int32_t>(units.size()), bytes.data(),
                                    static_cast<int32_t>(bytes.size()), &status);
  units.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
  result.utf8.reserve(units.size() * 3);
  append_units(result, units);
  return result;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  return std::ranges::find(kNames, encoding, &EncodingName::encoding)->iana;
}

Converted convert(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return from_utf8(bytes);
    case Encoding::utf16le:
    case Encoding::utf16be:
      return from_utf16(bytes, encoding);
    case Encoding::gb18030:
      return from_table(bytes, "gb18030");
    case Encoding::big5:
      return from_table(bytes, "Big5");
  }
  return {};
}

}  // namespace nianbao::extract
