// What the documents really say: three CSV files that anyone can write in a spreadsheet.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "normalize/model/report.h"

namespace nianbao::evaluate {

// By what scores are kept apart: columns of documents.csv.
constexpr std::array<std::string_view, 4> kDimensions{"template", "format", "dialect", "damage"};
using Kind = std::array<std::string, kDimensions.size()>;

// Names and their numbers, in the order in which they came.
using NameIndex = std::map<std::string, std::uint32_t, std::less<>>;

struct TruthDocument {
  std::string path;
  Kind kind;
};

struct TruthCell {
  std::uint32_t document = 0;
  std::uint32_t field = 0;
  std::uint32_t line = 0;  // of cells.csv
  normalize::State state = normalize::State::absent;
  normalize::Decimal value;  // where state is number
};

struct TruthSection {
  std::uint32_t document = 0;
  std::string key;
  std::string heading;
};

struct Truth {
  std::vector<TruthDocument> documents;
  NameIndex document_of;                              // by path
  NameIndex field_of;                                 // by name
  std::vector<TruthCell> cells;                       // by document, then field
  std::optional<std::vector<TruthSection>> sections;  // by document; none where the truth does not speak of them
};

// Errors name file and line: unreadable_file, bad_usage.
Result<Truth> read_truth(const std::filesystem::path& folder);

// A state by its name; empty when there is none.
std::optional<normalize::State> state_named(std::string_view name);

// The part that is of one document, where `parts` are in the order of their documents.
template <class Part>
std::span<const Part> parts_of(const std::vector<Part>& parts, std::uint32_t document) {
  const auto found = std::ranges::equal_range(parts, document, {}, &Part::document);
  return {found.begin(), found.end()};
}

}  // namespace nianbao::evaluate
