#include "extract/charset.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extract/charset_convert.h"
#include "extract/charset_score.h"

namespace nianbao::extract {
namespace {

struct Candidate {
  Encoding encoding;
  std::string_view method;
  Converted text;
};

Decoded accept(Candidate candidate) {
  Decoded decoded{.utf8 = std::move(candidate.text.utf8),
                  .charset = std::string(name_of(candidate.encoding)),
                  .method = std::string(candidate.method),
                  .replaced = candidate.text.replaced};
  auto repair = undo_double_encoding(decoded.utf8);
  decoded.double_encoding = repair.found;
  if (repair.found != DoubleEncoding::undone) return decoded;
  decoded.utf8 = std::move(repair.utf8);
  decoded.mistaken_for = std::move(repair.mistaken_for);
  return decoded;
}

std::int64_t count_characters(std::string_view utf8) {
  return std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

// One lost character in fifty still leaves a text worth reading, with its losses counted.
bool damage_is_small(const Converted& text) { return text.invalid * 50 <= count_characters(text.utf8); }

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};

constexpr Mark kUtf8Mark{"\xEF\xBB\xBF", Encoding::utf8};
constexpr std::array kMarks{
    kUtf8Mark,
    Mark{"\xFF\xFE", Encoding::utf16le},
    Mark{"\xFE\xFF", Encoding::utf16be},
    Mark{"\x84\x31\x95\x33", Encoding::gb18030},
};

// Editors prepend the mark of UTF-8 to files in other encodings, so a mark needs the text to bear it out.
std::optional<Candidate> by_mark(std::string_view bytes) {
  for (const auto& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    auto text = convert(bytes, mark.encoding);
    if (damage_is_small(text)) return Candidate{mark.encoding, "bom", std::move(text)};
  }
  return std::nullopt;
}

// No other encoding here holds zero bytes, but in UTF-16 they stand on both sides: the upper halves of ASCII
// on one, and on the other the lower halves of U+5F00 (in every report's title) and of U+3000. So the
// count decides for text that is ASCII in the main, and how it reads for the rest.
std::optional<Candidate> by_zero_bytes(std::string_view bytes) {
  if (bytes.find('\0') == std::string_view::npos) return std::nullopt;
  std::array<std::int64_t, 2> zeros{};
  for (std::size_t index = 0; index < bytes.size(); ++index) zeros[index % 2] += bytes[index] == 0 ? 1 : 0;
  std::optional<Candidate> best;
  double best_merit = 0;
  for (const auto& [encoding, upper_half] : {std::pair(Encoding::utf16le, 1), std::pair(Encoding::utf16be, 0)}) {
    auto text = convert(bytes, encoding);
    const auto score = score_text(text.utf8);
    const bool mostly_ascii = zeros[upper_half] * 10 >= static_cast<std::int64_t>(bytes.size()) * 4;
    const auto merit = score.merit() + (mostly_ascii ? 1 : 0);
    if (text.invalid > 1 || !score.plausible() || merit <= best_merit) continue;
    best_merit = merit;
    best = Candidate{encoding, "strict", std::move(text)};
  }
  return best;
}

struct Label {
  std::string_view name;
  Encoding encoding;
};

// What pages call GB 2312 is GBK or GB18030 in fact; only the last decodes all of them.
constexpr std::array kLabels{
    Label{"utf-8", Encoding::utf8},          Label{"utf8", Encoding::utf8},
    Label{"gb2312", Encoding::gb18030},      Label{"gb_2312", Encoding::gb18030},
    Label{"gb_2312-80", Encoding::gb18030},  Label{"gb2312-80", Encoding::gb18030},
    Label{"gbk", Encoding::gb18030},         Label{"x-gbk", Encoding::gb18030},
    Label{"gb18030", Encoding::gb18030},     Label{"euc-cn", Encoding::gb18030},
    Label{"hz", Encoding::gb18030},          Label{"hz-gb-2312", Encoding::gb18030},
    Label{"cp936", Encoding::gb18030},       Label{"ms936", Encoding::gb18030},
    Label{"windows-936", Encoding::gb18030}, Label{"936", Encoding::gb18030},
    Label{"big5", Encoding::big5},           Label{"big-5", Encoding::big5},
    Label{"big5-hkscs", Encoding::big5},     Label{"x-x-big5", Encoding::big5},
    Label{"cp950", Encoding::big5},          Label{"windows-950", Encoding::big5},
    Label{"utf-16", Encoding::utf16le},      Label{"utf-16le", Encoding::utf16le},
    Label{"utf-16be", Encoding::utf16be},
};

std::optional<Encoding> find_label(std::string_view declared) {
  constexpr std::string_view kAround = " \t\r\n\f\"'";
  const auto first = declared.find_first_not_of(kAround);
  if (first == std::string_view::npos) return std::nullopt;
  std::string name(declared.substr(first, declared.find_last_not_of(kAround) - first + 1));
  std::ranges::transform(name, name.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  });
  const auto label = std::ranges::find(kLabels, std::string_view(name), &Label::name);
  return label == kLabels.end() ? std::nullopt : std::optional(label->encoding);
}

std::optional<Candidate> by_declaration(std::string_view bytes, std::string_view declared) {
  const auto encoding = find_label(declared);
  // What is UTF-8 to the last byte was accepted before any declaration was asked.
  if (!encoding || *encoding == Encoding::utf8) return std::nullopt;
  auto text = convert(bytes, *encoding);
  if (text.invalid > 0 || !score_text(text.utf8).plausible()) return std::nullopt;
  return Candidate{*encoding, "declared", std::move(text)};
}

std::optional<Candidate> by_score(std::string_view bytes, Converted utf8) {
  std::optional<Candidate> best;
  double best_merit = 0;
  const auto consider = [&](Encoding encoding, Converted text) {
    const auto score = score_text(text.utf8);
    if (!damage_is_small(text) || !score.plausible() || score.merit() <= best_merit) return;
    best_merit = score.merit();
    best = Candidate{encoding, "scored", std::move(text)};
  };
  // On equal merit the first wins: bytes that are nearly UTF-8 are UTF-8 cut or pasted badly.
  consider(Encoding::utf8, std::move(utf8));
  consider(Encoding::gb18030, convert(bytes, Encoding::gb18030));
  consider(Encoding::big5, convert(bytes, Encoding::big5));
  return best;
}

}  // namespace

Result<Decoded> decode_text(std::string_view bytes, std::string_view declared_by_transport,
                            std::string_view declared_in_document) {
  if (auto marked = by_mark(bytes)) return accept(std::move(*marked));
  // Its three bytes would shift the pairs of the encoding that is really used.
  if (bytes.starts_with(kUtf8Mark.bytes)) bytes.remove_prefix(kUtf8Mark.bytes.size());
  if (auto wide = by_zero_bytes(bytes)) return accept(std::move(*wide));
  auto utf8 = convert(bytes, Encoding::utf8);
  if (utf8.invalid == 0 || utf8.cut) return accept({Encoding::utf8, "strict", std::move(utf8)});
  for (const auto declared : {declared_by_transport, declared_in_document}) {
    if (auto text = by_declaration(bytes, declared)) return accept(std::move(*text));
  }
  if (auto best = by_score(bytes, utf8)) return accept(std::move(*best));
  if (damage_is_small(utf8)) return accept({Encoding::utf8, "scored", std::move(utf8)});
  return fail(ErrorCode::undecodable_text, "", "the bytes read as Chinese text in no encoding known here");
}

}  // namespace nianbao::extract
