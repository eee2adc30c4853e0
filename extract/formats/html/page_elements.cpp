// What the start and the end of each kind of element do.
#include <algorithm>
#include <array>
#include <utility>

#include "extract/formats/html/ascii.h"
#include "extract/formats/html/attributes.h"
#include "extract/formats/html/links.h"
#include "extract/formats/html/page.h"
#include "extract/formats/html/properties.h"

namespace nianbao::extract::html_page {
namespace {

// A block is a menu from so many links on, when so much of its text is theirs.
constexpr std::int64_t kMenuLinks = 5;
constexpr std::int64_t kMenuPercent = 90;

// HTML 4.9.11: "if rowspan is higher than 65534".
constexpr std::int64_t kMostRows = 65'534;

// The types whose value is shown as text; a missing type is "text" (HTML 4.10.5).
constexpr std::array<std::string_view, 7> kTextTypes{"", "text", "number", "tel", "email", "url", "date"};

// A size in pixels; -1 for percentages and what is not said.
std::int64_t pixels(const html::Element& element, std::string_view property) {
  auto value = style_property(element, property);
  if (value.empty()) value = trim(element.attribute(property));
  return value.ends_with('%') ? -1 : leading_number(value, -1);
}

}  // namespace

void Page::open_table(const html::Element&, OpenElement& entry) {
  content_.begin_table();
  entry.tables = content_.open_tables() - 1;
}

void Page::close_table(const OpenElement& entry) {
  while (content_.open_tables() > entry.tables) content_.end_table();
}

void Page::open_row_group(const html::Element&, OpenElement&) { content_.begin_row_group(); }

void Page::close_row_group(const OpenElement& entry) {
  if (content_.open_tables() == entry.tables) content_.end_row_group();
}

void Page::open_row(const html::Element&, OpenElement& entry) {
  content_.begin_implied_table(open_.size() - 1);
  content_.begin_row();
  entry.tables = content_.open_tables();
}

void Page::close_row(const OpenElement& entry) {
  if (content_.open_tables() == entry.tables) content_.end_row();
}

void Page::open_cell(const html::Element& element, OpenElement& entry) {
  content_.begin_implied_table(open_.size() - 1);
  const auto row_span = std::min(leading_number(element.attribute("rowspan"), 1), kMostRows);
  const auto column_span = std::max<std::int64_t>(leading_number(element.attribute("colspan"), 1), 1);
  content_.begin_cell(row_span, column_span);
  entry.cell = content_.cell_number();
}

void Page::close_cell(const OpenElement& entry) {
  if (content_.in_cell() && content_.cell_number() == entry.cell) content_.end_cell();
}

void Page::close_list(const OpenElement& entry) {
  const auto links = totals_.links - entry.before.links;
  const auto linked = totals_.linked - entry.before.linked;
  const auto characters = totals_.characters - entry.before.characters;
  if (links < kMenuLinks || linked * 100 < characters * kMenuPercent) return;
  writer_.mark_navigation(entry.first_block);
}

void Page::open_landmark(const html::Element&, OpenElement& entry) { entry.navigation = true; }

void Page::open_preformatted(const html::Element&, OpenElement& entry) { entry.preformatted = true; }

void Page::open_line_break(const html::Element&, OpenElement& entry) {
  if (entry.muted || select_.open() || title_) return;
  content_.flow().add_line_break(mode());
  if (anchor_) anchor_->text.add_text(" ", {});
}

void Page::open_anchor(const html::Element& element, OpenElement&) {
  const auto target = trim(element.attribute("href"));
  if (target.empty()) return;
  anchor_ = Anchor{.target = std::string(target),
                   .title = std::string(trim(element.attribute("title"))),
                   .downloads = is_file_name(element.attribute("download"))};
}

void Page::close_anchor(const OpenElement& entry) {
  if (!anchor_) return;
  ++totals_.links;
  auto anchor = std::exchange(anchor_, std::nullopt);
  if (entry.muted) return;
  auto shown = anchor->text.take().text;
  // Many sites serve files from addresses without a name, under a text that is the name.
  const bool named = leads_to_file(anchor->target) && (anchor->downloads || is_file_name(shown));
  if (!named && !is_attachment(anchor->target)) return;
  add_attachment({shown.empty() ? std::move(anchor->title) : std::move(shown), std::move(anchor->target)});
}

void Page::open_image(const html::Element& element, OpenElement& entry) {
  // A picture that leads elsewhere is a banner; one that leads to itself in full size is content.
  const bool banner = anchor_ && !is_picture(anchor_->target);
  if (entry.muted || entry.navigation || banner) return;
  content_.flow().add_image({.source = std::string(trim(element.attribute("src"))),
                             .width = pixels(element, "width"),
                             .height = pixels(element, "height")},
                            mode());
}

void Page::open_head(const html::Element&, OpenElement& entry) { entry.muted = true; }

void Page::open_title(const html::Element&, OpenElement& entry) {
  entry.muted = true;
  if (!has_title_) title_.emplace();
}

void Page::close_title(const OpenElement&) {
  if (!title_) return;
  has_title_ = true;
  auto title = title_->take().text;
  title_.reset();
  budget_.spend_text(title.size());
  document_.properties.push_back({"html:title", std::move(title)});
}

void Page::open_meta(const html::Element& element, OpenElement&) {
  const auto name = element.attribute("name");
  const auto* content = element.find("content");
  if (name.empty() || content == nullptr) return;
  budget_.spend_text(name.size() + content->value.size());
  document_.properties.push_back({meta_property_name(name), std::string(trim(content->value))});
}

void Page::open_input(const html::Element& element, OpenElement& entry) {
  const auto type = to_lower(trim(element.attribute("type")));
  const bool shown = std::ranges::find(kTextTypes, type) != kTextTypes.end();
  // Outside tables these are search boxes with their hints.
  if (shown && !entry.muted && content_.in_cell()) add_text(element.attribute("value"));
}

void Page::open_select(const html::Element&, OpenElement&) { select_.begin(); }

void Page::close_select(const OpenElement& entry) {
  const auto shown = select_.end();
  if (!entry.muted) add_text(shown);
}

void Page::open_option(const html::Element& element, OpenElement&) {
  if (select_.open()) select_.begin_option(element.find("selected") != nullptr);
}

void Page::close_option(const OpenElement&) { select_.end_option(); }

}  // namespace nianbao::extract::html_page
