// Text on its way into one paragraph: white space collapsed as browsers do, pictures remembered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::extract::html_page {

struct Image {
  std::string source;
  std::int64_t width = -1;  // as the attributes say; -1 where they do not
  std::int64_t height = -1;
};

// How the text at hand is shown.
struct TextMode {
  std::string_view style;  // the innermost block element; static storage
  bool preformatted = false;
  bool linked = false;
  bool navigation = false;
};

struct FlowParagraph {
  std::string text;
  std::string_view style;
  bool navigation = false;
  std::int64_t characters = 0;  // neither white space nor no-break nor ideographic spaces
  std::int64_t linked = 0;      // of these, within links
  std::vector<Image> images;
};

// Characters that leave a mark on paper.
std::int64_t count_visible(std::string_view utf8);

class Flow {
 public:
  // The number of visible characters added.
  std::int64_t add_text(std::string_view utf8, const TextMode& mode);
  void add_line_break(const TextMode& mode);
  void add_image(Image image, const TextMode& mode);

  bool empty() const { return paragraph_.text.empty() && paragraph_.images.empty(); }

  // The paragraph so far; the flow is then empty.
  FlowParagraph take();

 private:
  void settle_style(const TextMode& mode);
  void add_collapsed(std::string_view utf8);
  void add_verbatim(std::string_view utf8);

  FlowParagraph paragraph_;
  bool space_ = false;  // white space seen that shows only when text follows
};

}  // namespace nianbao::extract::html_page
