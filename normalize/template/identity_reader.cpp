#include "normalize/template/identity_reader.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

std::string filled(std::string text, std::string_view placeholder, std::string_view value) {
  if (const auto at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), value);
  return text;
}

}  // namespace

Result<void> read_identity(const xml::Node& node, const Schema& schema, std::string_view place,
                           std::vector<IdentitySpec>& identities) {
  auto instances = xml::split_words(node.attribute("instances"));
  if (instances.empty()) instances.emplace_back(node.attribute("instance"));
  const auto totals = xml::split_words(node.child_text("totals"));
  for (const auto& instance : instances) {
    IdentitySpec identity{.id = std::string(node.attribute("id")),
                          .instance = instance,
                          .relation = node.attribute("relation") == "equal" ? Relation::equal : Relation::at_most,
                          .soft = node.attribute("soft") == "true"};
    const auto pattern = filled(std::string(node.attribute("field")), "{instance}", instance);
    for (const auto* side : {"left", "right"}) {
      auto& operands = side == std::string_view("left") ? identity.left : identity.right;
      for (const auto& operand : xml::split_words(node.child_text(side))) {
        const auto name = filled(pattern, "{operand}", operand);
        const auto field = std::ranges::find(schema.fields, name, &FieldSpec::name);
        if (field == schema.fields.end()) {
          return fail(ErrorCode::bad_template, std::string(place),
                      "identity " + identity.id + " names a field that does not exist: " + name);
        }
        operands.push_back(
            {static_cast<int>(field - schema.fields.begin()), std::ranges::find(totals, operand) != totals.end()});
      }
    }
    identities.push_back(std::move(identity));
  }
  return {};
}

}  // namespace nianbao::normalize
