#include "extract/formats/mhtml/encoded_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/base/ascii.h"
#include "extract/charset.h"
#include "extract/formats/mhtml/transfer.h"

namespace nianbao::extract::mhtml {
namespace {

constexpr std::string_view kBegin = "=?";
constexpr std::string_view kEnd = "?=";

struct Word {
  std::string charset;  // lower case; empty for what stands there bare
  std::string bytes;
  std::size_t end = 0;  // where it ends in the value
};

// The word that begins at `at`.
std::optional<Word> word_at(std::string_view value, std::size_t at) {
  if (!value.substr(at).starts_with(kBegin)) return std::nullopt;
  const auto charset_end = value.find('?', at + kBegin.size());
  if (charset_end == std::string_view::npos || charset_end + 2 >= value.size() || value[charset_end + 2] != '?')
    return std::nullopt;
  const auto text_begin = charset_end + 3;
  const auto text_end = value.find(kEnd, text_begin);
  if (text_end == std::string_view::npos) return std::nullopt;
  const auto text = value.substr(text_begin, text_end - text_begin);
  const char encoding = ascii::to_lower(value[charset_end + 1]);
  if (encoding != 'b' && encoding != 'q') return std::nullopt;
  // A language may follow the charset (RFC 2231 5).
  const auto charset = value.substr(at + kBegin.size(), charset_end - at - kBegin.size());
  return Word{.charset = ascii::to_lower(charset.substr(0, charset.find('*'))),
              .bytes = encoding == 'b' ? decode_base64(text).bytes : decode_q(text),
              .end = text_end + kEnd.size()};
}

class Composer {
 public:
  void add(Word word) {
    if (word.charset != run_.charset || word.charset.empty()) flush();
    run_.charset = std::move(word.charset);
    run_.bytes += word.bytes;
  }

  std::string finish() {
    flush();
    return std::move(text_);
  }

 private:
  void flush() {
    if (run_.bytes.empty()) return;
    auto decoded = decode_text(run_.bytes, run_.charset, {});
    text_ += decoded ? decoded->utf8 : "\xEF\xBF\xBD";
    run_ = {};
  }

  Word run_;
  std::string text_;
};

}  // namespace

std::string decode_words(std::string_view value) {
  Composer composer;
  bool after_word = false;
  for (std::size_t at = 0; at < value.size();) {
    if (auto word = word_at(value, at)) {
      at = word->end;
      composer.add(std::move(*word));
      after_word = true;
      continue;
    }
    const auto next = std::min(value.find(kBegin, at + 1), value.size());
    const auto bare = value.substr(at, next - at);
    // Space between two words is part of neither (RFC 2047 6.2).
    const bool between = after_word && ascii::trim(bare).empty() && word_at(value, next).has_value();
    if (!between) composer.add({.bytes = std::string(bare)});
    after_word = false;
    at = next;
  }
  return composer.finish();
}

}  // namespace nianbao::extract::mhtml
