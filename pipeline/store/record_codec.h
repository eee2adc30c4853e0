// Records as bytes: all of a record, compressed, with a checksum. Only the program and the templates that wrote
// them read them (the fingerprint of a store sees to that), so they have no format but this code.
#pragma once

#include <string>
#include <string_view>

#include "export/dataset.h"
#include "normalize/template/template_set.h"

namespace nianbao::pipeline {

std::string encode_record(const exporting::Record& record);

// Specs and template ids point into `templates`, which must outlive the record. bad_store where the bytes are
// damaged: cut, bent, or naming what the templates do not have.
Result<exporting::Record> decode_record(std::string_view bytes, const normalize::TemplateSet& templates);

// A record as the store gives it out: with what is known of its input, and of others that say the same. Views are
// valid as long as who gave them out says.
struct StoredRecord {
  std::string_view path;
  std::string_view url;
  std::string_view captured;
  std::string_view duplicate_of;
  std::string_view near_duplicate_of;
  std::string_view record;  // encoded
};

// As decode_record; the detail of an error names the path.
Result<exporting::Record> decode_record(const StoredRecord& stored, const normalize::TemplateSet& templates);

// A digest of issuer, year and every field's state and value; empty for what is no report, names no issuer or no
// year, or has no number: such reports are not comparable.
std::string figures_digest(const exporting::Record& record);

}  // namespace nianbao::pipeline
