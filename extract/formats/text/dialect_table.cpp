#include <array>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::array kDialects{
    Dialect{"pipes", read_pipes, Borders::marked},
    Dialect{"tab_separated", read_tab_separated, Borders::marked},
    Dialect{"tab_cells", read_tab_cells, Borders::marked},
};

}  // namespace

std::span<const Dialect> dialect_table() { return kDialects; }

}  // namespace nianbao::extract
