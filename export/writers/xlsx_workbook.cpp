#include "export/writers/xlsx_workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "export/output_file.h"
#include "normalize/model/decimal.h"

namespace nianbao::exporting::xlsx {
namespace {

constexpr int kMostDecimals = normalize::Decimal::kMaxScale;
// That of the first zip files: the same bytes whenever they are written.
constexpr std::time_t kCreated = 315'532'800;
constexpr double kLabelHeight = 48;  // points: three lines

struct MarkStyle {
  lxw_color_t fill;  // 0: none
  bool bold;
  bool italic;
};

constexpr std::array<MarkStyle, kMarks> kStyles{{{0, false, false}, {0xFFC7CE, true, false}, {0xFFEB9C, false, true}}};

}  // namespace

struct Workbook::Formats {
  struct OfMark {
    lxw_format* text = nullptr;
    lxw_format* plain = nullptr;
    lxw_format* date = nullptr;
    std::array<lxw_format*, kMostDecimals + 1> numbers{};
  };

  explicit Formats(lxw_workbook* workbook) : book(workbook) {
    for (std::size_t mark = 0; mark < kMarks; ++mark) {
      auto& formats = of[mark];
      // Typed into again, a text stays one, even if it looks like a formula or a date.
      formats.text = make(kStyles[mark], "@");
      formats.plain = make(kStyles[mark], "");
      formats.date = make(kStyles[mark], "yyyy-mm-dd");
      std::string digits = "0";
      for (auto& number : formats.numbers) {
        number = make(kStyles[mark], digits);
        digits += digits.size() == 1 ? ".0" : "0";
      }
    }
    names = make({.fill = 0xD9E1F2, .bold = true, .italic = false}, "@");
    labels = make({.fill = 0xEDEDED, .bold = false, .italic = false}, "@");
    if (labels == nullptr) return;
    format_set_text_wrap(labels);
    format_set_align(labels, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(labels, LXW_BORDER_THIN);
  }

  lxw_format* make(const MarkStyle& style, const std::string& pattern) {
    auto* const format = workbook_add_format(book);
    complete = complete && format != nullptr;
    if (format == nullptr) return nullptr;
    if (!pattern.empty()) format_set_num_format(format, pattern.c_str());
    if (style.fill != 0) format_set_bg_color(format, style.fill);
    if (style.bold) format_set_bold(format);
    if (style.italic) format_set_italic(format);
    return format;
  }

  const OfMark& at(Mark mark) const { return of[std::to_underlying(mark)]; }

  lxw_workbook* book;
  std::array<OfMark, kMarks> of;
  lxw_format* names = nullptr;
  lxw_format* labels = nullptr;
  bool complete = true;
};

// The library closes the temporary files of a workbook only when it is written.
void Workbook::Free::operator()(lxw_workbook* book) const {
  lxw_worksheet* sheet = nullptr;
  STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
    if (sheet->optimize_tmpfile != nullptr) std::fclose(sheet->optimize_tmpfile);
  }
  lxw_workbook_free(book);
}

Workbook::Workbook(lxw_workbook* book) : book_(book), formats_(std::make_unique<Formats>(book)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::create(const std::filesystem::path& file, const std::filesystem::path& temporary) {
  auto folder = temporary.string();
  lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder.data(), .use_zip64 = LXW_FALSE};
  auto* const made = workbook_new_opt(unfinished(file).c_str(), &options);
  if (made == nullptr) return fail(ErrorCode::output_failed, file.string(), "no memory for a workbook");
  Workbook book(made);
  book.file_ = file;
  book.temporary_ = temporary;
  if (!book.formats_->complete) book.note(LXW_ERROR_MEMORY_MALLOC_FAILED);
  std::string title = "nianbao";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = kCreated;
  book.note(workbook_set_properties(made, &properties));
  return book;
}

void Workbook::note(int code) {
  if (error_ == LXW_NO_ERROR) error_ = code;
}

std::unexpected<Error> Workbook::failure(std::string_view what, int system_code) const {
  auto detail = system_code == 0 ? std::string(what) : fmt::format("{}: {}", what, std::strerror(system_code));
  return fail(ErrorCode::output_failed, file_.string(), std::move(detail));
}

std::size_t Workbook::add_sheet(const std::string& name) {
  auto* const sheet = workbook_add_worksheet(book_.get(), name.c_str());
  if (sheet == nullptr) note(LXW_ERROR_CREATING_TMPFILE);
  sheets_.push_back(sheet);
  // Identifiers of digits are texts on purpose.
  if (sheet != nullptr) note(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
  return sheets_.size() - 1;
}

void Workbook::set_width(std::size_t sheet_index, std::uint16_t column, double characters) {
  if (error_ == 0) note(worksheet_set_column(sheet(sheet_index), column, column, characters, nullptr));
}

void Workbook::freeze(At corner) {
  if (error_ == 0) worksheet_freeze_panes(sheet(corner.sheet), corner.row, corner.column);
}

void Workbook::filter(At first, At last) {
  if (error_ == 0) {
    note(worksheet_autofilter(sheet(first.sheet), first.row, first.column, last.row, last.column));
  }
}

void Workbook::head(At at, HeadRow row, const std::string& text) {
  if (error_ != 0) return;
  const bool labels = row == HeadRow::labels;
  if (labels && at.column == 0) note(worksheet_set_row(sheet(at.sheet), at.row, kLabelHeight, nullptr));
  auto* const format = labels ? formats_->labels : formats_->names;
  note(worksheet_write_string(sheet(at.sheet), at.row, at.column, text.c_str(), format));
}

void Workbook::text(At at, const std::string& text, Mark mark) {
  if (error_ == 0) {
    note(worksheet_write_string(sheet(at.sheet), at.row, at.column, text.c_str(), formats_->at(mark).text));
  }
}

void Workbook::number(At at, SheetNumber number, Mark mark) {
  auto* const format = formats_->at(mark).numbers[std::min(number.decimals, kMostDecimals)];
  if (error_ == 0) note(worksheet_write_number(sheet(at.sheet), at.row, at.column, number.value, format));
}

void Workbook::date(At at, std::chrono::year_month_day date, Mark mark) {
  lxw_datetime day{.year = static_cast<int>(date.year()),
                   .month = static_cast<int>(static_cast<unsigned>(date.month())),
                   .day = static_cast<int>(static_cast<unsigned>(date.day())),
                   .hour = 0,
                   .min = 0,
                   .sec = 0};
  if (error_ == 0) {
    note(worksheet_write_datetime(sheet(at.sheet), at.row, at.column, &day, formats_->at(mark).date));
  }
}

void Workbook::boolean(At at, bool value, Mark mark) {
  if (error_ == 0) {
    note(worksheet_write_boolean(sheet(at.sheet), at.row, at.column, value ? 1 : 0, formats_->at(mark).plain));
  }
}

void Workbook::blank(At at, Mark mark) {
  if (error_ == 0) note(worksheet_write_blank(sheet(at.sheet), at.row, at.column, formats_->at(mark).plain));
}

std::int64_t Workbook::bytes(std::size_t sheet_index) const {
  return sheet(sheet_index) == nullptr ? 0 : ftello(sheet(sheet_index)->optimize_tmpfile);
}

// The library does not look whether its temporary files took what it wrote.
Result<void> Workbook::state() const {
  if (error_ == LXW_ERROR_CREATING_TMPFILE) return failure("no temporary file in " + temporary_.string(), 0);
  if (error_ != 0) return failure(lxw_strerror(static_cast<lxw_error>(error_)), 0);
  for (auto* const each : sheets_) {
    if (std::ferror(each->optimize_tmpfile) != 0) {
      return failure("a temporary file in " + temporary_.string() + " could not be written; is its disk full?", 0);
    }
  }
  return {};
}

Result<std::vector<std::int64_t>> Workbook::finish() {
  std::vector<std::int64_t> sizes;
  for (std::size_t i = 0; i < sheets_.size() && error_ == 0; ++i) {
    lxw_worksheet_write_single_row(sheets_[i]);
    std::fflush(sheets_[i]->optimize_tmpfile);  // an error stays with the file
    sizes.push_back(bytes(i));
  }
  if (auto good = state(); !good) return std::unexpected(good.error());
  sheets_.clear();
  errno = 0;
  // It frees the workbook, whatever happens.
  const auto error = workbook_close(book_.release());
  const auto system_code = errno;
  if (error != LXW_NO_ERROR) return failure(lxw_strerror(error), system_code);
  return sizes;
}

}  // namespace nianbao::exporting::xlsx
