#include "extract/formats/html/element_table.h"

#include <algorithm>
#include <array>

namespace nianbao::extract::html_page {
namespace {

using enum ElementKind;

// In alphabetical order. Besides the standard's, the containers that Chinese content systems invent
// (founder-*, ucap*).
constexpr std::array kElements{
    ElementInfo{"a", anchor},
    ElementInfo{"abbr", text},
    ElementInfo{"address", block},
    ElementInfo{"applet", skipped},
    ElementInfo{"article", block},
    ElementInfo{"aside", landmark},
    ElementInfo{"audio", skipped},
    ElementInfo{"b", text},
    ElementInfo{"big", text},
    ElementInfo{"blockquote", block},
    ElementInfo{"body", block},
    ElementInfo{"br", line_break},
    ElementInfo{"canvas", skipped},
    ElementInfo{"caption", caption},
    ElementInfo{"center", block},
    ElementInfo{"code", text},
    ElementInfo{"col", column},
    ElementInfo{"colgroup", column},
    ElementInfo{"datalist", skipped},
    ElementInfo{"dd", block},
    ElementInfo{"del", deleted},
    ElementInfo{"details", block},
    ElementInfo{"dir", list},
    ElementInfo{"div", list},
    ElementInfo{"dl", list},
    ElementInfo{"dt", block},
    ElementInfo{"em", text},
    ElementInfo{"embed", embedded},
    ElementInfo{"fieldset", block},
    ElementInfo{"figcaption", block},
    ElementInfo{"figure", block},
    ElementInfo{"font", text},
    ElementInfo{"footer", landmark},
    ElementInfo{"form", block},
    ElementInfo{"founder-content", block},
    ElementInfo{"founder-title", block},
    ElementInfo{"frameset", block},
    ElementInfo{"h1", block},
    ElementInfo{"h2", block},
    ElementInfo{"h3", block},
    ElementInfo{"h4", block},
    ElementInfo{"h5", block},
    ElementInfo{"h6", block},
    ElementInfo{"head", head},
    ElementInfo{"header", block},
    ElementInfo{"hgroup", block},
    ElementInfo{"hr", block},
    ElementInfo{"html", block},
    ElementInfo{"i", text},
    ElementInfo{"iframe", embedded},
    ElementInfo{"img", image},
    ElementInfo{"input", input},
    ElementInfo{"ins", text},
    ElementInfo{"label", text},
    ElementInfo{"legend", block},
    ElementInfo{"li", block},
    ElementInfo{"link", skipped},
    ElementInfo{"listing", preformatted},
    ElementInfo{"main", block},
    ElementInfo{"math", skipped},
    ElementInfo{"menu", list},
    ElementInfo{"meta", meta},
    ElementInfo{"nav", landmark},
    ElementInfo{"noembed", skipped},
    ElementInfo{"noframes", skipped},
    ElementInfo{"noscript", skipped},
    ElementInfo{"object", embedded},
    ElementInfo{"ol", list},
    ElementInfo{"option", option},
    ElementInfo{"p", block},
    ElementInfo{"pre", preformatted},
    ElementInfo{"s", text},
    ElementInfo{"script", skipped},
    ElementInfo{"search", block},
    ElementInfo{"section", block},
    ElementInfo{"select", ElementKind::select},
    ElementInfo{"small", text},
    ElementInfo{"span", text},
    ElementInfo{"strike", text},
    ElementInfo{"strong", text},
    ElementInfo{"style", skipped},
    ElementInfo{"sub", text},
    ElementInfo{"summary", block},
    ElementInfo{"sup", text},
    ElementInfo{"svg", skipped},
    ElementInfo{"table", table},
    ElementInfo{"tbody", row_group},
    ElementInfo{"td", cell},
    ElementInfo{"template", skipped},
    ElementInfo{"textarea", preformatted},
    ElementInfo{"tfoot", row_group},
    ElementInfo{"th", cell},
    ElementInfo{"thead", row_group},
    ElementInfo{"title", title},
    ElementInfo{"tr", row},
    ElementInfo{"u", text},
    ElementInfo{"ucapcontent", block},
    ElementInfo{"ucaptitle", block},
    ElementInfo{"ul", list},
    ElementInfo{"video", skipped},
    ElementInfo{"xml", skipped},
    ElementInfo{"xmp", preformatted},
};
static_assert(std::ranges::is_sorted(kElements, {}, &ElementInfo::name));

constexpr std::array kBreaking{block, list, landmark, preformatted, table, caption, row_group, row, cell, head};
constexpr std::array kTableParts{caption, row_group, row, cell, column};

}  // namespace

const ElementInfo* find_element(std::string_view name) {
  const auto found = std::ranges::lower_bound(kElements, name, {}, &ElementInfo::name);
  return found != kElements.end() && found->name == name ? &*found : nullptr;
}

bool breaks_paragraph(ElementKind kind) { return std::ranges::find(kBreaking, kind) != kBreaking.end(); }

bool builds_table(ElementKind kind) { return std::ranges::find(kTableParts, kind) != kTableParts.end(); }

}  // namespace nianbao::extract::html_page
