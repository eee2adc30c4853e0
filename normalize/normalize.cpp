#include "normalize/normalize.h"

#include <algorithm>
#include <deque>
#include <set>

#include "normalize/bind/field_set.h"
#include "normalize/bind/form_choice.h"
#include "normalize/bind/lines/line_binder.h"
#include "normalize/bind/lines/restore.h"
#include "normalize/bind/lost_table.h"
#include "normalize/bind/unmapped.h"
#include "normalize/check/confidence.h"
#include "normalize/check/identities.h"
#include "normalize/check/prose.h"
#include "normalize/locate/facts.h"
#include "normalize/locate/flow.h"
#include "normalize/locate/identity.h"
#include "normalize/locate/kind.h"
#include "normalize/locate/outline.h"
#include "normalize/locate/sections.h"

namespace nianbao::normalize {
namespace {

constexpr double kNamed = 0.85;  // confidence of a heading found by its name, damaged or not

class ReportBuilder {
 public:
  ReportBuilder(const extract::Document& document, const TemplateSet& templates)
      : document_(document),
        templates_(templates),
        vocabulary_(templates.vocabulary()),
        flow_(make_flow(document, vocabulary_)) {
    restore_line_tables(flow_, templates);
  }

  Report build() {
    auto located = locate_identity(document_, flow_, vocabulary_);
    report_.identity = std::move(located.identity);
    std::ranges::move(located.diagnostics, std::back_inserter(report_.diagnostics));
    bind_tables();
    locate_sections(located.body_begin);
    merge();
    decide_kind();
    return std::move(report_);
  }

 private:
  int report_year() const {
    const auto year = Decimal::parse(report_.identity.report_year.value);
    return year ? static_cast<int>(year->unscaled()) : 0;
  }

  void bind_tables() {
    std::vector<TableBinder> binders;
    for (const auto& form : templates_.templates()) binders.emplace_back(form, vocabulary_);
    std::vector<FormReadings> readings;
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      if (flow_.items[item].table == nullptr) continue;
      auto& observed = observed_.emplace_back(*flow_.items[item].table, flow_.script, report_year(), vocabulary_);
      observed_items_.push_back(item);
      auto& reading = readings.emplace_back(FormReadings{&observed, item, {}});
      for (const auto at : likely_forms(observed, templates_)) {
        const auto& form = templates_.templates()[at];
        observed.match_labels(form, vocabulary_);
        const bool lines = observed.table().geometry == extract::Geometry::lines;
        reading.forms.emplace_back(&form,
                                   lines ? bind_lines(observed, form, vocabulary_).parts : binders[at].bind(observed));
      }
    }
    tables_ = choose_forms(readings);
  }

  void locate_sections(std::size_t body_begin) {
    FlowFacts facts{.table_sections = std::vector<std::string_view>(flow_.items.size()), .body_begin = body_begin};
    for (const auto& table : tables_) facts.table_sections[table.item] = table.spec().section;
    auto outline = locate_outline(flow_, facts, form_of_most_cells(), templates_);
    leading_form_ = outline.form;
    report_.sections = cut_sections(flow_, facts, outline.headings, *leading_form_, vocabulary_);
    // Headings in words of their own are no sign of a report: plans and guides have such too.
    known_headings_ = std::ranges::count_if(
        outline.headings, [](const Heading& each) { return each.section != kNoSection && each.confidence >= kNamed; });
    body_begin_ = outline.headings.empty() ? body_begin : outline.headings.front().item;
  }

  // Null where no table of any form was found.
  const Template* form_of_most_cells() const {
    const auto cells = [&](const Template& form) {
      std::size_t count = 0;
      for (const auto& table : tables_) count += table.form == &form ? table.part.cells.size() : 0;
      return count;
    };
    const auto most = std::ranges::max_element(templates_.templates(), {}, cells);
    return cells(*most) > 0 ? &*most : nullptr;
  }

