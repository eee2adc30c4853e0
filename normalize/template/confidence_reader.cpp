#include "normalize/template/confidence_reader.h"

#include <charconv>
#include <utility>

namespace nianbao::normalize {
namespace {

// The value of that name among those from `first` to `last`, the first without a name; the grammar allows no other.
template <class Enum>
Enum named(std::string_view name, Enum first, Enum last) {
  for (auto at = std::to_underlying(first); at <= std::to_underlying(last); ++at) {
    if (to_string(static_cast<Enum>(at)) == name) return static_cast<Enum>(at);
  }
  return first;
}

bool is_true(std::string_view flag) { return flag == "true" || flag == "1"; }

double decimal(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

EvidenceClass class_in(const xml::Node& node) {
  return {.binding = named(node.attribute("binding"), Binding::grid, Binding::gap),
          .method = named(node.attribute("method"), Method::label, Method::position),
          .repaired = is_true(node.attribute("repaired")),
          .likened = is_true(node.attribute("likened")),
          .lines = named(node.attribute("lines"), Lines::regular, Lines::broken),
          .sums = named(node.attribute("sums"), Sums::none, Sums::fails)};
}

}  // namespace

Result<ConfidenceTable> read_confidence(const xml::Node& root, std::string_view place) {
  ConfidenceTable table;
  for (const auto& node : root.children) {
    if (table.add(class_in(node), decimal(node.attribute("confidence")))) continue;
    return fail(ErrorCode::bad_template, std::string(place), "a class of cells stands twice");
  }
  return table;
}

}  // namespace nianbao::normalize
