// Where something stands that the quality report points to, and who reported it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "export/dataset.h"
#include "extract/base/locus.h"

namespace nianbao::exporting::quality {

struct Source {
  std::string document_id;
  std::string path;  // as documents.csv has it
  std::string url;   // ditto; empty where it is too long to be one
  std::string issuer;
  int year = 0;  // 0: unknown
};

using SourcePointer = std::shared_ptr<const Source>;

// A report as it comes, with what several summaries ask of it.
struct Arrival {
  const Record& record;
  const normalize::Report& report;
  normalize::Issuer issuer;
  SourcePointer source;
  bool repeats = false;  // an earlier input has the same bytes or the same figures
};

// Its report is set.
Arrival arrival_of(const Record& record, const normalize::IssuerRegistry& issuers);

// From 1990 to 2099; 0 for everything else.
int year_of(std::string_view text);

}  // namespace nianbao::exporting::quality
