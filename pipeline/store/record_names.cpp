#include "pipeline/store/record_names.h"

#include <algorithm>

namespace nianbao::pipeline {
namespace {

template <class Item, class Name>
const Item* find_by(const std::vector<Item>& items, Name name, std::string_view wanted) {
  const auto found = std::ranges::find(items, wanted, name);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const normalize::FieldSpec* RecordNames::field(std::string_view name) {
  if (next_ < schema_.fields.size() && schema_.fields[next_].name == name) return &schema_.fields[next_++];
  if (fields_.empty()) {
    fields_.reserve(schema_.fields.size());
    for (const auto& field : schema_.fields) fields_.emplace(field.name, &field);
  }
  const auto found = fields_.find(name);
  if (found == fields_.end()) return nullptr;
  next_ = static_cast<std::size_t>(found->second - schema_.fields.data()) + 1;
  return found->second;
}

const normalize::FactSpec* RecordNames::fact(std::string_view key) const {
  return find_by(schema_.facts, &normalize::FactSpec::key, key);
}

const normalize::Template* RecordNames::form(std::string_view id) const {
  return find_by(forms_, [](const normalize::Template& form) -> std::string_view { return form.info.id; }, id);
}

}  // namespace nianbao::pipeline
