#include "normalize/template/facts_reader.h"

namespace nianbao::normalize {
namespace {

std::string expanded(std::string pattern, const Vocabulary& vocabulary) {
  for (const auto& [name, definition] : vocabulary.definitions) {
    const auto placeholder = "{" + name + "}";
    for (auto at = pattern.find(placeholder); at != std::string::npos; at = pattern.find(placeholder, at)) {
      pattern.replace(at, placeholder.size(), definition);
      at += definition.size();
    }
  }
  return pattern;
}

class FactsReader {
 public:
  FactsReader(const Vocabulary& vocabulary, Schema& schema, std::string_view place)
      : vocabulary_(vocabulary), schema_(schema), place_(place) {}

  Result<FactRules> read(const xml::Node& root) {
    for (const auto& child : root.children) {
      auto done = child.name == "mask" ? read_mask(child) : read_fact(child);
      if (!done) return std::unexpected(done.error());
    }
    rules_.patterns.compile();
    return std::move(rules_);
  }

 private:
  std::string place_of(const xml::Node& node) const {
    return std::string(place_) + " rule " + std::string(node.attribute("id"));
  }

  std::string pattern_of(const xml::Node& node) const {
    return expanded(std::string(node.child_text("pattern")), vocabulary_);
  }

  Result<void> read_mask(const xml::Node& node) {
    auto pattern = Pattern::compile(pattern_of(node), place_of(node));
    if (!pattern) return std::unexpected(pattern.error());
    Rule mask{std::string(node.attribute("id")), std::move(*pattern), {}, {}};
    for (const auto& child : node.children) {
      if (child.name == "match") mask.matching.push_back(child.text);
      if (child.name == "reject") mask.rejected.push_back(child.text);
    }
    rules_.masks.push_back(std::move(mask));
    return {};
  }

  Result<void> read_fact(const xml::Node& node) {
    FactSpec spec{.key = std::string(node.attribute("key")),
                  .label_zh = std::string(node.child_text("name")),
                  .label_en = std::string(node.child_text("en")),
                  .unit = std::string(node.attribute("unit"))};
    for (const auto& child : node.children) {
      if (child.name == "twin") spec.twins.push_back(xml::split_words(child.text));
    }
    schema_.facts.push_back(std::move(spec));
    for (const auto& child : node.children) {
      if (child.name != "rule") continue;
      if (auto done = read_rule(child); !done) return done;
    }
    return {};
  }

  Result<void> read_rule(const xml::Node& node) {
    if (auto added = rules_.patterns.add(pattern_of(node), place_of(node)); !added) return added;
    FactRule rule{std::string(node.attribute("id")), static_cast<int>(schema_.facts.size()) - 1, {}, {}};
    for (const auto& child : node.children) {
      if (child.name == "match") {
        rule.matching.push_back(
            {child.text, std::string(child.attribute("value")), std::string(child.attribute("hedge"))});
      }
      if (child.name == "reject") rule.rejected.push_back(child.text);
    }
    rules_.rules.push_back(std::move(rule));
    return {};
  }

  const Vocabulary& vocabulary_;
  Schema& schema_;
  std::string_view place_;
  FactRules rules_;
};

}  // namespace

Result<FactRules> read_facts(const xml::Node& root, const Vocabulary& vocabulary, Schema& schema,
                             std::string_view place) {
  return FactsReader(vocabulary, schema, place).read(root);
}

}  // namespace nianbao::normalize
