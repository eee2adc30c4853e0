// The finished paragraphs and tables of a page, in reading order, with what is known about each.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/base/budget.h"
#include "extract/formats/html/flow.h"
#include "extract/formats/html/open_table.h"
#include "extract/model/document.h"

namespace nianbao::extract::html_page {

class BlockWriter {
 public:
  BlockWriter(Document& document, Budget& budget) : document_(document), budget_(budget) {}

  std::size_t size() const { return document_.blocks.size(); }
  void add_paragraph(FlowParagraph paragraph);
  void add_table(FinishedTable finished);

  // Marks the paragraphs from this block on that are mostly links. Stage two passes over them.
  void mark_navigation(std::size_t first_block);

  // Visible characters of the page's own: neither in links nor in navigation.
  std::int64_t content_characters() const;
  bool has_images() const { return has_images_; }

 private:
  struct Facts {
    std::int64_t unlinked = 0;
    std::int64_t linked = 0;
  };

  void note_image(const SeenImage& seen);
  void locate(Table& outermost);

  Document& document_;
  Budget& budget_;
  std::vector<Facts> facts_;  // one for each block
  std::int32_t tables_ = 0;
  std::size_t reported_images_ = 0;
  bool has_images_ = false;
};

}  // namespace nianbao::extract::html_page
