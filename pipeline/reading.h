// One document through all the stages. Whatever happens to it ends in its Record.
#pragma once

#include <string>
#include <string_view>

#include "export/dataset.h"
#include "extract/base/limits.h"
#include "extract/model/document.h"
#include "normalize/template/template_set.h"

namespace nianbao::pipeline {

// All that a reading depends on besides templates and limits: a document read anywhere reads the same everywhere.
struct Content {
  std::string_view bytes;        // not owned
  std::string extension;         // of its name, lower case, without the dot; breaks ties between formats
  std::string declared_charset;  // from an HTTP header, where the container knew one
};

struct Reading {
  exporting::Record record;    // without what its origin says: path, url, captured, duplicates
  extract::Document document;  // empty when extraction failed
};

Reading read_content(const Content& content, const normalize::TemplateSet& templates, const Limits& limits);

// The document_id of bytes with this digest: its first 16 hex digits.
std::string id_of(std::string_view sha256);

// The record of an input that could not be read.
exporting::Record failed_record(const Error& error);

// What a reading is stored under: the same for contents that read the same. An extension of no known format is
// left out of it. `sha256` is of the bytes.
std::string content_key(std::string_view sha256, std::string_view extension, std::string_view declared_charset);

// The extension of a path or URL: lower case, at most 8 letters and digits, else empty. The query of a URL is no
// part of it.
std::string extension_of(std::string_view name);

}  // namespace nianbao::pipeline
