// Records built by hand, and the files a writer of the table makes of them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "export/writer.h"
#include "tests/support/temporary_folder.h"

namespace nianbao::test {

// The names of everything in a folder, folders inside it included, sorted.
std::vector<std::string> names_in(const TemporaryFolder& folder);

// Three fields: a count, an amount and a change; four facts; one series of several names and one of a shared field.
const normalize::Schema& example_schema();

// A report with every kind of cell, fact, verdict and text that needs care in some file format.
exporting::Record example_record();
// One that failed and one that is no report.
exporting::Record failed_record();
exporting::Record notice_record();

// The files of one writer, told by its id, for these records.
struct Written {
  TemporaryFolder folder;
  std::vector<std::string> files;

  std::string read(const std::string& name) const;
};

void write_records(std::string_view writer, std::span<const exporting::Record> records, Written& written,
                   bool csv_bom = false);

std::unique_ptr<exporting::Writer> make_writer(std::string_view id);

}  // namespace nianbao::test
