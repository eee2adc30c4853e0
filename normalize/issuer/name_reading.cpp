#include "normalize/issuer/name_reading.h"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <utility>

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kLongestName = 20;    // characters of a division's name
constexpr std::size_t kLongestIssuer = 90;  // characters of an issuer's name
constexpr std::size_t kMostChains = 1000;   // that end at one place; names of 300 townships are known

struct Chain {
  int row = -1;
  int stems = 0;         // links without their kind
  bool by_stem = false;  // the last link is one
  bool joined = false;   // a word that joins a township stands behind it
  bool county = false;   // a county is one of the links above the last
};

struct Match {
  std::size_t end = 0;
  int row = 0;
  bool by_stem = false;
};

class Reader {
 public:
  Reader(std::string_view name, const DivisionTable& table, const IssuerWords& words)
      : name_(name), table_(table), words_(words) {
    for (std::size_t at = 0; at <= name.size() && boundaries_.size() <= kLongestIssuer;) {
      boundaries_.push_back(at);
      at += at < name.size() ? code_point_at(name, at).size : 1;
    }
  }

  // The chain of which least is left over says most.
  std::optional<NameReading> read() {
    if (boundaries_.back() != name_.size()) return std::nullopt;
    std::string_view system;
    grow(0);
    auto reading = best(system);
    if (reading) return reading;
    const auto* head = words_.head("system", name_);
    if (head == nullptr) return std::nullopt;
    chains_.clear();
    grow(head->first.size());
    if (head->second != "drop") system = head->first;
    in_system_ = true;
    reading = best(system);
    return reading;
  }

 private:
  // The text behind one place, as what it is behind each kind of chain; read once.
  using Bodies = std::array<std::optional<std::optional<Body>>, std::to_underlying(BodyAfter::lone_township) + 1>;

  void grow(std::size_t start) {
    chains_[start].push_back({});
    for (const auto at : boundaries_) {
      const auto here = chains_.find(at);
      if (here == chains_.end()) continue;
      const auto matches = matches_at(at);
      for (const auto& chain : here->second) {
        for (const auto& match : matches) extend(chain, match);
        join(chain, at);
      }
    }
  }

  std::vector<Match> matches_at(std::size_t at) const {
    std::vector<Match> matches;
    auto end = std::ranges::upper_bound(boundaries_, at);
    for (std::size_t length = 0; end != boundaries_.end() && length < kLongestName; ++end, ++length) {
      const auto text = name_.substr(at, *end - at);
      for (const auto& entry : table_.named(text)) matches.push_back({*end, entry.row, false});
      for (const auto& entry : table_.of_stem(text)) matches.push_back({*end, entry.row, true});
    }
    return matches;
  }

  void extend(const Chain& chain, const Match& match) {
    const auto& division = table_[match.row];
    if (chain.row >= 0 && !table_.contains(chain.row, match.row)) return;
    if (chain.joined && division.level != DivisionLevel::township) return;
    auto& there = chains_[match.end];
    if (there.size() >= kMostChains) return;
    const bool county = chain.county || (chain.row >= 0 && table_[chain.row].level == DivisionLevel::county);
    there.push_back({match.row, chain.stems + (match.by_stem ? 1 : 0), match.by_stem, false, county});
  }

  void join(const Chain& chain, std::size_t at) {
    if (chain.row < 0 || chain.joined || table_[chain.row].level == DivisionLevel::township) return;
    const auto* joiner = words_.head("joiner", name_.substr(at));
    if (joiner == nullptr) return;
    auto joined = chain;
    joined.joined = true;
    chains_[at + joiner->first.size()].push_back(joined);
  }

  BodyAfter after(const Chain& chain) const {
    if (table_[chain.row].level == DivisionLevel::township) {
      return chain.county ? BodyAfter::township : BodyAfter::lone_township;
    }
    if (chain.by_stem) return in_system_ ? BodyAfter::system_stem : BodyAfter::stem;
    return BodyAfter::division;
  }

  std::optional<NameReading> best(std::string_view system) const {
    for (const auto& [end, chains] : std::views::reverse(chains_)) {
      int fewest = -1;
      std::optional<NameReading> reading;
      Bodies bodies;
      for (const auto& chain : chains) {
        if (chain.row < 0 || chain.joined || (fewest >= 0 && chain.stems > fewest)) continue;
        auto& body = bodies[std::to_underlying(after(chain))];
        if (!body) body = read_body(name_.substr(end), after(chain), words_);
        if (!*body) continue;
        if (fewest < 0 || chain.stems < fewest) {
          fewest = chain.stems;
          reading = NameReading{.rows = {}, .county_named = true, .body = **body};
          reading->body.name.insert(0, system);
        }
        reading->rows.push_back(chain.row);
        reading->county_named = reading->county_named && chain.county;
      }
      if (reading) return reading;
    }
    return std::nullopt;
  }

  std::string_view name_;
  const DivisionTable& table_;
  const IssuerWords& words_;
  std::vector<std::size_t> boundaries_;
  std::map<std::size_t, std::vector<Chain>> chains_;  // by where they end
  bool in_system_ = false;
};

}  // namespace

std::optional<NameReading> read_issuer_name(std::string_view name, const DivisionTable& table,
                                            const IssuerWords& words) {
  return Reader(name, table, words).read();
}

}  // namespace nianbao::normalize
