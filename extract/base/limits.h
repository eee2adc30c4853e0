// Every limit that protects a run against a hostile or broken document, in one place.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao {

struct Limits {
  std::int64_t document_bytes = 64 << 20;      // bytes of one input file
  std::int64_t inflated_bytes = 64 << 20;      // bytes inflated from one package, counted while inflating
  std::int64_t inflate_ratio = 400;            // inflated : compressed of one entry, beyond its first MiB
  std::int64_t zip_entries = 10'000;           // entries of one package
  std::int64_t depth = 200;                    // nested elements
  std::int64_t span = 1'000;                   // rows or columns one cell may claim (HTML's own bound for colspan)
  std::int64_t table_cells = 200'000;          // grid positions of one table
  std::int64_t grid_cells = 2'000'000;         // grid positions of all tables of one document
  std::int64_t tables = 5'000;                 // tables of one document
  std::int64_t blocks = 200'000;               // paragraphs and tables of one document
  std::int64_t text_bytes = 8 << 20;           // text kept from one document
  std::int64_t nesting = 5;                    // containers inside containers
  std::int64_t container_entries = 5'000'000;  // members of one container and of all those inside it
  std::int64_t container_bytes = 1LL << 40;    // bytes inflated from one container and from all those inside it
  std::int64_t container_ratio = 1'000;        // inflated : stored bytes of one container, beyond its first GiB
  std::int64_t document_seconds = 60;          // time one document may take, and one member of a container to unpack
  std::int64_t worker_bytes = 1LL << 30;  // address space of a process that reads documents, beyond what it starts with
};

struct LimitSpec {
  std::string_view name;
  std::int64_t Limits::* member;
  std::string_view meaning;
};

// The limits by name, in the order they are shown to a person.
std::span<const LimitSpec> limit_specs();

// Applies one "name=value" of the command line. Fails with bad_usage on an unknown name or a value
// that is not a positive whole number.
Result<void> set_limit(Limits& limits, std::string_view assignment);

// The error for a limit that was exceeded, worded the same everywhere.
std::unexpected<Error> over_limit(std::int64_t Limits::* member, const Limits& limits, std::string_view place);

}  // namespace nianbao
