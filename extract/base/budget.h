// What reading one document has used up of its limits. The first excess sticks, and reading stops there.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "extract/base/error.h"
#include "extract/base/limits.h"

namespace nianbao {

class Budget {
 public:
  // `place` names the format for errors and is a literal; `limits` must outlive the budget.
  Budget(const Limits& limits, std::string_view place) : limits_(limits), place_(place) {}

  void spend_text(std::size_t bytes) { spend(text_, static_cast<std::int64_t>(bytes), &Limits::text_bytes); }
  void spend_block() { spend(blocks_, 1, &Limits::blocks); }
  void spend_table() { spend(tables_, 1, &Limits::tables); }
  void spend_grid(std::size_t positions) { spend(grid_, static_cast<std::int64_t>(positions), &Limits::grid_cells); }
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }

  const Limits& limits() const { return limits_; }
  bool exceeded() const { return error_.has_value(); }
  Result<void> status() const {
    if (error_) return std::unexpected(*error_);
    return {};
  }

 private:
  void spend(std::int64_t& used, std::int64_t amount, std::int64_t Limits::* member) {
    used += amount;
    if (used > limits_.*member) fail(over_limit(member, limits_, place_).error());
  }

  const Limits& limits_;
  std::string_view place_;
  std::int64_t text_ = 0;
  std::int64_t blocks_ = 0;
  std::int64_t tables_ = 0;
  std::int64_t grid_ = 0;
  std::optional<Error> error_;
};

}  // namespace nianbao
