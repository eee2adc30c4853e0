#include "normalize/check/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace nianbao::normalize {
namespace {

constexpr double kCertain = 0.99;  // cells read with at least this confidence are what the source says

class ProseCheck {
 public:
  ProseCheck(std::span<const FormTable> tables, std::span<const Field> fields, const Vocabulary& vocabulary)
      : tables_(tables), fields_(fields), vocabulary_(vocabulary) {}

  std::optional<Finding> run(const Fact& fact) const {
    // "About 300" contradicts no figure.
    if (fact.method == FactMethod::range || fact.method == FactMethod::about) return std::nullopt;
    for (const auto& twin : fact.spec->twins) {
      auto finding = compare(fact, twin);
      if (finding) return finding;
    }
    return std::nullopt;
  }

 private:
  const Field* field_named(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [&](const Field& field) { return field.spec->name == name; });
    return found == fields_.end() ? nullptr : &*found;
  }

  // The form that the field's table is of, when that table is among those of the report.
  const Template* form_of(const Field& field) const {
    const auto index = static_cast<int>(&field - fields_.data());
    for (const auto& table : tables_) {
      for (const auto& block : table.spec().blocks) {
        if (std::ranges::find(block.fields, index) != block.fields.end()) return table.form;
      }
    }
    return nullptr;
  }

  std::optional<Finding> compare(const Fact& fact, const std::vector<std::string>& twin) const {
    Finding finding{.identity = std::string(kProseIdentity), .instance = fact.spec->key, .soft = true};
    std::optional<Decimal> sum = Decimal{};
    bool certain = true;
    for (const auto& name : twin) {
      const auto* field = field_named(name);
      const auto* form = field == nullptr ? nullptr : form_of(*field);
      if (form == nullptr) return std::nullopt;
      finding.template_id = form->info.id;
      finding.fields.push_back(field->spec->name);
      certain = certain && field->confidence >= kCertain;
      if (sum) sum = field->value ? sum->plus(*field->value) : std::nullopt;
    }
    finding.left = in_unit_of(*field_named(twin.front()), fact);
    decide(finding, sum, certain);
    return finding;
  }

  // Prose counts money in yuan, a form may in ten thousands of them.
  std::optional<Decimal> in_unit_of(const Field& field, const Fact& fact) const {
    const auto from = vocabulary_.read_unit(fact.spec->unit);
    const auto to = vocabulary_.read_unit(field.unit());
    if (!from || !to) return std::nullopt;
    return fact.value->shifted(from->exponent - to->exponent);
  }

  static void decide(Finding& finding, const std::optional<Decimal>& sum, bool certain) {
    if (!sum || !finding.left) {
      finding.left.reset();
      return;
    }
    finding.right = sum;
    finding.difference = finding.left->minus(*sum);
    finding.verdict = *finding.left == *sum ? Verdict::pass : Verdict::fail;
    if (finding.verdict == Verdict::fail) finding.blame = certain ? Blame::source : Blame::reading;
  }

  std::span<const FormTable> tables_;
  std::span<const Field> fields_;
  const Vocabulary& vocabulary_;
};

}  // namespace

std::vector<Finding> check_prose(std::span<const Fact> facts, std::span<const FormTable> tables,
                                 std::span<const Field> fields, const Vocabulary& vocabulary) {
  const ProseCheck check(tables, fields, vocabulary);
  std::map<std::string, int> times;
  std::vector<Finding> findings;
  for (std::size_t at = 0; at < facts.size(); ++at) {
    auto finding = check.run(facts[at]);
    if (!finding) continue;
    finding->fact = static_cast<int>(at);
    if (const auto time = ++times[finding->instance]; time > 1) finding->instance += fmt::format(" {}", time);
    findings.push_back(std::move(*finding));
  }
  return findings;
}

}  // namespace nianbao::normalize
