// A run in one process without isolation and store, to measure what these cost: every Word document below a folder into
// its record, and the outputs from the records.
//   bench_run FOLDER OUT
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "export/writer.h"
#include "normalize/template/template_set.h"
#include "pipeline/reading.h"
#include "pipeline/sources/file.h"

namespace {

using namespace nianbao;

std::vector<pipeline::SourceFile> files_below(const std::filesystem::path& folder) {
  std::vector<pipeline::SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back({entry.path(), pipeline::shown_name(entry.path())});
  }
  std::ranges::sort(files, {}, &pipeline::SourceFile::shown);
  return files;
}

Result<void> run(const std::filesystem::path& folder, const std::filesystem::path& out) {
  const auto templates = normalize::builtin_templates();
  if (!templates) return std::unexpected(templates.error());
  const auto dataset = exporting::make_dataset(templates->schema());
  std::vector<std::unique_ptr<exporting::Writer>> writers;
  for (const auto& row : exporting::writer_table()) {
    if (row.id != "csv" && row.id != "json") continue;  // as scripts/performance asks of the other ways
    writers.push_back(row.make());
    if (auto begun = writers.back()->begin(dataset, {.folder = out}); !begun) return begun;
  }
  const Limits limits;
  for (const auto& file : files_below(folder)) {
    const auto bytes = pipeline::read_file(file, limits.document_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    auto record = pipeline::read_content({*bytes, pipeline::extension_of(file.shown), {}}, *templates, limits).record;
    record.path = file.shown;
    for (auto& writer : writers) {
      if (auto added = writer->add(record); !added) return added;
    }
  }
  for (auto& writer : writers) {
    if (auto finished = writer->finish(); !finished) return finished;
  }
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto done = run(arguments[1], arguments[2]);
  if (!done) fmt::print(stderr, "{}: {}\n", done.error().place, done.error().detail);
  return done ? 0 : 2;
}
