#include "export/dataset.h"

#include <array>
#include <utility>

#include "export/codebook.h"
#include "export/field_columns.h"
#include "export/rows.h"

namespace nianbao::exporting {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"report", "not_a_report", "failed", "container"};

}  // namespace

std::string_view to_string(Outcome outcome) { return kOutcomes[std::to_underlying(outcome)]; }

Dataset make_dataset(const normalize::Schema& schema, const normalize::IssuerRegistry& issuers,
                     const DatasetOptions& options) {
  // The embedded codebook is well-formed and names the columns the rows have: a test holds it to that.
  Dataset dataset{.schema = &schema, .issuers = &issuers, .tables = read_codebook(codebook_file()).value()};
  for (auto& table : dataset.tables) {
    table.write_fixed_rows = fixed_row_writer(table.name, schema);
    table.write_rows = row_writer(table.name, schema, options);
  }
  add_field_columns(schema, options.wide_states, dataset.tables);
  return dataset;
}

}  // namespace nianbao::exporting
