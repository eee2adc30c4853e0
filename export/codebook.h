// What the columns of the output tables are called and mean, in both languages: data, embedded at build time.
#pragma once

#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "extract/base/error.h"

namespace nianbao::exporting {

// corpus/codebook/columns.xml.
std::string_view codebook_file();

// corpus/codebook/report.schema.json, with "@FIELDS@" and "@FACTS@" where the names of the fields and facts belong.
std::string_view report_schema_file();

// corpus/codebook/sqlite.xml.
std::string_view sqlite_codebook_file();

// The tables it describes, without anything that writes their rows.
Result<std::vector<Table>> read_codebook(std::string_view bytes);

}  // namespace nianbao::exporting
