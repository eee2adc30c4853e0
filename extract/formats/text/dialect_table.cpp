#include <array>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::array kDialects{
    Dialect{"pipes", read_pipes},
    Dialect{"tab_separated", read_tab_separated},
    Dialect{"tab_cells", read_tab_cells},
};

}  // namespace

std::span<const Dialect> dialect_table() { return kDialects; }

}  // namespace nianbao::extract
