// Counts numbered paragraphs in document order and writes their labels (ECMA-376 17.9).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "extract/formats/docx/numbering.h"
#include "extract/formats/docx/styles.h"

namespace nianbao::extract::docx {

class ListCounter {
 public:
  ListCounter(const Numbering& numbering, const Styles& styles) : numbering_(numbering), styles_(styles) {}

  // The label of the next paragraph of that style with that w:numPr; empty when it is not numbered.
  // A paragraph that does not show must not be passed: it does not count.
  std::string next(std::string_view style, const NumberingProperties& direct);

  // The formats met that no table knows; their numbers were written as decimal.
  const std::set<std::string>& unknown_formats() const { return unknown_formats_; }

 private:
  struct Position {  // where a paragraph stands
    const NumberingInstance* instance = nullptr;
    const AbstractNumbering* definition = nullptr;
    std::size_t level = 0;
  };
  struct Count {
    std::int64_t value = 0;
    bool running = false;  // false: the level begins anew
  };
  using Counts = std::array<Count, kLevels>;

  static const Level& level_at(const Position& position, std::size_t level);
  static std::int64_t start_at(const Position& position, std::size_t level);
  std::size_t level_of(std::string_view style, const NumberingProperties& direct,
                       const AbstractNumbering& definition) const;
  void advance(Counts& counts, const Position& position) const;
  std::string label(const Counts& counts, const Position& position);
  std::string number(const Counts& counts, const Position& position, std::size_t level);

  const Numbering& numbering_;
  const Styles& styles_;
  std::map<std::int64_t, Counts> lists_;   // instances of one list count together
  std::set<std::int64_t> instances_seen_;  // a w:startOverride takes effect once
  std::set<std::string> unknown_formats_;
};

}  // namespace nianbao::extract::docx
