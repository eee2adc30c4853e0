#include "normalize/template/template_set.h"

#include <algorithm>
#include <array>
#include <map>

#include "extract/base/xml.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/builtin_files.h"
#include "normalize/template/confidence_reader.h"
#include "normalize/template/crosswalk_reader.h"
#include "normalize/template/facts_reader.h"
#include "normalize/template/field_order.h"
#include "normalize/template/inheritance.h"
#include "normalize/template/template_reader.h"
#include "normalize/template/vocabulary_reader.h"

namespace nianbao::normalize {
namespace {

Result<xml::Node> read_valid_tree(const TemplateFile& file) {
  if (auto valid = xml::validate(file.bytes, template_grammar(), file.name); !valid) {
    return fail(ErrorCode::bad_template, std::move(valid.error().place), std::move(valid.error().detail));
  }
  return xml::read_tree(file.bytes, file.name);
}

std::vector<TemplateFile> builtin_copies() {
  std::vector<TemplateFile> files;
  for (const auto& file : builtin_files()) files.push_back({std::string(file.name), std::string(file.bytes)});
  return files;
}

constexpr std::array<std::string_view, 4> kSharedKinds{"vocabulary", "facts", "crosswalk", "confidence"};

struct Tree {
  std::string place;
  xml::Node root;
};

int first_year(const Tree& tree) { return std::stoi(std::string(tree.root.attribute("first-year"))); }

}  // namespace

// Reads the files in the order in which they depend on each other.
class Loader {
 public:
  Result<TemplateSet> load(std::span<const TemplateFile> files) {
    for (const auto& file : files) {
      if (auto added = add(file); !added) return std::unexpected(added.error());
    }
    if (forms_.empty()) return fail(ErrorCode::bad_template, "", "no template file");
    if (auto added = add_missing_kinds(); !added) return std::unexpected(added.error());
    if (auto done = load_vocabulary(); !done) return std::unexpected(done.error());
    if (auto done = load_forms(); !done) return std::unexpected(done.error());
    if (auto done = load_facts(); !done) return std::unexpected(done.error());
    const auto& crosswalk = shared_.at("crosswalk");
    if (auto done = read_crosswalk(crosswalk.root, set_.schema_, crosswalk.place); !done) {
      return std::unexpected(done.error());
    }
    if (auto done = load_confidence(); !done) return std::unexpected(done.error());
    return std::move(set_);
  }

 private:
  Result<void> add(const TemplateFile& file) {
    auto root = read_valid_tree(file);
    if (!root) return std::unexpected(root.error());
    if (root->name == "template") {
      forms_.push_back({file.name, std::move(*root)});
      return {};
    }
    auto kind = root->name;
    if (!shared_.try_emplace(std::move(kind), file.name, std::move(*root)).second) {
      return fail(ErrorCode::bad_template, file.name, "a second file of this kind");
    }
    return {};
  }

  Result<void> add_missing_kinds() {
    for (const auto& file : builtin_files()) {
      const auto kind = file.name.substr(0, file.name.find('.'));
      const bool shared = std::ranges::find(kSharedKinds, kind) != kSharedKinds.end();
      if (!shared || shared_.contains(kind)) continue;
      if (auto added = add({std::string(file.name), std::string(file.bytes)}); !added) return added;
    }
    return {};
  }

  Result<void> load_vocabulary() {
    const auto& file = shared_.at("vocabulary");
    auto read = read_vocabulary(file.root, file.place);
    if (!read) return std::unexpected(read.error());
    set_.vocabulary_ = std::move(*read);
    return {};
  }

  Result<void> load_forms() {
    std::ranges::stable_sort(forms_, std::greater{}, first_year);
    std::vector<xml::Node> roots;
    std::ranges::transform(forms_, std::back_inserter(roots), &Tree::root);
    for (const auto& form : forms_) {
      auto inherited = with_inherited_parts(form.root, roots, form.place);
      if (!inherited) return std::unexpected(inherited.error());
      auto read = read_template(*inherited, set_.schema_, form.place);
      if (!read) return std::unexpected(read.error());
      set_.templates_.push_back(std::move(*read));
    }
    order_fields(set_.schema_, set_.templates_);
    for (const auto& form : set_.templates_) {
      for (const auto& identity : form.identities) name_in_operands(identity);
    }
    for (const auto& identity : set_.schema_.joint_identities) name_in_operands(identity);
    return {};
  }

  void name_in_operands(const IdentitySpec& identity) {
    for (const auto* side : {&identity.left, &identity.right}) {
      for (const auto& operand : *side) {
        auto& ids = set_.schema_.fields[operand.field].identities;
        if (std::ranges::find(ids, identity.id) == ids.end()) ids.push_back(identity.id);
      }
    }
  }

  // Twins in templates that are not there say nothing.
  Result<void> load_facts() {
    const auto& file = shared_.at("facts");
    auto read = read_facts(file.root, set_.vocabulary_, set_.schema_, file.place);
    if (!read) return std::unexpected(read.error());
    set_.facts_ = std::move(*read);
    for (auto& fact : set_.schema_.facts) {
      std::erase_if(fact.twins, [&](const std::vector<std::string>& twin) {
        return !std::ranges::all_of(twin, [&](const std::string& name) {
          return std::ranges::find(set_.schema_.fields, name, &FieldSpec::name) != set_.schema_.fields.end();
        });
      });
    }
    return {};
  }

  Result<void> load_confidence() {
    const auto& file = shared_.at("confidence");
    auto read = read_confidence(file.root, file.place);
    if (!read) return std::unexpected(read.error());
    set_.confidence_ = std::move(*read);
    return {};
  }

  TemplateSet set_;
  std::vector<Tree> forms_;
  std::map<std::string, Tree, std::less<>> shared_;
};

Result<TemplateSet> load_templates(std::span<const TemplateFile> files) { return Loader().load(files); }

Result<TemplateSet> builtin_templates() { return load_templates(builtin_copies()); }

}  // namespace nianbao::normalize
