// The events of the parser into the blocks, properties and links of a Document.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/base/budget.h"
#include "extract/base/html_parser.h"
#include "extract/formats/html/attributes.h"
#include "extract/formats/html/block_writer.h"
#include "extract/formats/html/content.h"
#include "extract/formats/html/element_table.h"
#include "extract/formats/html/select_text.h"

namespace nianbao::extract::html_page {

class Page : public html::Handler {
 public:
  // Both must outlive the page.
  Page(Document& document, const Limits& limits);

  void start(const html::Element& element) override;
  void end(std::string_view name) override;
  void text(std::string_view utf8) override;

  // After the last event. The error is the limit that was exceeded.
  Result<void> finish();

  const BlockWriter& blocks() const { return writer_; }

 private:
  // Running totals; the difference of two is what an element holds.
  struct Totals {
    std::int64_t characters = 0;
    std::int64_t linked = 0;
    std::int64_t links = 0;
  };

  struct OpenElement {
    ElementKind kind = ElementKind::text;
    bool breaks = false;
    bool muted = false;  // its text is not shown; handed down, as the next two
    bool preformatted = false;
    bool navigation = false;
    DigitStyle digits = DigitStyle::plain;  // handed down
    std::string_view style;                 // the innermost block element
    std::size_t tables = 0;                 // open tables: around it if it is a table, else with it
    std::int64_t cell = -1;                 // the number of the cell it opened
    std::size_t first_block = 0;
    Totals before;
  };

  struct Anchor {
    std::string target;
    std::string title;
    bool downloads = false;  // the attribute "download" names a file
    Flow text;
  };

  struct Rule {
    ElementKind kind;
    void (Page::*open)(const html::Element&, OpenElement&);
    void (Page::*close)(const OpenElement&);
  };
  static const Rule* find_rule(ElementKind kind);

  void note_embedded(const html::Element& element);
  void push(const html::Element& element, const ElementInfo& info, const Display& display);
  TextMode mode() const;
  void add_attachment(Link link);
  void add_text(std::string_view utf8);

  void open_table(const html::Element&, OpenElement&);
  void close_table(const OpenElement&);
  void open_row_group(const html::Element&, OpenElement&);
  void close_row_group(const OpenElement&);
  void open_row(const html::Element&, OpenElement&);
  void close_row(const OpenElement&);
  void open_cell(const html::Element&, OpenElement&);
  void close_cell(const OpenElement&);
  void close_list(const OpenElement&);
  void open_landmark(const html::Element&, OpenElement&);
  void open_preformatted(const html::Element&, OpenElement&);
  void open_line_break(const html::Element&, OpenElement&);
  void open_anchor(const html::Element&, OpenElement&);
  void close_anchor(const OpenElement&);
  void open_image(const html::Element&, OpenElement&);
  void open_head(const html::Element&, OpenElement&);
  void open_title(const html::Element&, OpenElement&);
  void close_title(const OpenElement&);
  void open_meta(const html::Element&, OpenElement&);
  void open_input(const html::Element&, OpenElement&);
  void open_select(const html::Element&, OpenElement&);
  void close_select(const OpenElement&);
  void open_option(const html::Element&, OpenElement&);
  void close_option(const OpenElement&);

  Document& document_;
  Budget budget_;
  BlockWriter writer_;
  Content content_;
  std::vector<OpenElement> open_;
  std::int64_t skipped_ = 0;  // open elements of a part that is not read
  Totals totals_;
  std::optional<Anchor> anchor_;
  std::optional<Flow> title_;
  bool has_title_ = false;
  SelectText select_;
  std::unordered_map<std::string, std::size_t> attachment_of_;  // by target
};

}  // namespace nianbao::extract::html_page
