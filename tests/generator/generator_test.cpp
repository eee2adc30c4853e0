// The generator: what it says of its reports is what they print.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <variant>

#include "tests/generator/report.h"
#include "tests/generator/truth.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::generator;
using namespace nianbao::test;
using normalize::Decimal;

namespace {

Report made(const char* dialect, const char* damage, std::uint64_t index = 0, std::uint64_t seed = 7) {
  const Combination combination{&templates().templates().front(), find_dialect(dialect), find_damage(damage)};
  return make_report(templates(), combination, seed, index);
}

template <class Test>
void for_each_combination(Test test) {
  std::uint64_t index = 0;
  for (const auto& form : templates().templates()) {
    for (const auto& dialect : dialect_table()) {
      for (const auto& damage : damage_table()) {
        const Combination combination{&form, &dialect, &damage};
        INFO(form.info.id << " " << dialect.id << " " << damage.id);
        test(combination, make_report(templates(), combination, 3, index++));
      }
    }
  }
}

std::size_t count_fields(const normalize::Template& form) {
  std::size_t count = 0;
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks)
      count += std::ranges::count_if(block.fields, [](int each) { return each >= 0; });
  }
  return count;
}

// What a report says outside its tables; the file itself where that is text.
std::string text_of(const Report& report) {
  const auto document = document_of(report.bytes, report.name);
  const bool has_lost_characters = report.bytes.find("\uFFFD") != std::string::npos;
  if (!has_lost_characters)
    CHECK(std::ranges::count(document.diagnostics, "replaced_characters", &extract::Diagnostic::code) == 0);
  if (!report.name.ends_with(".docx")) return report.bytes;
  std::string text;
  for (const auto& block : document.blocks) {
    if (const auto* paragraph = std::get_if<extract::Paragraph>(&block)) text += paragraph->text + "\n";
  }
  return text;
}

Decimal sum(const std::vector<normalize::IdentityOperand>& operands, const Values& values) {
  Decimal total;
  for (const auto& operand : operands) total = total.plus(values.of.at(operand.field)).value();
  return total;
}

bool touches(const normalize::IdentitySpec& identity, const std::set<int>& fields) {
  const auto in = [&](const normalize::IdentityOperand& operand) { return fields.contains(operand.field); };
  return std::ranges::any_of(identity.left, in) || std::ranges::any_of(identity.right, in);
}

Draft draft_with_figures(const normalize::Template& form) {
  Figures figures;
  int number = 0;
  for (const auto& field : templates().schema().fields) figures[field.name] = std::to_string(++number * 1010 % 90001);
  return compose(form, lay_out(templates(), form, figures), official_wording(form));
}

// The figures of a draft in order.
std::vector<std::string> figures_of(const Draft& draft) {
  std::vector<std::string> figures;
  for (const auto& piece : draft) {
    for (const auto& cell : piece.table.cells) {
      if (!cell.field.empty()) figures.push_back(cell.text);
    }
  }
  return figures;
}

std::string without_lookalikes(std::string text) {
  const std::pair<std::string, std::string> kMeant[] = {{" ", ""},   {"O", "0"},  {"o", "0"},  {"〇", "0"}, {"○", "0"},
                                                        {"l", "1"},  {"I", "1"},  {"|", "1"},  {"０", "0"}, {"１", "1"},
                                                        {"２", "2"}, {"３", "3"}, {"４", "4"}, {"５", "5"}, {"６", "6"},
                                                        {"７", "7"}, {"８", "8"}, {"９", "9"}};
  for (const auto& [printed, meant] : kMeant) {
    for (auto at = text.find(printed); at != std::string::npos; at = text.find(printed))
      text.replace(at, printed.size(), meant);
  }
  return text;
}

}  // namespace

