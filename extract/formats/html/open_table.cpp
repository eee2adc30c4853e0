#include "extract/formats/html/open_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nianbao::extract::html_page {

void OpenTable::begin_row() {
  end_cell();
  group_.emplace_back();
  row_open_ = true;
}

void OpenTable::begin_cell(std::int64_t number, std::int64_t row_span, std::int64_t column_span) {
  if (!row_open_) begin_row();
  group_.back().push_back({.column_span = column_span, .row_span = row_span});
  cell_number_ = number;
  if (++cells_ > budget_.limits().table_cells) {
    budget_.fail(over_limit(&Limits::table_cells, budget_.limits(), "table").error());
  }
}

void OpenTable::add_paragraph(FlowParagraph paragraph) {
  const bool alone = paragraph.characters == 0 && paragraph.images.size() == 1;
  for (auto& image : paragraph.images) images_.push_back({std::move(image), alone});
  if (paragraph.text.empty()) return;
  unlinked_ += paragraph.characters - paragraph.linked;
  auto& text = cell().text;
  if (!text.empty()) text += '\n';
  text += paragraph.text;
  budget_.spend_text(paragraph.text.size() + 1);
}

void OpenTable::add_nested(FinishedTable nested) {
  unlinked_ += nested.unlinked;
  std::ranges::move(nested.images, std::back_inserter(images_));
  cell().nested.push_back({.text_offset = cell().text.size(), .table = std::move(nested.table)});
}

void OpenTable::end_group() {
  end_row();
  end_cell();
  auto rows_left = static_cast<std::int64_t>(group_.size());
  for (auto& row : group_) {
    builder_.begin_row();
    for (auto& spec : row) {
      spec.row_span = spec.row_span == 0 ? rows_left : std::min(spec.row_span, rows_left);
      builder_.add_cell(std::move(spec));
    }
    --rows_left;
  }
  group_.clear();
}

Result<FinishedTable> OpenTable::finish() {
  end_group();
  auto table = builder_.finish();
  if (!table) return std::unexpected(std::move(table.error()));
  return FinishedTable{std::move(*table), unlinked_, std::move(images_)};
}

}  // namespace nianbao::extract::html_page
