#include "extract/formats/html/links.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

constexpr std::array<std::string_view, 12> kFileEndings{".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps",
                                                        ".et",  ".ofd",  ".rar", ".zip", ".ceb",  ".7z"};
constexpr std::array<std::string_view, 6> kPictureEndings{".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"};

std::string undo_percent_encoding(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    unsigned value = 0;
    if (text.front() == '%' && text.size() >= 3 &&
        std::from_chars(text.data() + 1, text.data() + 3, value, 16).ptr == text.data() + 3) {
      plain += static_cast<char>(value);
      text.remove_prefix(3);
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return plain;
}

std::string_view path_of(std::string_view target) { return trim(target.substr(0, target.find_first_of("?#"))); }

bool ends_as(std::string_view encoded, std::span<const std::string_view> endings) {
  const auto plain = undo_percent_encoding(encoded);
  const auto name = trim(plain);
  return std::ranges::any_of(endings, [&](std::string_view ending) {
    return name.size() > ending.size() && equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  });
}

}  // namespace

bool leads_to_file(std::string_view target) {
  constexpr std::array<std::string_view, 3> kNoFiles{"javascript:", "mailto:", "#"};
  return std::ranges::none_of(kNoFiles, [&](std::string_view each) { return starts_ignoring_case(target, each); });
}

bool is_attachment(std::string_view target) {
  const auto path = path_of(target);
  if (!leads_to_file(target)) return false;
  if (ends_as(path, kFileEndings)) return true;
  const auto question = target.find('?');
  if (question == std::string_view::npos) return false;
  for (auto query = target.substr(question + 1); !query.empty();) {
    const auto end = std::min(query.find_first_of("&#"), query.size());
    if (ends_as(query.substr(0, end), kFileEndings)) return true;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return false;
}

bool is_file_name(std::string_view text) { return ends_as(text, kFileEndings); }

bool is_picture(std::string_view target) { return ends_as(path_of(target), kPictureEndings); }

std::string file_name_of(std::string_view target) {
  const auto plain = undo_percent_encoding(path_of(target));
  return plain.substr(plain.find_last_of('/') + 1);
}

}  // namespace nianbao::extract::html_page
