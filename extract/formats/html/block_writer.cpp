#include "extract/formats/html/block_writer.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string>
#include <utility>
#include <variant>

namespace nianbao::extract::html_page {
namespace {

constexpr std::size_t kReportedImages = 50;
constexpr std::size_t kShownSource = 200;  // a picture inside a data: URL is long
constexpr std::int64_t kTableWidth = 300;  // narrower pictures hold no table of ten columns
// Signs and emblems; a picture of unknown size is not taken for one.
constexpr std::int64_t kIconWidth = 100;
constexpr std::int64_t kIconHeight = 40;

bool is_icon(const Image& image) {
  return (image.width >= 0 && image.width <= kIconWidth) || (image.height >= 0 && image.height <= kIconHeight);
}

std::int32_t index(std::size_t size) { return static_cast<std::int32_t>(size); }

}  // namespace

void BlockWriter::note_image(const SeenImage& seen) {
  if (is_icon(seen.image)) return;
  has_images_ = true;
  // Before any text stands the site's own picture.
  if (size() == 0 || (!seen.alone && seen.image.width <= kTableWidth)) return;
  if (reported_images_++ >= kReportedImages) return;
  // The block before the picture: its heading, where the picture stands for a table.
  document_.diagnostics.push_back({.code = "image_table",
                                   .detail = seen.image.source.substr(0, kShownSource),
                                   .locus = {.part = 0, .block = index(size()) - 1}});
}

void BlockWriter::add_paragraph(FlowParagraph paragraph) {
  // A paragraph of nothing but no-break spaces is vertical distance.
  if (paragraph.characters > 0) {
    budget_.spend_block();
    budget_.spend_text(paragraph.text.size());
    facts_.push_back({paragraph.characters - paragraph.linked, paragraph.linked});
    document_.blocks.emplace_back(
        Paragraph{.text = std::move(paragraph.text),
                  .style = std::string(paragraph.navigation ? kNavigationStyle : paragraph.style),
                  .locus = {.part = 0, .block = index(size())}});
  }
  if (paragraph.navigation) return;
  const bool alone = paragraph.characters == 0 && paragraph.images.size() == 1;
  for (auto& image : paragraph.images) note_image({std::move(image), alone});
}

void BlockWriter::add_table(FinishedTable finished) {
  budget_.spend_block();
  locate(finished.table);
  facts_.push_back({finished.unlinked, 0});
  document_.blocks.emplace_back(std::move(finished.table));
  for (const auto& image : finished.images) note_image(image);
}

void BlockWriter::locate(Table& outermost) {
  std::vector<Table*> waiting{&outermost};
  while (!waiting.empty()) {
    auto& table = *waiting.back();
    waiting.pop_back();
    table.locus = {.part = 0, .block = index(size()), .table = tables_++};
    for (auto& cell : table.cells) {
      cell.locus.part = 0;
      cell.locus.block = table.locus.block;
      cell.locus.table = table.locus.table;
    }
    for (auto& cell : std::views::reverse(table.cells)) {
      for (auto& nested : std::views::reverse(cell.nested)) waiting.push_back(&nested.table);
    }
  }
}

void BlockWriter::mark_navigation(std::size_t first_block) {
  for (auto block = first_block; block < size(); ++block) {
    auto* paragraph = std::get_if<Paragraph>(&document_.blocks[block]);
    if (paragraph != nullptr && facts_[block].linked >= facts_[block].unlinked) paragraph->style = kNavigationStyle;
  }
}

std::int64_t BlockWriter::content_characters() const {
  std::int64_t characters = 0;
  for (std::size_t block = 0; block < size(); ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document_.blocks[block]);
    if (paragraph == nullptr || paragraph->style != kNavigationStyle) characters += facts_[block].unlinked;
  }
  return characters;
}

}  // namespace nianbao::extract::html_page
