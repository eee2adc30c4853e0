// The issuers a user knows better than the tables that come with the program: the file of --issuers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extract/base/error.h"
#include "normalize/issuer/registry.h"

namespace nianbao::pipeline {

struct IssuerFile {
  std::vector<normalize::KnownIssuer> issuers;
  std::string digest;  // of its bytes: outputs change with it
};

// CSV in UTF-8 with or without a byte order mark. Column name; where they are there, also host, level, body_type, code,
// township_code, id, valid_from and valid_to; others are passed over. Errors: unreadable_file, limit_exceeded, and
// bad_usage for a bad header or row, with its line.
Result<IssuerFile> read_issuer_file(const std::filesystem::path& path);

}  // namespace nianbao::pipeline
