#include "extract/formats/docx/body_reader.h"

#include <algorithm>
#include <array>

#include "extract/formats/docx/names.h"
#include "extract/formats/docx/symbols.h"

namespace nianbao::extract::docx {

BodyReader::Kind BodyReader::skip(const xml::Element&) { return Kind::skipped; }
BodyReader::Kind BodyReader::plain(const xml::Element&) { return Kind::any; }

template <BodyReader::Kind kind>
BodyReader::Kind BodyReader::enter(const xml::Element&) {
  return kind;
}

BodyReader::Kind BodyReader::start_paragraph(const xml::Element&) {
  composer_.open_paragraph();
  return Kind::paragraph;
}

BodyReader::Kind BodyReader::paragraph_style(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->style = word_value(element);
  return Kind::any;
}

BodyReader::Kind BodyReader::numbering_id(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->numbering.num_id = word_number(element, "val", 0);
  return Kind::any;
}

BodyReader::Kind BodyReader::numbering_level(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->numbering.level = word_number(element, "val", 0);
  return Kind::any;
}

BodyReader::Kind BodyReader::mark_hidden(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->mark_hidden = is_on(element);
  return Kind::any;
}

BodyReader::Kind BodyReader::mark_deleted(const xml::Element&) {
  if (auto* paragraph = composer_.paragraph()) paragraph->mark_deleted = true;
  return Kind::any;
}

BodyReader::Kind BodyReader::start_run(const xml::Element&) {
  if (auto* paragraph = composer_.paragraph()) {
    paragraph->run_style.clear();
    paragraph->run_hidden.reset();
    paragraph->run_digits.reset();
  }
  return Kind::run;
}

BodyReader::Kind BodyReader::run_style(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->run_style = word_value(element);
  return Kind::any;
}

BodyReader::Kind BodyReader::run_hidden(const xml::Element& element) {
  if (auto* paragraph = composer_.paragraph()) paragraph->run_hidden = is_on(element);
  return Kind::any;
}

// What switches a style's look off is not heeded: a digit too many set apart is no wrong number.
BodyReader::Kind BodyReader::run_digits(const xml::Element& element) {
  const auto digits = digit_style_of(element);
  if (auto* paragraph = composer_.paragraph(); paragraph != nullptr && digits) paragraph->run_digits = digits;
  return Kind::any;
}

BodyReader::Kind BodyReader::tab(const xml::Element&) {
  composer_.append("\t");
  return Kind::any;
}

// The end of a page or column ends a line too: without it the words on both sides would run together. At
// the beginning or the end of a paragraph it separates nothing.
BodyReader::Kind BodyReader::line_break(const xml::Element& element) {
  const auto type = word_value(element, "type");
  if (type == "page" || type == "column")
    composer_.break_page();
  else
    composer_.append("\n");
  return Kind::any;
}

// The plain hyphen rather than U+2011: it may be the sign of a number.
BodyReader::Kind BodyReader::hyphen(const xml::Element&) {
  composer_.append("-");
  return Kind::any;
}

BodyReader::Kind BodyReader::symbol(const xml::Element& element) {
  composer_.append(symbol_text(word_value(element, "font"), word_value(element, "char")));
  return Kind::any;
}

BodyReader::Kind BodyReader::field_character(const xml::Element& element) {
  const auto type = word_value(element, "fldCharType");
  if (type == "begin") composer_.begin_field();
  if (type == "separate") composer_.separate_field();
  if (type == "end") composer_.end_field();
  return Kind::any;
}

// A note's number is left out of the running text, where it would join the digits before it.
BodyReader::Kind BodyReader::note_reference(const xml::Element& element) {
  auto& ids = element.name == "footnoteReference" ? notes_.footnotes : notes_.endnotes;
  if (composer_.shows()) ids.emplace(word_value(element, "id"));
  return Kind::any;
}

BodyReader::Kind BodyReader::picture(const xml::Element&) {
  if (composer_.shows()) ++pictures_;
  return Kind::any;
}

BodyReader::Kind BodyReader::text_box(const xml::Element&) {
  if (composer_.paragraph() != nullptr && !composer_.shows()) return Kind::skipped;
  composer_.open_text_box();
  return Kind::text_box;
}

BodyReader::Kind BodyReader::start_table(const xml::Element&) {
  composer_.open_table();
  return Kind::table;
}

BodyReader::Kind BodyReader::start_row(const xml::Element&) {
  composer_.open_row();
  return Kind::row;
}

BodyReader::Kind BodyReader::grid_column(const xml::Element& element) {
  composer_.add_grid_column(word_number(element, "w", 0));
  return Kind::skipped;
}

BodyReader::Kind BodyReader::columns_before(const xml::Element& element) {
  composer_.skip_columns(word_number(element, "val", 0));
  return Kind::any;
}

BodyReader::Kind BodyReader::row_deleted(const xml::Element&) {
  composer_.delete_row();
  return Kind::any;
}

BodyReader::Kind BodyReader::start_cell(const xml::Element&) {
  return !composer_.row_deleted() && composer_.open_cell() ? Kind::cell : Kind::skipped;
}

BodyReader::Kind BodyReader::column_span(const xml::Element& element) {
  if (auto* cell = composer_.cell()) cell->column_span = word_number(element, "val", 1);
  return Kind::any;
}

// 17.4.84: without a value the merge continues.
BodyReader::Kind BodyReader::vertical_merge(const xml::Element& element) {
  auto* cell = composer_.cell();
  if (cell != nullptr && word_value(element) != "restart") cell->merge = Merge::with_above;
  return Kind::any;
}

BodyReader::Kind BodyReader::horizontal_merge(const xml::Element& element) {
  auto* cell = composer_.cell();
  if (cell != nullptr && word_value(element) != "restart") cell->merge = Merge::with_left;
  return Kind::any;
}

BodyReader::Kind BodyReader::cell_deleted(const xml::Element&) {
  composer_.delete_cell();
  return Kind::any;
}

BodyReader::Kind BodyReader::alternatives(const xml::Element&) {
  choice_made_.push_back(false);
  return Kind::alternatives;
}

// Part 3, 7.6: the first choice all of whose namespaces are understood. They are told by the prefixes
// every writer gives them: shapes, groups and canvases of text boxes, and versions of the main language.
BodyReader::Kind BodyReader::choice(const xml::Element& element) {
  constexpr std::array<std::string_view, 15> kUnderstood{"wps",    "wpg",   "wpc",      "wp14",  "w14",
                                                         "w15",    "w16",   "a14",      "v",     "w16cex",
                                                         "w16cid", "w16du", "w16sdtdh", "w16se", "wne"};
  if (choice_made_.back()) return Kind::skipped;
  for (auto rest = element.attribute("Requires"); !rest.empty();) {
    const auto prefix = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), prefix.size() + 1));
    if (!prefix.empty() && std::ranges::find(kUnderstood, prefix) == kUnderstood.end()) return Kind::skipped;
  }
  choice_made_.back() = true;
  return Kind::any;
}

