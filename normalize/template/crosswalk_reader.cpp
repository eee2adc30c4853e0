#include "normalize/template/crosswalk_reader.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

SeriesRelation relation_of(std::string_view name) {
  if (name == "exact") return SeriesRelation::exact;
  return name == "alike" ? SeriesRelation::alike : SeriesRelation::different;
}

bool has_template(const Schema& schema, std::string_view id) {
  return std::ranges::find(schema.templates, id, &TemplateInfo::id) != schema.templates.end();
}

bool has_field(const Schema& schema, std::string_view template_id, std::string_view name) {
  return std::ranges::any_of(schema.fields, [&](const FieldSpec& field) {
    return field.name == name && std::ranges::find(field.templates, template_id) != field.templates.end();
  });
}

// A field of one name measures the same in every template that has it.
void add_shared_fields(Schema& schema) {
  for (const auto& field : schema.fields) {
    if (field.templates.size() < 2) continue;
    SeriesSpec series{.key = field.name, .label_zh = field.label_zh, .label_en = field.label_en, .unit = field.unit};
    for (const auto& id : field.templates) series.members.push_back({.template_id = id, .fields = {field.name}});
    schema.series.push_back(std::move(series));
  }
}

}  // namespace

Result<void> read_crosswalk(const xml::Node& root, Schema& schema, std::string_view place) {
  for (const auto& node : root.children) {
    SeriesSpec series{.key = std::string(node.attribute("key")),
                      .label_zh = std::string(node.child_text("name")),
                      .label_en = std::string(node.child_text("en")),
                      .unit = std::string(node.attribute("unit")),
                      .joined = true};
    for (const auto& child : node.children) {
      if (child.name != "member" || !has_template(schema, child.attribute("template"))) continue;
      SeriesMember member{.template_id = std::string(child.attribute("template")),
                          .fields = xml::split_words(child.attribute("fields")),
                          .relation = relation_of(child.attribute("relation")),
                          .why_zh = std::string(child.child_text("zh")),
                          .why_en = std::string(child.child_text("en"))};
      for (const auto& field : member.fields) {
        if (has_field(schema, member.template_id, field)) continue;
        return fail(ErrorCode::bad_template, std::string(place),
                    "series " + series.key + ": template " + member.template_id + " has no field " + field);
      }
      series.members.push_back(std::move(member));
    }
    schema.series.push_back(std::move(series));
  }
  add_shared_fields(schema);
  return {};
}

}  // namespace nianbao::normalize
