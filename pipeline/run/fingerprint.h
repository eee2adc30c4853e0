// What readings depend on besides the document: readings made under another fingerprint are not mixed with ours.
#pragma once

#include <span>
#include <string>

#include "extract/base/limits.h"
#include "normalize/template/template_set.h"

namespace nianbao::pipeline {

// `templates` are the files of --templates, empty for the built-in ones. Limits that only decide whether a document
// is read at all, never what is read of it, are left out: they may be raised to retry what failed.
// unreadable_file where the program cannot read itself.
Result<std::string> run_fingerprint(std::span<const normalize::TemplateFile> templates, const Limits& limits);

// What every fingerprint begins with that is of this program and these templates, whatever the limits.
Result<std::string> fingerprint_begin(std::span<const normalize::TemplateFile> templates);

// The limits that are left out, but for worker_bytes, which no error of the code limit_exceeded tells of.
std::string refusal_limits(const Limits& limits);

}  // namespace nianbao::pipeline
