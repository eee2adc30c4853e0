#include "pipeline/evaluate/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "pipeline/csv_reader.h"

namespace nianbao::evaluate {
namespace {

using normalize::Decimal;
using normalize::State;
using pipeline::CsvReader;

std::optional<std::uint32_t> document_named(std::string_view path, const NameIndex& paths) {
  while (true) {
    const auto found = paths.find(path);
    if (found != paths.end()) return found->second;
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    path.remove_prefix(slash + 1);
  }
}

// The columns of the result's cells.csv.
enum CellColumn : std::uint8_t { kPath, kField, kState, kValue, kConfidence, kMethod, kRaw };

Result<ReadNumber> number_of_row(const CsvReader& rows) {
  const auto value = Decimal::parse(rows[kValue]);
  if (!value) return rows.fault(fmt::format("value \"{}\" is no decimal number", rows[kValue]));
  const auto confidence = Decimal::parse(rows[kConfidence]);
  if (!confidence || confidence->is_negative() || *confidence > Decimal(1)) {
    return rows.fault(fmt::format("confidence \"{}\" is no number from 0 to 1", rows[kConfidence]));
  }
  return ReadNumber{*value, *confidence};
}

class Comparer {
 public:
  Comparer(const Truth& truth, const ComparisonOptions& options)
      : truth_(truth),
        options_(options),
        tallies_(truth.documents.size()),
        result_paths_(truth.documents.size()),
        cells_read_(truth.cells.size()) {}

  Result<void> compare_documents() {
    auto rows = CsvReader::open(options_.result / "documents.csv", {{.name = "path"}});
    if (!rows) return std::unexpected(rows.error());
    auto more = rows->next();
    for (; more && *more; more = rows->next()) {
      if (auto placed = place_document(*rows); !placed) return placed;
    }
    if (!more) return std::unexpected(more.error());
    return {};
  }

  Result<void> compare_cells() {
    auto rows = CsvReader::open(options_.result / "cells.csv", {{.name = "path"},
                                                                {.name = "field"},
                                                                {.name = "state"},
                                                                {.name = "value"},
                                                                {.name = "confidence"},
                                                                {.name = "method"},
                                                                {.name = "raw"}});
    if (!rows) return std::unexpected(rows.error());
    return for_each_row(*rows, &Comparer::compare_cell);
  }

  Result<void> compare_sections() {
    if (!truth_.sections) return {};
    auto rows =
        CsvReader::open(options_.result / "sections.csv", {{.name = "path"}, {.name = "section"}, {.name = "heading"}});
    if (!rows) return std::unexpected(rows.error());
    sections_read_.resize(truth_.sections->size());
    return for_each_row(*rows, &Comparer::compare_section);
  }

  Comparison finish() {
    Comparison comparison;
    for (std::uint32_t i = 0; i < tallies_.size(); ++i) {
      tallies_[i].documents = 1;
      if (!result_paths_[i].empty()) continue;
      tallies_[i].missing = 1;
      comparison.missing.push_back(i);
    }
    for (std::size_t i = 0; i < truth_.cells.size(); ++i) count_truth(truth_.cells[i], cells_read_[i]);
    for (const auto& section : truth_.sections.value_or(std::vector<TruthSection>{})) {
      ++tallies_[section.document].sections;
    }
    comparison.tallies = std::move(tallies_);
    return comparison;
  }

 private:
  using CompareRow = Result<void> (Comparer::*)(const CsvReader&, std::uint32_t document);

  Result<void> place_document(const CsvReader& rows) {
    const std::string path(rows[kPath]);
    const auto document = document_named(path, truth_.document_of);
    if (path.empty()) return rows.fault("the path is empty");
    if (!documents_.emplace(path, document).second) return rows.fault(fmt::format("path \"{}\" stands twice", path));
    if (!document) return {};
    auto& known = result_paths_[*document];
    if (!known.empty()) {
      return rows.fault(fmt::format("path \"{}\" of the truth names both \"{}\" and \"{}\"",
                                    truth_.documents[*document].path, known, path));
    }
    known = path;
    return {};
  }

