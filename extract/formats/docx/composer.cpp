#include "extract/formats/docx/composer.h"

#include <algorithm>
#include <utility>

#include "extract/model/thin_columns.h"

namespace nianbao::extract::docx {

Composer::Composer(const Styles& styles, ListCounter& lists, Budget& budget, std::int32_t part)
    : styles_(styles), lists_(lists), budget_(budget), part_(part), flows_(1) {}

const std::string& Composer::effective_style(const OpenParagraph& paragraph) const {
  return paragraph.style.empty() ? styles_.default_paragraph_style() : paragraph.style;
}

bool Composer::mark_hidden(const OpenParagraph& paragraph) const {
  return paragraph.mark_hidden ? *paragraph.mark_hidden : styles_.hidden(effective_style(paragraph));
}

// 17.7.3: the paragraph's and the run's style toggle each other; the run's own word settles it.
bool Composer::run_hidden(const OpenParagraph& paragraph) const {
  if (paragraph.run_hidden) return *paragraph.run_hidden;
  const bool by_run_style = !paragraph.run_style.empty() && styles_.hidden(paragraph.run_style);
  return by_run_style != styles_.hidden(effective_style(paragraph));
}

bool Composer::shows() const {
  if (paragraphs_.empty() || run_hidden(paragraphs_.back())) return false;
  return std::ranges::none_of(flows_.back().fields, &Field::in_code);
}

void Composer::open_paragraph() {
  OpenParagraph paragraph;
  if (auto& carried = flows_.back().carried) {
    paragraph.text = std::move(carried->text);
    paragraph.after = std::move(carried->after);
    paragraph.break_pending = carried->break_pending;
    // A mark that is only hidden leaves both paragraphs on one line, and the number is the first one's.
    if (carried->labelled) {
      paragraph.labelled = true;
      paragraph.label = std::move(carried->label);
      paragraph.kept_style = carried->kept_style ? carried->kept_style : carried->style;
    }
    carried.reset();
  }
  paragraphs_.push_back(std::move(paragraph));
}

void Composer::ask_label(OpenParagraph& paragraph) {
  if (paragraph.labelled) return;
  paragraph.labelled = true;
  paragraph.label = lists_.next(effective_style(paragraph), paragraph.numbering);
  budget_.spend_text(paragraph.label.size());
}

void Composer::append(std::string_view text) {
  if (!shows()) {
    for (auto& field : flows_.back().fields) field.dropped_text = field.dropped_text || field.in_code;
    return;
  }
  auto& paragraph = paragraphs_.back();
  if (!paragraph.mark_deleted) ask_label(paragraph);
  budget_.spend_text(text.size());
  if (budget_.exceeded()) return;
  if (std::exchange(paragraph.break_pending, false)) paragraph.text += '\n';
  paragraph.text += styled_digits(text, paragraph.run_digits.value_or(styles_.digits(paragraph.run_style)));
}

void Composer::break_page() {
  if (shows() && !paragraphs_.back().text.empty()) paragraphs_.back().break_pending = true;
}

void Composer::close_paragraph() {
  if (paragraphs_.empty()) return;
  auto paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (paragraph.mark_deleted || mark_hidden(paragraph)) {
    flows_.back().carried = std::move(paragraph);
  } else {
    ask_label(paragraph);
    emit(std::move(paragraph));
  }
}

void Composer::emit(OpenParagraph paragraph) {
  auto& blocks = flows_.back().blocks;
  budget_.spend_block();
  if (budget_.exceeded()) return;
  blocks.push_back(Paragraph{.text = std::move(paragraph.text),
                             .list_label = std::move(paragraph.label),
                             .style = paragraph.kept_style.value_or(paragraph.style),
                             .locus = {.part = part_}});
  std::ranges::move(paragraph.after, std::back_inserter(blocks));
}

// Before a table and at the end of a flow there is no paragraph to run on into.
void Composer::end_carried() {
  auto carried = std::exchange(flows_.back().carried, std::nullopt);
  if (!carried || (carried->text.empty() && carried->after.empty())) return;
  if (!carried->text.empty()) ask_label(*carried);
  emit(std::move(*carried));
}

void Composer::begin_field() { flows_.back().fields.emplace_back(); }

void Composer::separate_field() {
  if (!flows_.back().fields.empty()) flows_.back().fields.back().in_code = false;
}

void Composer::end_field() {
  if (!flows_.back().fields.empty()) flows_.back().fields.pop_back();
}

void Composer::open_text_box() {
  if (auto* anchor = paragraph(); anchor != nullptr && !anchor->mark_deleted && !mark_hidden(*anchor)) {
    ask_label(*anchor);  // the anchor's number comes before those inside the box
  }
  flows_.emplace_back();
}

void Composer::close_text_box() {
  auto blocks = close_flow();
  auto& target = paragraphs_.empty() ? flows_.back().blocks : paragraphs_.back().after;
  std::ranges::move(blocks, std::back_inserter(target));
}

std::vector<Block> Composer::close_flow() {
  end_carried();
  lost_text_ = lost_text_ || std::ranges::any_of(flows_.back().fields, [](const Field& field) {
                 return field.in_code && field.dropped_text;
               });
  auto blocks = std::move(flows_.back().blocks);
  flows_.pop_back();
  return blocks;
}

void Composer::splice(std::vector<Block> blocks) {
  end_carried();
  std::ranges::move(blocks, std::back_inserter(flows_.back().blocks));
}

std::vector<Block> Composer::take() {
  auto blocks = close_flow();
  flows_.emplace_back();
  return blocks;
}

void Composer::open_table() {
  end_carried();
  budget_.spend_table();
  tables_.push_back({.builder = TableBuilder(budget_.limits())});
}

// 17.4.16; 1440 twips are an inch. LibreOffice writes columns of one where edges of cells were rounded apart.
void Composer::add_grid_column(std::int64_t twips) {
  constexpr std::int64_t kHair = 4;
  constexpr std::ptrdiff_t kMostThinColumns = 64;  // each costs a pass over the grid
  if (tables_.empty()) return;
  auto& table = tables_.back();
  if (twips > 0 && twips <= kHair && std::ssize(table.thin_columns) < kMostThinColumns) {
    table.thin_columns.push_back(table.grid_columns);
  }
  ++table.grid_columns;
}

void Composer::open_row() {
  if (tables_.empty()) return;
  tables_.back().columns_before = 0;
  tables_.back().row_begun = false;
  tables_.back().row_deleted = false;
}

void Composer::skip_columns(std::int64_t count) {
  if (!tables_.empty()) tables_.back().columns_before = count;
}

void Composer::delete_row() {
  if (!tables_.empty()) tables_.back().row_deleted = true;
}

bool Composer::row_deleted() const { return !tables_.empty() && tables_.back().row_deleted; }

bool Composer::open_cell() {
  if (tables_.empty() || tables_.back().cell_open) return false;
  auto& table = tables_.back();
  if (!std::exchange(table.row_begun, true)) {
    table.builder.begin_row();
    table.builder.skip_columns(table.columns_before);
  }
  table.cell_open = true;
  table.cell_deleted = false;
  table.cell = {};
  flows_.emplace_back();
  return true;
}

CellSpec* Composer::cell() { return tables_.empty() || !tables_.back().cell_open ? nullptr : &tables_.back().cell; }

void Composer::delete_cell() {
  if (!tables_.empty()) tables_.back().cell_deleted = true;
}

void Composer::fill_cell(CellSpec& cell, std::vector<Block> blocks) {
  bool first = true;
  for (auto& block : blocks) {
    if (auto* table = std::get_if<Table>(&block)) {
      cell.nested.push_back({.text_offset = cell.text.size(), .table = std::move(*table)});
      continue;
    }
    const auto& paragraph = std::get<Paragraph>(block);
    if (!std::exchange(first, false)) cell.text += '\n';
    cell.text += paragraph.list_label;
    cell.text += paragraph.text;
  }
}

void Composer::close_cell() {
  auto blocks = close_flow();
  auto& table = tables_.back();
  table.cell_open = false;
  if (!table.cell_deleted) fill_cell(table.cell, std::move(blocks));
  table.builder.add_cell(std::move(table.cell));
}

void Composer::close_table() {
  if (tables_.empty()) return;
  auto table = tables_.back().builder.finish();
  const auto thin = std::move(tables_.back().thin_columns);
  tables_.pop_back();
  if (table) drop_thin_columns(*table, thin);
  if (!table) return budget_.fail(std::move(table.error()));
  if (table->cells.empty()) return;  // every row was deleted
  budget_.spend_grid(table->grid.size());
  budget_.spend_block();
  table->locus.part = part_;
  if (!budget_.exceeded()) flows_.back().blocks.emplace_back(std::move(*table));
}

}  // namespace nianbao::extract::docx
