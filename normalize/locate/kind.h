// Whether a document is a report at all, or only speaks of reports.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/model/document.h"
#include "normalize/locate/flow.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// What was found in the document before it is judged.
struct Content {
  std::size_t headings = 0;      // of a form's sections, by names of its own
  bool unified = false;          // they are those of a unified format: no plan or guide has them
  std::size_t cells = 0;         // of a form's tables
  std::size_t filled_cells = 0;  // of these, the ones with anything in them
  std::size_t facts = 0;         // figures in prose
  bool title = false;            // a report's title
};

struct OtherKind {
  std::string name;   // empty for a report; otherwise notice, guide, interpretation, sample, plan,
                      // attachment_only, image_only, no_report_content
  std::string quote;  // the words that decided it, where words did
};

OtherKind kind_other_than_report(const extract::Document& document, const Flow& flow, const Content& content,
                                 const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
