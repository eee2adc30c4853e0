// The templates in force, loaded once and shared by every document.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/base/error.h"
#include "normalize/model/schema.h"
#include "normalize/template/confidence_table.h"
#include "normalize/template/fact_rules.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// One XML file: a <template>, the <vocabulary>, the rules for <facts>, the <crosswalk> or the <confidence>
// measured. See corpus/templates/template.rng.
struct TemplateFile {
  std::string name;  // for errors
  std::string bytes;
};

class Loader;

class TemplateSet {
 public:
  const Schema& schema() const { return schema_; }
  const std::vector<Template>& templates() const { return templates_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const FactRules& facts() const { return facts_; }
  const ConfidenceTable& confidence() const { return confidence_; }

 private:
  friend class Loader;

  Schema schema_;
  std::vector<Template> templates_;
  Vocabulary vocabulary_;
  FactRules facts_;
  ConfidenceTable confidence_;
};

// Validates and loads. Templates are ordered newest first, whatever the order of the files; fields that two of them
// share appear once. The other kinds may come once each; where one is missing, the built-in one is used, without what
// it says of templates that are not there. bad_template, with file and line, on anything else.
Result<TemplateSet> load_templates(std::span<const TemplateFile> files);

// The templates built into the program.
Result<TemplateSet> builtin_templates();

}  // namespace nianbao::normalize
