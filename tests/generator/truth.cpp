#include "tests/generator/truth.h"

#include <initializer_list>
#include <string_view>

namespace nianbao::generator {
namespace {

std::string quoted(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string text = "\"";
  for (const char c : value) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

std::string row(std::initializer_list<std::string_view> values) {
  std::string line;
  for (const auto value : values) line += (line.empty() ? "" : ",") + quoted(value);
  return line + '\n';
}

}  // namespace

void TruthTables::add(const Report& report, const Combination& combination) {
  const auto& [form, dialect, damage] = combination;
  documents += row({report.name, form->info.id, dialect->format, dialect->id, damage->id});
  for (const auto& cell : report.cells) cells += row({report.name, cell.field, to_string(cell.state), cell.value});
  for (std::size_t i = 0; i < report.sections.size(); ++i) {
    const auto& [section, heading] = report.sections[i];
    sections += row({report.name, std::to_string(i + 1), section, heading});
  }
}

}  // namespace nianbao::generator
