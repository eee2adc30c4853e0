#include "normalize/issuer/issuer_words.h"

#include <algorithm>
#include <functional>

#include "normalize/issuer/fields.h"

namespace nianbao::normalize {
namespace {

template <class Test>
const IssuerWords::Word* first(const std::vector<IssuerWords::Word>& words, Test test) {
  const auto found = std::ranges::find_if(words, [&](const auto& word) { return test(word.first); });
  return found == words.end() ? nullptr : &*found;
}

}  // namespace

IssuerWords::IssuerWords(std::string_view file) {
  take_field(file, '\n');
  while (!file.empty()) {
    auto line = take_field(file, '\n');
    auto& kind = kinds_[take_field(line, ',')];
    const auto word = take_field(line, ',');
    kind.longest_first.emplace_back(word, line);
    kind.values.emplace(word, line);
  }
  for (auto& [name, kind] : kinds_) {
    std::ranges::stable_sort(kind.longest_first, std::greater{}, [](const Word& word) { return word.first.size(); });
  }
}

const std::vector<IssuerWords::Word>& IssuerWords::of(std::string_view kind) const {
  static const std::vector<Word> kNone;
  const auto found = kinds_.find(kind);
  return found == kinds_.end() ? kNone : found->second.longest_first;
}

const std::string_view* IssuerWords::find(std::string_view kind, std::string_view word) const {
  const auto found = kinds_.find(kind);
  if (found == kinds_.end()) return nullptr;
  const auto value = found->second.values.find(word);
  return value == found->second.values.end() ? nullptr : &value->second;
}

const IssuerWords::Word* IssuerWords::head(std::string_view kind, std::string_view text) const {
  return first(of(kind), [&](std::string_view word) { return text.starts_with(word); });
}

const IssuerWords::Word* IssuerWords::tail(std::string_view kind, std::string_view text) const {
  return first(of(kind), [&](std::string_view word) { return text.ends_with(word); });
}

bool IssuerWords::within(std::string_view kind, std::string_view text) const {
  return first(of(kind), [&](std::string_view word) { return text.contains(word); }) != nullptr;
}

}  // namespace nianbao::normalize
