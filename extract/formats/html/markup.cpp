#include "extract/formats/html/markup.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

// What to do with elements whose content is no markup (HTML 13.2.5, "raw text" and "RCDATA" states).
enum class Content : std::uint8_t { drop_with_tags, drop, escape };

struct RawElement {
  std::string_view name;
  Content content;
};

constexpr std::array kRawElements{
    RawElement{"script", Content::drop_with_tags}, RawElement{"style", Content::drop_with_tags},
    RawElement{"noscript", Content::drop_with_tags}, RawElement{"noframes", Content::drop_with_tags},
    RawElement{"noembed", Content::drop_with_tags}, RawElement{"iframe", Content::drop},
    RawElement{"textarea", Content::escape}, RawElement{"title", Content::escape}, RawElement{"xmp", Content::escape},
};

constexpr std::array<std::string_view, 2> kIgnoredEnds{"</body", "</html"};

// Whether the name of a tag ends here: "<style" is not "<styled".
bool name_ends(std::string_view text, std::size_t at) {
  return at >= text.size() || (!is_letter(text[at]) && !is_digit(text[at]) && text[at] != '-' && text[at] != ':');
}

bool is_tag(std::string_view text, std::string_view start) {
  return starts_ignoring_case(text, start) && name_ends(text, start.size());
}

class Cleaner {
 public:
  explicit Cleaner(std::string_view utf8) : rest_(utf8) { out_.reserve(utf8.size()); }

  std::string run() {
    while (!rest_.empty()) {
      copy(std::min(rest_.find('<'), rest_.size()));
      if (rest_.empty()) break;
      if (drop_comment() || drop_declaration() || drop_ignored_end() || treat_raw_element()) continue;
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
    if (std::ranges::none_of(kIgnoredEnds, [&](std::string_view tag) { return is_tag(rest_, tag); })) return false;
    drop_through(rest_.find('>'), 1);
    return true;
  }

  // The start of the end tag; npos without one, which holds for the rest of the page: a page of nothing
  // but start tags must not be searched once for each.
  std::size_t find_end(std::string_view name) {
    if (std::ranges::find(endless_, name) != endless_.end()) return std::string_view::npos;
    const auto tag = "</" + std::string(name);
    auto at = find_ignoring_case(rest_, tag);
    while (at != std::string_view::npos && !name_ends(rest_, at + tag.size())) {
      at = find_ignoring_case(rest_, tag, at + 1);
    }
    if (at == std::string_view::npos) endless_.push_back(name);
    return at;
  }

  bool treat_raw_element() {
    const auto raw = std::ranges::find_if(kRawElements, [&](const RawElement& each) {
      return starts_ignoring_case(rest_.substr(1), each.name) && name_ends(rest_, 1 + each.name.size());
    });
    if (raw == kRawElements.end()) return false;
    const auto end = find_end(raw->name);
    if (raw->content == Content::drop_with_tags) {
      drop_through(end, 0);
      drop_through(rest_.find('>'), 1);
      return true;
    }
    // Without an end the rest of the page would be lost to a forgotten tag.
    if (end == std::string_view::npos) return false;
    const auto tag_length = std::min(rest_.find('>'), end - 1) + 1;
    const auto content = rest_.substr(tag_length, end - tag_length);
    copy(tag_length);
    for (const char each : raw->content == Content::escape ? content : std::string_view{}) {
      if (each == '<') out_ += "&lt;";
      else out_ += each;
    }
    rest_.remove_prefix(content.size());
    return true;
  }

  std::string_view rest_;
  std::string out_;
  std::vector<std::string_view> endless_;
};

}  // namespace

std::string plain_markup(std::string_view utf8) { return Cleaner(utf8).run(); }

}  // namespace nianbao::extract::html_page
