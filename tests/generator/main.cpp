// nianbao_generate --out DIR --reports N --seed S: reports of every shape, and the truth about them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/generator/truth.h"

namespace nianbao::generator {
namespace {

struct Options {
  std::filesystem::path out;
  std::uint64_t reports = 0;
  std::uint64_t seed = 1;
  std::vector<std::string> templates;
  std::vector<std::string> dialects;
  std::vector<std::string> damages;
  bool list = false;
};

// Those of the chosen ids, or all when none is.
template <class Range, class Id>
auto chosen(const Range& all, const std::vector<std::string>& ids, Id id) {
  std::vector<decltype(&*all.begin())> found;
  for (const auto& each : all) {
    if (ids.empty() || std::ranges::find(ids, id(each)) != ids.end()) found.push_back(&each);
  }
  for (const auto& wanted : ids) {
    if (std::ranges::none_of(all, [&](const auto& each) { return id(each) == wanted; }))
      throw CLI::ValidationError(wanted, "is no id; see --list");
  }
  return found;
}

constexpr auto kId = [](const auto& each) { return each.id; };
constexpr auto kTemplateId = [](const normalize::Template& form) -> const std::string& { return form.info.id; };

// Templates change fastest, damage slowest: a short run has all forms, and all shapes undamaged.
std::vector<Combination> combinations(const normalize::TemplateSet& templates, const Options& options) {
  std::vector<Combination> all;
  for (const auto* damage : chosen(damage_table(), options.damages, kId)) {
    for (const auto* dialect : chosen(dialect_table(), options.dialects, kId)) {
      for (const auto* form : chosen(templates.templates(), options.templates, kTemplateId))
        all.push_back({form, dialect, damage});
    }
  }
  return all;
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error(path.string() + " cannot be written");
}

void generate(const normalize::TemplateSet& templates, const Options& options) {
  const auto all = combinations(templates, options);
  std::filesystem::create_directories(options.out / "reports");
  std::filesystem::create_directories(options.out / "truth");
  TruthTables truth;
  for (std::uint64_t i = 0; i < options.reports; ++i) {
    const auto& combination = all[i % all.size()];
    const auto report = make_report(templates, combination, options.seed, i);
    write(options.out / "reports" / report.name, report.bytes);
    truth.add(report, combination);
  }
  write(options.out / "truth" / "documents.csv", truth.documents);
  write(options.out / "truth" / "cells.csv", truth.cells);
  write(options.out / "truth" / "sections.csv", truth.sections);
}

void list(const normalize::TemplateSet& templates) {
  for (const auto& form : templates.templates()) fmt::print("template {}\n", form.info.id);
  for (const auto& dialect : dialect_table()) fmt::print("dialect {}\n", dialect.id);
  for (const auto& damage : damage_table()) fmt::print("damage {}\n", damage.id);
}

int run(int argc, char** argv) {
  CLI::App app("Makes annual reports of every shape, and the truth about them.", "nianbao_generate");
  Options options;
  auto* out = app.add_option("--out", options.out, "Folder for reports/ and truth/")->type_name("DIR");
  app.add_option("--reports", options.reports, "How many, going round all combinations")->type_name("N")->needs(out);
  app.add_option("--seed", options.seed, "Another seed, other reports")->type_name("S")->capture_default_str();
  app.add_option("--template", options.templates, "Only this form; may be repeated")->type_name("ID")->take_all();
  app.add_option("--dialect", options.dialects, "Only this shape; may be repeated")->type_name("ID")->take_all();
  app.add_option("--damage", options.damages, "Only this damage; may be repeated")->type_name("ID")->take_all();
  app.add_flag("--list", options.list, "List the ids and end");
  try {
    app.parse(argc, argv);
    const auto templates = normalize::builtin_templates();
    if (!templates) throw std::runtime_error(templates.error().detail);
    if (options.list) {
      list(*templates);
      return 0;
    }
    if (options.out.empty() || options.reports == 0) throw CLI::RequiredError("--out and --reports");
    generate(*templates, options);
    return 0;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help
    fmt::print(stderr, "nianbao_generate: {}\n", error.what());
  } catch (const std::exception& error) {
    fmt::print(stderr, "nianbao_generate: {}\n", error.what());
  }
  return 2;
}

}  // namespace
}  // namespace nianbao::generator

int main(int argc, char** argv) { return nianbao::generator::run(argc, argv); }
