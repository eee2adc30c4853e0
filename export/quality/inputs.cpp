#include "export/quality/inputs.h"

#include "extract/base/sha256.h"

namespace nianbao::exporting::quality {

void InputCounts::add(const Record& record) {
  ++inputs;
  bytes += record.bytes;
  if (!record.duplicate_of.empty()) ++duplicates;
  if (!record.near_duplicate_of.empty()) ++near_duplicates;
  outcomes.add(to_string(record.outcome));
  if (record.outcome == Outcome::failed) failures.add(record.error_code);
  if (record.outcome == Outcome::not_a_report) refusals.add(record.error_code);
  if (!record.format.empty()) formats.add(record.format);
  if (!record.charset.empty()) charsets.add(record.charset);
  if (!record.converter.empty()) converters.add(record.converter);
  fingerprint = sha256_hex(fingerprint + record.sha256);
}

}  // namespace nianbao::exporting::quality
