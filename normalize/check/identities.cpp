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

bool belongs(const IdentitySpec& identity, const TableSpec& table) {
  return std::ranges::any_of(table.blocks, [&](const BlockSpec& block) {
    return std::ranges::find(block.fields, identity.left.front().field) != block.fields.end();
  });
}

// The columns of a block in which the report has nothing, when it has something in others.
std::vector<bool> left_out_columns(const BlockSpec& block, std::span<const Field> fields) {
  std::vector<bool> left_out(block.columns.size(), true);
  for (std::size_t i = 0; i < block.fields.size(); ++i) {
    const auto field = block.fields[i];
    if (field >= 0 && fields[field].state != State::absent) left_out[i % block.columns.size()] = false;
  }
  if (std::ranges::find(left_out, false) == left_out.end()) left_out.assign(left_out.size(), false);
  return left_out;
}

// Of a period the form has a column for and the report has not, sums say nothing.
bool is_of_left_out_column(const IdentitySpec& identity, const TableSpec& table, std::span<const Field> fields) {
  for (const auto& block : table.blocks) {
    const auto at = std::ranges::find(block.fields, identity.left.front().field);
    if (at == block.fields.end()) continue;
    const auto left_out = left_out_columns(block, fields);
    const auto is_left_out = [&](const IdentityOperand& operand) {
      const auto place = std::ranges::find(block.fields, operand.field);
      if (place == block.fields.end()) return false;
      return bool(left_out[static_cast<std::size_t>(place - block.fields.begin()) % block.columns.size()]);
    };
    return std::ranges::all_of(identity.left, is_left_out) && std::ranges::all_of(identity.right, is_left_out);
  }
  return false;
}

bool is_checked(const std::vector<Finding>& findings, const Finding& finding) {
  return std::ranges::any_of(findings, [&](const Finding& other) {
    return other.identity == finding.identity && other.instance == finding.instance && other.fields == finding.fields;
  });
}

}  // namespace

std::vector<Finding> check_identities(std::span<const FormTable> tables, std::span<const Field> fields) {
  std::vector<Finding> findings;
  for (const auto& table : tables) {
    for (const auto& identity : table.form->identities) {
      if (!belongs(identity, table.spec()) || is_of_left_out_column(identity, table.spec(), fields)) continue;
      auto finding = IdentityCheck(identity, fields).run();
      finding.template_id = table.form->info.id;
      if (!is_checked(findings, finding)) findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace nianbao::normalize
