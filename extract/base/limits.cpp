#include "extract/base/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace nianbao {
namespace {

constexpr std::array kSpecs{
    LimitSpec{"document_bytes", &Limits::document_bytes, "bytes of one input file"},
    LimitSpec{"inflated_bytes", &Limits::inflated_bytes, "bytes inflated from one package"},
    LimitSpec{"inflate_ratio", &Limits::inflate_ratio, "inflated : compressed bytes of one package entry"},
    LimitSpec{"zip_entries", &Limits::zip_entries, "entries of one package"},
    LimitSpec{"depth", &Limits::depth, "nested elements"},
    LimitSpec{"span", &Limits::span, "rows or columns one cell may claim"},
    LimitSpec{"table_cells", &Limits::table_cells, "grid positions of one table"},
    LimitSpec{"grid_cells", &Limits::grid_cells, "grid positions of all tables of one document"},
    LimitSpec{"tables", &Limits::tables, "tables of one document"},
    LimitSpec{"blocks", &Limits::blocks, "paragraphs and tables of one document"},
    LimitSpec{"text_bytes", &Limits::text_bytes, "bytes of text kept from one document"},
    LimitSpec{"nesting", &Limits::nesting, "containers inside containers"},
    LimitSpec{"container_entries", &Limits::container_entries, "members of one container and of those inside it"},
    LimitSpec{"container_bytes", &Limits::container_bytes,
              "bytes inflated from one container and from those inside it"},
    LimitSpec{"container_ratio", &Limits::container_ratio, "inflated : stored bytes of one container"},
    LimitSpec{"document_seconds", &Limits::document_seconds, "seconds one document may take"},
    LimitSpec{"worker_bytes", &Limits::worker_bytes, "bytes of memory one document may take"},
};

}  // namespace

std::span<const LimitSpec> limit_specs() { return kSpecs; }

Result<void> set_limit(Limits& limits, std::string_view assignment) {
  const auto equals = assignment.find('=');
  const auto name = assignment.substr(0, equals);
  const auto spec = std::ranges::find(kSpecs, name, &LimitSpec::name);
  if (equals == std::string_view::npos || spec == kSpecs.end()) {
    return fail(ErrorCode::bad_usage, "--limit", fmt::format("no limit of this name: {}", assignment));
  }
  const auto digits = assignment.substr(equals + 1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value <= 0) {
    return fail(ErrorCode::bad_usage, "--limit", fmt::format("not a positive whole number: {}", assignment));
  }
  limits.*(spec->member) = value;
  return {};
}

std::unexpected<Error> over_limit(std::int64_t Limits::* member, const Limits& limits, std::string_view place) {
  const auto spec = std::ranges::find(kSpecs, member, &LimitSpec::member);
  return fail(ErrorCode::limit_exceeded, std::string(place),
              fmt::format("{} over the limit {}={}", spec->meaning, spec->name, limits.*member));
}

}  // namespace nianbao
