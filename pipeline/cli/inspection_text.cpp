#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "extract/base/display_width.h"
#include "pipeline/cli/grid.h"
#include "pipeline/cli/inspection.h"

namespace nianbao::cli {
namespace {

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kFieldWidth = 32;
constexpr std::size_t kQuoteWidth = 60;

std::string one_line(std::string_view text, std::size_t width) {
  std::string line;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find_first_of("\n\t", at), text.size());
    line += text.substr(at, next - at);
    if (next < text.size()) line += ' ';
    at = next + 1;
  }
  for (std::size_t at = 0; at < line.size();) {
    auto size = std::size_t{1};
    while (at + size < line.size() && (static_cast<unsigned char>(line[at + size]) & 0xC0U) == 0x80U) ++size;
    taken += display_width(std::string_view(line).substr(at, size));
    if (taken > width) return line.substr(0, at) + "…";
    at += size;
  }
  return line;
}

class InspectionText {
 public:
  InspectionText(const pipeline::Reading& reading, std::size_t width)
      : record_(reading.record), document_(reading.document), width_(width) {}

  std::string write() {
    source();
    if (record_.report) {
      identity();
      sections();
    }
    tables();
    if (record_.report) {
      outside_tables();
      facts();
      findings();
    }
    diagnostics();
    return std::move(text_);
  }

 private:
  template <class... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }

  void line(std::string_view name, std::string_view value) {
    if (!value.empty()) print("  {:<{}} {}\n", name, kNameWidth, value);
  }

  void source() {
    print("{}\n", record_.path);
    line("outcome", to_string(record_.outcome));
    if (!record_.error_code.empty()) line("because", record_.error_code + ": " + record_.error_detail);
    line("sha256", record_.sha256);
    line("bytes", std::to_string(record_.bytes));
    line("format", record_.format);
    if (!record_.charset.empty()) line("charset", record_.charset + " (" + record_.charset_method + ")");
    for (const auto& [name, value] : record_.properties) line(name, one_line(value, kQuoteWidth));
    for (const auto& [name, target] : record_.attachments) line("attachment", fmt::format("{} {}", name, target));
  }

  void fact(std::string_view name, const normalize::Evidence& evidence) {
    if (evidence.value.empty()) return print("  {:<{}} (not stated)\n", name, kNameWidth);
    print("  {:<{}} {}   [{}: {}]\n", name, kNameWidth, evidence.value, evidence.source,
          one_line(evidence.quote, kQuoteWidth));
  }

  void identity() {
    const auto& identity = record_.report->identity;
    print("\nIDENTITY\n");
    fact("title", identity.title);
    fact("issuer", identity.issuer);
    fact("report_year", identity.report_year);
    fact("period_start", identity.period_start);
    fact("period_end", identity.period_end);
    fact("published", identity.published);
    fact("cited_notice", identity.cited_notice);
    fact("scope", identity.scope);
    for (const auto& id : record_.report->templates) line("template", id);
  }

  void sections() {
    print("\nHEADINGS\n");
    for (const auto& section : record_.report->sections) {
      print("  {} {:<22} {}{}   ({} bytes, confidence {:.3f})\n", section.number, section.key, section.printed,
            section.heading, section.text.size(), section.confidence);
      for (const auto& sub : section.subheadings) print("      {}{}\n", sub.number, one_line(sub.text, kQuoteWidth));
    }
  }

  void tables() {
    for (const auto* table : extract::tables_of(document_)) one_table(*table);
  }

  void one_table(const extract::Table& table) {
    print("\nTABLE {}   {} × {}, {} grid{}{}\n", table.locus.table + 1, table.rows, table.columns,
          to_string(table.geometry), table.dialect.empty() ? "" : ", dialect ", table.dialect);
    text_ += draw_grid(table, width_);
    if (!record_.report) return;
    for (const auto& field : record_.report->fields) {
      if (field.locus.table == table.locus.table && field.locus.row >= 0) bound(field);
    }
    for (const auto& cell : record_.report->unmapped) {
      if (cell.locus.table != table.locus.table) continue;
      print("  r{}c{}  \"{}\"  not bound: no form names this cell: {}\n", cell.locus.row + 1, cell.locus.column + 1,
            one_line(cell.raw, kQuoteWidth), one_line(cell.label, kQuoteWidth));
    }
  }

  static std::string why(const normalize::Field& field) {
    std::string why = field.note.empty() ? "" : "   " + field.note;
    return field.repair.empty() ? why : why + "   repaired: " + field.repair;
  }

  void bound(const normalize::Field& field) {
    const auto place = fmt::format("r{}c{}", field.locus.row + 1, field.locus.column + 1);
    print("  {:<8}{:<{}} {:<10} {:>8} {:<3} {:<8} {:<10} {:.4f}{}\n", place, field.spec->name, kFieldWidth,
          to_string(field.state), field.value ? field.value->to_string() : "", field.value ? field.unit() : "",
          to_string(field.method), to_string(field.evidence), field.confidence, why(field));
  }

  // Fields no single cell could be named for.
  void outside_tables() {
    std::size_t absent = 0;
    print("\nFIELDS WITHOUT A CELL\n");
    for (const auto& field : record_.report->fields) {
      if (field.state == normalize::State::absent)
        ++absent;
      else if (field.locus.row < 0)
        print("  {:<{}} {}{}\n", field.spec->name, kFieldWidth, to_string(field.state), why(field));
    }
    print("  absent: {}\n", absent);
  }

  void facts() {
    print("\nFACTS\n");
    for (const auto& fact : record_.report->facts) {
      print("  {:<22} {:>10} {:<4} {:<7} {}\n", fact.spec->key, fact.value ? fact.value->to_string() : "",
            fact.spec->unit, to_string(fact.method), one_line(fact.sentence, kQuoteWidth));
    }
  }

  static std::string shown(const std::optional<normalize::Decimal>& value) { return value ? value->to_string() : "?"; }

  void findings() {
    print("\nFINDINGS\n");
    for (const auto& finding : record_.report->findings) {
      print("  {:<5} {:<22} {:<20} left {}, right {}{}{}\n", finding.identity, finding.instance,
            to_string(finding.verdict), shown(finding.left), shown(finding.right),
            finding.blame == normalize::Blame::none ? "" : ", blame ", to_string(finding.blame));
    }
  }

  void diagnostics() {
    auto all = record_.diagnostics;
    if (record_.report) std::ranges::copy(record_.report->diagnostics, std::back_inserter(all));
    if (all.empty()) return;
    print("\nDIAGNOSTICS\n");
    for (const auto& each : all) {
      print("  {}  {}{}\n", each.code, one_line(each.detail, kQuoteWidth),
            each.locus.table < 0 ? "" : fmt::format("  (table {})", each.locus.table + 1));
    }
  }

  const exporting::Record& record_;
  const extract::Document& document_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string inspection_text(const pipeline::Reading& reading, std::size_t width) {
  return InspectionText(reading, width).write();
}

}  // namespace nianbao::cli