BodyReader::Kind BodyReader::fallback(const xml::Element&) {
  const bool made = choice_made_.back();
  choice_made_.back() = true;
  return made ? Kind::skipped : Kind::any;
}

BodyReader::Kind BodyReader::chunk(const xml::Element& element) {
  const auto id = std::ranges::find_if(element.attributes, [](const xml::Attribute& each) {
    return each.name == "id" && ns_of(each.ns) == Ns::relationship;
  });
  if (id != element.attributes.end() && read_chunk_) composer_.splice(read_chunk_(id->value));
  return Kind::skipped;
}

// Separators carry a type (17.11.10) and are not notes.
BodyReader::Kind BodyReader::note(const xml::Element& element) {
  const auto type = word_value(element, "type");
  const bool kept = kept_notes_ != nullptr && kept_notes_->contains(word_value(element, "id"));
  return kept && (type.empty() || type == "normal") ? Kind::any : Kind::skipped;
}

struct BodyReader::Rule {
  Ns ns;
  std::string_view name;
  Kind (BodyReader::*start)(const xml::Element&);
  Kind parent = Kind::any;
};

// The first rule that fits counts. Elements without one are transparent: content controls, hyperlinks, smart
// tags, insertions, moves to this place, drawings around a text box.
struct BodyReader::RuleTable {
  using Self = BodyReader;
  static constexpr std::array rows{
      Rule{Ns::word, "r", &Self::start_run},
      Rule{Ns::word, "t", &Self::enter<Kind::text>},
      Rule{Ns::word, "rPr", &Self::enter<Kind::run_properties>, Kind::run},
      Rule{Ns::word, "p", &Self::start_paragraph},
      Rule{Ns::word, "pPr", &Self::enter<Kind::paragraph_properties>, Kind::paragraph},
      Rule{Ns::word, "rPr", &Self::enter<Kind::mark_properties>, Kind::paragraph_properties},
      Rule{Ns::word, "pStyle", &Self::paragraph_style, Kind::paragraph_properties},
      Rule{Ns::word, "numPr", &Self::enter<Kind::numbering_properties>, Kind::paragraph_properties},
      Rule{Ns::word, "numId", &Self::numbering_id, Kind::numbering_properties},
      Rule{Ns::word, "ilvl", &Self::numbering_level, Kind::numbering_properties},
      Rule{Ns::word, "vanish", &Self::mark_hidden, Kind::mark_properties},
      Rule{Ns::word, "specVanish", &Self::mark_hidden, Kind::mark_properties},
      Rule{Ns::word, "vanish", &Self::run_hidden, Kind::run_properties},
      Rule{Ns::word, "vertAlign", &Self::run_digits, Kind::run_properties},
      Rule{Ns::word, "strike", &Self::run_digits, Kind::run_properties},
      Rule{Ns::word, "dstrike", &Self::run_digits, Kind::run_properties},
      Rule{Ns::word, "rStyle", &Self::run_style, Kind::run_properties},
      // Tracked changes (17.13.5): what was there before does not count.
      Rule{Ns::word, "del", &Self::mark_deleted, Kind::mark_properties},
      Rule{Ns::word, "moveFrom", &Self::mark_deleted, Kind::mark_properties},
      Rule{Ns::word, "del", &Self::row_deleted, Kind::row_properties},
      Rule{Ns::word, "cellDel", &Self::cell_deleted, Kind::cell_properties},
      Rule{Ns::word, "del", &Self::skip},
      Rule{Ns::word, "moveFrom", &Self::skip},
      Rule{Ns::word, "pPrChange", &Self::skip},
      Rule{Ns::word, "rPrChange", &Self::skip},
      Rule{Ns::word, "numberingChange", &Self::skip},
      Rule{Ns::word, "tblPrChange", &Self::skip},
      Rule{Ns::word, "tblGridChange", &Self::skip},
      Rule{Ns::word, "tblPrExChange", &Self::skip},
      Rule{Ns::word, "trPrChange", &Self::skip},
      Rule{Ns::word, "tcPrChange", &Self::skip},
      Rule{Ns::word, "sectPrChange", &Self::skip},
      Rule{Ns::word, "tab", &Self::tab, Kind::run},
      Rule{Ns::word, "ptab", &Self::tab, Kind::run},
      Rule{Ns::word, "br", &Self::line_break, Kind::run},
      Rule{Ns::word, "cr", &Self::line_break, Kind::run},
      Rule{Ns::word, "noBreakHyphen", &Self::hyphen, Kind::run},
      Rule{Ns::word, "sym", &Self::symbol, Kind::run},
      Rule{Ns::word, "fldChar", &Self::field_character, Kind::run},
      Rule{Ns::word, "footnoteReference", &Self::note_reference},
      Rule{Ns::word, "endnoteReference", &Self::note_reference},
      Rule{Ns::word, "drawing", &Self::picture},
      Rule{Ns::word, "pict", &Self::picture},
      Rule{Ns::word, "object", &Self::picture},
      Rule{Ns::word, "txbxContent", &Self::text_box},
      Rule{Ns::word, "rt", &Self::skip},  // 17.3.3.24: the reading above a character
      Rule{Ns::word, "sdtPr", &Self::skip},
      Rule{Ns::word, "tbl", &Self::start_table},
      Rule{Ns::word, "tblPr", &Self::skip},
      Rule{Ns::word, "gridCol", &Self::grid_column},
      Rule{Ns::word, "tr", &Self::start_row},
      Rule{Ns::word, "trPr", &Self::enter<Kind::row_properties>, Kind::row},
      Rule{Ns::word, "gridBefore", &Self::columns_before, Kind::row_properties},
      Rule{Ns::word, "tc", &Self::start_cell},
      Rule{Ns::word, "tcPr", &Self::enter<Kind::cell_properties>, Kind::cell},
      Rule{Ns::word, "gridSpan", &Self::column_span, Kind::cell_properties},
      Rule{Ns::word, "vMerge", &Self::vertical_merge, Kind::cell_properties},
      Rule{Ns::word, "hMerge", &Self::horizontal_merge, Kind::cell_properties},
      Rule{Ns::word, "altChunk", &Self::chunk},
      Rule{Ns::word, "footnote", &Self::note},
      Rule{Ns::word, "endnote", &Self::note},
      Rule{Ns::math, "r", &Self::start_run},
      Rule{Ns::math, "t", &Self::enter<Kind::text>},
      Rule{Ns::compatibility, "AlternateContent", &Self::alternatives},
      Rule{Ns::compatibility, "Choice", &Self::choice, Kind::alternatives},
      Rule{Ns::compatibility, "Fallback", &Self::fallback, Kind::alternatives},
  };
};

