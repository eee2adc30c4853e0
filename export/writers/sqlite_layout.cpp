#include "export/writers/sqlite_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "export/field_columns.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kDocuments = "documents";

struct Reference {
  std::string_view table;
  std::string_view column;  // the key of the parent has the same name
  std::string_view parent;
};

constexpr std::array kReferences{
    Reference{"cells", "field", "fields"},           Reference{"cells", "template", "templates"},
    Reference{"findings", "template", "templates"},  Reference{"series", "template", "templates"},
    Reference{"crosswalk", "template", "templates"},
};

struct Index {
  std::string_view table;
  std::string_view columns;
};

constexpr std::array kIndices{
    Index{"documents", "path"},
    Index{"documents", "document_id"},
    Index{"reports", "issuer, report_year"},
    Index{"reports", "report_year"},
    Index{"cells", "field"},
    Index{"sections", "section"},
    Index{"facts", "fact"},
    Index{"findings", "identity, verdict"},
    Index{"series", "series, report_year"},
};

std::string quoted(std::string_view text, char mark) {
  std::string result(1, mark);
  for (const char c : text) {
    if (c == mark) result += mark;
    result += c;
  }
  return result + mark;
}

std::string quoted_names(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  std::ranges::transform(names, std::back_inserter(all), quoted_name);
  return fmt::format("{}", fmt::join(all, ", "));
}

// In a STRICT table. ANY keeps whole numbers and fractions as they are; REAL would round large counts.
std::string_view declared_type(ColumnType type) {
  constexpr std::array<std::string_view, 5> kTypes{"TEXT", "INTEGER", "ANY", "TEXT", "INTEGER"};
  static_assert(kTypes.size() == std::to_underlying(ColumnType::boolean) + 1);
  return kTypes[std::to_underlying(type)];
}

std::string references(const SqliteTable& table, std::string_view column) {
  const auto& name = table.source->name;
  if (table.numbered && column == kDocumentNumber && name != kDocuments) {
    return R"( REFERENCES "documents" ("document"))";
  }
  const auto found = std::ranges::find_if(
      kReferences, [&](const Reference& each) { return each.table == name && each.column == column; });
  if (found == kReferences.end()) return {};
  return fmt::format(" REFERENCES {} ({})", quoted_name(found->parent), quoted_name(column));
}

bool has_column(const std::vector<SqliteTable>& tables, std::string_view table, std::string_view column) {
  return std::ranges::any_of(tables, [&](const SqliteTable& each) {
    return each.source->name == table && std::ranges::find(each.columns, column, &Column::name) != each.columns.end();
  });
}

// What a view selects, each column under a name that no other has.
class Selection {
 public:
  void add(std::string_view expression, std::string_view title, std::string_view otherwise) {
    std::string name(title);
    if (name.empty() || !names_.insert(name).second) {
      name = fmt::format("{} ({})", title, otherwise);
      names_.insert(name);
    }
    items_.push_back(fmt::format("{} AS {}", expression, quoted_name(name)));
  }
  void add(std::string_view expression, std::string_view name) { add(expression, name, name); }

  std::string text() const { return fmt::format("{}", fmt::join(items_, ",\n       ")); }

 private:
  std::vector<std::string> items_;
  std::set<std::string> names_;
};

// The reports of one template with its fields only, the columns named by `title` or by their own names.
std::string report_view(const Table& reports, const normalize::Schema& schema, const std::string& template_id,
                        bool in_chinese) {
  Selection selection;
  selection.add("d.document", kDocumentNumber);
  for (const auto& column : columns_before_fields(reports, schema)) {
    const bool of_document = column.name == "document_id" || column.name == "path";
    selection.add((of_document ? "d." : "r.") + quoted_name(column.name), in_chinese ? column.title_zh : column.name,
                  column.name);
  }
  for (const auto& field : schema.fields) {
    if (std::ranges::find(field.templates, template_id) == field.templates.end()) continue;
    selection.add("r." + quoted_name(field.name), in_chinese ? field.label_zh : field.name, field.name);
  }
  return fmt::format(
      "CREATE VIEW {} AS\nSELECT {}\nFROM reports AS r JOIN documents AS d USING (document)\n"
      "WHERE instr(' ' || r.template || ' ', {}) > 0;\n",
      quoted_name("report_" + template_id + (in_chinese ? "_zh" : "")), selection.text(),
      quoted_text(" " + template_id + " "));
}

