#include "tests/golden/expected.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "normalize/template/template_set.h"

namespace nianbao::test {
namespace {

using Json = nlohmann::ordered_json;

// Without the test framework: a program that is no test uses this too.
const normalize::TemplateSet& templates() {
  static const auto loaded = normalize::builtin_templates().value();
  return loaded;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

// The names of a row's fields, in the order of its columns.
std::vector<std::string> fields_of_row(const normalize::BlockSpec& block, std::size_t row) {
  std::vector<std::string> names;
  for (std::size_t column = 0; column < block.columns.size(); ++column) {
    const auto field = block.field(row, column);
    if (field >= 0) names.push_back(templates().schema().fields[field].name);
  }
  return names;
}

using RowFields = std::vector<std::pair<std::string, std::vector<std::string>>>;  // by key of the row, as printed

RowFields rows_of(const normalize::TableSpec& table) {
  RowFields rows;
  for (const auto& block : table.blocks) {
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      if (!block.rows[row].key.empty()) {
        rows.emplace_back(block.rows[row].key, fields_of_row(block, row));
        continue;
      }
      // A row without a key has its columns' keys instead: "review_upheld" is column "upheld" of row "review".
      for (const auto& name : fields_of_row(block, row)) {
        const auto cut = name.rfind('_');
        const auto key = name.substr(table.prefix.size() + 1, cut - table.prefix.size() - 1);
        if (rows.empty() || rows.back().first != key) rows.push_back({key, {}});
        rows.back().second.push_back(name);
      }
    }
  }
  return rows;
}

// The form whose table of this prefix has just these rows.
RowFields rows_of(const std::string& prefix, const Json& truth) {
  for (const auto& form : templates().templates()) {
    for (const auto& table : form.tables) {
      if (table.prefix != prefix) continue;
      auto rows = rows_of(table);
      const auto same = std::ranges::equal(rows, keys_of(truth), {}, [](const auto& row) { return row.first; });
      if (same) return rows;
    }
  }
  throw std::runtime_error("no form has the rows of " + prefix);
}

std::vector<std::filesystem::path> entries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

std::vector<ExpectedReport> read_reports() {
  std::vector<ExpectedReport> reports;
  for (const auto& folder : entries(std::filesystem::path(NIANBAO_SOURCE_DIR) / "corpus/reports")) {
    if (!std::filesystem::is_directory(folder)) continue;
    std::ifstream truth(folder / "expected.json");
    ExpectedReport report{.id = folder.filename().string(), .truth = Json::parse(truth)};
    std::ranges::copy_if(entries(folder), std::back_inserter(report.sources),
                         [](const auto& file) { return file.stem() == "source"; });
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace

const std::vector<ExpectedReport>& expected_reports() {
  static const auto reports = read_reports();
  return reports;
}

std::map<std::string, std::string> expected_fields(const Json& fields) {
  std::map<std::string, std::string> values;
  for (const auto& [prefix, rows] : fields.items()) {
    for (const auto& [key, names] : rows_of(prefix, rows)) {
      const auto& cells = rows.at(key);
      if (cells.size() != names.size()) throw std::runtime_error("another number of columns in row " + key);
      for (std::size_t i = 0; i < names.size(); ++i) values[names[i]] = cells[i].get<std::string>();
    }
  }
  return values;
}

}  // namespace nianbao::test
