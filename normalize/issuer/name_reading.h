// An issuer's name as a chain of divisions and a body.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/issuer/body.h"
#include "normalize/issuer/division_table.h"
#include "normalize/issuer/issuer_words.h"

namespace nianbao::normalize {

struct NameReading {
  std::vector<int> rows;      // of the last division named, each of a chain that the whole name fits
  bool county_named = false;  // where that is a township: whether all chains name its county
  Body body;
};

// `name` has no spaces. None where no division was found, or nothing that could be a body behind one.
std::optional<NameReading> read_issuer_name(std::string_view name, const DivisionTable& table,
                                            const IssuerWords& words);

}  // namespace nianbao::normalize
