#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/cli/commands.h"
#include "pipeline/evaluate/accuracy_files.h"
#include "pipeline/evaluate/accuracy_table.h"
#include "pipeline/evaluate/comparison.h"
#include "pipeline/run/run.h"

namespace nianbao::cli {
namespace {

using normalize::Decimal;

struct EvaluateOptions {
  std::string truth;
  std::string result;
  std::string out;  // empty: no files
  std::string by;   // empty: the usual strata
  std::string sure = "0.9";
};

Result<Decimal> sure_of(const std::string& text) {
  const auto sure = Decimal::parse(text);
  if (sure && !sure->is_negative() && *sure <= Decimal(1)) return *sure;
  return fail(ErrorCode::bad_usage, "--sure", fmt::format("\"{}\" is no number from 0 to 1", text));
}

// With the wrong numbers in errors.csv, where there are to be files.
Result<evaluate::Comparison> compare(const evaluate::Truth& truth, const EvaluateOptions& options, Decimal sure) {
  if (options.out.empty()) return evaluate::compare(truth, {.result = options.result, .sure = sure});
  if (auto prepared = pipeline::prepare_folder(options.out); !prepared) return std::unexpected(prepared.error());
  evaluate::ErrorsFile errors;
  if (auto opened = errors.open(options.out); !opened) return std::unexpected(opened.error());
  auto comparison = evaluate::compare(
      truth, {.result = options.result, .sure = sure, .on_wrong = [&](const auto& wrong) { errors.add(wrong); }});
  if (!comparison) return comparison;
  if (auto finished = errors.finish(); !finished) return std::unexpected(finished.error());
  return comparison;
}

Result<void> write_files(const std::string& folder, const evaluate::Accuracy& accuracy) {
  if (auto written = evaluate::write_accuracy(folder, accuracy.strata); !written) return written;
  if (auto written = evaluate::write_calibration(folder, accuracy.strata); !written) return written;
  return exporting::write_file(std::filesystem::path(folder) / "accuracy.json", evaluate::accuracy_json(accuracy));
}

std::vector<std::string> missing_paths(const evaluate::Truth& truth, const evaluate::Comparison& comparison) {
  std::vector<std::string> paths;
  paths.reserve(comparison.missing.size());
  for (const auto document : comparison.missing) paths.push_back(truth.documents[document].path);
  return paths;
}

void print_tables(const std::vector<evaluate::Stratum>& strata, const evaluate::Tally& all) {
  fmt::print("{}", evaluate::accuracy_table(strata));
  const auto calibration = evaluate::calibration_table(all);
  if (!calibration.empty()) fmt::print("\n{}", calibration);
}

Result<int> evaluate_result(const EvaluateOptions& options) {
  const auto sure = sure_of(options.sure);
  if (!sure) return std::unexpected(sure.error());
  const auto chosen = evaluate::dimensions_named(options.by);
  if (!chosen) return std::unexpected(chosen.error());
  const auto truth = evaluate::read_truth(options.truth);
  if (!truth) return std::unexpected(truth.error());
  const auto comparison = compare(*truth, options, *sure);
  if (!comparison) return std::unexpected(comparison.error());

  auto sets = evaluate::usual_dimensions(*truth);
  const auto printed = evaluate::strata_by(options.by.empty() ? sets : *chosen, *truth, comparison->tallies);
  sets.push_back(evaluate::kAllDimensions);
  const evaluate::Accuracy accuracy{.sure = *sure,
                                    .missing = missing_paths(*truth, *comparison),
                                    .strata = evaluate::strata_by(sets, *truth, comparison->tallies)};
  if (!options.out.empty()) {
    if (auto written = write_files(options.out, accuracy); !written) return std::unexpected(written.error());
  }
  print_tables(printed, accuracy.strata.front().tally);
  for (const auto& path : accuracy.missing) complain({ErrorCode::bad_usage, path, "not in the result"});
  return accuracy.missing.empty() ? kAllWell : kSomeFailed;
}

}  // namespace

void add_evaluate_command(CLI::App& app, int& status) {
  auto options = std::make_shared<EvaluateOptions>();
  auto* command = app.add_subcommand("evaluate", "Measure what extract wrote against the truth");
  command->add_option("--truth", options->truth, "Folder with documents.csv, cells.csv and, if wanted, sections.csv")
      ->required()
      ->type_name("DIR");
  command->add_option("--result", options->result, "Folder that extract wrote")->required()->type_name("DIR");
  command
      ->add_option("--by", options->by,
                   "What to print scores by, separated by commas; + puts dimensions together. "
                   "By default all documents, then each of template, format, dialect and damage")
      ->type_name("LIST");
  command->add_option("--sure", options->sure, "A wrong number of this confidence or more is silent")
      ->capture_default_str()
      ->type_name("NUMBER");
  command
      ->add_option("--out", options->out,
                   "Folder for accuracy.csv, calibration.csv, errors.csv and accuracy.json, made when missing")
      ->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  nianbao evaluate --truth truth --result out\n"
      "  nianbao evaluate --truth truth --result out --by template,format+damage\n"
      "  nianbao evaluate --truth truth --result out --out accuracy\n"
      "Exit code: 0 done, 1 documents of the truth are not in the result, 2 usage or environment.");
  command->callback([options, &status] {
    const auto result = evaluate_result(*options);
    status = result ? *result : complain(result.error());
  });
}

}  // namespace nianbao::cli
