// What the styles part (ECMA-376 17.7) decides about text: what is hidden and what is numbered.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/digit_style.h"
#include "extract/formats/docx/package.h"

namespace nianbao::extract::docx {

// What w:numPr says (17.3.1.19). A part it leaves out is inherited.
struct NumberingProperties {
  std::optional<std::int64_t> num_id;
  std::optional<std::int64_t> level;
};

struct Style {
  std::string based_on;
  std::optional<bool> hidden;  // w:vanish
  std::optional<DigitStyle> digits;
  NumberingProperties numbering;
};

// Styles by id. An unknown id is a style that says nothing.
class Styles {
 public:
  const Style* find(std::string_view id) const;

  // The style of that id, then the ones it is based on; ends where a chain bites its own tail.
  template <class Visit>
  void visit_chain(std::string_view id, Visit visit) const {
    constexpr int kLongestChain = 100;
    const auto* style = find(id);
    for (int step = 0; style != nullptr && step < kLongestChain; ++step) {
      if (!visit(id, *style)) return;
      id = style->based_on;
      style = find(id);
    }
  }

  bool hidden(std::string_view id) const;
  std::optional<std::int64_t> num_id(std::string_view id) const;
  DigitStyle digits(std::string_view id) const;
  // The style a paragraph has that names none (17.7.4.17).
  const std::string& default_paragraph_style() const { return default_paragraph_style_; }

 private:
  friend class StylesReader;
  std::map<std::string, Style, std::less<>> styles_;
  std::string default_paragraph_style_;
};

class StylesReader : public PartHandler {
 public:
  explicit StylesReader(Styles& styles) : styles_(styles) {}
  void start(const xml::Element& element) override;
  void end(std::string_view ns, std::string_view name) override;
  void text(std::string_view) override {}

 private:
  void start_style(const xml::Element& element);

  Styles& styles_;
  Style* style_ = nullptr;  // the one being read
  int skipped_ = 0;         // open elements below one that does not count
};

}  // namespace nianbao::extract::docx
