#include "normalize/model/balance.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

using Quantities = std::span<const Quantity>;

bool is_known(const Quantity& each) { return each.state == State::number || each.state == State::blank; }
bool is_number(const Quantity& each) { return each.state == State::number; }
bool is_certain(const Quantity& each) { return each.certain; }
bool is_blank_total(const Quantity& each) { return each.total && each.state == State::blank; }

template <class Test>
bool all(Quantities left, Quantities right, Test test) {
  return std::ranges::all_of(left, test) && std::ranges::all_of(right, test);
}

// With blanks as zero; nothing on overflow.
std::optional<Decimal> sum(Quantities quantities) {
  std::optional<Decimal> total = Decimal{};
  for (const auto& each : quantities) total = total ? total->plus(each.value.value_or(Decimal{})) : total;
  return total;
}

Verdict verdict_on(bool holds, Quantities left, Quantities right) {
  if (all(left, right, is_number)) return holds ? Verdict::pass : Verdict::fail;
  if (holds) return Verdict::pass_if_blank_zero;
  const bool has_blank_total = std::ranges::any_of(left, is_blank_total) || std::ranges::any_of(right, is_blank_total);
  // Else the blank operand may hold what is missing.
  return has_blank_total ? Verdict::fail_blank_total : Verdict::unknown;
}

}  // namespace

Balance balance(Relation relation, Quantities left, Quantities right) {
  Balance result;
  if (!all(left, right, is_known)) return result;
  const auto left_sum = sum(left);
  const auto right_sum = sum(right);
  if (!left_sum || !right_sum) return result;
  const bool holds = relation == Relation::equal ? *left_sum == *right_sum : *left_sum <= *right_sum;
  result.verdict = verdict_on(holds, left, right);
  if (result.verdict == Verdict::unknown) return result;
  result.left = left_sum;
  result.right = right_sum;
  result.difference = left_sum->minus(*right_sum);
  if (result.verdict == Verdict::fail || result.verdict == Verdict::fail_blank_total)
    result.blame = all(left, right, is_certain) ? Blame::source : Blame::reading;
  return result;
}

}  // namespace nianbao::normalize
