#include "export/quality/source.h"

#include <charconv>

#include "export/issuer.h"
#include "export/quality/bounded.h"

namespace nianbao::exporting::quality {

int year_of(std::string_view text) {
  constexpr int kFirst = 1990;
  constexpr int kLast = 2099;
  int year = 0;
  std::from_chars(text.data(), text.data() + text.size(), year);
  return year >= kFirst && year <= kLast ? year : 0;
}

Arrival arrival_of(const Record& record, const normalize::IssuerRegistry& issuers) {
  constexpr std::size_t kLongestPath = 4096;
  constexpr std::size_t kLongestName = 240;
  constexpr std::size_t kLongestId = 64;
  const auto& report = *record.report;
  Source source{.document_id = clipped(record.document_id, kLongestId),
                .path = clipped(record.path, kLongestPath),
                .url = record.url.size() <= kLongestPath ? record.url : std::string(),
                .issuer = clipped(report.identity.issuer.value, kLongestName),
                .year = year_of(report.identity.report_year.value)};
  return {.record = record,
          .report = report,
          .issuer = issuer_of(record, issuers),
          .source = std::make_shared<const Source>(std::move(source)),
          .repeats = !record.duplicate_of.empty() || !record.near_duplicate_of.empty()};
}

}  // namespace nianbao::exporting::quality
