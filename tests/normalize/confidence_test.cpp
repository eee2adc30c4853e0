// The measured confidence: the table, and what it says of generated reports.
#include "normalize/check/confidence.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "extract/base/xml_tree.h"
#include "normalize/template/builtin_files.h"
#include "normalize/template/confidence_reader.h"
#include "tests/generator/report.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using namespace nianbao::test;

namespace {

xml::Node measured_table() {
  const auto files = builtin_files();
  const auto file = std::ranges::find(files, "confidence.xml", &BuiltinFile::name);
  REQUIRE(file != files.end());
  return xml::read_tree(file->bytes, "confidence.xml").value();
}

double number_in(const xml::Node& node, std::string_view attribute) {
  return std::stod(std::string(node.attribute(attribute)));
}

// The formula of confidence.xml: few cells prove little, and nothing proves more than the cap.
double confidence_by(double cells, double right) { return std::min(0.9999, (right + 1) / (cells + 2)); }

bool says_something(State state) {
  return state == State::number || state == State::blank || state == State::dash || state == State::none_word;
}

std::string text_of(const Field& field) { return field.value ? field.value->to_string() : ""; }

// Every form, shape and damage but changed digits, which no reading can tell, in turn.
template <class Visit>
void for_each_generated(std::uint64_t reports, Visit visit) {
  std::vector<generator::Combination> all;
  for (const auto& damage : generator::damage_table()) {
    if (damage.id == "digits") continue;
    for (const auto& dialect : generator::dialect_table()) {
      for (const auto& form : templates().templates()) all.push_back({&form, &dialect, &damage});
    }
  }
  for (std::uint64_t i = 0; i < reports; ++i) {
    const auto made = generator::make_report(templates(), all[i * 7 % all.size()], 5, i);
    visit(made, report_of(made.bytes, made.name));
  }
}

Field found_by(const CellEvidence& evidence) {
  return {.spec = &templates().schema().fields.front(),
          .state = State::number,
          .value = Decimal(1),
          .method = Method::label,
          .evidence = evidence};
}

void check_measured(const std::filesystem::path& source) {
  for (const auto& field : report_of(read_file(source), source.filename().string()).fields) {
    if (!says_something(field.state)) continue;
    INFO(source << ' ' << field.spec->name << ' ' << to_string(field.method) << ' ' << to_string(field.evidence));
    CHECK(templates().confidence().measured(class_of(field)));
  }
}

}  // namespace

TEST_CASE("confidences are the shares they were measured from") {
  for (const auto& node : measured_table().children) {
    const auto cells = number_in(node, "cells");
    const auto right = number_in(node, "right");
    const auto confidence = number_in(node, "confidence");
    INFO(node.attribute("binding") << ' ' << node.attribute("method") << ' ' << node.attribute("sums"));
    CHECK(right <= cells);
    CHECK(confidence > 0);
    CHECK(confidence < 1);
    CHECK(std::abs(confidence - confidence_by(cells, right)) < 0.000051);  // four places
  }
}

TEST_CASE("cells are right most often where sums hold, least often where they fail") {
  std::map<std::string, std::map<std::string, std::pair<double, double>>> measured;
  for (const auto& node : measured_table().children) {
    auto& [cells, right] = measured[std::string(node.attribute("binding"))][std::string(node.attribute("sums"))];
    cells += number_in(node, "cells");
    right += number_in(node, "right");
  }
  for (auto& [binding, sums] : measured) {
    const auto confidence = [&](const std::string& each) { return confidence_by(sums[each].first, sums[each].second); };
    // Of a measured share; three of them are chance.
    const auto error = [&](const std::string& each) {
      const auto share = confidence(each);
      return std::sqrt(share * (1 - share) / std::max(1.0, sums[each].first));
    };
    const auto at_least = [&](const std::string& more, const std::string& less) {
      return confidence(more) + 3 * std::hypot(error(more), error(less)) >= confidence(less);
    };
    INFO(binding);
    CHECK(at_least("holds", "none"));
    CHECK(at_least("none", "fails"));
    CHECK(at_least("holds", "fails"));
  }
}

