#include "export/quality/bounded.h"

#include <cmath>

#include "export/clean_text.h"
#include "extract/base/sha256.h"
#include "extract/base/utf8.h"

namespace nianbao::exporting::quality {

std::string clipped(std::string_view text, std::size_t bytes) {
  // Cleaning makes a text at most three times as long (a wrong byte becomes U+FFFD) and never looks ahead.
  auto clean = clean_text(text.substr(0, bytes + 4));
  if (clean.size() <= bytes && text.size() <= bytes) return clean;
  std::size_t end = 0;
  while (end < clean.size()) {
    const auto next = end + code_point_at(clean, end).size;
    if (next > bytes) break;
    end = next;
  }
  return clean.substr(0, end) + "\u2026";
}

std::string bounded_key(std::string_view text) {
  constexpr std::size_t kShort = 160;
  constexpr std::size_t kKept = 64;
  return text.size() <= kShort ? std::string(text) : std::string(text.substr(0, kKept)) + '#' + sha256_hex(text);
}

void Tally::add(std::string_view name, std::int64_t count) {
  constexpr std::size_t kLongestName = 100;
  if (count == 0) return;
  total_ += count;
  const auto key = clipped(name, kLongestName);
  if (const auto found = counts_.find(key); found != counts_.end())
    found->second += count;
  else if (counts_.size() < most_names_)
    counts_.emplace(key, count);
  else
    others_ += count;
}

std::int64_t Tally::of(std::string_view name) const {
  const auto found = counts_.find(name);
  return found == counts_.end() ? 0 : found->second;
}

std::vector<std::pair<std::string, std::int64_t>> Tally::by_count() const {
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts_.begin(), counts_.end());
  std::ranges::stable_sort(sorted, std::greater{}, &std::pair<std::string, std::int64_t>::second);
  return sorted;
}

std::int64_t Histogram::lower_edge(std::int64_t value) {
  std::int64_t scale = 1;
  while (value / scale >= 100) scale *= 10;
  return value / scale * scale;
}

void Histogram::add(std::int64_t value) {
  if (value < 0) return;
  ++bins_[lower_edge(value)];
  ++count_;
}

std::int64_t Histogram::quantile(double part) const {
  const auto wanted = static_cast<std::int64_t>(std::ceil(part * static_cast<double>(count_)));
  std::int64_t seen = 0;
  for (const auto& [edge, count] : bins_) {
    seen += count;
    if (seen >= wanted) return edge;
  }
  return 0;
}

std::int64_t whole_part(const normalize::Decimal& value) {
  std::int64_t whole = value.unscaled();
  for (int i = 0; i < value.scale(); ++i) whole /= 10;
  return whole;
}

}  // namespace nianbao::exporting::quality
