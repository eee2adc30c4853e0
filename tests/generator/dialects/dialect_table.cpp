#include <algorithm>
#include <array>

#include "tests/generator/dialects/markup.h"
#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

constexpr Dialect text_dialect(std::string_view id, Lines (*write)(const Draft&), bool keeps_blanks = true) {
  return {id, "text", ".txt", keeps_blanks, write, join_lines};
}

constexpr bool kBlanksVanish = false;

constexpr std::array kDialects{
    Dialect{"html", "html", ".html", true, write_html, assemble_html},
    Dialect{"docx", "docx", ".docx", true, write_docx, assemble_docx},
    text_dialect("tab_cells", as_text<tab_cells>),
    text_dialect("tab_separated", as_text<tab_separated>),
    text_dialect("tab_repeated", as_text<tab_repeated>),
    text_dialect("comma_separated", as_text<comma_separated>),
    text_dialect("pipes", as_text<pipes>),
    text_dialect("pipes_padded", as_text<pipes_padded>),
    text_dialect("pipes_open", as_text<pipes_open>),
    text_dialect("pipes_trailing", as_text<pipes_trailing>),
    text_dialect("pipes_spacer", as_text<pipes_spacer>),
    text_dialect("pipe_lines", as_text<pipe_lines>),
    text_dialect("markdown", as_text<markdown>),
    text_dialect("markdown_merged", as_text<markdown_merged>),
    text_dialect("box", as_text<box>),
    text_dialect("pandoc_simple", as_text<pandoc_simple>),
    text_dialect("pandoc_multiline", as_text<pandoc_multiline>),
    Dialect{"layout", "text", ".txt", true, write_layout, assemble_layout},
    Dialect{"layout_narrow", "text", ".txt", true, write_layout_narrow, assemble_layout},
    text_dialect("aligned", as_text<aligned>),
    text_dialect("cell_per_line", as_text<cell_per_line>, kBlanksVanish),
    text_dialect("cell_per_line_compact", as_text<cell_per_line_compact>, kBlanksVanish),
    text_dialect("cell_per_line_blanks", as_text<cell_per_line_blanks>),
    text_dialect("row_per_line", as_text<row_per_line>),
    text_dialect("deduplicated", as_text<deduplicated>),
    text_dialect("glued", as_text<glued>),
};

}  // namespace

std::span<const Dialect> dialect_table() { return kDialects; }

const Dialect* find_dialect(std::string_view id) {
  const auto* found = std::ranges::find(kDialects, id, &Dialect::id);
  return found == kDialects.end() ? nullptr : found;
}

std::string written(const Draft& draft, const Dialect& dialect) { return dialect.assemble(dialect.write(draft)); }

}  // namespace nianbao::generator
