#include "extract/charset_score.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <string>

#include "extract/base/utf8.h"
#include "extract/charset_convert.h"

namespace nianbao::extract {
namespace {

// True Chinese text has 97 % and more of common characters, GB18030 read as Big5 or the reverse about
// half; 70 % leaves room for pages full of names and signs.
constexpr std::int64_t kPlausiblePercent = 70;
constexpr std::int64_t kImpossibleWeight = 5;

// Words that reports hold in either script. UTF-8 read as GB18030 and the like never spells one.
constexpr std::array<std::string_view, 6> kDomainWords{
    "\u653F\u5E9C\u4FE1\u606F",  // government information
    "\u653F\u5E9C\u8CC7\u8A0A",  // the same, traditional
    "\u4FE1\u606F\u516C\u5F00",  // disclosure of information
    "\u8CC7\u8A0A\u516C\u958B",  // the same, traditional
    "\u5E74\u5EA6\u62A5\u544A",  // annual report
    "\u5E74\u5EA6\u5831\u544A",  // the same, traditional
};

using HanSet = std::bitset<0x10000>;

struct CodeRange {
  Encoding encoding;
  unsigned lead_first, lead_last;
};

// GB 2312 level 1 and Big5 level 1 hold the frequent characters of either script, frequent ones only.
constexpr std::array kFrequentPlanes{CodeRange{Encoding::gb18030, 0xB0, 0xD7}, CodeRange{Encoding::big5, 0xA4, 0xC6}};

HanSet make_common_han() {
  HanSet set;
  for (const auto& plane : kFrequentPlanes) {
    std::string bytes;
    for (auto lead = plane.lead_first; lead <= plane.lead_last; ++lead) {
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        const bool low = trail < 0xA1;
        if (low && (trail > 0x7E || plane.encoding == Encoding::gb18030)) continue;
        bytes += static_cast<char>(lead);
        bytes += static_cast<char>(trail);
      }
    }
    const auto text = convert(bytes, plane.encoding).utf8;
    for (const auto code_point : to_utf32(text)) {
      if (code_point >= 0x4E00 && code_point <= 0x9FFF) set.set(code_point);
    }
  }
  return set;
}

const HanSet& common_han() {
  static const HanSet set = make_common_han();
  return set;
}

enum class Reading : std::uint8_t { common, neutral, odd, impossible };

struct BlockReading {
  char32_t first, last;
  Reading reading;
};

// Outside the Han characters, by code point. Private use is what Big5 makes of GB18030's rows it lacks.
constexpr std::array kBlocks{
    BlockReading{0x0080, 0x009F, Reading::impossible},  // C1 controls
    BlockReading{0x00A0, 0x00BF, Reading::neutral},     // Latin-1 signs
    BlockReading{0x00D7, 0x00D7, Reading::neutral},
    BlockReading{0x00F7, 0x00F7, Reading::neutral},
    BlockReading{0x2000, 0x206F, Reading::common},      // general punctuation
    BlockReading{0x2070, 0x27BF, Reading::neutral},     // signs, enclosed numbers, box drawing
    BlockReading{0x3000, 0x303F, Reading::common},      // CJK punctuation
    BlockReading{0x3200, 0x33FF, Reading::neutral},     // enclosed and squared
    BlockReading{0xE000, 0xF8FF, Reading::impossible},  // private use
    BlockReading{0xFF01, 0xFF5E, Reading::common},      // full-width forms
    BlockReading{0xFFE0, 0xFFE6, Reading::neutral},
    BlockReading{0xFFF0, 0xFFFF, Reading::impossible},  // the replacement character among them
    BlockReading{0xF0000, 0x10FFFF, Reading::impossible},
};

Reading read_character(char32_t code_point) {
  if (code_point < 0x10000 && common_han().test(code_point)) return Reading::common;
  const auto block = std::ranges::find_if(
      kBlocks, [&](const BlockReading& each) { return code_point >= each.first && code_point <= each.last; });
  if (block != kBlocks.end()) return block->reading;
  return u_isdefined(static_cast<UChar32>(code_point)) != 0 ? Reading::odd : Reading::impossible;
}

}  // namespace

bool TextScore::plausible() const { return common * 100 >= (common + odd) * kPlausiblePercent; }

double TextScore::merit() const {
  const auto share = common + odd == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(common + odd);
  return share + static_cast<double>(words);
}

std::int64_t count_domain_words(std::string_view utf8) {
  return std::ranges::count_if(kDomainWords,
                               [&](std::string_view word) { return utf8.find(word) != std::string_view::npos; });
}

TextScore score_text(std::string_view utf8) {
  TextScore score;
  score.words = count_domain_words(utf8);
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = code_point_at(utf8, at);
    at += next.size;
    if (next.value < 0x80) continue;
    const auto reading = read_character(next.value);
    if (reading == Reading::common) ++score.common;
    if (reading == Reading::odd) ++score.odd;
    if (reading == Reading::impossible) score.odd += kImpossibleWeight;
  }
  return score;
}

}  // namespace nianbao::extract
