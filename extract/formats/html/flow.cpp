#include "extract/formats/html/flow.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

// No-break, en, em, zero width and ideographic space, byte order mark.
constexpr std::array<std::string_view, 6> kBlankCharacters{"\u00A0", "\u2002", "\u2003", "\u200B", "\u3000", "\uFEFF"};

bool is_blank(std::string_view utf8) {
  return static_cast<unsigned char>(utf8.front()) >= 0xC2 &&
         std::ranges::any_of(kBlankCharacters, [&](std::string_view each) { return utf8.starts_with(each); });
}

}  // namespace

std::int64_t count_visible(std::string_view utf8) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte <= 0x20 || (byte & 0xC0) == 0x80 || is_blank(utf8.substr(at))) continue;
    ++count;
  }
  return count;
}

void Flow::settle_style(const TextMode& mode) {
  if (!paragraph_.style.empty()) return;
  paragraph_.style = mode.style;
  paragraph_.navigation = mode.navigation;
}

std::int64_t Flow::add_text(std::string_view utf8, const TextMode& mode) {
  const auto visible = count_visible(utf8);
  paragraph_.characters += visible;
  if (mode.linked) paragraph_.linked += visible;
  if (mode.preformatted) {
    add_verbatim(utf8);
  } else {
    add_collapsed(utf8);
  }
  if (!paragraph_.text.empty()) settle_style(mode);
  return visible;
}

// CSS Text 3, 4.1: runs of white space are one space, none at the beginning or the end of a line.
void Flow::add_collapsed(std::string_view utf8) {
  auto& text = paragraph_.text;
  while (!utf8.empty()) {
    const auto word = std::min(utf8.find_first_of(kSpaces), utf8.size());
    if (word > 0) {
      if (space_ && !text.empty() && text.back() != '\n') text += ' ';
      space_ = false;
      text += utf8.substr(0, word);
      utf8.remove_prefix(word);
    }
    const auto spaces = std::min(utf8.find_first_not_of(kSpaces), utf8.size());
    space_ = space_ || spaces > 0;
    utf8.remove_prefix(spaces);
  }
}

void Flow::add_verbatim(std::string_view utf8) {
  if (space_ && !paragraph_.text.empty()) paragraph_.text += ' ';
  space_ = false;
  std::ranges::copy_if(utf8, std::back_inserter(paragraph_.text), [](char each) { return each != '\r'; });
}

void Flow::add_line_break(const TextMode& mode) {
  space_ = false;
  paragraph_.text += '\n';
  settle_style(mode);
}

void Flow::add_image(Image image, const TextMode& mode) {
  settle_style(mode);
  paragraph_.images.push_back(std::move(image));
}

FlowParagraph Flow::take() {
  space_ = false;
  auto paragraph = std::exchange(paragraph_, {});
  auto& text = paragraph.text;
  // A break at either end moves other blocks, but shows nothing.
  text.erase(std::min(text.find_last_not_of('\n') + 1, text.size()));
  text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
  return paragraph;
}

}  // namespace nianbao::extract::html_page
