// How issuers are named: the words of corpus/divisions/words.csv.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nianbao::normalize {

class IssuerWords {
 public:
  using Word = std::pair<std::string_view, std::string_view>;  // word, value

  // The file outlives the words.
  explicit IssuerWords(std::string_view file);

  // The value of a word of that kind; null where it has no such word.
  const std::string_view* find(std::string_view kind, std::string_view word) const;
  // The longest word of that kind the text begins with, ends with, or has anywhere; null where there is none.
  const Word* head(std::string_view kind, std::string_view text) const;
  const Word* tail(std::string_view kind, std::string_view text) const;
  bool within(std::string_view kind, std::string_view text) const;

  // Longest first.
  const std::vector<Word>& of(std::string_view kind) const;

 private:
  struct Kind {
    std::vector<Word> longest_first;
    std::unordered_map<std::string_view, std::string_view> values;
  };

  std::unordered_map<std::string_view, Kind> kinds_;
};

}  // namespace nianbao::normalize
