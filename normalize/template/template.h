// A template: the grammar of one official form. Tables are stacks of blocks; a block is a tree of column
// labels over a list of labelled rows. All of it is data, read from corpus/templates/*.xml.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalize/model/identity.h"
#include "normalize/model/schema.h"

namespace nianbao::normalize {

// One way a label is written.
struct LabelName {
  std::string key;               // label_key(...).key of the name
  std::u32string wide;           // the same, for edit distances
  std::uint64_t characters = 0;  // a set of them, by hash: see character_set
  bool alias = false;            // seen in reports, not in the official form
  int slack = 0;                 // characters that may be mistaken before it could be another label of the form
};

// A label of the form, wherever it stands. Its id is its index in Template::labels.
struct Label {
  std::vector<LabelName> names;
  std::string shown;  // the official name as printed
  int number = 0;     // the value of its numbering, 0 where it has none
};

using LabelId = int;
constexpr LabelId kNoLabel = -1;

// Beside the columns of values a table may have one that states each row's unit, and others without values
// such as codes and running numbers.
enum class ColumnRole : std::uint8_t { value, unit, aside };

struct ColumnSpec {
  std::string key;  // part of the field name; may be empty
  LabelId label = kNoLabel;
  std::vector<LabelId> groups;  // from the outermost
  ColumnRole role = ColumnRole::value;
};

struct RowSpec {
  std::string key;              // part of the field name
  LabelId label = kNoLabel;     // kNoLabel: the row carries no label
  std::vector<LabelId> groups;  // from the outermost
};

struct BlockSpec {
  std::vector<LabelId> titles;         // rows above the head that only name the block
  std::vector<LabelId> corners;        // what may stand above the row labels
  std::vector<ColumnSpec> columns;     // leaves of the column tree, left to right
  std::vector<LabelId> printed_order;  // every label of the column tree, line by line as printed
  std::vector<RowSpec> rows;
  std::vector<LabelId> row_notes;  // labels an unlabelled row may carry all the same
  std::vector<int> fields;         // rows × columns indices into Schema::fields; -1: no column of values

  int field(std::size_t row, std::size_t column) const { return fields[row * columns.size() + column]; }
};

struct TableSpec {
  std::string prefix;     // "s3"
  std::string section;    // the key of the section it stands in; empty for an annex
  bool optional = false;  // many reports leave it out: then its fields are not even absent
  bool outline = false;   // groups of rows are rows above theirs, not cells to the left of them
  std::vector<BlockSpec> blocks;
};

struct SectionSpec {
  std::string key;  // not unique: a free form may have several sections of one kind
  int number = 0;   // its place in a fixed form, 0 in a free one
  LabelId label = kNoLabel;
};

// Of a fixed form all sections come in order and nothing else does. In a free one they come in any order, and
// numbered headings of other names are sections of their own.
enum class SectionOrder : std::uint8_t { fixed, free };

struct Template {
  TemplateInfo info;
  std::vector<Label> labels;
  std::unordered_map<std::string, std::vector<LabelId>> called;  // the labels of each name
  SectionOrder order = SectionOrder::fixed;
  std::vector<SectionSpec> sections;
  std::vector<TableSpec> tables;
  std::vector<IdentitySpec> identities;
};

// One table of one form.
struct FormTable {
  const Template* form = nullptr;
  int table = 0;  // index into Template::tables

  const TableSpec& spec() const { return form->tables[table]; }
  friend bool operator==(const FormTable&, const FormTable&) = default;
};

}  // namespace nianbao::normalize
