// The Report: what a Document says, cell by cell, each value with the evidence it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/locus.h"
#include "normalize/model/decimal.h"
#include "normalize/model/schema.h"

namespace nianbao::normalize {

// What stands in a cell. Blank is never zero.
enum class State : std::uint8_t {
  number,
  blank,       // the cell is there and empty
  dash,        // - / — and the like: "not applicable"
  none_word,   // a word for "none"
  text,        // words that are no number
  unreadable,  // the cell is there but cannot be trusted
  absent,      // its row, column or table is not in the document
};

// How the cell was identified, best first.
enum class Method : std::uint8_t { none, label, alias, fuzzy, position };

// How the cell was found in its table, surest first.
enum class Binding : std::uint8_t {
  none,   // no cell could be named
  grid,   // where its row and its column cross
  order,  // by its place in a row whose grid is ragged
  count,  // in a line with as many values as the head names columns
  place,  // in a line with fewer: under the values of complete lines
  gap,    // in such a line, where nothing stands under them
};

// Whether the lines of its block fit the head, where cells are found by counting.
enum class Lines : std::uint8_t {
  regular,
  irregular,  // some have another number of values than the head names columns
  broken,     // its own has a number that cannot be read, which may be one or two
};

// What the form's sums say that its value takes part in.
enum class Sums : std::uint8_t {
  none,  // nothing: it is in none, or parts of them are missing or all zero
  holds,
  fails,  // one of them at least
};

std::string_view to_string(State state);
std::string_view to_string(Method method);
std::string_view to_string(Binding binding);
std::string_view to_string(Lines lines);
std::string_view to_string(Sums sums);

// Besides the method and the repair, what tells how far a cell can be trusted.
struct CellEvidence {
  Binding binding = Binding::none;
  bool likened = false;  // there is but a likeness of its column's name, in the only place left
  Lines lines = Lines::regular;
  Sums sums = Sums::none;
};

// "grid holds", "count none irregular", "count holds likened"; empty where no cell was found.
std::string to_string(const CellEvidence& evidence);

struct Field {
  const FieldSpec* spec = nullptr;  // never null in a finished report; owned by the TemplateSet
  std::string_view template_id;     // the template of the table it was read from; owned by the TemplateSet
  State state = State::absent;
  std::optional<Decimal> value;  // set exactly when state is number; in spec->unit
  std::string raw;               // the cell's text, verbatim
  std::string raw_unit;          // the unit printed in the cell or its column's label
  std::string note;              // the rule that converted the value, or why it is unreadable
  Method method = Method::none;
  CellEvidence evidence;
  double confidence = 0;  // of the statement "this state and value stand in this cell"; 0 where it is unreadable
  std::string repair;     // the rule that repaired a damaged number; empty where it is as printed
  Locus locus;

  // Of the value: the form's, or where the form prints none, the one printed for this value, if any.
  const std::string& unit() const { return spec->unit.empty() ? raw_unit : spec->unit; }
};

struct Subheading {
  std::string number;  // as printed, empty where it has none
  std::string text;
  std::size_t offset = 0;  // byte offset in the section's text
};

// Bytes [begin, end) of a section's text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Section {
  std::string key;      // overview, proactive_disclosure ...; "preamble" for section 0; "unmapped" for a section
                        // that no form names
  int number = 0;       // its place in a fixed form, else the number printed; 0 for the preamble and where it was lost
  std::string printed;  // the number as printed, empty where it was lost
  std::string heading;  // verbatim, without the number
  std::string text;     // verbatim; table cells separated by tabs
  std::vector<TextRange> prose;  // its lines that are no rows of tables
  std::vector<Subheading> subheadings;
  double confidence = 0;
  Locus locus;
};

enum class Verdict : std::uint8_t {
  pass,
  fail,
  unknown,             // an operand is missing
  pass_if_blank_zero,  // holds once blank operands count as zero
  fail_blank_total,    // a blank total contradicts the filled parts
};

std::string_view to_string(Verdict verdict);

// Whose fault a failed identity is.
enum class Blame : std::uint8_t { none, source, reading };

std::string_view to_string(Blame blame);

struct Finding {
  std::string identity;          // S3-A ...
  std::string instance;          // which of its instances: the column, row or group, e.g. "person"
  std::string_view template_id;  // the form whose identity it is; owned by the TemplateSet
  Verdict verdict = Verdict::unknown;
  bool soft = false;  // a rule of logic, not of arithmetic
  std::optional<Decimal> left;
  std::optional<Decimal> right;
  std::optional<Decimal> difference;  // left - right
  std::vector<std::string_view> fields;
  Blame blame = Blame::none;
  int fact = -1;  // index into Report::facts of the figure in prose on its left side; -1: fields on both
};

// How a fact was stated.
enum class FactMethod : std::uint8_t {
  stated,  // a number
  zero,    // words that say there were none
  about,   // a number with words such as "about" or "more than"
  range,   // two numbers, so no value
};

std::string_view to_string(FactMethod method);

// A figure that prose states.
struct Fact {
  const FactSpec* spec = nullptr;  // never null; owned by the TemplateSet
  std::optional<Decimal> value;    // in the unit of the spec; empty exactly for ranges
  std::string sentence;            // verbatim
  std::string rule;                // the rule that read it
  std::size_t section = 0;         // index into Report::sections
  std::size_t offset = 0;          // byte offset of the sentence in the section's text
  std::size_t number_offset = 0;   // byte offset of the number, or of the words for none, in the section's text
  FactMethod method = FactMethod::stated;
};

// A fact about the report with the evidence it came from. Empty value: the document does not say.
struct Evidence {
  std::string value;
  std::string source;  // title, meta:PubDate, preamble ...
  std::string quote;   // the words it was read from
};

struct Diagnostic {
  std::string code;
  std::string detail;
  Locus locus;
};

// A cell of a table of the report that no template names.
struct UnmappedCell {
  std::string label;  // its row and column labels
  State state = State::text;
  std::optional<Decimal> value;  // set exactly when state is number; in the unit printed
  std::string unit;              // printed in the cell
  std::string raw;
  std::string repair;            // as of a field
  std::string_view template_id;  // of the table it stands in; empty where no template knows it
  Locus locus;
};

struct Identity {
  Evidence title;
  Evidence issuer;
  Evidence report_year;
  Evidence period_start;  // ISO date
  Evidence period_end;
  Evidence published;  // ISO date
  Evidence cited_notice;
  Evidence scope;  // own, aggregated (the whole government below it) or empty: not stated
};

// The report year as a number; 0 where the report does not say.
int year_of(const Identity& identity);

struct Report {
  bool is_report = false;
  std::string reason;        // when it is not one: notice, guide, attachment_only ... (docs/errors.md)
  std::string reason_quote;  // the words that decided it, where words did
  Identity identity;
  std::vector<std::string> templates;  // ids of the templates whose tables were found, in table order
  std::vector<Section> sections;       // in reading order, the preamble first
  std::vector<Field> fields;           // one for each field of the templates in question, in schema order
  std::vector<UnmappedCell> unmapped;
  std::vector<Fact> facts;  // in reading order
  std::vector<Finding> findings;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace nianbao::normalize
