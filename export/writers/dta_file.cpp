#include "export/writers/dta_file.h"

#include <readstat.h>

#include <algorithm>
#include <ctime>

namespace nianbao::exporting {
namespace {

constexpr int kVersion = 118;  // the oldest in UTF-8

ssize_t write_bytes(const void* bytes, std::size_t size, void* file) {
  static_cast<OutputFile*>(file)->write({static_cast<const char*>(bytes), size});
  return static_cast<ssize_t>(size);
}

// The head of the file tells the local time. This moment has the same local time everywhere, so the bytes are the
// same whenever and wherever they are written.
std::time_t fixed_time() {
  std::tm noon{};
  noon.tm_year = 2000 - 1900;
  noon.tm_mday = 1;
  noon.tm_hour = 12;
  return std::mktime(&noon);
}

readstat_label_set_t* add_missing_labels(readstat_writer_t* writer) {
  auto* labels = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "states");
  for (const auto& missing : dta_missing_values()) {
    readstat_label_tagged_value(labels, missing.letter, std::string(missing.label).c_str());
  }
  return labels;
}

readstat_error_t insert(readstat_writer_t* writer, const readstat_variable_t* variable, const DtaNumber& number) {
  if (number.missing == kDtaSystemMissing) return readstat_insert_missing_value(writer, variable);
  if (number.missing != 0) return readstat_insert_tagged_missing_value(writer, variable, number.missing);
  return readstat_insert_double_value(writer, variable, number.value);
}

}  // namespace

void DtaFile::Free::operator()(readstat_writer_s* writer) const { readstat_writer_free(writer); }

Result<void> DtaFile::write(const std::filesystem::path& file, const std::vector<DtaVariable>& variables,
                            DtaSpool& rows) {
  DtaFile dta(file);
  auto written = dta.begin(variables, rows);
  if (written) written = dta.write_rows(variables, rows);
  if (written) written = dta.done(readstat_end_writing(dta.writer_.get()));
  return written ? dta.file_.finish() : written;
}

Result<void> DtaFile::done(int code) const {
  if (code == READSTAT_OK) return {};
  return fail(ErrorCode::output_failed, path_.string(), readstat_error_message(static_cast<readstat_error_t>(code)));
}

Result<void> DtaFile::begin(const std::vector<DtaVariable>& variables, const DtaSpool& rows) {
  if (auto opened = file_.open(path_); !opened) return opened;
  writer_.reset(readstat_writer_init());
  auto* writer = writer_.get();
  if (writer == nullptr) return done(READSTAT_ERROR_MALLOC);
  if (auto set = done(readstat_set_data_writer(writer, write_bytes)); !set) return set;
  if (auto set = done(readstat_writer_set_file_format_version(writer, kVersion)); !set) return set;
  if (auto set = done(readstat_writer_set_file_timestamp(writer, fixed_time())); !set) return set;
  constexpr const char* kTitle = "Chinese annual reports on open government information";
  if (auto set = done(readstat_writer_set_file_label(writer, kTitle)); !set) return set;
  add_variables(variables, rows);
  if (auto begun = done(readstat_begin_writing_dta(writer, &file_, static_cast<long>(rows.rows()))); !begun) {
    return begun;
  }
  // Where there is no row, no row would find a bad name.
  return done(readstat_validate_metadata(writer));
}

void DtaFile::add_variables(const std::vector<DtaVariable>& variables, const DtaSpool& rows) {
  auto* labels = add_missing_labels(writer_.get());
  std::size_t texts = 0;
  for (const auto& variable : variables) {
    const bool is_string = variable.kind == DtaKind::string;
    // A variable of texts has a width, also where all are empty.
    const auto width = is_string ? std::max<std::size_t>(1, rows.longest(texts++)) : 0;
    auto* column = readstat_add_variable(writer_.get(), variable.name.c_str(),
                                         is_string ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE, width);
    readstat_variable_set_label(column, variable.label_en.c_str());
    if (variable.kind == DtaKind::date) readstat_variable_set_format(column, "%td");
    if (variable.is_field) readstat_variable_set_label_set(column, labels);
    columns_.push_back(column);
  }
}

Result<void> DtaFile::write_rows(const std::vector<DtaVariable>& variables, DtaSpool& rows) {
  const auto texts = static_cast<std::size_t>(std::ranges::count(variables, DtaKind::string, &DtaVariable::kind));
  DtaRow row{.texts = std::vector<std::string>(texts), .numbers = std::vector<DtaNumber>(variables.size() - texts)};
  if (auto wound = rows.rewind(); !wound) return wound;
  for (std::int64_t i = 0; i < rows.rows(); ++i) {
    if (auto read = rows.read(row); !read) return read;
    if (auto written = done(write_row(variables, row)); !written) return written;
  }
  return {};
}

int DtaFile::write_row(const std::vector<DtaVariable>& variables, const DtaRow& row) {
  auto* writer = writer_.get();
  auto code = readstat_begin_row(writer);
  auto text = row.texts.begin();
  auto number = row.numbers.begin();
  for (std::size_t i = 0; code == READSTAT_OK && i < variables.size(); ++i) {
    if (variables[i].kind == DtaKind::string)
      code = readstat_insert_string_value(writer, columns_[i], (text++)->c_str());
    else
      code = insert(writer, columns_[i], *number++);
  }
  return code == READSTAT_OK ? readstat_end_row(writer) : code;
}

}  // namespace nianbao::exporting
