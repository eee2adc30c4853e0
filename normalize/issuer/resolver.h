// An issuer's division, decided from its name and, where several bear it, from what surrounds the report.
#pragma once

#include "normalize/issuer/division_table.h"
#include "normalize/issuer/issuer_words.h"
#include "normalize/issuer/name_reading.h"
#include "normalize/issuer/registry.h"

namespace nianbao::normalize {

class Resolver {
 public:
  Resolver(const DivisionTable& table, const IssuerWords& words) : table_(table), words_(words) {}

  // `name` is normal and not empty.
  Issuer resolve(std::string_view name, const IssuerClues& clues) const;

 private:
  struct Decision {
    std::vector<int> rows;
    std::string method;  // empty: nothing decided
  };

  std::optional<Issuer> central(std::string_view name) const;
  Issuer unknown(std::string_view name, const IssuerClues& clues) const;
  Issuer of_division(const NameReading& reading, std::string_view name, const IssuerClues& clues) const;

  std::vector<int> rows_in_year(const std::vector<int>& named, int year) const;
  Decision decide(const NameReading& reading, const IssuerClues& clues) const;
  void state(const NameReading& reading, int row, int year, Issuer& issuer) const;
  std::string body_name(const NameReading& reading, int row) const;

  const DivisionTable& table_;
  const IssuerWords& words_;
};

}  // namespace nianbao::normalize
