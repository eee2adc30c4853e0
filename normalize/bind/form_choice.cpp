#include "normalize/bind/form_choice.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nianbao::normalize {
namespace {

constexpr double kEqual = 1e-6;  // evidence is a sum of confidences

// A part of a table that one form or several explain equally well.
struct Contest {
  const ObservedTable* table = nullptr;
  std::size_t item = 0;
  std::vector<std::pair<const Template*, TablePart>> forms;

  bool decided() const { return forms.size() == 1; }
  const TableSpec& spec() const { return forms.front().first->tables[forms.front().second.form_table]; }
  const TablePart& part() const { return forms.front().second; }
};

bool overlap(const TablePart& left, const TablePart& right) {
  return std::ranges::any_of(left.rows,
                             [&](int row) { return std::ranges::find(right.rows, row) != right.rows.end(); });
}

// Tables of two sections may be drawn as one. An annex is a table of its own, and what another form makes of its
// local rows is chance.
bool coexist(const TableSpec& left, const TableSpec& right) {
  return !left.section.empty() && !right.section.empty() && left.prefix != right.prefix;
}

std::vector<Contest> contests_of(FormReadings& readings) {
  std::vector<std::pair<const Template*, TablePart>> parts;
  for (auto& [form, binding] : readings.forms) {
    for (auto& part : binding) parts.emplace_back(form, std::move(part));
  }
  std::ranges::stable_sort(parts, std::greater{}, [](const auto& each) { return each.second.evidence; });
  std::vector<Contest> contests;
  for (auto& [form, part] : parts) {
    const auto& spec = form->tables[part.form_table];
    const auto rival = std::ranges::find_if(contests, [&](const Contest& contest) {
      return overlap(contest.part(), part) || !coexist(contest.spec(), spec);
    });
    if (rival == contests.end()) {
      contests.push_back({readings.table, readings.item, {}});
      contests.back().forms.emplace_back(form, std::move(part));
    } else if (rival->spec().prefix == spec.prefix && std::abs(rival->part().evidence - part.evidence) < kEqual) {
      rival->forms.emplace_back(form, std::move(part));
    }
  }
  return contests;
}

using Distances = std::map<const Template*, std::size_t>;  // by form, to its nearest decided contest; or its place

// One sweep in each direction: a document may have thousands of tables.
std::vector<const Template*> winners_of(const std::vector<Contest>& contests) {
  std::vector<Distances> distances(contests.size());
  const auto visit = [&](std::size_t here, Distances& last_seen) {
    for (const auto& [form, where] : last_seen) {
      const auto distance = here > where ? here - where : where - here;
      const auto known = distances[here].try_emplace(form, distance).first;
      known->second = std::min(known->second, distance);
    }
    if (contests[here].decided()) last_seen[contests[here].forms.front().first] = here;
  };
  Distances before;  // by form, the last decided contest met
  for (std::size_t here = 0; here < contests.size(); ++here) visit(here, before);
  Distances after;
  for (std::size_t here = contests.size(); here-- > 0;) visit(here, after);

  std::vector<const Template*> winners;
  winners.reserve(contests.size());
  for (std::size_t i = 0; i < contests.size(); ++i) {
    const auto distance = [&](const auto& candidate) {
      const auto found = distances[i].find(candidate.first);
      return found == distances[i].end() ? contests.size() : found->second;
    };
    winners.push_back(std::ranges::min_element(contests[i].forms, {}, distance)->first);
  }
  return winners;
}

}  // namespace

std::vector<std::size_t> likely_forms(const ObservedTable& table, const TemplateSet& templates) {
  std::vector<std::size_t> called;
  for (const auto& form : templates.templates()) called.push_back(table.count_called(form));
  const auto most = std::ranges::max(called);
  std::vector<std::size_t> forms;
  for (std::size_t at = 0; at < called.size(); ++at) {
    if (2 * called[at] >= most) forms.push_back(at);
  }
  return forms;
}

std::vector<BoundTable> choose_forms(std::span<FormReadings> readings) {
  std::vector<Contest> contests;
  for (auto& each : readings) {
    auto of_table = contests_of(each);
    std::ranges::stable_sort(of_table, {}, [](const Contest& contest) { return contest.part().rows.front(); });
    std::ranges::move(of_table, std::back_inserter(contests));
  }
  const auto winners = winners_of(contests);
  std::vector<BoundTable> tables;
  for (std::size_t i = 0; i < contests.size(); ++i) {
    for (auto& [form, part] : contests[i].forms) {
      if (form == winners[i]) tables.push_back({contests[i].table, contests[i].item, form, std::move(part)});
    }
  }
  return tables;
}

}  // namespace nianbao::normalize
