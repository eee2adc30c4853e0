#include "extract/formats/html/markup.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "extract/formats/html/ascii.h"
#include "extract/formats/html/references.h"

namespace nianbao::extract::html_page {
namespace {

// Elements whose content is no markup (HTML 13.2.5, "raw text" and "RCDATA" states), and those without
// content and end tag (13.1.2, "void elements") that libxml2 does not know as such: it would take the
// rest of the page for their content.
enum class Treatment : std::uint8_t { drop, drop_content, escape_content, drop_tag, close_at_once };

struct SpecialElement {
  std::string_view name;
  Treatment treatment;
};

constexpr std::array kSpecialElements{
    SpecialElement{"script", Treatment::drop},
    SpecialElement{"style", Treatment::drop},
    SpecialElement{"noscript", Treatment::drop},
    SpecialElement{"noframes", Treatment::drop},
    SpecialElement{"noembed", Treatment::drop},
    SpecialElement{"iframe", Treatment::drop_content},
    SpecialElement{"textarea", Treatment::escape_content},
    SpecialElement{"title", Treatment::escape_content},
    SpecialElement{"xmp", Treatment::escape_content},
    SpecialElement{"wbr", Treatment::drop_tag},
    SpecialElement{"source", Treatment::drop_tag},
    SpecialElement{"track", Treatment::drop_tag},
    SpecialElement{"keygen", Treatment::drop_tag},
    SpecialElement{"bgsound", Treatment::drop_tag},
    SpecialElement{"command", Treatment::drop_tag},
    SpecialElement{"embed", Treatment::close_at_once},
};

constexpr std::array<std::string_view, 2> kIgnoredEnds{"body", "html"};

constexpr std::size_t kLongestName = 8;    // of those above
constexpr std::size_t kLongestTag = 4096;  // what stands outside quotes

constexpr bool is_name_character(char letter) {
  return is_letter(letter) || is_digit(letter) || letter == '-' || letter == ':';
}

// Whether the name of a tag ends here: "<style" is not "<styled".
bool name_ends(std::string_view text, std::size_t at) { return at >= text.size() || !is_name_character(text[at]); }

// The name at the beginning in lower case; empty if it is none of those above for its length alone.
std::string leading_name(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length])) {
    if (++length > kLongestName) return {};
  }
  return to_lower(text.substr(0, length));
}

constexpr std::ptrdiff_t kNone = -1;
constexpr std::ptrdiff_t kUnknown = 0;  // no end tag starts at the very end

class Cleaner {
 public:
  explicit Cleaner(std::string_view utf8) : rest_(utf8) { out_.reserve(utf8.size()); }

  std::string run() {
    while (!rest_.empty()) {
      const auto text = rest_.substr(0, rest_.find('<'));
      append_with_references(out_, text);
      rest_.remove_prefix(text.size());
      if (rest_.empty()) break;
      if (drop_comment() || drop_declaration() || drop_ignored_end() || drop_attributes_of_overlong_tag() ||
          treat_special_element()) {
        continue;
      }
      copy(1);
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t length) {
    out_ += rest_.substr(0, length);
    rest_.remove_prefix(length);
  }

  // Through the end of `mark` found at `at`; everything when it was not found, as browsers do.
  void drop_through(std::size_t at, std::size_t mark_length) {
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : std::min(at + mark_length, rest_.size()));
  }

  bool drop_comment() {
    if (!rest_.starts_with("<!--")) return false;
    // "<!-->" and "<!--->" are whole comments (HTML 13.2.5.43).
    const auto end = rest_.find("-->", 2);
    const auto wrong_end = rest_.substr(0, end).find("--!>", 4);
    if (wrong_end != std::string_view::npos) {
      drop_through(wrong_end, 4);
    } else {
      drop_through(end, 3);
    }
    return true;
  }

  bool drop_declaration() {
    if (!rest_.starts_with("<!") && !rest_.starts_with("<?")) return false;
    drop_through(rest_.find('>'), 1);
    return true;
  }

  bool drop_ignored_end() {
    if (!rest_.starts_with("</")) return false;
    if (std::ranges::find(kIgnoredEnds, leading_name(rest_.substr(2))) == kIgnoredEnds.end()) return false;
    drop_through(rest_.find('>'), 1);
    return true;
  }