TEST_CASE("a report depends on seed, index and combination alone") {
  for (const auto* dialect : {"html", "docx", "layout"}) {
    const auto report = made(dialect, "mixed");
    CHECK(report.bytes == made(dialect, "mixed").bytes);
    CHECK(report.bytes != made(dialect, "mixed", 1).bytes);
    CHECK(report.bytes != made(dialect, "mixed", 0, 8).bytes);
    CHECK(report.bytes != made(dialect, "chars_1").bytes);
  }
  CHECK(made("docx", "none", 42).name == "000042.docx");
}

// Another machine or library must not make other reports.
TEST_CASE("chance is the same everywhere") {
  Random random(seed_from(1, 2, "2021 html none"));
  CHECK(random.below(1'000'000) == 985895);
  CHECK(random.between(-5, 5) == 5);
  CHECK(random.chance(0.5) == false);
}

TEST_CASE("every combination makes a readable report with its truth") {
  for_each_combination([](const Combination& combination, const Report& report) {
    CHECK(report.cells.size() == count_fields(*combination.form));
    const auto text = text_of(report);
    for (const auto& section : report.sections) {
      INFO(section.heading);
      CHECK(text.find(section.heading) != std::string::npos);
    }
    if (combination.damage->id == "none") CHECK(report.sections.size() == combination.form->sections.size());
  });
}

TEST_CASE("what is said of the cells is what can be read from them") {
  for (const auto& form : templates().templates()) {
    for (const auto* dialect : {"html", "docx", "tab_cells"}) {
      for (std::uint64_t index = 0; index < 12; ++index) {
        const Combination combination{&form, find_dialect(dialect), find_damage("none")};
        const auto report = make_report(templates(), combination, 5, index);
        const auto read = report_of(report.bytes, report.name);
        for (const auto& cell : report.cells) {
          INFO(form.info.id << " " << report.name << " " << cell.field);
          const auto& field = field_of(read, cell.field);
          CHECK(to_string(field.state) == to_string(cell.state));
          CHECK((field.value ? field.value->to_string() : "") == cell.value);
        }
      }
    }
  }
}

TEST_CASE("identities hold but where a total was made wrong") {
  int broken = 0;
  constexpr int kReports = 300;
  for (const auto& form : templates().templates()) {
    for (int seed = 0; seed < kReports; ++seed) {
      Random random(static_cast<std::uint64_t>(seed));
      const auto values = draw_values(templates(), form, random);
      if (!values.altered.empty()) ++broken;
      for (const auto& identity : form.identities) {
        if (identity.soft || touches(identity, values.altered)) continue;
        INFO(form.info.id << " " << identity.id << " " << identity.instance << " seed " << seed);
        const auto left = sum(identity.left, values);
        const auto right = sum(identity.right, values);
        CHECK((identity.relation == normalize::Relation::equal ? left == right : left <= right));
      }
      for (const auto& [field, value] : values.of) {
        if (templates().schema().fields[field].type != normalize::FieldType::change) CHECK_FALSE(value.is_negative());
      }
    }
  }
  const auto all = kReports * static_cast<int>(templates().templates().size());
  CHECK(broken > all / 50);
  CHECK(broken < all / 10);
}

TEST_CASE("figures are printed in many ways") {
  std::set<normalize::State> states;
  bool groups = false;
  bool units = false;
  const auto& form = templates().templates().front();
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const auto values = draw_values(templates(), form, random);
    for (const auto& [field, figure] : Printer(templates(), form, true).print(values, random)) {
      states.insert(figure.state);
      groups = groups || figure.text.find(',') != std::string::npos;
      units = units || figure.text.ends_with("件");
    }
    for (const auto& [field, figure] : Printer(templates(), form, false).print(values, random))
      CHECK(figure.state != normalize::State::blank);
  }
  using normalize::State;
  CHECK(states == std::set{State::number, State::blank, State::dash, State::none_word});
  CHECK(groups);
  CHECK(units);
}

