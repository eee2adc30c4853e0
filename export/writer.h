// An output format. Records come one at a time, in their final order, so that no writer holds a run in memory.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

struct WriteOptions {
  std::filesystem::path folder;  // exists and is writable
  bool csv_bom = false;          // start CSV files with a byte order mark, for Excel
};

class Writer {
 public:
  virtual ~Writer() = default;
  virtual Result<void> begin(const Dataset& dataset, const WriteOptions& options) = 0;
  virtual Result<void> add(const Record& record) = 0;
  // Completes the files. Until then each stands under a temporary name beside its final one.
  virtual Result<void> finish() = 0;
  // The names of the files it writes, relative to the folder; asked at any time.
  virtual std::vector<std::string> files(const Dataset& dataset) const = 0;
  // This writer, where it is one that writes in pieces.
  virtual class PieceWriter* in_pieces() { return nullptr; }
};

// A format whose files are what each record adds to them, one after another. So the records may be made bytes
// elsewhere, in any number of processes: `add` is `render`, and `append` of what it gave.
class PieceWriter : public Writer {
 public:
  // Appends what a record adds to each of the growing files.
  virtual void render(const Record& record, std::span<std::string> pieces) const = 0;
  // How many files grow with the records.
  virtual std::size_t growing() const = 0;
  // Writes a piece at the end of a growing file. What cannot be written is told by finish().
  virtual void append(std::size_t file, std::string_view piece) = 0;

  Result<void> add(const Record& record) final;
  PieceWriter* in_pieces() final { return this; }
};

struct WriterRow {
  std::string_view id;  // as given to --format
  bool by_default;      // written where no --format is given
  std::string_view description;
  std::unique_ptr<Writer> (*make)();
};

// The output formats, one row each. A new one is one file pair in writers/ and one row in writer_table.cpp.
std::span<const WriterRow> writer_table();

}  // namespace nianbao::exporting
