// What the panel needs of one report, small enough to put thousands aside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/dataset.h"
#include "export/panel/sketch.h"

namespace nianbao::exporting {

struct PanelField {
  std::uint32_t field = 0;  // index into Schema::fields
  normalize::State state = normalize::State::absent;
  std::optional<normalize::Decimal> value;
  bool certain = false;  // see normalize/model/balance.h
};

struct PanelReport {
  std::string issuer_id;  // of clean text; so are all texts
  int year = 0;
  std::string issuer;  // as the report names it
  std::string level;
  std::string body_type;
  std::string code;
  std::string township_code;
  std::string path;
  std::string document_id;
  std::string published;
  std::string scope;
  std::string templates;  // separated by spaces
  bool duplicate = false;
  bool near_duplicate = false;
  std::vector<PanelField> fields;  // by field
  Sketch text;                     // of the prose of its sections, the preamble left out

  // Of the division: nine digits of a township, else six, else empty.
  const std::string& division() const { return township_code.empty() ? code : township_code; }
  // Null where its forms do not have it.
  const PanelField* find(std::uint32_t field) const;
};

// Nothing where the record is no report, names no issuer or has no year from 1990 to 2100.
std::optional<PanelReport> panel_report(const Record& record, const Dataset& dataset);

// As bytes whose order is that of the panel: by issuer and year, and in a year the report that is taken first. That is
// the latest complete one: no duplicate before an exact or near one, then more numbers, then the later date of
// publication, then the path.
std::string packed(const PanelReport& report);
PanelReport unpacked(std::string_view bytes);

}  // namespace nianbao::exporting
