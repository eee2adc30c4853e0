#include "extract/formats/docx/numbering.h"

#include <algorithm>

#include "extract/formats/docx/names.h"

namespace nianbao::extract::docx {
namespace {

bool is_level(std::int64_t number) { return number >= 0 && number < static_cast<std::int64_t>(kLevels); }

}  // namespace

const NumberingInstance* Numbering::instance(std::int64_t num_id) const {
  const auto found = instances_.find(num_id);
  return found == instances_.end() ? nullptr : &found->second;
}

Numbering::List Numbering::list_of(const NumberingInstance& instance, const Styles& styles) const {
  const auto own = abstracts_.find(instance.abstract_id);
  if (own == abstracts_.end()) return {};
  const auto& link = own->second.num_style_link;
  if (link.empty()) return {own->first, &own->second};
  // 17.9.21: the numbering style names an instance, and the list of that one carries w:styleLink.
  const auto* linked = this->instance(styles.num_id(link).value_or(0));
  const auto through_style = linked == nullptr ? abstracts_.end() : abstracts_.find(linked->abstract_id);
  if (through_style != abstracts_.end()) return {through_style->first, &through_style->second};
  const auto by_link =
      std::ranges::find_if(abstracts_, [&](const auto& each) { return each.second.style_link == link; });
  if (by_link != abstracts_.end()) return {by_link->first, &by_link->second};
  return {own->first, &own->second};
}

void NumberingReader::start_abstract(const xml::Element& element) {
  abstract_ = &numbering_.abstracts_[word_number(element, "abstractNumId", -1)];
}

void NumberingReader::start_instance(const xml::Element& element) {
  instance_ = &numbering_.instances_[word_number(element, "numId", 0)];
}

void NumberingReader::start_override(const xml::Element& element) {
  const auto number = word_number(element, "ilvl", -1);
  if (instance_ == nullptr || !is_level(number)) return;
  override_ = &instance_->overrides[static_cast<std::size_t>(number)];
}

void NumberingReader::start_level(const xml::Element& element) {
  const auto number = word_number(element, "ilvl", -1);
  if (!is_level(number)) return;
  if (override_ != nullptr) {
    level_ = &override_->level.emplace();
  } else if (abstract_ != nullptr) {
    level_ = &abstract_->levels[static_cast<std::size_t>(number)];
  }
}

void NumberingReader::read_abstract_child(const xml::Element& element) {
  if (abstract_ == nullptr) return;
  if (element.name == "styleLink") abstract_->style_link = word_value(element);
  if (element.name == "numStyleLink") abstract_->num_style_link = word_value(element);
}

void NumberingReader::read_level_child(const xml::Element& element) {
  if (level_ == nullptr) return;
  if (element.name == "start") level_->start = word_number(element, "val", 0);
  // A format Word names "custom" has a plain one beside it in mc:Fallback, which comes last and counts.
  if (element.name == "numFmt") level_->format = word_value(element);
  if (element.name == "lvlText") level_->text = word_value(element);
  if (element.name == "pStyle") level_->style = word_value(element);
  if (element.name == "lvlRestart") level_->restart = word_number(element, "val", 0);
  if (element.name == "isLgl") level_->legal = is_on(element);
  if (element.name == "vanish") level_->hidden = is_on(element);
}

struct NumberingReader::Rule {
  std::string_view name;
  void (NumberingReader::*start)(const xml::Element&);
};

const NumberingReader::Rule* NumberingReader::rule_of(std::string_view name) {
  using Self = NumberingReader;
  static constexpr std::array kRules{
      Rule{"abstractNum", &Self::start_abstract},    Rule{"num", &Self::start_instance},
      Rule{"lvlOverride", &Self::start_override},    Rule{"lvl", &Self::start_level},
      Rule{"styleLink", &Self::read_abstract_child}, Rule{"numStyleLink", &Self::read_abstract_child},
      Rule{"start", &Self::read_level_child},        Rule{"numFmt", &Self::read_level_child},
      Rule{"lvlText", &Self::read_level_child},      Rule{"pStyle", &Self::read_level_child},
      Rule{"lvlRestart", &Self::read_level_child},   Rule{"isLgl", &Self::read_level_child},
      Rule{"vanish", &Self::read_level_child},
  };
  const auto rule = std::ranges::find(kRules, name, &Rule::name);
  return rule == kRules.end() ? nullptr : rule;
}

void NumberingReader::start(const xml::Element& element) {
  if (ns_of(element.ns) != Ns::word) return;
  if (const auto* rule = rule_of(element.name)) return (this->*rule->start)(element);
  if (instance_ == nullptr) return;
  if (element.name == "abstractNumId") instance_->abstract_id = word_number(element, "val", -1);
  if (override_ == nullptr) return;
  if (element.name == "startOverride") override_->start = word_number(element, "val", 0);
}

void NumberingReader::end(std::string_view, std::string_view name) {
  if (name == "abstractNum") abstract_ = nullptr;
  if (name == "num") instance_ = nullptr;
  if (name == "lvlOverride") override_ = nullptr;
  if (name == "lvl") level_ = nullptr;
}

}  // namespace nianbao::extract::docx