TEST_CASE("characters are mistaken for such as look alike, digits for no other digit") {
  for (const auto& form : templates().templates()) {
    const auto draft = draft_with_figures(form);
    auto damaged = draft;
    Random random(1);
    confuse_characters(damaged, {templates().vocabulary(), random}, 0.5);
    auto figures = figures_of(damaged);
    CHECK(figures != figures_of(draft));
    for (auto& figure : figures) figure = without_lookalikes(figure);
    CHECK(figures == figures_of(draft));
    CHECK(damaged.front().text != draft.front().text);
  }
}

TEST_CASE("a unit keeps its ten thousand") {
  const Draft draft{{.kind = PieceKind::title, .text = "万元万元万元万元万元万元万元万元"}};
  auto damaged = draft;
  Random random(1);
  confuse_characters(damaged, {templates().vocabulary(), random}, 1);
  std::size_t kept = 0;
  for (auto at = damaged[0].text.find("万"); at != std::string::npos; at = damaged[0].text.find("万", at + 1)) ++kept;
  CHECK(kept == 8);
  CHECK(damaged[0].text != draft[0].text);
}

TEST_CASE("changed digits leave figures of the same length") {
  const auto draft = draft_with_figures(templates().templates().front());
  auto damaged = draft;
  Random random(1);
  change_digits(damaged, random, 1);
  const auto before = figures_of(draft);
  const auto after = figures_of(damaged);
  for (std::size_t i = 0; i < before.size(); ++i) {
    REQUIRE(before[i].size() == after[i].size());
    for (std::size_t at = 0; at < before[i].size(); ++at) CHECK(before[i][at] != after[i][at]);
  }
}

TEST_CASE("split tables keep every figure in its row") {
  for (const auto& form : templates().templates()) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto draft = draft_with_figures(form);
      auto damaged = draft;
      Random random(seed);
      split_tables(damaged, random);
      CHECK(std::ranges::count(damaged, PieceKind::table, &Piece::kind) ==
            2 * std::ranges::count(draft, PieceKind::table, &Piece::kind));
      CHECK(figures_of(damaged) == figures_of(draft));
    }
  }
}

TEST_CASE("lost lines take their headings out of the truth") {
  std::size_t whole = 0;
  std::size_t left = 0;
  for (std::uint64_t index = 0; index < 60; ++index) {
    for (const auto* dialect : {"html", "pipes"}) {
      whole += made(dialect, "none", index).sections.size();
      left += made(dialect, "lines_lost", index).sections.size();
    }
  }
  CHECK(left < whole);
  CHECK(left > whole * 9 / 10);
}

TEST_CASE("numbering and noise touch what they should") {
  const auto& form = templates().templates().front();
  const auto draft = draft_with_figures(form);
  auto damaged = draft;
  Random random(2);
  lose_numbering(damaged, random);
  CHECK(std::ranges::count_if(damaged, [](const Piece& piece) { return !piece.number.empty(); }) <
        std::ssize(form.sections));
  CHECK(figures_of(damaged) == figures_of(draft));
  damaged = draft;
  add_noise(damaged, random);
  CHECK(damaged.size() > draft.size());
  CHECK(figures_of(damaged) == figures_of(draft));
}

TEST_CASE("the truth is written as tables") {
  const Combination combination{&templates().templates().front(), find_dialect("html"), find_damage("none")};
  TruthTables truth;
  truth.add(
      {.name = "000000.html",
       .cells = {{"s2_rules_issued", normalize::State::number, "3"}, {"s2_rules_repealed", normalize::State::dash, ""}},
       .sections = {{"overview", "总,体\"情况"}}},
      combination);
  CHECK(truth.documents == "path,template,format,dialect,damage\n000000.html,2021,html,html,none\n");
  CHECK(truth.cells ==
        "path,field,state,value\n000000.html,s2_rules_issued,number,3\n000000.html,s2_rules_repealed,dash,\n");
  CHECK(truth.sections == "path,order,section,heading\n000000.html,1,overview,\"总,体\"\"情况\"\n");
}
