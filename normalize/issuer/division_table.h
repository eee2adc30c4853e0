// The administrative divisions, by name, with the years of each name and what became of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "normalize/issuer/name_index.h"

namespace nianbao::normalize {

enum class DivisionLevel : std::uint8_t { province, prefecture, county, township };

// A name that a division had during some years.
struct Division {
  int code = 0;  // six digits; of a township nine
  DivisionLevel level = DivisionLevel::province;
  int from = 0;  // first and last year; those of the first and last list stand for "or earlier" and "or later"
  int to = 0;
  int successor = -1;       // the row that goes on where this one ends
  std::string_view name;    // official
  std::string_view shorts;  // other names in use, separated by bars; of counties and above
  std::string_view stem;    // without its kind, at least two characters; of counties and above
  std::string_view pinyin;  // of the stem, syllables separated by spaces; of counties and above

  bool held_in(int year) const { return from <= year && year <= to; }
};

// The code of what a division lies in at that level, its own at its own level. 0 for levels below it.
int code_at(const Division& division, DivisionLevel level);

class DivisionTable {
 public:
  // The files of corpus/divisions, which outlive the table. What is no row of theirs is passed over.
  DivisionTable(std::string_view divisions, std::string_view townships);

  std::span<const Division> rows() const { return rows_; }
  const Division& operator[](int row) const { return rows_[static_cast<std::size_t>(row)]; }

  // Rows of that official or other name, of all levels.
  std::span<const NameIndex::Entry> named(std::string_view name) const { return names_.find(name); }
  // Rows of counties and above of that stem.
  std::span<const NameIndex::Entry> of_stem(std::string_view stem) const { return stems_.find(stem); }

  // The latest row of that code; -1 where there is none.
  int of_code(int code) const;

  // The row that what had this one has today. Rows with the same one are one division.
  int newest(int row) const { return newest_[static_cast<std::size_t>(row)]; }
  // The row the division had in that year, or the row itself where the lists do not say.
  int row_in(int row, int year) const;
  // Whether `inner` lies in `outer`, by the codes of the same or of today's divisions.
  bool contains(int outer, int inner) const;

 private:
  void read_divisions(std::string_view file);
  void read_townships(std::string_view file);
  void read_township(std::string_view text, std::string_view county);
  void link();
  void build_index();

  std::vector<Division> rows_;
  std::vector<int> newest_;
  std::vector<int> successor_codes_;            // of rows_; 0: none
  std::vector<std::pair<int, int>> by_code_;    // code, row: sorted
  std::vector<std::pair<int, int>> by_newest_;  // newest row, row: sorted
  NameIndex names_;
  NameIndex stems_;
};

}  // namespace nianbao::normalize
