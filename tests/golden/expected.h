// The truth beside the reports of the corpus: expected.json, as corpus/reports/README.md describes it.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace nianbao::test {

struct ExpectedReport {
  std::string id;                              // the name of its folder
  std::vector<std::filesystem::path> sources;  // all of which say the same
  nlohmann::ordered_json truth;
};

// In the order of their folders, read once. Throws where a folder has no truth.
const std::vector<ExpectedReport>& expected_reports();

// From "fields": a number, "" for blank, or a state, by the field's name. Throws where no form has such rows.
std::map<std::string, std::string> expected_fields(const nlohmann::ordered_json& fields);

}  // namespace nianbao::test