  // Of the documents that have a truth.
  Result<void> for_each_row(CsvReader& rows, CompareRow compare_row) {
    auto at = documents_.end();  // rows of one document stand together, so most are of the last one
    auto more = rows.next();
    for (; more && *more; more = rows.next()) {
      if (at == documents_.end() || at->first != rows[kPath]) at = documents_.find(rows[kPath]);
      if (at == documents_.end()) {
        return rows.fault(fmt::format("path \"{}\" is not in documents.csv", rows[kPath]));
      }
      if (!at->second) continue;
      if (auto compared = (this->*compare_row)(rows, *at->second); !compared) return compared;
    }
    if (!more) return std::unexpected(more.error());
    return {};
  }

  Result<void> compare_cell(const CsvReader& rows, std::uint32_t document) {
    if (rows[kField].empty()) return {};  // of a table, but no field takes it
    const auto state = state_named(rows[kState]);
    if (!state) return rows.fault(fmt::format("state \"{}\" is not known", rows[kState]));
    const auto* truth = truth_of(document, rows[kField]);
    if (truth != nullptr) {
      auto read = cells_read_[static_cast<std::size_t>(truth - truth_.cells.data())];
      if (read) return rows.fault(fmt::format("field \"{}\" stands twice", rows[kField]));
      read = true;
    }
    if (*state == State::number) return compare_number(rows, truth, tallies_[document]);
    if (truth != nullptr) count_state(truth->state, *state, tallies_[document]);
    return {};
  }

  Result<void> compare_number(const CsvReader& rows, const TruthCell* truth, Tally& tally) {
    const auto read = number_of_row(rows);
    if (!read) return std::unexpected(read.error());
    const bool is_number = truth != nullptr && truth->state == State::number;
    if (count_number(is_number ? std::optional(truth->value) : std::nullopt, *read, tally)) return {};
    if (truth == nullptr) ++tally.unlisted;
    if (read->confidence >= options_.sure) ++tally.silent;
    if (!options_.on_wrong) return {};
    std::string expected = "unlisted";
    if (truth != nullptr) expected = is_number ? truth->value.to_string() : std::string(to_string(truth->state));
    options_.on_wrong({.path = rows[kPath],
                       .field = rows[kField],
                       .truth = std::move(expected),
                       .read = read->value,
                       .confidence = rows[kConfidence],
                       .method = rows[kMethod],
                       .raw = rows[kRaw]});
    return {};
  }

  // A section is found under its key and heading; each section of the result is one section of the truth at most.
  Result<void> compare_section(const CsvReader& rows, std::uint32_t document) {
    const auto sections = parts_of(*truth_.sections, document);
    const auto first = sections.data() - truth_.sections->data();
    for (std::size_t i = 0; i < sections.size(); ++i) {
      auto read = sections_read_[first + i];
      if (read || sections[i].key != rows[1] || sections[i].heading != rows[2]) continue;
      read = true;
      ++tallies_[document].sections_found;
      return {};
    }
    ++tallies_[document].sections_extra;
    return {};
  }

  const TruthCell* truth_of(std::uint32_t document, std::string_view field) const {
    const auto number = truth_.field_of.find(field);
    if (number == truth_.field_of.end()) return nullptr;
    const auto cells = parts_of(truth_.cells, document);
    const auto found = std::ranges::lower_bound(cells, number->second, {}, &TruthCell::field);
    return found != cells.end() && found->field == number->second ? &*found : nullptr;
  }

  void count_truth(const TruthCell& cell, bool read) {
    auto& tally = tallies_[cell.document];
    ++tally.cells;
    tally.present += cell.state != State::absent ? 1 : 0;
    tally.values += cell.state == State::number ? 1 : 0;
    if (!read) count_state(cell.state, State::absent, tally);
  }

  const Truth& truth_;
  const ComparisonOptions& options_;
  std::vector<Tally> tallies_;
  std::vector<std::string> result_paths_;  // of the documents of the truth; empty where the result has none
  std::map<std::string, std::optional<std::uint32_t>, std::less<>> documents_;  // of the result, by path
  std::vector<bool> cells_read_;
  std::vector<bool> sections_read_;
};

}  // namespace

Result<Comparison> compare(const Truth& truth, const ComparisonOptions& options) {
  Comparer comparer(truth, options);
  if (auto done = comparer.compare_documents(); !done) return std::unexpected(done.error());
  if (auto done = comparer.compare_cells(); !done) return std::unexpected(done.error());
  if (auto done = comparer.compare_sections(); !done) return std::unexpected(done.error());
  return comparer.finish();
}

}  // namespace nianbao::evaluate
