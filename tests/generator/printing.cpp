#include "tests/generator/printing.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nianbao::generator {
namespace {

using normalize::FieldType;
using normalize::State;

struct Zero {
  std::string_view text;
  State state;
};

// As often as they are here.
constexpr std::array kZeros{
    Zero{"0", State::number}, Zero{"0", State::number}, Zero{"0", State::number},     Zero{"0", State::number},
    Zero{"0", State::number}, Zero{"0", State::number}, Zero{"0", State::number},     Zero{"0", State::number},
    Zero{"0", State::number}, Zero{"0", State::number}, Zero{"0", State::number},     Zero{"", State::blank},
    Zero{"", State::blank},   Zero{"", State::blank},   Zero{"", State::blank},       Zero{"-", State::dash},
    Zero{"/", State::dash},   Zero{"——", State::dash},  Zero{"无", State::none_word},
};

// The fields of a block that stand in one row with a total of theirs.
std::set<int> parts_of_rows(const normalize::Template& form, const normalize::BlockSpec& block) {
  std::map<int, std::size_t> rows;
  for (std::size_t i = 0; i < block.fields.size(); ++i) {
    if (block.fields[i] >= 0) rows[block.fields[i]] = i / block.columns.size();
  }
  std::set<int> parts;
  for (const auto& identity : form.identities) {
    const auto total = rows.find(identity.left.front().field);
    if (identity.left.size() > 1 || !identity.left.front().total || total == rows.end()) continue;
    const auto in_row = [&](const normalize::IdentityOperand& operand) {
      const auto row = rows.find(operand.field);
      return row != rows.end() && row->second == total->second;
    };
    if (!std::ranges::all_of(identity.right, in_row)) continue;
    for (const auto& operand : identity.right) parts.insert(operand.field);
  }
  return parts;
}

std::string grouped(std::string digits) {
  const auto begin = digits.find_first_of("0123456789");
  const auto point = std::min(digits.find('.'), digits.size());
  for (auto at = point; at > begin + 3;) digits.insert(at -= 3, ",");
  return digits;
}

}  // namespace

struct Printer::Manner {
  Zero zero;
  bool only_totals = false;
  bool groups = false;      // thousands separators
  double with_unit = 0;     // share of figures
  bool signs = false;       // a plus before what has grown
  bool two_digits = false;  // amounts to the hundredth
};

Printer::Printer(const normalize::TemplateSet& templates, const normalize::Template& form, bool blanks)
    : schema_(templates.schema()), blanks_(blanks) {
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks) parts_of_rows_.merge(parts_of_rows(form, block));
  }
}

Printer::Manner Printer::draw_manner(Random& random) const {
  Manner manner{.zero = random.pick(kZeros),
                .only_totals = random.chance(0.08),
                .groups = random.chance(0.08),
                .with_unit = random.chance(0.06) ? 0.2 : 0,
                .signs = random.chance(0.2),
                .two_digits = random.chance(0.1)};
  if (!blanks_) {
    manner.only_totals = false;
    if (manner.zero.state == State::blank) manner.zero = kZeros.front();
  }
  return manner;
}

PrintedFigure Printer::print_one(const normalize::FieldSpec& field, normalize::Decimal value,
                                 const Manner& manner) const {
  if (value.is_zero()) {
    const auto number = manner.zero.state == State::number ? value.to_string() : std::string{};
    return {std::string(manner.zero.text), manner.zero.state, number};
  }
  const auto digits = value.to_string();
  PrintedFigure figure{digits, State::number, digits};
  if (field.type == FieldType::change && manner.signs && !value.is_negative()) figure.text.insert(0, "+");
  if (field.type == FieldType::amount && manner.two_digits && value.scale() < 2) {
    if (value.is_whole()) figure.text += '.';
    figure.text.append(static_cast<std::size_t>(2 - value.scale()), '0');
  }
  return figure;
}

PrintedFigure Printer::with_ornaments(PrintedFigure figure, const normalize::FieldSpec& field, const Manner& manner,
                                      Random& random) const {
  if (figure.state != State::number) return figure;
  if (manner.groups) figure.text = grouped(std::move(figure.text));
  if (random.chance(manner.with_unit)) figure.text += field.unit;
  return figure;
}

PrintedFigures Printer::print(const Values& values, Random& random) const {
  const auto manner = draw_manner(random);
  PrintedFigures figures;
  for (const auto& [field, value] : values.of) {
    const auto& spec = schema_.fields[static_cast<std::size_t>(field)];
    auto& figure = figures[spec.name];
    if (manner.only_totals && parts_of_rows_.contains(field)) continue;
    figure = with_ornaments(print_one(spec, value, manner), spec, manner, random);
  }
  return figures;
}

}  // namespace nianbao::generator
