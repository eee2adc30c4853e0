// Divisions that the surroundings of a report name, which tell divisions of one name apart.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/issuer/division_table.h"
#include "normalize/issuer/issuer_words.h"

namespace nianbao::normalize {

// Codes by level, provinces to counties.
using Places = std::array<std::set<int>, 3>;

// Those whose names stand in the text; in a path also those that are a folder or a file by their stem alone.
Places places_in_text(std::string_view text, const DivisionTable& table);
Places places_in_path(std::string_view path, const DivisionTable& table);

// What a government's host name says of these rows: it is made of the divisions' names in Latin letters, or of their
// initials. Hosts that are not below gov.cn say nothing.
struct HostClues {
  const DivisionTable& table;
  const IssuerWords& words;

  Places places_of(std::string_view url, const std::vector<int>& rows) const;
};

// The host of a URL in small letters, without user and port; empty where there is none.
std::string host_of(std::string_view url);

// Those of the rows that the deepest places fit, if places above do not speak against them; all where nothing fits.
std::vector<int> narrowed(const std::vector<int>& rows, const Places& places, const DivisionTable& table);

}  // namespace nianbao::normalize
