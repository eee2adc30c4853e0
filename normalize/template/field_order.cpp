#include "normalize/template/field_order.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

using Order = std::vector<int>;  // fields by their place in the final order

bool has(const Order& order, int field) { return std::ranges::find(order, field) != order.end(); }

std::vector<int> fields_of_row(const BlockSpec& block, std::size_t row) {
  std::vector<int> fields;
  for (std::size_t column = 0; column < block.columns.size(); ++column) {
    if (block.field(row, column) >= 0) fields.push_back(block.field(row, column));
  }
  return fields;
}

class FieldOrder {
 public:
  explicit FieldOrder(const Schema& schema) : schema_(schema) {}

  void add(const TableSpec& table) {
    const auto before = order_;  // what older forms stand among
    for (const auto& block : table.blocks) {
      for (std::size_t row = 0; row < block.rows.size(); ++row) {
        auto fields = fields_of_row(block, row);
        const auto whole = fields.size();
        std::erase_if(fields, [&](int field) { return has(order_, field); });
        const auto next = row + 1 < block.rows.size() ? fields_of_row(block, row + 1).front() : -1;
        const bool among_known = fields.size() == whole && has(before, next);
        const auto at = among_known ? std::ranges::find(order_, next) : end_of(table.prefix);
        order_.insert(at, fields.begin(), fields.end());
      }
    }
  }

  const Order& order() const { return order_; }

 private:
  Order::iterator end_of(const std::string& prefix) {
    const auto last = std::find_if(order_.rbegin(), order_.rend(),
                                   [&](int field) { return schema_.fields[field].name.starts_with(prefix + "_"); });
    return last == order_.rend() ? order_.end() : last.base();
  }

  const Schema& schema_;
  Order order_;
};

void renumber(IdentitySpec& identity, const std::vector<int>& place) {
  for (auto& operand : identity.left) operand.field = place[operand.field];
  for (auto& operand : identity.right) operand.field = place[operand.field];
}

void renumber(Template& form, const std::vector<int>& place) {
  for (auto& table : form.tables) {
    for (auto& block : table.blocks) {
      for (auto& field : block.fields) field = field < 0 ? field : place[field];
    }
  }
  for (auto& identity : form.identities) renumber(identity, place);
}

}  // namespace

void order_fields(Schema& schema, std::vector<Template>& templates) {
  FieldOrder ordered(schema);
  for (const auto& form : templates) {
    for (const auto& table : form.tables) ordered.add(table);
  }
  std::vector<FieldSpec> fields;
  std::vector<int> place(schema.fields.size());
  for (const auto field : ordered.order()) {
    place[field] = static_cast<int>(fields.size());
    fields.push_back(std::move(schema.fields[field]));
  }
  schema.fields = std::move(fields);
  for (auto& form : templates) renumber(form, place);
  for (auto& identity : schema.joint_identities) renumber(identity, place);
}

}  // namespace nianbao::normalize