  void merge() {
    const auto& schema = templates_.schema();
    auto fields = merge_fields(tables_, schema, vocabulary_, report_.diagnostics);
    for (auto& table : tables_) {
      add_template(table.form->info.id);
      add_form_table({table.form, table.part.form_table});
      std::ranges::move(table.part.diagnostics, std::back_inserter(report_.diagnostics));
    }
    for (const auto& lost : mark_lost_tables(flow_, templates_, form_tables_, fields, report_.diagnostics)) {
      add_form_table(lost);
    }
    add_missing_tables(fields);
    weigh(fields, templates_.confidence());
    report_.findings = check_identities(form_tables_, fields);
    weigh_sums(report_.findings, fields);
    weigh(fields, templates_.confidence());
    report_.facts = locate_facts(report_.sections, flow_.script, report_year(), templates_);
    std::ranges::move(check_prose(report_.facts, form_tables_, fields, vocabulary_),
                      std::back_inserter(report_.findings));
    std::set<int> wanted;
    for (const auto& table : form_tables_) {
      for (const auto& block : table.spec().blocks) wanted.insert(block.fields.begin(), block.fields.end());
    }
    for (const auto field : wanted) {
      if (field >= 0) report_.fields.push_back(std::move(fields[field]));
    }
    collect_unmapped();
  }

  void add_template(const std::string& id) {
    if (std::ranges::find(report_.templates, id) == report_.templates.end()) report_.templates.push_back(id);
  }

  void add_form_table(FormTable table) {
    if (std::ranges::find(form_tables_, table) == form_tables_.end()) form_tables_.push_back(table);
  }

  // The tables the report should have by its form: where none stands for a section, its fields are absent.
  void add_missing_tables(std::vector<Field>& fields) {
    for (int at = 0; at < std::ssize(leading_form_->tables); ++at) {
      const auto& spec = leading_form_->tables[at];
      const bool found =
          std::ranges::any_of(form_tables_, [&](const FormTable& table) { return table.spec().prefix == spec.prefix; });
      if (found || spec.optional) continue;
      add_form_table({leading_form_, at});
      mark_lost_figures({leading_form_, at}, report_.sections, vocabulary_, fields, report_.diagnostics);
    }
  }

  // Before the first heading stand a page's own tables: its menus and its data sheet.
  void collect_unmapped() {
    auto begin = tables_.cbegin();
    for (std::size_t at = 0; at < observed_.size(); ++at) {
      const auto end =
          std::find_if(begin, tables_.cend(), [&](const BoundTable& table) { return table.table != &observed_[at]; });
      const std::span<const BoundTable> parts(begin, end);
      begin = end;
      if (parts.empty() && (observed_items_[at] < body_begin_ || !has_figures(observed_[at]))) continue;
      std::ranges::move(unmapped_cells(observed_[at], parts), std::back_inserter(report_.unmapped));
    }
  }

  static bool has_figures(const ObservedTable& table) {
    constexpr int kFewest = 2;  // a single number makes no table of figures
    int numbers = 0;
    for (std::size_t cell = 0; cell < table.table().cells.size(); ++cell) {
      numbers += table.cell(static_cast<int>(cell)).reading.state == State::number ? 1 : 0;
    }
    return numbers >= kFewest;
  }

  void decide_kind() {
    Content content{.headings = known_headings_,
                    .unified = leading_form_->order == SectionOrder::fixed,
                    .facts = report_.facts.size(),
                    .title = !report_.identity.title.value.empty()};
    for (const auto& field : report_.fields) {
      if (field.state == State::absent) continue;
      ++content.cells;
      if (field.state != State::blank) ++content.filled_cells;
    }
    auto other = kind_other_than_report(document_, flow_, content, vocabulary_);
    report_.reason = std::move(other.name);
    report_.reason_quote = std::move(other.quote);
    report_.is_report = report_.reason.empty();
    if (content.cells > 0 && content.filled_cells == 0) {
      report_.diagnostics.push_back({"blank_form", "every cell of its tables is blank", {}});
    }
    if (report_.is_report && content.cells == 0) {
      report_.diagnostics.push_back({"no_table", "the report has no table that could be read", {}});
    }
  }

  const extract::Document& document_;
  const TemplateSet& templates_;
  const Vocabulary& vocabulary_;
  Flow flow_;
  std::deque<ObservedTable> observed_;       // keeps addresses
  std::vector<std::size_t> observed_items_;  // of the flow, one for each
  std::vector<BoundTable> tables_;
  std::vector<FormTable> form_tables_;  // whose fields the report answers for
  const Template* leading_form_ = nullptr;
  std::size_t known_headings_ = 0;
  std::size_t body_begin_ = 0;
  Report report_;
};

}  // namespace

Report build_report(const extract::Document& document, const TemplateSet& templates) {
  return ReportBuilder(document, templates).build();
}

}  // namespace nianbao::normalize
