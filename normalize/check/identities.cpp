#include "normalize/check/identities.h"

#include <algorithm>

#include "normalize/model/balance.h"

namespace nianbao::normalize {
namespace {

Finding checked(const IdentitySpec& identity, std::span<const Field> fields) {
  Finding finding{.identity = identity.id, .instance = identity.instance, .soft = identity.soft};
  const auto quantities_of = [&](const std::vector<IdentityOperand>& operands) {
    std::vector<Quantity> quantities;
    quantities.reserve(operands.size());
    for (const auto& operand : operands) {
      const auto& field = fields[operand.field];
      finding.fields.push_back(field.spec->name);
      quantities.push_back({field.state, field.value, field.confidence >= kCertain, operand.total});
    }
    return quantities;
  };
  const auto left = quantities_of(identity.left);
  const auto result = balance(identity.relation, left, quantities_of(identity.right));
  finding.verdict = result.verdict;
  finding.left = result.left;
  finding.right = result.right;
  finding.difference = result.difference;
  finding.blame = result.blame;
  return finding;
}

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
      auto finding = checked(identity, fields);
      finding.template_id = table.form->info.id;
      if (!is_checked(findings, finding)) findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace nianbao::normalize
