#include "export/writers/quality/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "export/clean_text.h"
#include "export/quality/bounded.h"
#include "extract/base/ascii.h"
#include "extract/base/utf8.h"

namespace nianbao::exporting::report {
namespace {

constexpr std::string_view kThinSpace = "\u202F";  // that keeps a number on one line
constexpr std::string_view kReplacement = "\uFFFD";

// Marks, embeddings, overrides and isolates of direction.
bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string_view entity_of(char32_t c) {
  constexpr std::array<std::pair<char32_t, std::string_view>, 5> kEntities{
      {{U'&', "&amp;"}, {U'<', "&lt;"}, {U'>', "&gt;"}, {U'"', "&quot;"}, {U'\'', "&#39;"}}};
  const auto found = std::ranges::find(kEntities, c, &std::pair<char32_t, std::string_view>::first);
  return found == kEntities.end() ? std::string_view() : found->second;
}

// All bytes but letters, digits and those of `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string encoded;
  for (const char byte : text) {
    if (ascii::is_letter(byte) || ascii::is_digit(byte) || kept.find(byte) != std::string_view::npos)
      encoded += byte;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return encoded;
}

std::string grouped_digits(std::string_view digits) {
  const auto start = digits.starts_with('-') ? 1U : 0U;
  const auto point = std::min(digits.find('.'), digits.size());
  std::string text(start == 1 ? "\u2212" : "");
  for (auto i = std::size_t{start}; i < digits.size(); ++i) {
    if (i > start && i < point && (point - i) % 3 == 0) text += kThinSpace;
    text += digits[i];
  }
  return text;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string buffer;
  const auto clean = clean_text(text, buffer);
  std::string html;
  for (std::size_t at = 0; at < clean.size();) {
    const auto [value, size] = code_point_at(clean, at);
    if (const auto entity = entity_of(value); !entity.empty())
      html += entity;
    else if (turns_direction(value))
      html += kReplacement;
    else
      html += clean.substr(at, size);
    at += size;
  }
  return html;
}

std::string isolated(std::string_view text, std::size_t bytes) {
  return "<bdi>" + escaped(quality::clipped(text, bytes)) + "</bdi>";
}

std::string document_address(std::string_view path, const std::filesystem::path& folder) {
  constexpr std::size_t kLongestPath = 4096;
  constexpr std::string_view kKept = "-_.~/";
  if (path.empty() || path.size() > kLongestPath) return {};
  const auto file = std::filesystem::path(path.substr(0, path.find("!/"))).lexically_normal();
  if (file.is_relative() && folder.is_relative()) {
    const auto relative = file.lexically_relative(folder.lexically_normal());
    if (!relative.empty()) return "./" + percent_encoded(relative.string(), kKept);
  }
  std::error_code failed;
  const auto whole = std::filesystem::absolute(file, failed);
  return failed ? std::string() : "file://" + percent_encoded(whole.string(), kKept);
}

std::string web_address(std::string_view url) {
  const bool is_web = ascii::starts_ignoring_case(url, "http://") || ascii::starts_ignoring_case(url, "https://");
  if (!is_web) return {};
  // What stands for itself in an address, "&" apart: it is written as an entity.
  const auto address = percent_encoded(url, "-_.~:/?#[]@!$()*+,;=%&");
  std::string html;
  for (const char byte : address) html += byte == '&' ? "&amp;" : std::string(1, byte);
  return html;
}

std::string grouped(std::int64_t number) { return grouped_digits(std::to_string(number)); }

std::string grouped(const normalize::Decimal& number) { return grouped_digits(number.to_string()); }

std::string figure(std::int64_t number) {
  return fmt::format(R"(<data value="{}">{}</data>)", number, grouped(number));
}

std::string figure(const normalize::Decimal& number) {
  return fmt::format(R"(<data value="{}">{}</data>)", number.to_string(), grouped(number));
}

std::string in_ten_thousandths(std::int64_t number) {
  constexpr std::int64_t kOne = 10'000;
  const auto decimal =
      number < kOne ? normalize::Decimal::make(number, 4) : normalize::Decimal::make((number + 500) / 1000, 1);
  return figure(decimal.value_or(normalize::Decimal{}));
}

std::string per_cent(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "\u2013";
  const double share = static_cast<double>(part) / static_cast<double>(whole) * 100;
  constexpr double kLeast = 0.01;
  if (part == whole) return fmt::format("100{}%", kThinSpace);
  if (part > 0 && share < kLeast) return fmt::format("&lt;\u2009{}{}%", kLeast, kThinSpace);
  if (share > 100 - kLeast) return fmt::format("&gt;\u2009{}{}%", 100 - kLeast, kThinSpace);
  return fmt::format("{:.2f}{}%", share, kThinSpace);
}

}  // namespace nianbao::exporting::report