  // The parser compares each attribute with all before it: a tag of a hundred thousand would take it
  // seconds. What is quoted may be long (pictures in data: addresses), the rest of no real tag is.
  bool drop_attributes_of_overlong_tag() {
    if (rest_.size() < 2 || !is_letter(rest_[1])) return false;
    std::size_t unquoted = 0;
    for (std::size_t at = 1; at < rest_.size() && rest_[at] != '>'; ++at) {
      if (++unquoted > kLongestTag) {
        const auto name_end = std::ranges::find_if_not(rest_.substr(1), is_name_character);
        out_.append(rest_.begin(), name_end).append(">");
        drop_through(rest_.find('>', at), 1);
        return true;
      }
      if (rest_[at] != '"' && rest_[at] != '\'') continue;
      const auto quote = rest_.find(rest_[at], at + 1);
      if (quote == std::string_view::npos) break;
      at = quote;
    }
    return false;
  }

  // The start of the next end tag; npos without one. Remembered, because a page of nothing but start
  // tags must not be searched once for each.
  std::size_t find_end(std::string_view name) {
    auto& known = ends_[name];
    const auto left = static_cast<std::ptrdiff_t>(rest_.size());
    if (known == kNone) return std::string_view::npos;
    if (known != kUnknown && known <= left) return static_cast<std::size_t>(left - known);
    const auto at = search_end(name);
    known = at == std::string_view::npos ? kNone : left - static_cast<std::ptrdiff_t>(at);
    return at;
  }

  std::size_t search_end(std::string_view name) const {
    const auto tag = "</" + std::string(name);
    auto at = find_ignoring_case(rest_, tag);
    while (at != std::string_view::npos && !name_ends(rest_, at + tag.size())) {
      at = find_ignoring_case(rest_, tag, at + 1);
    }
    return at;
  }

  bool treat_special_element() {
    const auto special = std::ranges::find(kSpecialElements, leading_name(rest_.substr(1)), &SpecialElement::name);
    if (special == kSpecialElements.end()) return false;
    if (special->treatment == Treatment::drop_tag) {
      drop_through(rest_.find('>'), 1);
    } else if (special->treatment == Treatment::close_at_once) {
      copy(std::min(rest_.find('>'), rest_.size() - 1) + 1);
      out_.append("</").append(special->name).append(">");
    } else {
      return treat_content(*special);
    }
    return true;
  }

  bool treat_content(const SpecialElement& special) {
    const auto end = find_end(special.name);
    if (special.treatment == Treatment::drop) {
      drop_through(closes_itself(special.name, end) ? 0 : end, 0);
      drop_through(rest_.find('>'), 1);
      return true;
    }
    // Without an end the rest of the page would be lost to a forgotten tag.
    if (end == std::string_view::npos) return false;
    const auto tag_length = std::min(rest_.find('>'), end - 1) + 1;
    const auto content = rest_.substr(tag_length, end - tag_length);
    copy(tag_length);
    if (special.treatment == Treatment::escape_content) append_escaped(content);
    rest_.remove_prefix(content.size());
    return true;
  }

  // <script src="x"/> is closed in XHTML only, but no author of HTML leaves a page to end there: it is
  // believed when the end tag that follows has a start tag of its own.
  bool closes_itself(std::string_view name, std::size_t end) const {
    const auto tag = rest_.substr(0, rest_.find('>'));
    if (!tag.ends_with('/')) return false;
    return end == std::string_view::npos ||
           find_ignoring_case(rest_.substr(0, end), "<" + std::string(name), 1) != std::string_view::npos;
  }

  void append_escaped(std::string_view content) {
    for (const char each : content) {
      if (each == '<')
        out_ += "&lt;";
      else
        out_ += each;
    }
  }

  std::string_view rest_;
  std::string out_;
  std::map<std::string_view, std::ptrdiff_t> ends_;  // how far from the page's end the next end tag is
};

}  // namespace

std::string plain_markup(std::string_view utf8) { return Cleaner(utf8).run(); }

}  // namespace nianbao::extract::html_page
