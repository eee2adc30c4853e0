// The confidence of each field: how often cells found on the same evidence were right. See confidence.xml.
#pragma once

#include <span>

#include "normalize/model/report.h"
#include "normalize/template/confidence_table.h"

namespace nianbao::normalize {

// By the evidence of each field alone.
void weigh(std::span<Field> fields, const ConfidenceTable& table);

// What sums that hold or fail say of the fields in them. They change no value.
void weigh_sums(std::span<const Finding> findings, std::span<Field> fields);

}  // namespace nianbao::normalize
