#include "extract/formats/html/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/formats/html/ascii.h"
#include "extract/formats/html/links.h"

namespace nianbao::extract::html_page {
namespace {

// Pages hide these until a script has run; no reader ever sees them hidden.
constexpr std::array<std::string_view, 2> kAlwaysShown{"html", "body"};

constexpr ElementInfo kUnknownElement{"", ElementKind::text};
constexpr std::array kNotRead{ElementKind::embedded, ElementKind::skipped, ElementKind::deleted};

}  // namespace

Page::Page(Document& document, const Limits& limits)
    : document_(document), budget_(limits, "html"), writer_(document, budget_), content_(writer_, budget_) {}

// The elements whose start or end does more than to break a paragraph.
const Page::Rule* Page::find_rule(ElementKind kind) {
  using enum ElementKind;
  static constexpr std::array kRules{
      Rule{table, &Page::open_table, &Page::close_table},
      Rule{row_group, &Page::open_row_group, &Page::close_row_group},
      Rule{row, &Page::open_row, &Page::close_row},
      Rule{cell, &Page::open_cell, &Page::close_cell},
      Rule{list, nullptr, &Page::close_list},
      Rule{landmark, &Page::open_landmark, nullptr},
      Rule{preformatted, &Page::open_preformatted, nullptr},
      Rule{line_break, &Page::open_line_break, nullptr},
      Rule{anchor, &Page::open_anchor, &Page::close_anchor},
      Rule{image, &Page::open_image, nullptr},
      Rule{head, &Page::open_head, nullptr},
      Rule{title, &Page::open_title, &Page::close_title},
      Rule{meta, &Page::open_meta, nullptr},
      Rule{input, &Page::open_input, nullptr},
      Rule{ElementKind::select, &Page::open_select, &Page::close_select},
      Rule{option, &Page::open_option, &Page::close_option},
  };
  const auto rule = std::ranges::find(kRules, kind, &Rule::kind);
  return rule == kRules.end() ? nullptr : &*rule;
}

void Page::note_embedded(const html::Element& element) {
  const auto source = element.attribute("src");
  const auto target = trim(source.empty() ? element.attribute("data") : source);
  if (is_attachment(target)) add_attachment({std::string(trim(element.attribute("title"))), std::string(target)});
}

void Page::push(const html::Element& element, const ElementInfo& info, const Display& display) {
  auto entry = open_.empty() ? OpenElement{} : open_.back();
  entry.kind = info.kind;
  entry.breaks = breaks_paragraph(info.kind) || display.block;
  if (entry.breaks) {
    content_.end_paragraph();
    if (!builds_table(info.kind)) content_.end_implied_table_outside_cells();
    if (!info.name.empty()) entry.style = info.name;
  }
  entry.muted = entry.muted || display.invisible;
  entry.navigation = entry.navigation || is_landmark(element);
  // Handed down through blocks, but a mark left open in one cell says nothing of the next.
  const auto around = info.kind == ElementKind::cell ? DigitStyle::plain : entry.digits;
  entry.digits = builds_table(info.kind) ? around : digit_style_of(element).value_or(around);
  entry.tables = content_.open_tables();
  entry.cell = -1;
  entry.first_block = writer_.size();
  entry.before = totals_;
  open_.push_back(entry);
}

void Page::start(const html::Element& element) {
  if (budget_.exceeded()) return;
  if (skipped_ > 0) {
    ++skipped_;
    return;
  }
  const auto* known = find_element(element.name);
  const auto& info = known == nullptr ? kUnknownElement : *known;
  const auto display = display_of(element);
  const bool gone = display.gone && std::ranges::find(kAlwaysShown, element.name) == kAlwaysShown.end();
  if (info.kind == ElementKind::embedded && !gone) note_embedded(element);
  if (gone || std::ranges::find(kNotRead, info.kind) != kNotRead.end() || is_deleted(element)) {
    skipped_ = 1;
    return;
  }
  push(element, info, display);
  const auto* rule = find_rule(info.kind);
  if (rule != nullptr && rule->open != nullptr) (this->*rule->open)(element, open_.back());
}

void Page::end(std::string_view) {
  if (budget_.exceeded()) return;
  if (skipped_ > 0) {
    --skipped_;
    return;
  }
  if (open_.empty()) return;
  const auto entry = open_.back();
  if (entry.breaks) content_.end_paragraph();
  const auto* rule = find_rule(entry.kind);
  if (rule != nullptr && rule->close != nullptr) (this->*rule->close)(entry);
  open_.pop_back();
  content_.end_implied_table_of(open_.size());
}

TextMode Page::mode() const {
  if (open_.empty()) return {};
  const auto& top = open_.back();
  return {.style = top.style,
          .preformatted = top.preformatted,
          .linked = anchor_.has_value(),
          .navigation = top.navigation};
}

void Page::text(std::string_view utf8) {
  if (budget_.exceeded() || skipped_ > 0) return;
  if (title_) {
    title_->add_text(utf8, {});
  } else if (open_.empty() || !open_.back().muted) {
    if (select_.open()) {
      select_.text(utf8);
    } else {
      add_text(utf8);
    }
  }
}

void Page::add_text(std::string_view utf8) {
  if (utf8.find_first_not_of(kSpaces) != std::string_view::npos) content_.end_implied_table_outside_cells();
  const auto text = styled_digits(utf8, open_.empty() ? DigitStyle::plain : open_.back().digits);
  const auto visible = content_.flow().add_text(text, mode());
  totals_.characters += visible;
  if (!anchor_) return;
  totals_.linked += visible;
  anchor_->text.add_text(text, {});
}

void Page::add_attachment(Link link) {
  if (link.text.empty()) link.text = file_name_of(link.target);
  const auto [same, added] = attachment_of_.try_emplace(link.target, document_.attachments.size());
  if (added) {
    document_.attachments.push_back(std::move(link));
    return;
  }
  // An icon may be linked first, the words after it.
  auto& text = document_.attachments[same->second].text;
  if (text == file_name_of(link.target)) text = std::move(link.text);
}

Result<void> Page::finish() {
  while (!open_.empty() && !budget_.exceeded()) end({});
  content_.end_paragraph();
  return budget_.status();
}

}  // namespace nianbao::extract::html_page
