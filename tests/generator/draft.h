// A report as a sequence of pieces, before it is written in any format. Damage is done here, so that what ends up in
// print stays known.
#pragma once

#include <string>
#include <vector>

#include "tests/generator/layout.h"
#include "tests/generator/wording.h"

namespace nianbao::generator {

enum class PieceKind { title, heading, paragraph, table, page_number };

struct Piece {
  PieceKind kind = PieceKind::paragraph;
  std::string number;   // of a heading, with its mark
  std::string text;     // of all but tables
  std::string section;  // the key of the section a heading begins
  FormTable table;
};

using Draft = std::vector<Piece>;

// The tables under their headings, prose under the others; tables of no section behind them all.
Draft compose(const normalize::Template& form, const std::vector<FormTable>& tables, const Wording& wording);

// A row of the place's own below `row`: as that one, with another label and figures of its own.
bool is_plain_row(const FormTable& table, int row);
void add_local_row(FormTable& table, int row, Random& random);
// Leaves a row out; returns the fields it had.
std::vector<std::string> leave_out_row(FormTable& table, int row);

}  // namespace nianbao::generator
