#include "tests/generator/values.h"

#include <algorithm>

namespace nianbao::generator {
namespace {

using normalize::Decimal;
using normalize::FieldType;
using normalize::IdentitySpec;
using normalize::Relation;

constexpr double kBroken = 0.05;  // of reports

// How much an agency has to report: a village office nearly nothing, a city much.
struct Activity {
  double busy = 0;    // share of counts that are not zero
  int magnitude = 1;  // digits of counts
};

class Drawing {
 public:
  Drawing(const normalize::TemplateSet& templates, const normalize::Template& form, Random& random)
      : schema_(templates.schema()), form_(form), random_(random), activity_(draw_activity()) {}

  Values draw() {
    for (const auto& identity : form_.identities) {
      if (identity.relation == Relation::equal) pending_.insert(resulting(identity));
    }
    const auto results = pending_;
    draw_fields();
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& identity : form_.identities) {
        if (identity.relation == Relation::at_most) changed = lower(identity, results) || changed;
      }
    }
    const auto order = solving_order();
    // Once more, for totals of what had to make room.
    for (int pass = 0; pass < 2; ++pass) {
      for (const auto* identity : order) solve(*identity);
    }
    if (!order.empty() && random_.chance(kBroken)) break_some(order);
    return std::move(values_);
  }

 private:
  Activity draw_activity() {
    static constexpr Activity kActivities[] = {{0.03, 1}, {0.12, 1}, {0.3, 2}, {0.6, 4}};
    return random_.pick(kActivities);
  }

  // An equal identity gives the field it begins with.
  static int resulting(const IdentitySpec& identity) { return identity.left.front().field; }

  void draw_fields() {
    std::set<int> parts;
    for (const auto& identity : form_.identities) {
      if (identity.relation == Relation::at_most) continue;
      for (const auto& operand : identity.left) parts.insert(operand.field);
      for (const auto& operand : identity.right) parts.insert(operand.field);
    }
    for (const auto& table : form_.tables) {
      for (const auto& block : table.blocks) {
        for (const auto field : block.fields) {
          if (field >= 0) values_.of[field] = draw_value(schema_.fields[field], parts.contains(field));
        }
      }
    }
  }

  Decimal draw_value(const normalize::FieldSpec& field, bool part) {
    if (field.type == FieldType::amount) return draw_amount();
    if (field.type == FieldType::change) return Decimal(random_.chance(0.6) ? 0 : random_.between(-30, 30));
    // What stands alone is seldom nothing where there is anything at all.
    if (!random_.chance(part ? activity_.busy : 0.4 + activity_.busy / 2)) return Decimal{};
    const bool mass = field.name.ends_with("_decisions") || field.name.find("visits") != std::string::npos;
    return Decimal(
        static_cast<std::int64_t>(random_.below(power_of_ten(mass ? activity_.magnitude + 3 : draw_size()))));
  }

  // Small figures are commoner than large ones.
  int draw_size() { return random_.between(1, activity_.magnitude); }

  static std::size_t power_of_ten(int exponent) {
    std::size_t power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
  }

  Decimal draw_amount() {
    if (random_.chance(0.4)) return Decimal{};
    const auto scale = random_.between(0, 6);
    const auto unscaled = random_.below(power_of_ten(scale + random_.between(0, 5)));
    return Decimal::make(static_cast<std::int64_t>(unscaled), scale).value_or(Decimal{});
  }

  Decimal sum(const std::vector<normalize::IdentityOperand>& operands) const {
    Decimal total;
    for (const auto& operand : operands) total = total.plus(values_.of.at(operand.field)).value();
    return total;
  }

  // Makes a part no larger than its whole, where no other identity says what either is.
  bool lower(const IdentitySpec& identity, const std::set<int>& results) {
    const auto follows = [&](const normalize::IdentityOperand& operand) { return results.contains(operand.field); };
    if (identity.left.size() > 1 || std::ranges::any_of(identity.left, follows) ||
        std::ranges::any_of(identity.right, follows)) {
      return false;
    }
    auto& part = values_.of[identity.left.front().field];
    const auto whole = sum(identity.right);
    if (part <= whole) return false;
    part = whole;
    return true;
  }

  // Each identity after those that give its operands.
  std::vector<const IdentitySpec*> solving_order() {
    std::vector<const IdentitySpec*> order;
    std::vector<const IdentitySpec*> left;
    for (const auto& identity : form_.identities) {
      if (identity.relation == Relation::equal) left.push_back(&identity);
    }
    while (!left.empty()) {
      const auto ready = std::ranges::find_if(left, [&](const auto* identity) { return is_ready(*identity); });
      const auto next = ready == left.end() ? left.begin() : ready;
      order.push_back(*next);
      left.erase(next);
      const auto field = resulting(*order.back());
      if (std::ranges::find(left, field, [](const auto* each) { return resulting(*each); }) == left.end())
        pending_.erase(field);
    }
    return order;
  }

  bool is_ready(const IdentitySpec& identity) const {
    const auto known = [&](const normalize::IdentityOperand& operand) {
      return operand.field == resulting(identity) || !pending_.contains(operand.field);
    };
    return std::ranges::all_of(identity.left, known) && std::ranges::all_of(identity.right, known);
  }

  void solve(const IdentitySpec& identity) {
    auto rest = sum(identity.right);
    for (const auto& operand : identity.left) {
      if (operand.field == resulting(identity)) continue;
      auto& other = values_.of[operand.field];
      other = std::min(other, rest);  // no count is negative
      rest = rest.minus(other).value();
    }
    values_.of[resulting(identity)] = rest;
  }

  void break_some(const std::vector<const IdentitySpec*>& identities) {
    for (int count = random_.between(1, 2); count > 0; --count) {
      const auto field = resulting(*random_.pick(identities));
      auto& value = values_.of[field];
      value = value.plus(Decimal(random_.between(1, 9))).value();
      values_.altered.insert(field);
    }
  }

  const normalize::Schema& schema_;
  const normalize::Template& form_;
  Random& random_;
  Activity activity_;
  std::set<int> pending_;  // what identities not yet ordered give
  Values values_;
};

}  // namespace

Values draw_values(const normalize::TemplateSet& templates, const normalize::Template& form, Random& random) {
  return Drawing(templates, form, random).draw();
}

}  // namespace nianbao::generator
