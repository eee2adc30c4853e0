// One file through all the stages. Whatever happens to it ends in its Record.
#pragma once

#include "export/dataset.h"
#include "extract/base/limits.h"
#include "extract/model/document.h"
#include "normalize/template/template_set.h"
#include "pipeline/sources.h"

namespace nianbao::pipeline {

struct Reading {
  exporting::Record record;
  extract::Document document;  // empty when extraction failed
};

Reading read_source(const SourceFile& source, const normalize::TemplateSet& templates, const Limits& limits);

}  // namespace nianbao::pipeline
