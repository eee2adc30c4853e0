// A workbook on its way to a file. The only code that knows libxlsxwriter. Rows go out to temporary files as they are
// written, one a sheet, so memory does not grow with them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/writers/xlsx_text.h"
#include "extract/base/error.h"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace nianbao::exporting::xlsx {

// How a row stands out: by its colour, and without colour by its letters.
enum class Mark : std::uint8_t { none, failed, unreadable };
constexpr std::size_t kMarks = 3;

// Rows of a sheet come in rising order, as do columns of a row. Both count from 0.
struct At {
  std::size_t sheet = 0;
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};

enum class HeadRow : std::uint8_t { names, labels };

// The first error sticks and is told by state() and finish(). All errors are output_failed.
class Workbook {
 public:
  // The file stands under its unfinished name. The temporary files are made in `temporary`, and have no name there.
  static Result<Workbook> create(const std::filesystem::path& file, const std::filesystem::path& temporary);
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  std::size_t add_sheet(const std::string& name);
  void set_width(std::size_t sheet, std::uint16_t column, double characters);
  // What stays in sight: so many rows and columns.
  void freeze(At corner);
  // Filters from this cell's row on, up to the other cell.
  void filter(At first, At last);

  void head(At at, HeadRow row, const std::string& text);
  void text(At at, const std::string& text, Mark mark);
  void number(At at, SheetNumber number, Mark mark);
  void date(At at, std::chrono::year_month_day date, Mark mark);
  void boolean(At at, bool value, Mark mark);
  void blank(At at, Mark mark);

  // How many bytes the rows of a sheet have become; some may be on their way.
  std::int64_t bytes(std::size_t sheet) const;
  Result<void> state() const;
  // Writes the file. Returns how many bytes the rows of each sheet are in it.
  Result<std::vector<std::int64_t>> finish();

 private:
  struct Free {
    void operator()(lxw_workbook* book) const;
  };
  struct Formats;

  explicit Workbook(lxw_workbook* book);
  lxw_worksheet* sheet(std::size_t index) const { return sheets_[index]; }
  void note(int code);
  std::unexpected<Error> failure(std::string_view what, int system_code) const;

  std::unique_ptr<lxw_workbook, Free> book_;
  std::unique_ptr<Formats> formats_;
  std::vector<lxw_worksheet*> sheets_;
  std::filesystem::path file_;
  std::filesystem::path temporary_;
  int error_ = 0;  // of the library
};

}  // namespace nianbao::exporting::xlsx
