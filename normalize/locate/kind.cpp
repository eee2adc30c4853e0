#include "normalize/locate/kind.h"

#include <algorithm>
#include <array>
#include <span>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kHeadingsOfAReport = 3;
constexpr std::size_t kFirstLines = 40;
constexpr std::size_t kLongestTitle = 240;  // bytes
constexpr std::size_t kShortestSentence = 75;
constexpr std::size_t kProseOfAReport = 900;  // bytes in sentences

constexpr std::array<std::string_view, 5> kOtherKinds{"notice", "interpretation", "sample", "plan", "guide"};

std::string kind_of_title(const NormalText& title, std::span<const std::string_view> kinds,
                          const Vocabulary& vocabulary) {
  for (const auto kind : kinds) {
    const auto& rules = vocabulary.rules_for(kind);
    if (std::ranges::any_of(rules, [&](const Rule& rule) { return rule.pattern.matches(title.view()); })) {
      return std::string(kind);
    }
  }
  return {};
}

OtherKind kind_in_properties(const extract::Document& document, Script script, const Vocabulary& vocabulary) {
  for (const auto& property : document.properties) {
    const auto& names = vocabulary.rules_for("title_property");
    if (std::ranges::none_of(names, [&](const Rule& rule) { return rule.pattern.matches(property.name); })) continue;
    auto kind = kind_of_title(NormalText(property.value, script), kOtherKinds, vocabulary);
    if (!kind.empty()) return {std::move(kind), property.value};
  }
  return {};
}

OtherKind kind_in_lines(const Flow& flow, std::span<const std::string_view> kinds, const Vocabulary& vocabulary) {
  const auto end = std::min(flow.items.size(), kFirstLines);
  for (std::size_t item = 0; item < end; ++item) {
    const auto& line = flow.items[item];
    if (line.table != nullptr || line.furniture || line.text.size() > kLongestTitle) continue;
    auto kind = kind_of_title(line.normal, kinds, vocabulary);
    if (!kind.empty()) return {std::move(kind), std::string(line.text)};
  }
  return {};
}

std::size_t prose_bytes(const Flow& flow) {
  std::size_t bytes = 0;
  for (const auto& item : flow.items) {
    if (item.table == nullptr && !item.furniture && item.text.size() >= kShortestSentence) bytes += item.text.size();
  }
  return bytes;
}

bool noticed(const extract::Document& document, std::string_view code) {
  return std::ranges::find(document.diagnostics, code, &extract::Diagnostic::code) != document.diagnostics.end();
}

}  // namespace

OtherKind kind_other_than_report(const extract::Document& document, const Flow& flow, const Content& content,
                                 const Vocabulary& vocabulary) {
  if (content.filled_cells > 0) return {};
  if (auto kind = kind_in_properties(document, flow.script, vocabulary); !kind.name.empty()) return kind;
  // Menus name guides and plans too, so below a report's headings only a notice counts: it may bring the
  // blank form along.
  const bool has_headings = content.headings >= kHeadingsOfAReport;
  const std::span<const std::string_view> kinds(kOtherKinds);
  const bool sure = has_headings && (content.unified || content.title);
  if (auto kind = kind_in_lines(flow, sure ? kinds.first(1) : kinds, vocabulary); !kind.name.empty()) return kind;
  if (has_headings || content.cells > 0) return {};
  if (content.title && (content.facts > 0 || prose_bytes(flow) >= kProseOfAReport)) return {};
  if (!document.attachments.empty()) return {"attachment_only", document.attachments.front().target};
  return {noticed(document, "image_only") ? "image_only" : "no_report_content", {}};
}

}  // namespace nianbao::normalize
