#include "export/writers/dta_spool.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "extract/base/nameless_file.h"

namespace nianbao::exporting {

Result<void> DtaSpool::done(bool well) const {
  if (well) return {};
  return fail(ErrorCode::output_failed, file_.string(), errno == 0 ? "the rows cannot be kept" : std::strerror(errno));
}

Result<void> DtaSpool::open(const std::filesystem::path& file) {
  file_ = file;
  const int descriptor = open_nameless(file.parent_path());
  if (descriptor >= 0) stream_.reset(::fdopen(descriptor, "w+b"));
  return done(stream_ != nullptr);
}

Result<void> DtaSpool::write(const DtaRow& row) {
  auto* stream = stream_.get();
  longest_.resize(row.texts.size());
  bool well = true;
  for (std::size_t i = 0; i < row.texts.size(); ++i) {
    const auto& text = row.texts[i];
    const std::size_t size = text.size();
    longest_[i] = std::max(longest_[i], size);
    well = well && std::fwrite(&size, sizeof size, 1, stream) == 1 && std::fwrite(text.data(), 1, size, stream) == size;
  }
  const auto& numbers = row.numbers;
  well = well && std::fwrite(numbers.data(), sizeof(DtaNumber), numbers.size(), stream) == numbers.size();
  ++rows_;
  return done(well);
}

Result<void> DtaSpool::rewind() {
  return done(std::fflush(stream_.get()) == 0 && std::fseek(stream_.get(), 0, SEEK_SET) == 0);
}

Result<void> DtaSpool::read(DtaRow& row) {
  auto* stream = stream_.get();
  errno = 0;
  bool well = true;
  for (auto& text : row.texts) {
    std::size_t size = 0;
    well = well && std::fread(&size, sizeof size, 1, stream) == 1;
    if (!well) break;
    text.resize(size);
    well = std::fread(text.data(), 1, size, stream) == size;
  }
  auto& numbers = row.numbers;
  well = well && std::fread(numbers.data(), sizeof(DtaNumber), numbers.size(), stream) == numbers.size();
  return done(well);
}

}  // namespace nianbao::exporting
