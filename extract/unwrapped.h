// What a wrapper holds: one document of another format, and what the wrapper says of it.
#pragma once

#include <string>
#include <vector>

#include "extract/model/document.h"

namespace nianbao::extract {

struct Unwrapped {
  std::string bytes;
  std::string extension;         // that a file of its declared type would have; breaks ties between formats
  std::string declared_charset;  // a label as found; empty where there is none
  std::vector<Property> properties;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace nianbao::extract
