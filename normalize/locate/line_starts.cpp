#include "normalize/locate/line_starts.h"

#include <algorithm>
#include <map>
#include <set>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestNames = 3;  // words that are names of columns rather than one name torn apart
constexpr int kFewestRows = 3;           // that show where a column begins

using Line = std::vector<LinePiece>;

// The lines of one table as words, and where the words of each begin.
class WordParter {
 public:
  WordParter(const std::vector<Line>& lines, Pitch pitch, const TemplateSet& templates)
      : lines_(lines), pitch_(pitch), templates_(templates), starts_(lines.size()) {
    for (std::size_t at = 0; at < lines.size(); ++at) {
      for (const auto& piece : lines[at]) {
        if (piece.value) continue;
        for (const auto& word : words_of_piece(piece, pitch)) starts_[at].insert(word.column);
      }
    }
  }

  Line part(std::size_t at) const {
    Line parted;
    for (const auto& piece : lines_[at]) {
      const auto words = piece.value ? Line{piece} : words_of_piece(piece, pitch_);
      if (words.size() < 2 || is_name(piece.text, templates_)) {
        parted.push_back(piece);
        continue;
      }
      const bool names = words.size() >= kFewestNames && holds_words_only(lines_[at]);
      for (std::size_t word = 0; word < words.size(); ++word) {
        if (word == 0 || names || begins_beside(at, words[word].column))
          parted.push_back(words[word]);
        else
          join(parted.back(), words[word]);
      }
    }
    return parted;
  }

 private:
  static bool holds_words_only(const Line& line) { return std::ranges::none_of(line, &LinePiece::value); }

  static void join(LinePiece& left, const LinePiece& right) {
    left.text = std::string_view(left.text.begin(), right.text.end());
    left.width = right.column + right.width - left.column;
  }

  bool begins_beside(std::size_t at, int column) const {
    const bool above = at > 0 && starts_[at - 1].contains(column);
    return above || (at + 1 < starts_.size() && starts_[at + 1].contains(column));
  }

  const std::vector<Line>& lines_;
  Pitch pitch_;
  const TemplateSet& templates_;
  std::vector<std::set<int>> starts_;
};

}  // namespace

void part_at_columns(std::vector<Line>& lines, Pitch pitch, const TemplateSet& templates) {
  const WordParter parter(lines, pitch, templates);
  std::vector<Line> parted;
  parted.reserve(lines.size());
  for (std::size_t at = 0; at < lines.size(); ++at) parted.push_back(parter.part(at));
  lines = std::move(parted);
}

}  // namespace nianbao::normalize
