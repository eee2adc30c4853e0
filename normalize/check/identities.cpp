#include "normalize/check/identities.h"

#include <algorithm>
#include <optional>

namespace nianbao::normalize {
namespace {

// Cells read with at least this confidence are what the source says.
constexpr double kCertain = 0.99;

bool is_known(const Field& field) { return field.state == State::number || field.state == State::blank; }

// The sum with blanks as zero; nothing on overflow.
std::optional<Decimal> sum(std::span<const IdentityOperand> operands, std::span<const Field> fields) {
  Decimal total;
  for (const auto& operand : operands) {
    const auto next = total.plus(fields[operand.field].value.value_or(Decimal{}));
    if (!next) return std::nullopt;
    total = *next;
  }
  return total;
}

class IdentityCheck {
 public:
  IdentityCheck(const IdentitySpec& identity, std::span<const Field> fields) : identity_(identity), fields_(fields) {}

  Finding run() const {
    Finding finding{.identity = identity_.id, .instance = identity_.instance, .soft = identity_.soft};
    for_each([&](const IdentityOperand& operand) { finding.fields.push_back(fields_[operand.field].spec->name); });
    decide(finding);
    if (finding.verdict == Verdict::fail || finding.verdict == Verdict::fail_blank_total) {
      const bool certain = all([](const Field& field) { return field.confidence >= kCertain; });
      finding.blame = certain ? Blame::source : Blame::reading;
    }
    return finding;
  }

 private:
  template <class Visit>
  void for_each(Visit visit) const {
    std::ranges::for_each(identity_.left, visit);
    std::ranges::for_each(identity_.right, visit);
  }

  template <class Test>
  bool all(Test test) const {
    const auto holds = [&](const IdentityOperand& operand) { return test(fields_[operand.field]); };
    return std::ranges::all_of(identity_.left, holds) && std::ranges::all_of(identity_.right, holds);
  }

  bool has_blank_total() const {
    const auto blank = [&](const IdentityOperand& operand) {
      return operand.total && fields_[operand.field].state == State::blank;
    };
    return std::ranges::any_of(identity_.left, blank) || std::ranges::any_of(identity_.right, blank);
  }

  void decide(Finding& finding) const {
    if (!all(is_known)) return;
    const auto left = sum(identity_.left, fields_);
    const auto right = sum(identity_.right, fields_);
    if (!left || !right) return;
    const bool holds = identity_.relation == Relation::equal ? *left == *right : *left <= *right;
    const bool complete = all([](const Field& field) { return field.state == State::number; });
    if (complete)
      finding.verdict = holds ? Verdict::pass : Verdict::fail;
    else if (holds)
      finding.verdict = Verdict::pass_if_blank_zero;
    else if (has_blank_total())
      finding.verdict = Verdict::fail_blank_total;
    else
      return;  // the blank operand may hold what is missing
    finding.left = left;
    finding.right = right;
    finding.difference = left->minus(*right);
  }

  const IdentitySpec& identity_;
  std::span<const Field> fields_;
};

}  // namespace

std::vector<Finding> check_identities(const Template& form, std::span<const Field> fields) {
  std::vector<Finding> findings;
  findings.reserve(form.identities.size());
  for (const auto& identity : form.identities) findings.push_back(IdentityCheck(identity, fields).run());
  return findings;
}

}  // namespace nianbao::normalize
