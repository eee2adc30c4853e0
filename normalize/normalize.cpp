#include "normalize/normalize.h"

#include <algorithm>
#include <deque>

#include "normalize/bind/field_set.h"
#include "normalize/bind/lost_table.h"
#include "normalize/check/identities.h"
#include "normalize/locate/flow.h"
#include "normalize/locate/identity.h"
#include "normalize/locate/kind.h"
#include "normalize/locate/sections.h"

namespace nianbao::normalize {
namespace {

class ReportBuilder {
 public:
  ReportBuilder(const extract::Document& document, const TemplateSet& templates)
      : document_(document),
        templates_(templates),
        vocabulary_(templates.vocabulary()),
        flow_(make_flow(document, vocabulary_.traditional)) {}

  Report build() {
    bind_tables();
    auto located = locate_identity(document_, flow_, vocabulary_);
    report_.identity = std::move(located.identity);
    std::ranges::move(located.diagnostics, std::back_inserter(report_.diagnostics));
    locate_sections(located.body_begin);
    merge();
    decide_kind();
    return std::move(report_);
  }

 private:
  // Each table goes to the template that explains most of its cells; templates mix inside one document.
  void bind_tables() {
    std::vector<TableBinder> binders;
    for (const auto& form : templates_.templates()) binders.emplace_back(form, vocabulary_);
    section_of_item_.resize(flow_.items.size());
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      if (flow_.items[item].table == nullptr) continue;
      auto& observed = observed_.emplace_back(*flow_.items[item].table, flow_.script, vocabulary_);
      BoundTable best;
      for (std::size_t i = 0; i < binders.size(); ++i) {
        const auto& form = templates_.templates()[i];
        observed.match_labels(form, vocabulary_);
        auto binding = binders[i].bind(observed);
        if (!binding.found() || binding.cells.size() <= best.binding.cells.size()) continue;
        best = {&observed, &form, std::move(binding)};
      }
      if (best.form == nullptr) continue;
      section_of_item_[item] = best.form->tables[best.binding.form_table].section;
      tables_.push_back(std::move(best));
    }
  }

  const Template& leading_form() const {
    const auto& forms = templates_.templates();
    const auto cells = [&](const Template& form) {
      std::size_t count = 0;
      for (const auto& table : tables_) count += table.form == &form ? table.binding.cells.size() : 0;
      return count;
    };
    const auto most = std::ranges::max_element(forms, {}, cells);
    if (cells(*most) > 0) return *most;
    const auto year = Decimal::parse(report_.identity.report_year.value).value_or(Decimal{}).unscaled();
    const auto of_year = std::ranges::find_if(forms, [&](const Template& form) {
      return year >= form.info.first_year && (form.info.last_year == 0 || year <= form.info.last_year);
    });
    return of_year != forms.end() ? *of_year : forms.front();
  }

  void locate_sections(std::size_t body_begin) {
    const auto& form = leading_form();
    const FlowFacts facts{section_of_item_, body_begin};
    const auto headings = locate_headings(flow_, facts, form, vocabulary_);
    report_.sections = cut_sections(flow_, facts, headings, form, vocabulary_);
    heading_count_ = headings.size();
  }

  void merge() {
    const auto& schema = templates_.schema();
    auto fields = merge_fields(tables_, schema, vocabulary_, report_.diagnostics);
    std::vector<const Template*> found;
    for (auto& table : tables_) {
      if (std::ranges::find(found, table.form) == found.end()) found.push_back(table.form);
      std::ranges::move(table.binding.unmapped, std::back_inserter(report_.unmapped));
      std::ranges::move(table.binding.diagnostics, std::back_inserter(report_.diagnostics));
    }
    for (const auto* form : found) report_.templates.push_back(form->info.id);
    if (found.empty()) found.push_back(&leading_form());
    for (const auto* form : found) {
      mark_lost_tables(flow_, *form, fields, report_.diagnostics);
      std::ranges::move(check_identities(*form, fields), std::back_inserter(report_.findings));
    }
    std::ranges::copy_if(fields, std::back_inserter(report_.fields), [&](const Field& field) {
      return std::ranges::any_of(found, [&](const Template* form) {
        return std::ranges::find(field.spec->templates, form->info.id) != field.spec->templates.end();
      });
    });
  }

  void decide_kind() {
    Content content{.headings = heading_count_, .title = !report_.identity.title.value.empty()};
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
  std::deque<ObservedTable> observed_;  // keeps addresses
  std::vector<BoundTable> tables_;
  std::vector<int> section_of_item_;
  std::size_t heading_count_ = 0;
  Report report_;
};

}  // namespace

Report build_report(const extract::Document& document, const TemplateSet& templates) {
  return ReportBuilder(document, templates).build();
}

}  // namespace nianbao::normalize
