// The title of a report, in its text or in what the document says of itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/model/document.h"
#include "normalize/locate/flow.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

struct Title {
  std::string text;    // verbatim; lines joined without a gap
  std::string issuer;  // verbatim; empty when the title does not name it
  int year = 0;
  std::string source;    // "title", or the property it was read from
  std::size_t item = 0;  // the flow item it ends at, when source is "title"
};

// Reads one text as a title; nothing when it is not one.
std::optional<Title> read_title(std::string_view raw, Script script, const Vocabulary& vocabulary);

// The fullest title among the first lines, alone or with the lines before it; then among the properties.
std::optional<Title> locate_title(const extract::Document& document, const Flow& flow, const Vocabulary& vocabulary);

// Whether a text can be the name of an agency.
bool is_agency(std::string_view raw, Script script, const Vocabulary& vocabulary);

// A year as printed, in ASCII digits or in numerals; 0 when it is none.
int read_year(std::string_view normal, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
