#include "extract/formats/html/content.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace nianbao::extract::html_page {

OpenTable* Content::table_of_flow() {
  const auto found = std::ranges::find_if(tables_.rbegin(), tables_.rend(), &OpenTable::cell_open);
  return found == tables_.rend() ? nullptr : &*found;
}

Flow& Content::flow() {
  auto* table = table_of_flow();
  return table == nullptr ? page_flow_ : table->flow();
}

void Content::end_paragraph() {
  auto* table = table_of_flow();
  auto& flow = table == nullptr ? page_flow_ : table->flow();
  auto paragraph = flow.take();
  if (paragraph.text.empty() && paragraph.images.empty()) return;
  if (table == nullptr) {
    writer_.add_paragraph(std::move(paragraph));
  } else {
    table->add_paragraph(std::move(paragraph));
  }
}

void Content::begin_table() {
  end_paragraph();
  // A table outside the cells of another ends it (HTML 13.2.6.4.9, start tag "table").
  if (!tables_.empty() && !in_cell()) end_table();
  budget_.spend_table();
  tables_.emplace_back(budget_);
}

void Content::end_table() {
  end_paragraph();
  auto table = std::move(tables_.back());
  tables_.pop_back();
  if (tables_.empty()) implied_owner_.reset();
  if (table.empty()) return;
  auto finished = table.finish();
  if (!finished) return budget_.fail(std::move(finished.error()));
  budget_.spend_grid(finished->table.grid.size());
  if (budget_.exceeded()) return;
  if (auto* outer = table_of_flow(); outer != nullptr) {
    outer->add_nested(std::move(*finished));
  } else {
    writer_.add_table(std::move(*finished));
  }
}

void Content::begin_implied_table(std::size_t owner) {
  if (!tables_.empty()) return;
  begin_table();
  implied_owner_ = owner;
}

void Content::end_implied_table_of(std::size_t open_elements) {
  if (!implied_owner_ || *implied_owner_ <= open_elements) return;
  while (!tables_.empty()) end_table();
}

void Content::end_implied_table_outside_cells() {
  if (implied_owner_ && tables_.size() == 1 && !in_cell()) end_table();
}

void Content::begin_row_group() {
  end_paragraph();
  if (!tables_.empty()) tables_.back().end_group();
}

void Content::end_row_group() { begin_row_group(); }

void Content::begin_row() {
  end_paragraph();
  tables_.back().begin_row();
}

void Content::end_row() {
  end_cell();
  tables_.back().end_row();
}

void Content::begin_cell(std::int64_t row_span, std::int64_t column_span) {
  end_paragraph();
  tables_.back().begin_cell(cells_++, row_span, column_span);
}

void Content::end_cell() {
  end_paragraph();
  tables_.back().end_cell();
}

}  // namespace nianbao::extract::html_page
