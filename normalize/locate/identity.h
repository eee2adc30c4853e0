// Who reports on which year: title, issuer, report year, period, dates, each with its evidence.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/model/document.h"
#include "normalize/locate/flow.h"
#include "normalize/model/report.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

struct LocatedIdentity {
  Identity identity;
  std::size_t body_begin = 0;  // the first flow item after the title; 0 when the text has none
  std::vector<Diagnostic> diagnostics;
};

// Facts the document does not state stay empty.
LocatedIdentity locate_identity(const extract::Document& document, const Flow& flow, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
