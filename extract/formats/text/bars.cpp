#include "extract/formats/text/bars.h"

#include <algorithm>
#include <array>

namespace nianbao::extract {
namespace {

constexpr std::string_view kWideBar = "\uFF5C";

struct Replacement {
  std::string_view from, to;
};

constexpr std::array kReplacements{Replacement{"\\|", "|"}, Replacement{"<br>", "\n"}, Replacement{"<br/>", "\n"},
                                   Replacement{"<br />", "\n"}, Replacement{"<BR>", "\n"}};

std::string unescaped(std::string_view text) {
  std::string cell;
  while (!text.empty()) {
    const auto found =
        std::ranges::find_if(kReplacements, [&](const Replacement& each) { return text.starts_with(each.from); });
    const bool replace = found != kReplacements.end();
    cell += replace ? found->to : text.substr(0, 1);
    text.remove_prefix(replace ? found->from.size() : 1);
  }
  return cell;
}

}  // namespace

bool has_bar(const Line& line) {
  for (auto at = line.text.find('|'); at != std::string_view::npos; at = line.text.find('|', at + 1)) {
    if (at == 0 || line.text[at - 1] != '\\') return true;
  }
  return line.text.find(kWideBar) != std::string_view::npos;
}

std::string_view without_blanks_around(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t bar_size(std::string_view text) {
  if (text.starts_with('|')) return 1;
  return text.starts_with(kWideBar) ? kWideBar.size() : 0;
}

std::size_t bar_size_at_end(std::string_view text) {
  if (text.ends_with('|')) return text.ends_with("\\|") ? 0 : 1;
  return text.ends_with(kWideBar) ? kWideBar.size() : 0;
}

TextRow split_at_bars(std::string_view text, const Line& line) {
  TextRow row;
  for (std::size_t begin = 0, at = 0;;) {
    const bool escape = text.substr(at).starts_with("\\|");
    const auto size = escape ? 0 : bar_size(text.substr(at));
    if (at < text.size() && size == 0) {
      at += escape ? 2 : 1;
      continue;
    }
    const auto offset = line.offset + (text.data() + begin - line.text.data());
    row.push_back({.text = unescaped(without_blanks_around(text.substr(begin, at - begin))), .offset = offset});
    if (at >= text.size()) return row;
    at += size;
    begin = at;
  }
}

}  // namespace nianbao::extract
