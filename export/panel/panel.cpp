#include "export/panel/panel.h"

#include <algorithm>
#include <utility>

#include "export/writers/csv_rows.h"

namespace nianbao::exporting {
namespace {

bool is_of_year_before(const normalize::IdentitySpec& identity) {
  return std::ranges::any_of(identity.right, [](const normalize::IdentityOperand& operand) {
    return operand.whose == normalize::Whose::year_before;
  });
}

// Appends a report that comes in the order of the panel.
void append(PanelReport report, History& history) {
  auto& years = history.years;
  if (years.empty() || years.back().year != report.year) {
    for (int gap = years.empty() ? report.year : years.back().year + 1; gap < report.year; ++gap)
      years.push_back({.year = gap});
    const int year = report.year;
    years.push_back({.year = year, .taken = std::move(report), .versions = 1});
    return;
  }
  auto& year = years.back();
  ++year.versions;
  if (year.others.size() < kMostOthers) year.others.push_back(std::move(report.path));
}

}  // namespace

Panel::Panel(const Dataset& dataset, const SpoolSpace& space)
    : dataset_(dataset), reports_(space), texts_(space), hierarchy_(space, *dataset.schema), findings_(space) {}

Result<void> Panel::add(const Record& record) {
  const auto report = panel_report(record, dataset_);
  return report ? add(*report) : Result<void>();
}

Result<void> Panel::add(const PanelReport& report) { return reports_.add(packed(report)); }

Result<void> Panel::write(OutputFile& panel, OutputFile& findings) {
  if (auto counted = count_shingles(); !counted) return counted;
  std::string rows;
  CsvRows out(rows);
  auto looked = for_each_history([&](History& history) -> Result<void> {
    write_history(history, *dataset_.schema, out);
    panel.write(rows);
    rows.clear();
    return look_at(history);
  });
  if (!looked) return looked;
  const auto note_each = [this](const PanelFinding& finding) { return findings_.add(finding); };
  if (auto compared = texts_.for_each(note_each); !compared) return compared;
  if (auto compared = hierarchy_.for_each(note_each); !compared) return compared;
  return findings_.write(findings);
}

// A history is as long as there are years, so it fits in memory.
Result<void> Panel::for_each_history(const Visit& visit) {
  History history;
  std::string issuer;
  auto read = reports_.for_each([&](std::string_view item) -> Result<void> {
    auto report = unpacked(item);
    if (report.issuer_id != issuer) {
      if (!history.years.empty()) {
        if (auto visited = visit(history); !visited) return visited;
      }
      history.years.clear();
      issuer = report.issuer_id;
    }
    append(std::move(report), history);
    return {};
  });
  return !read || history.years.empty() ? read : visit(history);
}

Result<void> Panel::count_shingles() {
  return for_each_history([this](History& history) -> Result<void> {
    shingles_.begin_issuer();
    for (const auto& year : history.years) {
      if (year.taken) shingles_.count(year.taken->text);
    }
    return {};
  });
}

Result<void> Panel::look_at(History& history) {
  const auto is_common = [this](std::uint64_t hash) { return shingles_.is_common(hash); };
  for (auto& year : history.years) {
    if (!year.taken) continue;
    drop_if(year.taken->text, is_common);
    if (auto noted = note(check_all_zero(*year.taken)); !noted) return noted;
    if (auto added = texts_.add(*year.taken); !added) return added;
    if (auto added = hierarchy_.add(*year.taken); !added) return added;
  }
  for (std::size_t i = 1; i < history.years.size(); ++i) {
    const auto& before = history.years[i - 1];
    const auto& year = history.years[i];
    if (!before.taken || !year.taken) continue;
    if (auto compared = compare_years(*before.taken, *year.taken); !compared) return compared;
  }
  return {};
}

Result<void> Panel::compare_years(const PanelReport& before, const PanelReport& report) {
  const auto& schema = *dataset_.schema;
  for (const auto& identity : schema.joint_identities) {
    if (!is_of_year_before(identity)) continue;
    if (auto noted = note(check_joint(identity, schema, report, before)); !noted) return noted;
  }
  if (auto noted = note(check_same_figures(report, before)); !noted) return noted;
  return note(check_same_text(report, before));
}

Result<void> Panel::note(const std::optional<PanelFinding>& finding) {
  return finding ? findings_.add(*finding) : Result<void>();
}

}  // namespace nianbao::exporting
