// The templates in force, loaded once and shared by every document.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/base/error.h"
#include "normalize/model/schema.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// One XML file: a <template> or the <vocabulary>. See corpus/templates/template.rng.
struct TemplateFile {
  std::string name;  // for errors
  std::string bytes;
};

class TemplateSet {
 public:
  const Schema& schema() const { return schema_; }
  const std::vector<Template>& templates() const { return templates_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  friend Result<TemplateSet> load_templates(std::span<const TemplateFile> files);

  Schema schema_;
  std::vector<Template> templates_;
  Vocabulary vocabulary_;
};

// Validates and loads. The order of the files decides the order of the schema; fields that two templates
// share appear once, at their first place. Exactly one file must be the vocabulary; where none is, the
// built-in one is used. bad_template, with file and line, on anything else.
Result<TemplateSet> load_templates(std::span<const TemplateFile> files);

// The templates built into the program.
Result<TemplateSet> builtin_templates();

}  // namespace nianbao::normalize
