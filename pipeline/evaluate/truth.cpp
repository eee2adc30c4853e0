#include "pipeline/evaluate/truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "pipeline/csv_reader.h"

namespace nianbao::evaluate {
namespace {

using normalize::Decimal;
using normalize::State;
using pipeline::CsvColumn;
using pipeline::CsvReader;

Result<void> read_documents(const std::filesystem::path& path, Truth& truth) {
  std::vector<CsvColumn> columns{{.name = "path"}};
  for (const auto name : kDimensions) columns.push_back({.name = name, .required = false});
  auto rows = CsvReader::open(path, columns);
  if (!rows) return std::unexpected(rows.error());
  auto more = rows->next();
  for (; more && *more; more = rows->next()) {
    TruthDocument document{.path = std::string((*rows)[0])};
    if (document.path.empty()) return rows->fault("the path is empty");
    for (std::size_t i = 0; i < kDimensions.size(); ++i) document.kind[i] = (*rows)[i + 1];
    if (!truth.document_of.emplace(document.path, truth.documents.size()).second) {
      return rows->fault(fmt::format("path \"{}\" stands twice", document.path));
    }
    truth.documents.push_back(std::move(document));
  }
  if (!more) return std::unexpected(more.error());
  if (truth.documents.empty()) return fail(ErrorCode::bad_usage, path.string(), "there are no documents in it");
  return {};
}

Result<std::uint32_t> document_of_row(const CsvReader& rows, const Truth& truth) {
  const auto found = truth.document_of.find(rows[0]);
  if (found != truth.document_of.end()) return found->second;
  return rows.fault(fmt::format("path \"{}\" is not in documents.csv", rows[0]));
}

Result<TruthCell> cell_of_row(const CsvReader& rows, Truth& truth) {
  const auto document = document_of_row(rows, truth);
  if (!document) return std::unexpected(document.error());
  const auto field = rows[1];
  const auto state = state_named(rows[2]);
  if (field.empty()) return rows.fault("the field is empty");
  if (!state || *state == State::unreadable) {
    return rows.fault(fmt::format("state \"{}\" is none of number, blank, dash, none_word, text, absent", rows[2]));
  }
  const auto value = Decimal::parse(rows[3]);
  if (*state == State::number && !value) return rows.fault(fmt::format("value \"{}\" is no decimal number", rows[3]));
  if (*state != State::number && !rows[3].empty()) {
    return rows.fault(fmt::format("value \"{}\" stands beside state {}", rows[3], rows[2]));
  }
  auto known = truth.field_of.find(field);
  if (known == truth.field_of.end()) known = truth.field_of.emplace(field, truth.field_of.size()).first;
  return TruthCell{.document = *document,
                   .field = known->second,
                   .line = rows.line(),
                   .state = *state,
                   .value = value.value_or(Decimal())};
}

Result<void> read_cells(const std::filesystem::path& path, Truth& truth) {
  auto rows = CsvReader::open(path, {{.name = "path"}, {.name = "field"}, {.name = "state"}, {.name = "value"}});
  if (!rows) return std::unexpected(rows.error());
  auto more = rows->next();
  for (; more && *more; more = rows->next()) {
    const auto cell = cell_of_row(*rows, truth);
    if (!cell) return std::unexpected(cell.error());
    truth.cells.push_back(*cell);
  }
  if (!more) return std::unexpected(more.error());
  const auto place = [](const TruthCell& cell) { return std::pair(cell.document, cell.field); };
  std::ranges::stable_sort(truth.cells, {}, place);
  const auto twice = std::ranges::adjacent_find(truth.cells, {}, place);
  if (twice == truth.cells.end()) return {};
  return fail(ErrorCode::bad_usage, fmt::format("{}:{}", path.string(), std::next(twice)->line),
              fmt::format("the same field of the same document as in line {}", twice->line));
}

Result<void> read_sections(const std::filesystem::path& path, Truth& truth) {
  auto rows = CsvReader::open(path, {{.name = "path"}, {.name = "section"}, {.name = "heading"}});
  if (!rows) return std::unexpected(rows.error());
  auto& sections = truth.sections.emplace();
  auto more = rows->next();
  for (; more && *more; more = rows->next()) {
    const auto document = document_of_row(*rows, truth);
    if (!document) return std::unexpected(document.error());
    sections.push_back({.document = *document, .key = std::string((*rows)[1]), .heading = std::string((*rows)[2])});
  }
  if (!more) return std::unexpected(more.error());
  std::ranges::stable_sort(sections, {}, &TruthSection::document);
  return {};
}

}  // namespace

Result<Truth> read_truth(const std::filesystem::path& folder) {
  Truth truth;
  if (auto read = read_documents(folder / "documents.csv", truth); !read) return std::unexpected(read.error());
  if (auto read = read_cells(folder / "cells.csv", truth); !read) return std::unexpected(read.error());
  const auto sections = folder / "sections.csv";
  std::error_code ignored;
  if (std::filesystem::exists(sections, ignored)) {
    if (auto read = read_sections(sections, truth); !read) return std::unexpected(read.error());
  }
  return truth;
}

std::optional<State> state_named(std::string_view name) {
  for (int i = 0; i <= std::to_underlying(State::absent); ++i) {
    const auto state = static_cast<State>(i);
    if (to_string(state) == name) return state;
  }
  return std::nullopt;
}

}  // namespace nianbao::evaluate
