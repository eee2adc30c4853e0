// What the package says of itself (ECMA-376 part 2, 8): title, author, dates.
#pragma once

#include <string>
#include <vector>

#include "extract/formats/docx/package.h"
#include "extract/model/document.h"

namespace nianbao::extract::docx {

// Gives each property with a value as "core:<local name>".
class CorePropertyReader : public PartHandler {
 public:
  explicit CorePropertyReader(std::vector<Property>& properties) : properties_(properties) {}
  void start(const xml::Element& element) override;
  void end(std::string_view ns, std::string_view name) override;
  void text(std::string_view text) override;

 private:
  std::vector<Property>& properties_;
  int depth_ = 0;
  std::string value_;
};

}  // namespace nianbao::extract::docx
