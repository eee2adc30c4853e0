#include "pipeline/sources/warc/fields.h"

#include <algorithm>

namespace nianbao::pipeline {
namespace {

bool is_token_character(char c) {
  constexpr std::string_view kMarks = "-_.:+()";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void each_field(std::string_view lines,
                const std::function<void(const std::string& name, const std::string& value)>& take) {
  std::string name;
  std::string value;
  const auto give = [&] {
    if (!name.empty()) take(name, value);
    name.clear();
  };
  while (const auto line = take_line(lines)) {
    if (line->starts_with(' ') || line->starts_with('\t')) {
      if (!name.empty()) value.append(value.empty() ? "" : " ").append(trimmed(*line));
      continue;
    }
    give();
    const auto colon = line->find(':');
    if (colon == std::string_view::npos) continue;
    name = lower_ascii(trimmed(line->substr(0, colon)));
    value = trimmed(line->substr(colon + 1));
  }
  give();
}

std::string parameter_of(std::string_view value, std::string_view name) {
  constexpr std::size_t kLongest = 40;
  while (true) {
    const auto semicolon = value.find(';');
    if (semicolon == std::string_view::npos) return {};
    value.remove_prefix(semicolon + 1);
    const auto part = value.substr(0, value.find(';'));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || lower_ascii(trimmed(part.substr(0, equals))) != name) continue;
    auto found = lower_ascii(trimmed(part.substr(equals + 1)));
    if (found.size() > 1 && (found.front() == '"' || found.front() == '\'') && found.back() == found.front()) {
      found = found.substr(1, found.size() - 2);
    }
    return found.size() <= kLongest && std::ranges::all_of(found, is_token_character) ? found : std::string();
  }
}

}  // namespace nianbao::pipeline
