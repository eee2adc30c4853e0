// What a record points to in the templates, found again by name.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalize/template/template_set.h"

namespace nianbao::pipeline {

// For one record. The answers are null where the templates have no such name.
class RecordNames {
 public:
  explicit RecordNames(const normalize::TemplateSet& templates)
      : schema_(templates.schema()), forms_(templates.templates()) {}

  const normalize::FieldSpec* field(std::string_view name);
  const normalize::FactSpec* fact(std::string_view key) const;
  const normalize::Template* form(std::string_view id) const;

 private:
  const normalize::Schema& schema_;
  const std::vector<normalize::Template>& forms_;
  std::size_t next_ = 0;  // fields mostly come in the order of the schema
  std::unordered_map<std::string_view, const normalize::FieldSpec*> fields_;  // filled when first asked out of order
};

}  // namespace nianbao::pipeline
