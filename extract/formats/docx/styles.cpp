#include "extract/formats/docx/styles.h"

#include <algorithm>
#include <array>

#include "extract/formats/docx/names.h"

namespace nianbao::extract::docx {
namespace {

// What a style was before a tracked change, and what a table style asks of some cells only.
constexpr std::array<std::string_view, 3> kWithoutEffect{"pPrChange", "rPrChange", "tblStylePr"};

}  // namespace

const Style* Styles::find(std::string_view id) const {
  const auto found = styles_.find(id);
  return found == styles_.end() ? nullptr : &found->second;
}

bool Styles::hidden(std::string_view id) const {
  bool hidden = false;
  visit_chain(id, [&](std::string_view, const Style& style) {
    hidden = style.hidden.value_or(false);
    return !style.hidden.has_value();
  });
  return hidden;
}

std::optional<std::int64_t> Styles::num_id(std::string_view id) const {
  std::optional<std::int64_t> num_id;
  visit_chain(id, [&](std::string_view, const Style& style) {
    num_id = style.numbering.num_id;
    return !num_id.has_value();
  });
  return num_id;
}

DigitStyle Styles::digits(std::string_view id) const {
  auto digits = DigitStyle::plain;
  visit_chain(id, [&](std::string_view, const Style& style) {
    digits = style.digits.value_or(DigitStyle::plain);
    return !style.digits.has_value();
  });
  return digits;
}

void StylesReader::start_style(const xml::Element& element) {
  const auto id = std::string(word_value(element, "styleId"));
  style_ = &styles_.styles_[id];
  const auto* is_default = word_attribute(element, "default");
  if (is_default == nullptr || !means_on(is_default->value)) return;
  if (word_value(element, "type") == "paragraph") styles_.default_paragraph_style_ = id;
}

void StylesReader::start(const xml::Element& element) {
  if (skipped_ > 0 || std::ranges::find(kWithoutEffect, element.name) != kWithoutEffect.end()) {
    ++skipped_;
    return;
  }
  if (ns_of(element.ns) != Ns::word) return;
  if (element.name == "style") return start_style(element);
  if (style_ == nullptr) return;
  if (element.name == "basedOn") style_->based_on = word_value(element);
  if (element.name == "vanish") style_->hidden = is_on(element);
  if (const auto digits = digit_style_of(element)) style_->digits = digits;
  if (element.name == "numId") style_->numbering.num_id = word_number(element, "val", 0);
  if (element.name == "ilvl") style_->numbering.level = word_number(element, "val", 0);
}

void StylesReader::end(std::string_view, std::string_view name) {
  if (skipped_ > 0) {
    --skipped_;
  } else if (name == "style") {
    style_ = nullptr;
  }
}

}  // namespace nianbao::extract::docx
