#include <array>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::array kDialects{
    Dialect{"ruled", score_ruled, read_ruled},
    Dialect{"markdown", score_markdown, read_markdown},
    Dialect{"pipes", score_pipes, read_pipes},
    Dialect{"bar_lines", score_bar_lines, read_bar_lines},
    Dialect{"tab_separated", score_tab_separated, read_tab_separated},
    Dialect{"tab_cells", score_tab_cells, read_tab_cells},
};

}  // namespace

std::span<const Dialect> dialect_table() { return kDialects; }

}  // namespace nianbao::extract
