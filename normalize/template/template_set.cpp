#include "normalize/template/template_set.h"

#include <algorithm>
#include <optional>

#include "extract/base/xml.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/builtin_files.h"
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

}  // namespace

Result<TemplateSet> load_templates(std::span<const TemplateFile> files) {
  TemplateSet set;
  std::optional<Vocabulary> vocabulary;
  for (const auto& file : files) {
    auto root = read_valid_tree(file);
    if (!root) return std::unexpected(root.error());
    if (root->name == "vocabulary") {
      if (vocabulary) return fail(ErrorCode::bad_template, file.name, "a second vocabulary file");
      auto read = read_vocabulary(*root, file.name);
      if (!read) return std::unexpected(read.error());
      vocabulary = std::move(*read);
    } else {
      auto read = read_template(*root, set.schema_, file.name);
      if (!read) return std::unexpected(read.error());
      set.templates_.push_back(std::move(*read));
    }
  }
  if (set.templates_.empty()) return fail(ErrorCode::bad_template, "", "no template file");
  if (!vocabulary) {
    const auto builtin = builtin_copies();
    const auto file = std::ranges::find(builtin, "vocabulary.xml", &TemplateFile::name);
    auto root = read_valid_tree(*file);
    if (!root) return std::unexpected(root.error());
    auto read = read_vocabulary(*root, file->name);
    if (!read) return std::unexpected(read.error());
    vocabulary = std::move(*read);
  }
  set.vocabulary_ = std::move(*vocabulary);
  return set;
}

Result<TemplateSet> builtin_templates() { return load_templates(builtin_copies()); }

}  // namespace nianbao::normalize
