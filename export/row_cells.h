// The cells that rows of several tables have.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

// One row: the record, its report where the table has rows of reports only, and the part of it.
template <class Part>
struct RowOf {
  const Record& record;
  const Part& part;
  const normalize::Issuer* issuer = nullptr;  // set in tables with its columns
};

template <class Part>
struct CellWriter {
  std::string_view column;
  void (*write)(const RowOf<Part>&, RowSink&);
};

inline void optional(const std::optional<normalize::Decimal>& value, RowSink& out) {
  if (value)
    out.decimal(*value);
  else
    out.empty();
}

// Loci count from 0, tables for people from 1.
inline void one_based(std::int32_t number, RowSink& out) {
  if (number < 0)
    out.empty();
  else
    out.integer(number + 1);
}

template <class Words>
std::string joined(const Words& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

// Of an array of what writes the cells of a row.
template <class Cells>
std::vector<std::string_view> names_of(const Cells& cells) {
  std::vector<std::string_view> names;
  for (const auto& cell : cells) names.push_back(cell.column);
  return names;
}

template <class Part>
void document_id(const RowOf<Part>& row, RowSink& out) {
  out.text(row.record.document_id);
}

template <class Part>
void path(const RowOf<Part>& row, RowSink& out) {
  out.text(row.record.path);
}

template <std::string normalize::Issuer::* Fact, class Part>
void issuer(const RowOf<Part>& row, RowSink& out) {
  out.text(row.issuer->*Fact);
}

template <class Part>
void issuer_candidates(const RowOf<Part>& row, RowSink& out) {
  out.text(joined(row.issuer->candidates));
}

}  // namespace nianbao::exporting
