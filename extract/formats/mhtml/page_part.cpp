#include "extract/formats/mhtml/page_part.h"

#include <algorithm>
#include <array>

#include "extract/base/ascii.h"

namespace nianbao::extract::mhtml {
namespace {

constexpr std::array<std::string_view, 2> kPageTypes{"text/html", "application/xhtml+xml"};

bool is_attached(const Part& part) {
  return ascii::starts_ignoring_case(part.headers.value_of("Content-Disposition"), "attachment");
}

bool is_text(const Part& part) { return part.type.value == "text/plain"; }

const Part* first_of(const Message& message, bool (*wanted)(const Part&)) {
  const auto found =
      std::ranges::find_if(message.parts, [&](const Part& part) { return wanted(part) && !is_attached(part); });
  return found == message.parts.end() ? nullptr : &*found;
}

const Part* named_start(const Message& message) {
  const auto start = message.type.parameter("start");
  if (start.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      message.parts, [&](const Part& part) { return is_page(part) && part.headers.value_of("Content-ID") == start; });
  return found == message.parts.end() ? nullptr : &*found;
}

}  // namespace

bool is_page(const Part& part) { return std::ranges::find(kPageTypes, part.type.value) != kPageTypes.end(); }

const Part* find_page(const Message& message) {
  if (const auto* start = named_start(message)) return start;
  if (const auto* page = first_of(message, is_page)) return page;
  return first_of(message, is_text);
}

const Part* largest_other_page(const Message& message, const Part& page) {
  const Part* largest = nullptr;
  for (const auto& part : message.parts) {
    if (&part == &page || !is_page(part)) continue;
    if (largest == nullptr || part.body.size() > largest->body.size()) largest = &part;
  }
  return largest;
}

}  // namespace nianbao::extract::mhtml
