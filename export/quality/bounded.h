// Summaries that take bounded memory, whatever is put into them and how often.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalize/model/decimal.h"

namespace nianbao::exporting::quality {

// Clean text of at most so many bytes, cut between characters; what was cut ends in an ellipsis.
std::string clipped(std::string_view text, std::size_t bytes);

// The text where it is short, else its beginning and its hash: equal for no two texts, and bounded.
std::string bounded_key(std::string_view text);

// Counts by name, of the names that came first; those of the others are one number.
class Tally {
 public:
  explicit Tally(std::size_t most_names = 256) : most_names_(most_names) {}

  void add(std::string_view name, std::int64_t count = 1);

  std::int64_t of(std::string_view name) const;
  std::int64_t total() const { return total_; }
  std::int64_t others() const { return others_; }  // of names for which there was no place
  const std::map<std::string, std::int64_t, std::less<>>& by_name() const { return counts_; }
  // The largest first, equal ones by name.
  std::vector<std::pair<std::string, std::int64_t>> by_count() const;

 private:
  std::size_t most_names_;
  std::map<std::string, std::int64_t, std::less<>> counts_;
  std::int64_t total_ = 0;
  std::int64_t others_ = 0;
};

// The first few by an order that is total, so that it matters not in which order they came.
template <class Item, class Before>
class TopList {
 public:
  explicit TopList(std::size_t most) : most_(most) {}

  bool would_take(const Item& item) const { return items_.size() < most_ || Before()(item, items_.back()); }
  void add(Item item) {
    if (!would_take(item)) return;
    items_.insert(std::ranges::upper_bound(items_, item, Before()), std::move(item));
    if (items_.size() > most_) items_.pop_back();
  }
  const std::vector<Item>& items() const { return items_; }

 private:
  std::size_t most_;
  std::vector<Item> items_;
};

// Whole numbers from 0 on, exact below 100, above that known to two significant digits.
class Histogram {
 public:
  void add(std::int64_t value);  // negative ones are left out

  std::int64_t count() const { return count_; }
  // The lower edge of the bin in which the share `part` (0 to 1) of the values is reached; 0 where there is none.
  std::int64_t quantile(double part) const;

  // What is left of a number in it: its first two digits, then zeros.
  static std::int64_t lower_edge(std::int64_t value);

 private:
  std::map<std::int64_t, std::int64_t> bins_;  // by lower edge: at most 100 + 90 a decade
  std::int64_t count_ = 0;
};

// Without its decimals.
std::int64_t whole_part(const normalize::Decimal& value);

}  // namespace nianbao::exporting::quality
