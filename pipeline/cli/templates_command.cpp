#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "extract/base/display_width.h"
#include "pipeline/cli/commands.h"

namespace nianbao::cli {
namespace {

struct TemplatesOptions {
  std::string folder;
  std::string shown_id;
};

std::string years(const normalize::TemplateInfo& info) {
  return info.last_year == 0 ? fmt::format("{}-", info.first_year)
                             : fmt::format("{}-{}", info.first_year, info.last_year);
}

void list(const normalize::TemplateSet& templates) {
  for (const auto& form : templates.templates()) {
    std::size_t fields = 0;
    for (const auto& table : form.tables) {
      for (const auto& block : table.blocks) {
        fields += std::ranges::count_if(block.fields, [](int field) { return field >= 0; });
      }
    }
    fmt::print("{}  {}  {} fields, {} identities  {}  {}\n", form.info.id, years(form.info), fields,
               form.identities.size(), form.info.title_zh, form.info.title_en);
  }
}

std::string padded(std::string text, std::size_t width) {
  const auto taken = display_width(text);
  if (taken < width) text.append(width - taken, ' ');
  return text;
}

void show_fields(const normalize::Template& form, const normalize::Schema& schema) {
  constexpr std::size_t kNameWidth = 34;
  for (const auto& table : form.tables) {
    fmt::print("\n{}\n", table.prefix);
    for (const auto& block : table.blocks) {
      for (const auto field : block.fields) {
        if (field < 0) continue;
        const auto& spec = schema.fields[field];
        fmt::print("  {}{}  {}\n", padded(spec.name, kNameWidth), padded(spec.unit, 6), spec.path);
      }
    }
  }
}

void show_identity(const normalize::IdentitySpec& identity, const normalize::Schema& schema) {
  constexpr std::array<std::string_view, 3> kWhose{"", " of the year before", " of the government above"};
  const auto sum = [&](const std::vector<normalize::IdentityOperand>& operands) {
    std::string text;
    for (const auto& operand : operands) {
      text += fmt::format("{}{}{}", text.empty() ? "" : " + ", schema.fields[operand.field].name,
                          kWhose[std::to_underlying(operand.whose)]);
    }
    return text;
  };
  const auto* relation = identity.relation == normalize::Relation::equal ? "=" : "<=";
  fmt::print("  {} {}\n    {} {} {}\n", identity.id, identity.instance, sum(identity.left), relation,
             sum(identity.right));
}

void show_identities(const normalize::Template& form, const normalize::Schema& schema) {
  fmt::print("\nidentities\n");
  for (const auto& identity : form.identities) show_identity(identity, schema);
  for (const auto& identity : schema.joint_identities) {
    const auto& templates = schema.fields[identity.left.front().field].templates;
    if (std::ranges::find(templates, form.info.id) != templates.end()) show_identity(identity, schema);
  }
}

Result<void> show(const normalize::TemplateSet& templates, const std::string& id) {
  const auto& forms = templates.templates();
  const auto form = std::ranges::find_if(forms, [&](const normalize::Template& each) { return each.info.id == id; });
  if (form == forms.end())
    return fail(ErrorCode::bad_usage, id, "no template of this id; `nianbao templates` lists them");
  fmt::print("{}  {}\n{}\n{}\n{}\n", form->info.id, years(form->info), form->info.title_zh, form->info.title_en,
             form->info.legal_source);
  fmt::print("\nsections\n");
  for (const auto& section : form->sections) {
    fmt::print("  {}  {}{}\n", section.number, padded(section.key, 24), form->labels[section.label].shown);
  }
  show_fields(*form, templates.schema());
  show_identities(*form, templates.schema());
  return {};
}

int run(const TemplatesOptions& options) {
  const auto templates = load_template_folder(options.folder);
  if (!templates) return complain(templates.error());
  if (options.shown_id.empty()) {
    list(*templates);
    return kAllWell;
  }
  const auto shown = show(*templates, options.shown_id);
  return shown ? kAllWell : complain(shown.error());
}

}  // namespace

void add_templates_command(CLI::App& app, int& status) {
  auto options = std::make_shared<TemplatesOptions>();
  auto* command = app.add_subcommand("templates", "List the official forms the program knows");
  command->add_option("--templates", options->folder, "Use the templates of this folder instead of the built-in ones")
      ->type_name("DIR");
  auto* show_command = command->add_subcommand("show", "Show the sections, fields and identities of one form");
  show_command->add_option("ID", options->shown_id, "The id of the form, such as 2021")->required();
  command->footer("Examples:\n  nianbao templates\n  nianbao templates show 2021");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace nianbao::cli