// One row a report and form, as forms may overlap in one report.
std::string series_view(const normalize::Schema& schema) {
  Selection selection;
  for (const auto* column : {"d.document", "d.document_id", "d.path", "s.issuer", "s.report_year", "s.template"}) {
    selection.add(column, std::string_view(column).substr(2));
  }
  selection.add(R"(max(s."break"))", "break");
  for (const auto& series : schema.series) {
    if (!series.joined) continue;
    selection.add(fmt::format("max(CASE s.series WHEN {} THEN s.value END)", quoted_text(series.key)), series.key);
  }
  return fmt::format(
      "CREATE VIEW series_wide AS\nSELECT {}\nFROM series AS s JOIN documents AS d USING (document)\n"
      "GROUP BY s.document, s.template;\n",
      selection.text());
}

}  // namespace

std::string quoted_name(std::string_view name) { return quoted(name, '"'); }
std::string quoted_text(std::string_view text) { return quoted(text, '\''); }

SqliteTable sqlite_table(const Table& table, const Column& number) {
  const bool of_parts =
      table.name != kDocuments && std::ranges::find(table.primary_key, "path") != table.primary_key.end();
  SqliteTable made{.source = &table, .numbered = of_parts || table.name == kDocuments};
  const auto is_replaced = [&](std::string_view name) { return of_parts && (name == "path" || name == "document_id"); };
  if (made.numbered) {
    made.columns.push_back(number);
    made.key.push_back(number.name);
  }
  for (const auto& column : table.columns) {
    if (!is_replaced(column.name)) made.columns.push_back(column);
    made.places.push_back(is_replaced(column.name) ? 0 : static_cast<int>(made.columns.size()));
  }
  if (table.name == kDocuments) return made;
  std::ranges::remove_copy_if(table.primary_key, std::back_inserter(made.key), is_replaced);
  return made;
}

// Tables of the parts of documents lie in the order of their keys, which is that of their coming.
std::string create_statement(const SqliteTable& table) {
  std::vector<std::string> items;
  for (const auto& column : table.columns) {
    const bool in_key = std::ranges::find(table.key, column.name) != table.key.end();
    items.push_back(fmt::format("{} {}{}{}", quoted_name(column.name), declared_type(column.type),
                                in_key ? " NOT NULL" : "", references(table, column.name)));
  }
  if (!table.key.empty()) items.push_back(fmt::format("PRIMARY KEY ({})", quoted_names(table.key)));
  const bool clustered = table.numbered && table.key.size() > 1;
  return fmt::format("CREATE TABLE {} (\n  {}\n) STRICT{};\n", quoted_name(table.source->name),
                     fmt::join(items, ",\n  "), clustered ? ", WITHOUT ROWID" : "");
}

std::string insert_statement(const SqliteTable& table) {
  const std::vector<std::string_view> marks(table.columns.size(), "?");
  return fmt::format("INSERT INTO {} VALUES ({})", quoted_name(table.source->name), fmt::join(marks, ","));
}

std::string index_statements(const std::vector<SqliteTable>& tables) {
  std::string sql;
  int number = 0;
  for (const auto& index : kIndices) {
    ++number;
    const auto first = index.columns.substr(0, index.columns.find(','));
    if (!has_column(tables, index.table, first)) continue;
    sql += fmt::format("CREATE INDEX {}_index_{} ON {} ({});\n", index.table, number, index.table, index.columns);
  }
  return sql;
}

std::string view_statements(const Dataset& dataset) {
  const auto& schema = *dataset.schema;
  const auto reports = std::ranges::find(dataset.tables, "reports", &Table::name);
  std::string sql = series_view(schema);
  for (const auto& form : schema.templates) {
    sql += report_view(*reports, schema, form.id, false);
    sql += report_view(*reports, schema, form.id, true);
  }
  return sql;
}

}  // namespace nianbao::exporting
