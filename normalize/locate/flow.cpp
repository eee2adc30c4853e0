#include "normalize/locate/flow.h"

#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/locate/furniture.h"
#include "normalize/text/trimmed.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kProseBytes = 1500;   // a cell this long is prose, so its table is layout
constexpr int kFewValues = 4;               // fewer numbers than this do not make a table of data
constexpr std::size_t kLongestLabel = 900;  // bytes; longer lines are no headings and get no key

bool is_number(std::string_view text) {
  text = trimmed(text);
  return !text.empty() && text.find_first_not_of("0123456789.,-") == std::string_view::npos;
}

// Tables used to place text on a page rather than to hold data.
bool is_layout(const extract::Table& table) {
  if (table.columns <= 1) return true;
  const auto numbers = std::ranges::count_if(table.cells, [](const auto& cell) { return is_number(cell.text); });
  const bool nests = std::ranges::any_of(table.cells, [](const auto& cell) { return !cell.nested.empty(); });
  const bool prose = std::ranges::any_of(table.cells, [](const auto& cell) { return cell.text.size() > kProseBytes; });
  return prose || (nests && numbers < kFewValues);
}

class FlowBuilder {
 public:
  explicit FlowBuilder(Flow& flow) : flow_(flow) {}

  void add_text(std::string_view text, std::string_view list_label, const Locus& locus, extract::Blanks blanks = {}) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      const auto line = text.substr(0, end);
      if (const auto words = trimmed(line); !words.empty()) {
        flow_.items.push_back(
            {.text = words, .line = line, .list_label = list_label, .locus = locus, .blanks_before = blanks});
        list_label = {};
        blanks.count = 0;
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  // Opens nested tables with a stack: their depth is the document's choice. Of a table of data only the
  // tables inside its cells are opened.
  void add_table(const extract::Table& root) {
    std::vector<Open> open;
    enter(root, open);
    while (!open.empty()) {
      auto& top = open.back();
      if (top.cell == top.table->cells.size()) {
        open.pop_back();
        continue;
      }
      const auto& cell = top.table->cells[top.cell];
      const bool has_nested = top.nested < cell.nested.size();
      const auto until =
          has_nested ? std::min(cell.nested[top.nested].text_offset, cell.text.size()) : cell.text.size();
      if (until > top.text && top.layout) {
        add_text(std::string_view(cell.text).substr(top.text, until - top.text), {}, cell.locus);
      }
      top.text = std::max(until, top.text);
      if (has_nested)
        enter(cell.nested[top.nested++].table, open);
      else
        top = {top.table, top.layout, top.cell + 1};
    }
  }

 private:
  struct Open {
    const extract::Table* table;
    bool layout = true;
    std::size_t cell = 0;
    std::size_t nested = 0;
    std::size_t text = 0;
  };

  void enter(const extract::Table& table, std::vector<Open>& open) {
    const bool layout = is_layout(table);
    if (!layout) flow_.items.push_back({.table = &table, .locus = table.locus});
    open.push_back({&table, layout});
  }

  Flow& flow_;
};

// Scripts are told apart by characters only one of them uses, counted over the whole document.
Script script_of(const Flow& flow, std::u32string_view traditional) {
  constexpr std::size_t kEnough = 8;
  std::size_t count = 0;
  const auto add = [&](std::string_view text) {
    for (std::size_t at = 0; at < text.size() && count < kEnough;) {
      const auto [value, size] = code_point_at(text, at);
      if (value > 0x7F && traditional.find(value) != std::u32string_view::npos) ++count;
      at += size;
    }
  };
  for (const auto& item : flow.items) {
    add(item.text);
    if (item.table == nullptr) continue;
    for (const auto& cell : item.table->cells) add(cell.text);
  }
  return count >= kEnough ? Script::traditional : Script::simplified;
}

}  // namespace

Flow make_flow(const extract::Document& document, const Vocabulary& vocabulary) {
  Flow flow;
  FlowBuilder builder(flow);
  for (const auto& block : document.blocks) {
    if (const auto* paragraph = std::get_if<extract::Paragraph>(&block)) {
      if (paragraph->style == extract::kNavigationStyle) continue;
      if (paragraph->style == extract::kPageBreakStyle) flow.items.push_back({.locus = paragraph->locus});
      builder.add_text(paragraph->text, paragraph->list_label, paragraph->locus, paragraph->blanks_before);
    } else {
      builder.add_table(std::get<extract::Table>(block));
    }
  }
  flow.script = script_of(flow, vocabulary.traditional);
  for (auto& item : flow.items) {
    if (item.table != nullptr) continue;
    item.normal = NormalText(item.text, flow.script);
    if (item.text.size() <= kLongestLabel) item.key = label_key(item.normal);
    item.furniture = item.text.empty() || is_furniture(item.normal.view(), vocabulary);
  }
  return flow;
}

}  // namespace nianbao::normalize
