#include <array>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::array kDialects{
    Dialect{"ruled", score_ruled, read_ruled, Borders::marked},
    Dialect{"wiki", score_wiki, read_wiki, Borders::marked},
    Dialect{"asciidoc", score_asciidoc, read_asciidoc, Borders::marked},
    Dialect{"dashed", score_dashed, read_dashed, Borders::marked},
    Dialect{"html_table", score_html_table, read_html_table, Borders::marked},
    Dialect{"markdown", score_markdown, read_markdown, Borders::marked},
    Dialect{"pipes", score_pipes, read_pipes, Borders::marked},
    Dialect{"bar_lines", score_bar_lines, read_bar_lines, Borders::marked},
    Dialect{"quoted", score_quoted, read_quoted, Borders::marked},
    Dialect{"tab_separated", score_tab_separated, read_tab_separated, Borders::marked},
    Dialect{"tab_cells", score_tab_cells, read_tab_cells, Borders::marked},
};

}  // namespace

std::span<const Dialect> dialect_table() { return kDialects; }

}  // namespace nianbao::extract
