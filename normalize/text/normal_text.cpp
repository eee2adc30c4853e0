#include "normalize/text/normal_text.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "extract/base/utf8.h"
#include "normalize/text/reading.h"

namespace nianbao::normalize {
namespace {

constexpr char32_t kFirstIdeograph = 0x4E00;  // the block CJK Unified Ideographs: needs no folding
constexpr char32_t kLastIdeograph = 0x9FFF;

// The forms NFKC leaves apart but a reader takes for the same character.
char32_t unify_punctuation(char32_t code_point) {
  switch (code_point) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:  // hyphens and dashes
    case 0x2212:
    case 0x2500:
    case 0xFE63:
    case 0xFF0D:  // minus, box line
      return U'-';
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x300C:
    case 0x300D:  // quotation marks
    case 0x300E:
    case 0x300F:
    case 0xFF02:
    case 0xFF07:
    case U'\'':
      return U'"';
    case 0x3010:
    case 0x3014:
    case 0x3016:
    case 0xFF3B:
    case U'[':  // lenticular, tortoise shell, square
      return U'(';
    case 0x3011:
    case 0x3015:
    case 0x3017:
    case 0xFF3D:
    case U']':
      return U')';
    case 0x25CB:
    case 0x25EF:
    case 0x3007:  // circles written for the ideographic zero
      return 0x3007;
    case 0xFF61:
      return 0x3002;
    default:
      return code_point;
  }
}

bool is_ignored(char32_t code_point) {
  if (code_point < 0x80) return code_point <= 0x20 || code_point == 0x7F;
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0 ||
         u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_charType(static_cast<UChar32>(code_point)) == U_CONTROL_CHAR || code_point == 0xFEFF;
}

// One character's simplified form for every ideograph of the main block, asked from ICU once.
const std::array<char16_t, kLastIdeograph - kFirstIdeograph + 1>& simplified_forms() {
  static const auto forms = [] {
    auto table = std::make_unique<std::array<char16_t, kLastIdeograph - kFirstIdeograph + 1>>();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    for (char32_t code_point = kFirstIdeograph; code_point <= kLastIdeograph; ++code_point) {
      icu::UnicodeString form(static_cast<UChar32>(code_point));
      if (U_SUCCESS(status)) transliterator->transliterate(form);
      const bool one_to_one = form.length() == 1;
      (*table)[code_point - kFirstIdeograph] = one_to_one ? form.charAt(0) : static_cast<char16_t>(code_point);
    }
    return table;
  }();
  return *forms;
}

}  // namespace

char32_t to_simplified(char32_t code_point) {
  if (code_point < kFirstIdeograph || code_point > kLastIdeograph) return code_point;
  return simplified_forms()[code_point - kFirstIdeograph];
}

void NormalText::append(char32_t code_point, std::size_t origin) {
  append_utf8(text_, code_point);
  origin_.resize(text_.size(), static_cast<std::uint32_t>(origin));
}

NormalText::NormalText(std::string_view raw, Script script) {
  text_.reserve(raw.size());
  origin_.clear();
  origin_.reserve(raw.size() + 1);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = nullptr;
  for (std::size_t at = 0; at < raw.size();) {
    const auto [value, size] = code_point_at(raw, at);
    const auto unified = unify_punctuation(value);
    if (value >= kFirstIdeograph && value <= kLastIdeograph) {
      append(script == Script::traditional ? to_simplified(value) : value, at);
      at += reading_size(raw.substr(at + size));
    } else if (unified != value || (value < 0x80 && value > 0x20 && value != 0x7F)) {
      append(unified, at);
    } else if (!is_ignored(value)) {
      if (nfkc == nullptr) nfkc = icu::Normalizer2::getNFKCInstance(status);
      const auto folded = nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(value)), status);
      for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const auto part = unify_punctuation(static_cast<char32_t>(folded.char32At(i)));
        if (!is_ignored(part)) append(part, at);
      }
    }
    at += size;
  }
  origin_.push_back(static_cast<std::uint32_t>(raw.size()));
}

}  // namespace nianbao::normalize
