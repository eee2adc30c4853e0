#include "normalize/model/report.h"

#include <array>
#include <charconv>
#include <utility>

namespace nianbao::normalize {
namespace {

template <class Enum, std::size_t N>
constexpr std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  return names[std::to_underlying(value)];
}

constexpr std::array<std::string_view, 7> kStates{"number", "blank",      "dash",  "none_word",
                                                  "text",   "unreadable", "absent"};
constexpr std::array<std::string_view, 5> kMethods{"", "label", "alias", "fuzzy", "position"};
constexpr std::array<std::string_view, 6> kBindings{"", "grid", "order", "count", "place", "gap"};
constexpr std::array<std::string_view, 3> kLines{"regular", "irregular", "broken"};
constexpr std::array<std::string_view, 3> kSums{"none", "holds", "fails"};
constexpr std::array<std::string_view, 5> kVerdicts{"pass", "fail", "unknown", "pass_if_blank_zero",
                                                    "fail_blank_total"};
constexpr std::array<std::string_view, 3> kBlames{"", "source", "reading"};
constexpr std::array<std::string_view, 3> kFieldTypes{"count", "amount", "change"};
constexpr std::array<std::string_view, 4> kFactMethods{"stated", "zero", "about", "range"};
constexpr std::array<std::string_view, 3> kRelations{"exact", "alike", "different"};

}  // namespace

std::string_view to_string(State state) { return name_of(kStates, state); }
std::string_view to_string(Method method) { return name_of(kMethods, method); }
std::string_view to_string(Binding binding) { return name_of(kBindings, binding); }
std::string_view to_string(Lines lines) { return name_of(kLines, lines); }
std::string_view to_string(Sums sums) { return name_of(kSums, sums); }
std::string_view to_string(Verdict verdict) { return name_of(kVerdicts, verdict); }
std::string_view to_string(Blame blame) { return name_of(kBlames, blame); }
std::string_view to_string(FieldType type) { return name_of(kFieldTypes, type); }
std::string_view to_string(FactMethod method) { return name_of(kFactMethods, method); }
std::string_view to_string(SeriesRelation relation) { return name_of(kRelations, relation); }

std::string to_string(const CellEvidence& evidence) {
  if (evidence.binding == Binding::none) return {};
  auto text = std::string(to_string(evidence.binding)) + ' ' + std::string(to_string(evidence.sums));
  if (evidence.lines != Lines::regular) text += ' ' + std::string(to_string(evidence.lines));
  return evidence.likened ? text + " likened" : text;
}

int year_of(const Identity& identity) {
  const auto& text = identity.report_year.value;
  int year = 0;
  std::from_chars(text.data(), text.data() + text.size(), year);
  return year;
}

}  // namespace nianbao::normalize
