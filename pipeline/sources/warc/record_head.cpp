#include "pipeline/sources/warc/record_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "pipeline/sources/warc/fields.h"

namespace nianbao::pipeline {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < 0) return std::nullopt;
  return number;
}

// WARC/1.0 has them by its grammar, and its examples do without.
std::string without_brackets(std::string_view value) {
  if (value.size() > 1 && value.starts_with('<') && value.ends_with('>'))
    return std::string(value.substr(1, value.size() - 2));
  return std::string(value);
}

constexpr std::array<std::pair<std::string_view, RecordType>, 4> kTypes{{
    {"response", RecordType::response},
    {"resource", RecordType::resource},
    {"conversion", RecordType::resource},  // a page in another form: what is in it is as good
    {"revisit", RecordType::revisit},
}};

// What tools keep beside the pages: their logs, name look-ups, pictures of the screen.
constexpr std::array<std::string_view, 6> kNoPages{"metadata:", "dns:", "whois:", "filedesc:", "warcinfo:", "urn:"};

RecordType type_of(std::string_view name, std::string_view uri) {
  if (std::ranges::any_of(kNoPages, [&](auto scheme) { return uri.starts_with(scheme); })) return RecordType::other;
  const auto row = std::ranges::find(kTypes, name, &std::pair<std::string_view, RecordType>::first);
  return row == kTypes.end() ? RecordType::other : row->second;
}

using Text = std::string RecordHead::*;
constexpr std::array<std::pair<std::string_view, Text>, 6> kTextFields{{
    {"warc-target-uri", &RecordHead::uri},
    {"warc-date", &RecordHead::captured},
    {"content-type", &RecordHead::content_type},
    {"warc-truncated", &RecordHead::truncated},
    {"warc-refers-to-target-uri", &RecordHead::seen_uri},
    {"warc-refers-to-date", &RecordHead::seen_date},
}};

bool begins_warc(std::string_view line) {
  constexpr std::string_view kMagic = "WARC/";
  constexpr std::size_t kLongest = 16;
  if (!line.starts_with(kMagic) || line.size() == kMagic.size() || line.size() > kLongest) return false;
  return line.find_first_not_of("0123456789.", kMagic.size()) == std::string_view::npos;
}

RecordHead parse_warc(std::string_view text) {
  RecordHead head;
  std::string type;
  take_line(text);
  each_field(text, [&](const std::string& name, const std::string& value) {
    const auto row = std::ranges::find(kTextFields, std::string_view(name), &std::pair<std::string_view, Text>::first);
    if (row != kTextFields.end())
      head.*(row->second) = without_brackets(value);
    else if (name == "warc-type")
      type = lower_ascii(value);
    else if (name == "content-length")
      head.length = whole_number(value);
    else if (name == "warc-segment-number")
      head.in_segments = true;
  });
  head.captured = normal_date(head.captured);
  head.type = type_of(type, head.uri);
  return head;
}

// "URL IP-address Archive-date Content-type [Result-code Checksum Location Offset Filename] Archive-length". URLs
// with blanks in them exist.
std::vector<std::string_view> arc_words(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty() && words.size() <= 16) {
    const auto end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

constexpr std::size_t kArcWords = 5;
constexpr std::size_t kArcDateDigits = 14;

bool is_arc_date(std::string_view word) {
  return word.size() == kArcDateDigits && word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool begins_arc(std::string_view line) {
  const auto words = arc_words(line);
  return words.size() >= kArcWords && words[0].find(':') != std::string_view::npos &&
         std::ranges::any_of(words, is_arc_date) && whole_number(words.back()).has_value();
}

RecordHead parse_arc(std::string_view text) {
  RecordHead head;
  const auto line = take_line(text).value_or(text);
  const auto words = arc_words(line);
  const auto date = std::ranges::find_if(words, is_arc_date);
  // Before the date stands the address, and before that the URL.
  const auto address = date - 1;
  head.uri = line.substr(0, static_cast<std::size_t>(address->data() - line.data()));
  head.uri = trimmed(head.uri);
  head.captured = normal_date(*date);
  if (date + 1 != words.end()) head.content_type = *(date + 1);
  head.length = whole_number(words.back());
  head.type = type_of("response", head.uri);
  return head;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

constexpr RecordFormat kWarcFormat{begins_warc, true, parse_warc};
constexpr RecordFormat kArcFormat{begins_arc, false, parse_arc};

std::string normal_date(std::string_view date) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (is_arc_date(date)) {
    std::string text;
    for (const char c : kForm) {
      text += is_digit(c) ? date.front() : c;
      if (is_digit(c)) date.remove_prefix(1);
    }
    return text + "Z";
  }
  std::size_t size = 0;
  while (size < std::min(date.size(), kForm.size()) &&
         (is_digit(date[size]) ? kForm[size] == '0' : date[size] == kForm[size])) {
    ++size;
  }
  constexpr std::array<std::size_t, 4> kReduced{4, 7, 10, 16};  // the forms of WARC/1.1, section 5.4
  const auto rest = date.substr(size);
  if (size == kForm.size()) return std::string(date.substr(0, size)) + "Z";
  const bool reduced = (rest.empty() || rest == "Z") && std::ranges::find(kReduced, size) != kReduced.end();
  return reduced ? std::string(date.substr(0, size)) : std::string();
}

}  // namespace nianbao::pipeline