TEST_CASE("evidence that was never met counts as the worst of its binding, and none as nothing") {
  ConfidenceTable table;
  CHECK(table.add({.binding = Binding::grid, .method = Method::label}, 0.9));
  CHECK(table.add({.binding = Binding::grid, .method = Method::alias}, 0.8));
  CHECK(table.add({.binding = Binding::count, .method = Method::position}, 0.7));
  CHECK_FALSE(table.add({.binding = Binding::count, .method = Method::position}, 0.6));
  CHECK(table.of({.binding = Binding::grid, .method = Method::label}) == 0.9);
  CHECK(table.of({.binding = Binding::grid, .method = Method::label, .repaired = true}) == 0.8);
  CHECK(table.of({.binding = Binding::count, .method = Method::position, .lines = Lines::broken}) == 0.7);
  CHECK(table.of({.binding = Binding::count, .method = Method::position, .likened = true}) == 0.7);
  CHECK(table.of({.binding = Binding::place, .method = Method::position}) == 0);
}

TEST_CASE("a table that names a class twice is refused") {
  constexpr auto kRow = "<class binding='gap' method='position' sums='none' cells='1' right='1' confidence='0.6'/>";
  const auto root = xml::read_tree("<confidence>" + std::string(kRow) + kRow + "</confidence>", "x").value();
  CHECK(read_confidence(root, "x").error().code == ErrorCode::bad_template);
}

TEST_CASE("evidence is said in words") {
  CHECK(to_string(CellEvidence{}).empty());
  CHECK(to_string(CellEvidence{.binding = Binding::grid, .sums = Sums::holds}) == "grid holds");
  CHECK(to_string(CellEvidence{.binding = Binding::gap, .lines = Lines::broken}) == "gap none broken");
  CHECK(to_string(CellEvidence{.binding = Binding::count, .likened = true, .lines = Lines::irregular}) ==
        "count none irregular likened");
}

TEST_CASE("sums speak for the cells in them: one that fails counts, zeros and rules of logic do not") {
  struct Case {
    Finding finding;
    Sums sums;
  };
  const auto sum = [](Verdict verdict, int left, int right) {
    return Finding{.verdict = verdict, .left = Decimal(left), .right = Decimal(right)};
  };
  auto soft = sum(Verdict::fail, 2, 1);
  soft.soft = true;
  const std::vector<Case> cases{{sum(Verdict::pass, 2, 2), Sums::holds},
                                {sum(Verdict::pass_if_blank_zero, 2, 2), Sums::holds},
                                {sum(Verdict::pass, 0, 0), Sums::none},
                                {sum(Verdict::pass, 1, 2), Sums::none},
                                {sum(Verdict::fail, 2, 1), Sums::fails},
                                {sum(Verdict::fail_blank_total, 0, 1), Sums::fails},
                                {Finding{}, Sums::none},
                                {soft, Sums::none}};
  for (auto [finding, sums] : cases) {
    std::vector<Field> fields{found_by({.binding = Binding::grid})};
    finding.fields = {fields[0].spec->name};
    weigh_sums(std::vector{finding}, fields);
    INFO(to_string(finding.verdict));
    CHECK(fields[0].evidence.sums == sums);
    auto held = sum(Verdict::pass, 3, 3);
    held.fields = finding.fields;
    weigh_sums(std::vector{held, finding}, fields);
    CHECK(fields[0].evidence.sums == (sums == Sums::fails ? Sums::fails : Sums::holds));
    CHECK(fields[0].value == Decimal(1));
    CHECK(fields[0].state == State::number);
  }
}

TEST_CASE("an unreadable cell has no confidence") {
  std::vector<Field> fields{found_by({.binding = Binding::grid}), found_by({.binding = Binding::grid})};
  fields[1].state = State::unreadable;
  weigh(fields, templates().confidence());
  CHECK(fields[0].confidence > 0.99);
  CHECK(fields[1].confidence == 0);
}

TEST_CASE("every kind of evidence in the corpus was measured") {
  for (const auto& folder : std::filesystem::directory_iterator(project_file("corpus/reports"))) {
    if (!folder.is_directory()) continue;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      if (file.path().stem() == "source") check_measured(file.path());
    }
  }
}

TEST_CASE("of generated cells said to be 0.99 sure, 99 in 100 are right") {
  std::size_t sure = 0;
  std::size_t right = 0;
  for_each_generated(320, [&](const generator::Report& made, const Report& report) {
    for (const auto& field : report.fields) {
      if (!says_something(field.state) || field.confidence < 0.99) continue;
      ++sure;
      const auto truth = std::ranges::find(made.cells, field.spec->name, &generator::CellTruth::field);
      if (truth != made.cells.end() && truth->state == field.state && truth->value == text_of(field)) ++right;
    }
  });
  CHECK(sure > 10'000);
  CHECK(100 * right >= 99 * sure);
}
