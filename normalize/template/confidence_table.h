// How often cells of each kind of evidence are right: measured, and kept in confidence.xml.
#pragma once

#include <compare>
#include <map>
#include <optional>

#include "normalize/model/report.h"

namespace nianbao::normalize {

// What is known of a cell before its value is compared with anything.
struct EvidenceClass {
  Binding binding = Binding::none;
  Method method = Method::none;
  bool repaired = false;
  bool likened = false;
  Lines lines = Lines::regular;
  Sums sums = Sums::none;

  friend auto operator<=>(const EvidenceClass&, const EvidenceClass&) = default;
};

EvidenceClass class_of(const Field& field);

class ConfidenceTable {
 public:
  // False when the class is there already.
  bool add(const EvidenceClass& cells, double confidence);

  // Nothing for a class that was never met.
  std::optional<double> measured(const EvidenceClass& cells) const;

  // Of a class that was never met, the least of its binding; 0 where the table has none.
  double of(const EvidenceClass& cells) const;

 private:
  std::map<EvidenceClass, double> classes_;
};

}  // namespace nianbao::normalize
