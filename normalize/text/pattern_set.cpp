#include "normalize/text/pattern_set.h"

#include <re2/filtered_re2.h>

#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/text/re2_matching.h"

namespace nianbao::normalize {
namespace {

constexpr int kShortestWord = 6;  // bytes: two ideographs; single ones stand everywhere
constexpr std::string_view kHidden = "\uFFFC";

}  // namespace

PatternSet::PatternSet() : expressions_(std::make_unique<re2::FilteredRE2>(kShortestWord)) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

Result<void> PatternSet::add(std::string_view expression, std::string_view place) {
  int number = 0;
  if (expressions_->Add(to_piece(expression), pattern_options(), &number) != re2::RE2::NoError) {
    return fail(ErrorCode::bad_template, std::string(place), "not a regular expression: " + std::string(expression));
  }
  return {};
}

void PatternSet::compile() {
  expressions_->Compile(&words_);
  for (int word = 0; word < std::ssize(words_); ++word) {
    if (words_[word].find(kHidden) != std::string::npos)
      hiding_words_.push_back(word);
    else
      words_by_first_[code_point_at(words_[word], 0).value].push_back(word);
  }
  // An empty set has no tree of words to ask.
  if (!words_.empty()) expressions_->AllPotentials(hiding_words_, &wordless_);
  std::ranges::sort(wordless_);
}

std::vector<int> PatternSet::candidates(std::string_view text) const {
  std::string lower(text);  // as RE2 gives the words
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::vector<int> found;
  for (std::size_t at = 0; at < lower.size();) {
    const auto [value, size] = code_point_at(lower, at);
    if (const auto words = words_by_first_.find(value); words != words_by_first_.end()) {
      std::ranges::copy_if(words->second, std::back_inserter(found),
                           [&](int word) { return std::string_view(lower).substr(at).starts_with(words_[word]); });
    }
    at += size;
  }
  if (found.empty()) return wordless_;
  found.insert(found.end(), hiding_words_.begin(), hiding_words_.end());
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  std::vector<int> numbers;
  expressions_->AllPotentials(found, &numbers);
  std::ranges::sort(numbers);
  return numbers;
}

std::vector<Match> PatternSet::find_all(int number, std::string_view text) const {
  return matches_of(expressions_->GetRE2(number), text);
}

}  // namespace nianbao::normalize
