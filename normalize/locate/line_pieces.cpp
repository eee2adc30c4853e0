#include "normalize/locate/line_pieces.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"
#include "normalize/text/label_key.h"
#include "normalize/text/normal_text.h"
#include "normalize/text/number.h"

namespace nianbao::normalize {
namespace {

constexpr int kTabWidth = 8;
constexpr int kPartingGap = 2;

int space_width(char32_t code_point) {
  switch (code_point) {
    case U' ':
    case U'\u00A0':
      return 1;
    case U'\u3000':
      return 2;
    case U'\t':
      return kTabWidth;
    default:
      return 0;
  }
}

struct Word {
  LinePiece piece;
  int gap = 0;  // width of the white space before it
};

// Whether a space has parted the numbering a label begins with: "4 .a", "( 3)a". No value stands before such a mark.
bool is_parted_numbering(std::string_view left, std::string_view right) {
  const NormalText begun(left);
  const auto whole = label_key(std::string(left).append(right));
  if (whole.number.size() <= begun.view().size() || whole.key.empty()) return false;
  const bool digit = whole.key[0] >= '0' && whole.key[0] <= '9';
  return !digit && (begun.view().starts_with('(') || number_value(label_key(right).number) == 0);
}

void join_parted_numbering(std::vector<Word>& words) {
  if (words.size() < 2 || words[1].gap >= kPartingGap) return;
  auto& left = words[0].piece;
  const auto& right = words[1].piece;
  if (!is_parted_numbering(left.text, right.text)) return;
  left.text = std::string_view(left.text.begin(), right.text.end());
  left.width = right.column + right.width - left.column;
  words.erase(words.begin() + 1);
}

std::vector<Word> words_of(std::string_view line, Pitch pitch) {
  std::vector<Word> words;
  int column = 0;
  int gap = 0;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto [code_point, size] = code_point_at(line, at);
    const auto space = space_width(code_point);
    const auto width = space > 0 ? space : pitch == Pitch::display ? display_width(code_point) : 1;
    if (space > 0) {
      gap += space;
      inside = false;
    } else {
      if (!inside) words.push_back({{.text = line.substr(at, 0), .column = column}, gap});
      gap = 0;
      inside = true;
      auto& piece = words.back().piece;
      piece.text = std::string_view(piece.text.data(), piece.text.size() + size);
      piece.width += width;
    }
    column += width;
    at += size;
  }
  join_parted_numbering(words);
  return words;
}

bool is_value(std::string_view text, const Vocabulary& vocabulary) {
  const auto state = read_cell(text, CellBorders::inferred, vocabulary).state;
  if (state == State::number || state == State::dash || state == State::none_word) return true;
  if (state != State::unreadable) return false;
  const auto key = label_key(text);
  return key.number.empty() || !key.key.empty();  // a numbering alone belongs to a label
}

// What only ends words: parted from them it is still theirs.
bool is_closing(std::string_view text) {
  const NormalText normal(text);
  return !normal.empty() && normal.view().find_first_not_of(")\"'") == std::string_view::npos;
}

bool is_numbered(std::string_view text) {
  const auto key = label_key(text);
  return !key.number.empty() && !key.key.empty();
}

class LineSplitter {
 public:
  LineSplitter(std::vector<Word> words, const TemplateSet& templates)
      : words_(std::move(words)), templates_(templates) {
    for (auto& word : words_) {
      word.piece.value = !is_closing(word.piece.text) && is_value(word.piece.text, templates_.vocabulary());
    }
    for (std::size_t at = 1; at < words_.size(); ++at) wide_ = wide_ || words_[at].gap >= kPartingGap;
  }

  std::vector<LinePiece> split() const {
    std::vector<LinePiece> pieces;
    for (std::size_t first = 0; first < words_.size();) {
      auto last = first;
      while (last + 1 < words_.size() && belongs(words_[last], words_[last + 1])) ++last;
      add(first, last, pieces);
      first = last + 1;
    }
    return pieces;
  }

 private:
  bool belongs(const Word& left, const Word& right) const {
    if (right.gap >= kPartingGap) return false;
    // Between columns parted by more, one space is inside a figure.
    if (left.piece.value) return wide_;
    return !right.piece.value && !is_numbered(right.piece.text);
  }

  LinePiece joined(std::size_t first, std::size_t last) const {
    const auto& begin = words_[first].piece;
    const auto& end = words_[last].piece;
    return {.text = std::string_view(begin.text.begin(), end.text.end()),
            .column = begin.column,
            .width = end.column + end.width - begin.column,
            .value = begin.value};
  }

  // Names of the forms parted by single spaces, unless together they are one name.
  void add(std::size_t first, std::size_t last, std::vector<LinePiece>& pieces) const {
    const auto whole = joined(first, last);
    if (first == last || whole.value || is_name(whole.text, templates_)) {
      pieces.push_back(whole);
      return;
    }
    const auto names = std::count_if(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                     words_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                     [&](const Word& word) { return is_name(word.piece.text, templates_); });
    if (2 * names < static_cast<std::ptrdiff_t>(last - first) + 1) {
      pieces.push_back(whole);
      return;
    }
    for (auto at = first; at <= last; ++at) pieces.push_back(words_[at].piece);
  }

  std::vector<Word> words_;
  const TemplateSet& templates_;
  bool wide_ = false;  // somewhere on the line more than one space parts words
};

}  // namespace

bool is_name(std::string_view text, const TemplateSet& templates) {
  const auto key = label_key(text).key;
  return std::ranges::any_of(templates.templates(), [&](const Template& form) { return form.called.contains(key); });
}

std::vector<LinePiece> words_of_piece(const LinePiece& piece, Pitch pitch, const TemplateSet& templates) {
  const auto parts = words_of(piece.text, pitch);
  if (parts.size() == 1) return {piece};
  std::vector<LinePiece> words;
  for (const auto& word : parts) {
    words.push_back(word.piece);
    words.back().column += piece.column;
    words.back().value = is_value(word.piece.text, templates.vocabulary());
  }
  return words;
}

std::vector<LinePiece> split_line(std::string_view line, Pitch pitch, const TemplateSet& templates) {
  return LineSplitter(words_of(line, pitch), templates).split();
}

}  // namespace nianbao::normalize
