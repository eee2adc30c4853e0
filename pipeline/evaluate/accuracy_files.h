// The scores as files for a program: accuracy.csv, calibration.csv, errors.csv and accuracy.json.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "export/output_file.h"
#include "pipeline/evaluate/comparison.h"
#include "pipeline/evaluate/strata.h"

namespace nianbao::evaluate {

// errors.csv: every wrong number, written as it is found.
class ErrorsFile {
 public:
  Result<void> open(const std::filesystem::path& folder);
  void add(const WrongNumber& wrong);
  Result<void> finish();

 private:
  exporting::OutputFile file_;
};

// accuracy.csv: a row a stratum, with all counts and scores.
Result<void> write_accuracy(const std::filesystem::path& folder, std::span<const Stratum> strata);

// calibration.csv: a row a stratum and bin that has numbers.
Result<void> write_calibration(const std::filesystem::path& folder, std::span<const Stratum> strata);

struct Accuracy {
  normalize::Decimal sure;
  std::vector<std::string> missing;  // paths of the truth
  std::vector<Stratum> strata;
};

// accuracy.json: all of it but the wrong numbers.
std::string accuracy_json(const Accuracy& accuracy);

}  // namespace nianbao::evaluate
