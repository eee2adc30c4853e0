// Histories of issuers built by hand, and the panel made of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/panel/panel.h"
#include "tests/export/named_rows.h"
#include "tests/generator/random.h"

namespace nianbao::test {

// Of the form of 2021, every field zero but some that are the year, so that no two years of an issuer are the same.
exporting::PanelReport panel_report_of(const std::string& issuer_id, int year);

void set(exporting::PanelReport& report, std::string_view field, int value);
void set_state(exporting::PanelReport& report, std::string_view field, normalize::State state);

// Characters of no meaning. `changed`: of a text, every so many characters replaced, or sentences where they are drawn.
std::string random_text(generator::Random& random, std::size_t characters);
std::string with_changed_characters(const std::string& text, double share, generator::Random& random);
// Runs of twenty characters replaced until so much of the text is.
std::string with_changed_sentences(const std::string& text, double share, generator::Random& random);
exporting::Sketch sketch_of(std::string_view text);

struct PanelFiles {
  std::vector<NamedRow> panel;
  std::vector<NamedRow> findings;
  std::string bytes;  // of both
};

PanelFiles panel_of(std::span<const exporting::PanelReport> reports, std::size_t memory = std::size_t{8} << 20);

// "X-1 total pass", one for each finding of this report.
std::vector<std::string> verdicts(const PanelFiles& files, const std::string& issuer_id, int year,
                                  std::string_view identity);

}  // namespace nianbao::test
