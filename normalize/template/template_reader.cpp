#include "normalize/template/template_reader.h"

#include <algorithm>
#include <charconv>

#include "normalize/template/identity_reader.h"
#include "normalize/template/label_reader.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kLongestName = 32;  // Stata's limit for a variable's name

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

FieldType field_type(std::string_view name) {
  if (name == "amount") return FieldType::amount;
  return name == "change" ? FieldType::change : FieldType::count;
}

std::string joined(std::initializer_list<std::string_view> parts, std::string_view separator) {
  std::string text;
  for (const auto part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

// Reads one template; holds what the steps share.
class TemplateReader {
 public:
  TemplateReader(Schema& schema, std::string_view place) : schema_(schema), place_(place) {}

  Result<Template> read(const xml::Node& root) {
    read_info(root);
    for (const auto& child : root.children) {
      if (child.name == "sections") read_sections(child);
      if (child.name != "table") continue;
      if (auto done = read_table(child); !done) return std::unexpected(done.error());
    }
    for (const auto& child : root.children) {
      if (child.name != "identity") continue;
      if (auto done = read_identity(child, schema_, place_, template_.identities); !done) {
        return std::unexpected(done.error());
      }
    }
    settle_labels(template_);
    schema_.templates.push_back(template_.info);
    return std::move(template_);
  }

 private:
  void read_info(const xml::Node& root) {
    template_.info = {.id = std::string(root.attribute("id")),
                      .title_zh = std::string(root.child_text("title")),
                      .title_en = std::string(root.child_text("en")),
                      .first_year = number_of(root.attribute("first-year")),
                      .last_year = number_of(root.attribute("last-year")),
                      .legal_source = std::string(root.child_text("legal"))};
  }

  void read_sections(const xml::Node& node) {
    template_.order = node.attribute("order") == "free" ? SectionOrder::free : SectionOrder::fixed;
    for (const auto& section : node.children) {
      template_.sections.push_back({.key = std::string(section.attribute("key")),
                                    .number = number_of(section.attribute("number")),
                                    .label = add_label(section, template_.labels)});
    }
  }

  Result<void> read_table(const xml::Node& node) {
    auto& table = template_.tables.emplace_back();
    table.prefix = node.attribute("prefix");
    table.section = node.attribute("section");
    table.optional = node.attribute("optional") == "true";
    table.outline = node.attribute("outline") == "true";
    for (const auto& child : node.children) {
      auto& block = table.blocks.emplace_back();
      if (auto done = read_block(child, table.prefix, block); !done) return done;
    }
    return {};
  }

  Result<void> read_block(const xml::Node& node, std::string_view prefix, BlockSpec& block) {
    for (const auto& child : node.children) {
      if (child.name == "title") block.titles.push_back(add_label(child, template_.labels));
      if (child.name == "corner") block.corners.push_back(add_label(child, template_.labels));
    }
    const auto columns = read_columns(*node.child("columns"), template_.labels, block);
    const auto rows = read_rows(*node.child("rows"), template_.labels, block);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < columns.size(); ++column) {
        if (block.columns[column].role != ColumnRole::value) {
          block.fields.push_back(-1);
          continue;
        }
        auto index = add_field(field_spec(prefix, block, {row, rows[row]}, {column, columns[column]}));
        if (!index) return std::unexpected(index.error());
        block.fields.push_back(*index);
      }
    }
    return {};
  }

  struct PlacedLeaf {
    std::size_t at;
    const LeafInfo& info;
  };

  // What the row states of unit, type and law counts before what the column states.
  FieldSpec field_spec(std::string_view prefix, const BlockSpec& block, PlacedLeaf row, PlacedLeaf column) const {
    const auto title = block.titles.empty() ? std::string_view{} : std::string_view(label(block.titles[0]).shown);
    const auto& unit = row.info.unit.empty() ? column.info.unit : row.info.unit;
    const auto& type = row.info.type.empty() ? column.info.type : row.info.type;
    const auto& law = row.info.law_zh.empty() ? column.info : row.info;
    return {.name = joined({prefix, block.rows[row.at].key, block.columns[column.at].key}, "_"),
            .label_zh = joined({row.info.path, column.info.path}, " / "),
            .label_en = joined({row.info.label_en, column.info.label_en}, ": "),
            .unit = unit,
            .type = field_type(type),
            .path = joined({title, row.info.path, column.info.path}, " › "),
            .templates = {template_.info.id},
            .law_zh = law.law_zh,
            .law_en = law.law_en};
  }

  const Label& label(LabelId id) const { return template_.labels[id]; }

  Result<int> add_field(FieldSpec spec) {
    if (spec.name.size() > kLongestName) {
      return fail(ErrorCode::bad_template, std::string(place_), "field name longer than 32 characters: " + spec.name);
    }
    const auto known = std::ranges::find(schema_.fields, spec.name, &FieldSpec::name);
    if (known == schema_.fields.end()) {
      schema_.fields.push_back(std::move(spec));
      return static_cast<int>(schema_.fields.size()) - 1;
    }
    if (std::ranges::find(known->templates, template_.info.id) != known->templates.end()) {
      return fail(ErrorCode::bad_template, std::string(place_), "two cells make the field name " + spec.name);
    }
    if (known->unit != spec.unit || known->type != spec.type) {
      return fail(ErrorCode::bad_template, std::string(place_), "unit or type differs between templates: " + spec.name);
    }
    known->templates.push_back(template_.info.id);
    return static_cast<int>(known - schema_.fields.begin());
  }

  Schema& schema_;
  std::string_view place_;
  Template template_;
};

}  // namespace

Result<Template> read_template(const xml::Node& root, Schema& schema, std::string_view place) {
  return TemplateReader(schema, place).read(root);
}

}  // namespace nianbao::normalize