const BodyReader::Rule* BodyReader::rule_of(const xml::Element& element, Kind parent) {
  const auto ns = ns_of(element.ns);
  const auto rule = std::ranges::find_if(RuleTable::rows, [&](const Rule& each) {
    return each.name == element.name && each.ns == ns && (each.parent == Kind::any || each.parent == parent);
  });
  return rule == RuleTable::rows.end() ? nullptr : rule;
}

void BodyReader::start(const xml::Element& element) {
  if (skipped_ > 0) {
    ++skipped_;
    return;
  }
  if (open_.empty() && ns_of(element.ns) == Ns::word) root_ = element.name;
  const auto* rule = rule_of(element, open_.empty() ? Kind::any : open_.back());
  const auto kind = rule == nullptr ? plain(element) : (this->*rule->start)(element);
  if (kind == Kind::skipped)
    ++skipped_;
  else
    open_.push_back(kind);
}

void BodyReader::end(std::string_view, std::string_view) {
  if (skipped_ > 0) {
    --skipped_;
    return;
  }
  const auto kind = open_.back();
  open_.pop_back();
  if (kind == Kind::alternatives) choice_made_.pop_back();
  struct Closing {
    Kind kind;
    void (Composer::*close)();
  };
  static constexpr std::array kClosings{
      Closing{Kind::paragraph, &Composer::close_paragraph},
      Closing{Kind::text_box, &Composer::close_text_box},
      Closing{Kind::cell, &Composer::close_cell},
      Closing{Kind::table, &Composer::close_table},
  };
  const auto closing = std::ranges::find(kClosings, kind, &Closing::kind);
  if (closing != kClosings.end()) (composer_.*closing->close)();
}

void BodyReader::text(std::string_view text) {
  if (skipped_ == 0 && !open_.empty() && open_.back() == Kind::text) composer_.append(text);
}

}  // namespace nianbao::extract::docx
