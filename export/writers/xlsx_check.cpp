#include "export/writers/xlsx_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "export/output_file.h"
#include "extract/base/xml_tree.h"
#include "extract/base/zip.h"

namespace nianbao::exporting::xlsx {
namespace {

// The part of a sheet, as it comes: a head, the rows, of which only the length is known, and what ends it.
class SheetCheck {
 public:
  explicit SheetCheck(std::int64_t rows) : left_(rows) {}

  void take(std::string_view piece) {
    if (!in_rows_) {
      constexpr std::string_view kRows = "<sheetData>";
      head_ += piece;
      const auto found = head_.find(kRows);
      if (found == std::string::npos) return;
      in_rows_ = true;
      take(std::string_view(head_).substr(found + kRows.size()));
      return;
    }
    const auto skipped = std::min(left_, std::ssize(piece));
    left_ -= skipped;
    end_ += piece.substr(static_cast<std::size_t>(skipped));
  }

  bool is_whole() const {
    return in_rows_ && left_ == 0 && end_.starts_with("</sheetData>") && end_.ends_with("</worksheet>");
  }

 private:
  std::int64_t left_;
  bool in_rows_ = false;
  std::string head_;
  std::string end_;
};

std::unexpected<Error> damaged(const std::filesystem::path& file, std::string_view part) {
  return fail(ErrorCode::output_failed, file.string(),
              fmt::format("its part {} came out damaged; is the disk of the temporary files full?", part));
}

}  // namespace

Result<void> check_package(const std::filesystem::path& file, std::span<const std::int64_t> row_bytes) {
  constexpr auto kAny = std::numeric_limits<std::int64_t>::max();
  const Limits limits{.inflated_bytes = kAny, .inflate_ratio = kAny, .zip_entries = kAny};
  auto package = ZipPackage::open_file(unfinished(file), limits);
  if (!package) return damaged(file, "list");
  std::vector<std::string> sheets;
  for (std::size_t i = 0; i < row_bytes.size(); ++i) {
    auto& name = sheets.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i + 1));
    SheetCheck check(row_bytes[i]);
    const auto read = package->read(name, [&](std::string_view piece) {
      check.take(piece);
      return Result<void>{};
    });
    if (!read || !check.is_whole()) return damaged(file, name);
  }
  for (const auto& name : package->names()) {
    if (std::ranges::find(sheets, name) != sheets.end()) continue;
    const auto bytes = package->read(name);
    if (!bytes || !xml::read_tree(*bytes, name)) return damaged(file, name);
  }
  return {};
}

}  // namespace nianbao::exporting::xlsx
