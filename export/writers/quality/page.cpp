#include "export/writers/quality/page.h"

#include <fmt/format.h>

#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"

namespace nianbao::exporting::report {
namespace {

std::string filled(std::string_view text, Page::Figures figures) {
  auto html = escaped(text);
  std::size_t number = 0;
  for (const auto& figure : figures) {
    const auto mark = fmt::format("{{{}}}", number++);
    if (const auto at = html.find(mark); at != std::string::npos) html.replace(at, mark.size(), figure);
  }
  return html;
}

std::string spans(std::string_view zh, std::string_view en) {
  return fmt::format(R"(<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>)", zh, en);
}

}  // namespace

std::string Page::both(std::string_view zh, std::string_view en) { return spans(escaped(zh), escaped(en)); }

std::string Page::words(std::string_view key, Figures figures) const {
  const auto found = texts_.words.find(key);
  if (found == texts_.words.end()) return '?' + escaped(key) + '?';
  return spans(filled(found->second.zh, figures), filled(found->second.en, figures));
}

std::string Page::plain(std::string_view key) const {
  const auto found = texts_.words.find(key);
  return found == texts_.words.end() ? '?' + escaped(key) + '?'
                                     : escaped(found->second.zh) + " / " + escaped(found->second.en);
}

std::string Page::word(std::string_view group, std::string_view name) const {
  const auto key = fmt::format("{}.{}", group, name);
  return texts_.words.contains(key) ? words(key) : isolated(name);
}

void Page::begin_section(std::string_view group, std::size_t number) {
  html_ += fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n", group,
                       section_title(group, number));
}

void Page::end_section() { html_ += "</section>\n"; }

void Page::heading(std::string_view key) { html_ += fmt::format("<h3>{}</h3>\n", words(key)); }

void Page::paragraph(std::string_view key, Figures figures) {
  html_ += fmt::format("<p>{}</p>\n", words(key, figures));
}

void Page::note(std::string_view key, Figures figures) {
  html_ += fmt::format("<p class=\"note\">{}</p>\n", words(key, figures));
}

void Page::begin_table(std::string_view id, const std::vector<std::string_view>& columns) {
  html_ += fmt::format("<div class=\"wide\" tabindex=\"0\"><table id=\"{}\">\n<thead><tr>", id);
  is_number_.clear();
  for (auto column : columns) {
    is_number_.push_back(column.starts_with('#'));
    if (is_number_.back()) column.remove_prefix(1);
    html_ += fmt::format("<th scope=\"col\"{}>{}</th>", is_number_.back() ? " class=\"n\"" : "",
                         column.empty() ? std::string() : words(column));
  }
  html_ += "</tr></thead>\n<tbody>\n";
}

void Page::row(std::string_view key, const std::vector<std::string>& cells) {
  html_ += fmt::format("<tr data-key=\"{}\">", escaped(key));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view numeric = i < is_number_.size() && is_number_[i] ? " class=\"n\"" : "";
    html_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", numeric, cells[i])
                    : fmt::format("<td{}>{}</td>", numeric, cells[i]);
  }
  html_ += "</tr>\n";
}

void Page::end_table() { html_ += "</tbody></table></div>\n"; }

void Page::begin_fold() { html_ += fmt::format("<details><summary>{}</summary>\n", words("text.table")); }

void Page::end_fold() { html_ += "</details>\n"; }

void Page::ranking(const Ranking& ranking, const quality::Tally& tally) {
  html_ += "<div class=\"card\">\n";
  heading(ranking.heading);
  if (tally.total() == 0) {
    note("text.none_here");
    html_ += "</div>\n";
    return;
  }
  begin_table(ranking.id, {"text.name", "#text.number", "#text.share", ""});
  const auto sorted = tally.by_count();
  auto rest = tally.others();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& [name, count] = sorted[i];
    if (i >= ranking.most) {
      rest += count;
      continue;
    }
    row(name, {ranking.named ? ranking.named(name) : word(ranking.group, name), figure(count),
               per_cent(count, tally.total()), bar(count, sorted.front().second)});
  }
  if (rest > 0) row("*", {words("text.other"), figure(rest), per_cent(rest, tally.total()), ""});
  end_table();
  html_ += "</div>\n";
}

std::string Page::document(const quality::Source& source) const {
  // Many folders hold a file of the same name, so the folder is told too.
  const auto slash = source.path.rfind('/');
  const auto folder = slash == std::string::npos || slash == 0 ? slash : source.path.rfind('/', slash - 1);
  const auto name = source.path.substr(folder + 1);
  const auto address = document_address(source.path, folder_);
  auto html = address.empty() ? isolated(name)
                              : fmt::format("<a href=\"{}\" title=\"{}\">{}</a>", address,
                                            escaped(quality::clipped(source.path, 300)), isolated(name));
  if (const auto web = web_address(source.url); !web.empty())
    html += fmt::format(" (<a href=\"{}\" rel=\"noreferrer\">{}</a>)", web, words("text.open_page"));
  if (!source.document_id.empty()) html += fmt::format(" <code>{}</code>", escaped(source.document_id));
  return html;
}

std::string Page::place(const Locus& locus) const {
  if (locus.table < 0 || locus.row < 0 || locus.column < 0)
    return locus.block < 0 ? words("text.no_place") : words("text.block", {std::to_string(locus.block + 1)});
  return words("text.place",
               {std::to_string(locus.table + 1), std::to_string(locus.row + 1), std::to_string(locus.column + 1)});
}

// The number of a section is that of its row.
std::string Page::section_title(std::string_view group, std::size_t number) const {
  return fmt::format("{} {}", number, words(fmt::format("{}.title", group)));
}

std::string Page::year(int year) const { return year == 0 ? words("text.unknown") : std::to_string(year); }

}  // namespace nianbao::exporting::report
