// The arithmetic of identities: whether two sums of quantities agree, where any of them may be blank or missing.
#pragma once

#include <optional>
#include <span>

#include "normalize/model/decimal.h"
#include "normalize/model/identity.h"
#include "normalize/model/report.h"

namespace nianbao::normalize {

// Cells read with at least this confidence are what the source says.
constexpr double kCertain = 0.99;

struct Quantity {
  State state = State::absent;
  std::optional<Decimal> value;  // set exactly when state is number
  bool certain = false;
  bool total = false;  // of the others: left blank it contradicts filled parts
};

struct Balance {
  Verdict verdict = Verdict::unknown;
  std::optional<Decimal> left;  // like the next two, set unless the verdict is unknown
  std::optional<Decimal> right;
  std::optional<Decimal> difference;  // left - right; empty on overflow
  Blame blame = Blame::none;
};

Balance balance(Relation relation, std::span<const Quantity> left, std::span<const Quantity> right);

}  // namespace nianbao::normalize
