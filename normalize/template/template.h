// A template: the grammar of one official form. Tables are stacks of blocks; a block is a tree of column
// labels over a list of labelled rows. All of it is data, read from corpus/templates/*.xml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalize/model/schema.h"

namespace nianbao::normalize {

// One way a label is written.
struct LabelName {
  std::string key;      // label_key(...).key of the name
  std::u32string wide;  // the same, for edit distances
  bool alias = false;   // seen in reports, not in the official form
};

// A label of the form, wherever it stands. Its id is its index in Template::labels.
struct Label {
  std::vector<LabelName> names;
  std::string shown;  // the official name as printed
  int number = 0;     // the value of its numbering, 0 where it has none
};

using LabelId = int;
constexpr LabelId kNoLabel = -1;

struct ColumnSpec {
  std::string key;  // part of the field name
  LabelId label = kNoLabel;
  std::vector<LabelId> groups;  // from the outermost
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
  std::vector<int> fields;         // rows × columns indices into Schema::fields

  int field(std::size_t row, std::size_t column) const { return fields[row * columns.size() + column]; }
};

struct TableSpec {
  std::string prefix;  // "s3"
  int section = 0;     // the number of the section it stands in
  std::vector<BlockSpec> blocks;
};

struct SectionSpec {
  std::string key;
  int number = 0;
  LabelId label = kNoLabel;
};

enum class Relation : std::uint8_t { equal, at_most };

struct IdentityOperand {
  int field = -1;  // index into Schema::fields
  bool total = false;
};

// One instance of an identity: the sum of the left fields against the sum of the right ones.
struct IdentitySpec {
  std::string id;
  std::string instance;
  Relation relation = Relation::equal;
  bool soft = false;
  std::vector<IdentityOperand> left;
  std::vector<IdentityOperand> right;
};

struct Template {
  TemplateInfo info;
  std::vector<Label> labels;
  std::vector<SectionSpec> sections;
  std::vector<TableSpec> tables;
  std::vector<IdentitySpec> identities;
};

}  // namespace nianbao::normalize
