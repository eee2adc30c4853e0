// The definitions of automatic numbering (ECMA-376 17.9) as they stand in the numbering part.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/formats/docx/package.h"
#include "extract/formats/docx/styles.h"

namespace nianbao::extract::docx {

constexpr std::size_t kLevels = 9;  // 17.9.6: ilvl runs from 0 to 8

struct Level {
  std::int64_t start = 0;               // 17.9.25: zero when the element is left out
  std::string format = "decimal";       // w:numFmt
  std::string text;                     // w:lvlText
  std::string style;                    // w:pStyle: paragraphs of this style are on this level
  std::optional<std::int64_t> restart;  // w:lvlRestart
  bool legal = false;                   // w:isLgl: every number in the label is decimal
  bool hidden = false;                  // the label alone is w:vanish
};

struct AbstractNumbering {
  std::array<Level, kLevels> levels;
  std::string style_link;      // this is the numbering of that numbering style
  std::string num_style_link;  // the levels are those of that numbering style
};

struct LevelOverride {
  std::optional<std::int64_t> start;
  std::optional<Level> level;
};

struct NumberingInstance {
  std::int64_t abstract_id = -1;
  std::array<LevelOverride, kLevels> overrides;
};

class Numbering {
 public:
  const NumberingInstance* instance(std::int64_t num_id) const;

  // The id and the definition of the list the instance belongs to, w:numStyleLink followed.
  struct List {
    std::int64_t id = -1;
    const AbstractNumbering* definition = nullptr;
  };
  List list_of(const NumberingInstance& instance, const Styles& styles) const;

 private:
  friend class NumberingReader;
  std::map<std::int64_t, AbstractNumbering> abstracts_;
  std::map<std::int64_t, NumberingInstance> instances_;
};

class NumberingReader : public PartHandler {
 public:
  explicit NumberingReader(Numbering& numbering) : numbering_(numbering) {}
  void start(const xml::Element& element) override;
  void end(std::string_view ns, std::string_view name) override;
  void text(std::string_view) override {}

 private:
  struct Rule;
  static const Rule* rule_of(std::string_view name);

  void start_abstract(const xml::Element& element);
  void start_instance(const xml::Element& element);
  void start_level(const xml::Element& element);
  void start_override(const xml::Element& element);
  void read_abstract_child(const xml::Element& element);
  void read_level_child(const xml::Element& element);

  Numbering& numbering_;
  AbstractNumbering* abstract_ = nullptr;
  NumberingInstance* instance_ = nullptr;
  LevelOverride* override_ = nullptr;
  Level* level_ = nullptr;
};

}  // namespace nianbao::extract::docx
