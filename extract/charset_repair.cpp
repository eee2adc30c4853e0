#include "extract/charset_repair.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/charset_convert.h"
#include "extract/charset_score.h"

namespace nianbao::extract {
namespace {

// What UTF-8 is taken for, by ICU's names. Windows reads the byte 0x80 as a euro sign where GB18030 has none.
constexpr std::array kMistakes{"gb18030", "windows-936-2000", "windows-1252", "iso-8859-1"};

// What U+FFFD, twice, becomes where its UTF-8 is read as GBK: the text was lost before.
constexpr std::string_view kLostBefore = "\u951F\u65A4\u62F7";
constexpr std::size_t kLeastLost = 2;  // a single one may be a quotation

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

void count_and_substitute(const void* context, UConverterFromUnicodeArgs* arguments, const UChar* units, int32_t length,
                          UChar32 code_point, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) ++*const_cast<std::int64_t*>(static_cast<const std::int64_t*>(context));
  UCNV_FROM_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, code_point, reason, status);
}

struct Bytes {
  std::string bytes;
  std::int64_t lost = 0;  // characters the encoding does not have
};

Bytes bytes_of(const icu::UnicodeString& text, const char* encoding) {
  Bytes result;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) return result;
  ucnv_setFromUCallBack(converter.get(), count_and_substitute, &result.lost, nullptr, nullptr, &status);
  result.bytes.resize(static_cast<std::size_t>(UCNV_GET_MAX_BYTES_FOR_STRING(text.length(), 4)));
  const auto length =
      ucnv_fromUChars(converter.get(), result.bytes.data(), static_cast<std::int32_t>(result.bytes.size()),
                      text.getBuffer(), text.length(), &status);
  result.bytes.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
  return result;
}

// That words of the domain appear tells the double encoding; that nothing is missing, that it can be undone.
Repair undo(const icu::UnicodeString& text, const char* mistake) {
  const auto bytes = bytes_of(text, mistake);
  auto read = convert(bytes.bytes, Encoding::utf8);
  if (count_domain_words(read.utf8) == 0) return {};
  if (bytes.lost > 0 || read.invalid > 0) return {.found = DoubleEncoding::lost};
  return {.found = DoubleEncoding::undone, .utf8 = std::move(read.utf8), .mistaken_for = mistake};
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

}  // namespace

Repair undo_double_encoding(std::string_view utf8) {
  const bool plain = std::ranges::none_of(utf8, [](char byte) { return static_cast<signed char>(byte) < 0; });
  if (plain || count_domain_words(utf8) > 0) return {};
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  bool lost = count(utf8, kLostBefore) >= kLeastLost;
  for (const auto* mistake : kMistakes) {
    auto repair = undo(text, mistake);
    if (repair.found == DoubleEncoding::undone) return repair;
    lost = lost || repair.found == DoubleEncoding::lost;
  }
  return {.found = lost ? DoubleEncoding::lost : DoubleEncoding::none};
}

}  // namespace nianbao::extract
