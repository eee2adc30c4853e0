#include "extract/formats/html/prescan.h"

#include <algorithm>
#include <array>
#include <span>

#include "extract/formats/html/ascii.h"
#include "extract/formats/html/element_table.h"

namespace nianbao::extract::html_page {
namespace {

constexpr std::size_t kHead = 4 << 10;
constexpr int kCertain = 100;
constexpr int kElement = 90;
constexpr int kTagged = 50;
constexpr int kTables = 15;  // less than any text
constexpr int kTagsOfAPage = 8;

constexpr std::array<std::string_view, 4> kPageStarts{"<!doctype html", "<html", "<head", "<body"};
// A web archive holds its page in parts and encoded; as HTML it would be read wrongly.
constexpr std::array<std::string_view, 2> kArchiveStarts{"mime-version:", "from:"};

// Bytes as ASCII: UTF-16 loses its zero bytes, a mark its three or two.
std::string ascii_head(std::string_view bytes) {
  std::string head(bytes.substr(0, 2 * kHead));
  std::erase(head, '\0');
  std::string_view rest = head;
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  }
  return std::string(rest.substr(0, kHead));
}

struct Skipped {
  std::string_view start, end;
};

constexpr std::array kBeforePage{Skipped{"<!--", "-->"}, Skipped{"<?xml", ">"}};

std::string_view skip_preliminaries(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    text = trim(text);
    for (const auto& skipped : kBeforePage) {
      if (!starts_ignoring_case(text, skipped.start)) continue;
      const auto end = text.find(skipped.end);
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + skipped.end.size());
      again = true;
    }
  }
  return text;
}

// The element's name when a tag of HTML begins the text.
bool begins_with_element(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  text.remove_prefix(text[1] == '/' ? 2 : 1);
  const auto end = std::ranges::find_if(text, [](char each) { return !is_letter(each) && !is_digit(each); });
  const auto length = static_cast<std::size_t>(end - text.begin());
  if (length == text.size() || std::string_view("> /\t\r\n").find(text[length]) == std::string_view::npos) return false;
  return find_element(to_lower(text.substr(0, length))) != nullptr;
}

bool starts_with_one_of(std::string_view text, std::span<const std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view start) { return starts_ignoring_case(text, start); });
}

struct Tags {
  int all = 0;
  int of_page = 0;  // not in tables, nor what text holds beside tables of HTML: pictures, and tags around both
};

bool stands_in_text(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kInText{"<html>", "</html>", "<body>", "</body>", "<img", "<br"};
  constexpr std::array<std::string_view, 2> kAround{"<div", "</div"};
  const auto tag = text.substr(at);
  if (starts_with_one_of(tag, kInText)) return true;
  if (!starts_with_one_of(tag, kAround)) return false;
  const bool behind_tag = at > 0 && text[at - 1] == '>';
  const auto end = tag.find('>');
  return tag[1] == '/' ? behind_tag : end != std::string_view::npos && tag.substr(end + 1).starts_with('<');
}

Tags count_tags(std::string_view text) {
  Tags tags;
  bool in_table = false;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const auto tag = text.substr(at);
    if (!begins_with_element(tag)) continue;
    ++tags.all;
    const bool opens = starts_ignoring_case(tag, "<table");
    const bool closes = starts_ignoring_case(tag, "</table");
    tags.of_page += in_table || opens || closes || stands_in_text(text, at) ? 0 : 1;
    in_table = opens || (in_table && !closes);
  }
  return tags;
}

// The value after "charset", "=" and perhaps a quote: the algorithm of HTML 2.4.4 "extracting a character
// encoding from a meta element", which serves both forms of the declaration.
std::string_view charset_value(std::string_view tag) {
  for (auto at = find_ignoring_case(tag, "charset"); at != std::string_view::npos;
       at = find_ignoring_case(tag, "charset", at + 1)) {
    auto rest = trim(tag.substr(at + std::string_view("charset").size()));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    while (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
    const auto value = trim(rest.substr(0, rest.find_first_of("\"';> \t\r\n/")));
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace

int confidence(std::string_view bytes) {
  const auto head = ascii_head(bytes);
  const auto text = skip_preliminaries(head);
  if (starts_with_one_of(text, kPageStarts)) return kCertain;
  if (starts_with_one_of(text, kArchiveStarts)) return 0;
  if (begins_with_element(text)) return kElement;
  const auto tags = count_tags(text);
  if (tags.all < kTagsOfAPage) return 0;
  return tags.of_page > 0 ? kTagged : kTables;
}

std::string declared_charset(std::string_view bytes) {
  const auto head = bytes.substr(0, kHead);
  for (auto at = find_ignoring_case(head, "<meta"); at != std::string_view::npos;
       at = find_ignoring_case(head, "<meta", at + 1)) {
    const auto comment = head.rfind("<!--", at);
    if (comment != std::string_view::npos && head.find("-->", comment) > at) continue;
    const auto tag = head.substr(at, head.find('>', at) - at);
    if (const auto value = charset_value(tag); !value.empty()) return std::string(value);
  }
  return {};
}

}  // namespace nianbao::extract::html_page
