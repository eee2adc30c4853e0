#include "normalize/template/identity_reader.h"

#include <algorithm>
#include <array>

namespace nianbao::normalize {
namespace {

std::string filled(std::string text, std::string_view placeholder, std::string_view value) {
  if (const auto at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), value);
  return text;
}

// Where the operands of each element stand.
struct Side {
  std::string_view element;
  Whose whose;
  std::vector<IdentityOperand> IdentitySpec::* operands;
};

constexpr std::array<Side, 4> kSides{{{"left", Whose::own, &IdentitySpec::left},
                                      {"right", Whose::own, &IdentitySpec::right},
                                      {"year-before", Whose::year_before, &IdentitySpec::right},
                                      {"above", Whose::above, &IdentitySpec::right}}};

bool is_joint(const IdentitySpec& identity) {
  return std::ranges::any_of(identity.right,
                             [](const IdentityOperand& operand) { return operand.whose != Whose::own; });
}

// One <identity>, whose instances differ in their fields alone.
class IdentityReader {
 public:
  IdentityReader(const xml::Node& node, const Schema& schema, std::string_view place)
      : node_(node), schema_(schema), place_(place), totals_(xml::split_words(node.child_text("totals"))) {}

  Result<IdentitySpec> read(const std::string& instance) const {
    IdentitySpec identity{.id = std::string(node_.attribute("id")),
                          .instance = instance,
                          .relation = node_.attribute("relation") == "equal" ? Relation::equal : Relation::at_most,
                          .soft = node_.attribute("soft") == "true"};
    const auto pattern = filled(std::string(node_.attribute("field")), "{instance}", instance);
    for (const auto& side : kSides) {
      for (const auto& word : xml::split_words(node_.child_text(side.element))) {
        auto operand = read_operand(word, filled(pattern, "{operand}", word));
        if (!operand) return std::unexpected(operand.error());
        operand->whose = side.whose;
        (identity.*side.operands).push_back(*operand);
      }
    }
    return identity;
  }

 private:
  Result<IdentityOperand> read_operand(const std::string& word, const std::string& name) const {
    const auto field = std::ranges::find(schema_.fields, name, &FieldSpec::name);
    if (field == schema_.fields.end()) {
      return fail(ErrorCode::bad_template, std::string(place_),
                  "identity " + std::string(node_.attribute("id")) + " names a field that does not exist: " + name);
    }
    return IdentityOperand{.field = static_cast<int>(field - schema_.fields.begin()),
                           .total = std::ranges::find(totals_, word) != totals_.end()};
  }

  const xml::Node& node_;
  const Schema& schema_;
  std::string_view place_;
  std::vector<std::string> totals_;
};

}  // namespace

Result<void> read_identity(const xml::Node& node, Schema& schema, std::string_view place,
                           std::vector<IdentitySpec>& identities) {
  auto instances = xml::split_words(node.attribute("instances"));
  if (instances.empty()) instances.emplace_back(node.attribute("instance"));
  const IdentityReader reader(node, schema, place);
  for (const auto& instance : instances) {
    auto identity = reader.read(instance);
    if (!identity) return std::unexpected(identity.error());
    auto& joint = schema.joint_identities;
    if (!is_joint(*identity))
      identities.push_back(std::move(*identity));
    else if (std::ranges::find(joint, *identity) == joint.end())
      joint.push_back(std::move(*identity));
  }
  return {};
}

}  // namespace nianbao::normalize
