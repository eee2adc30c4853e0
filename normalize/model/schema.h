// What the loaded templates promise: the fields, sections and identities any report may have. It depends
// on the templates alone, never on the input, and so do the columns of every output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/model/identity.h"

namespace nianbao::normalize {

enum class FieldType : std::uint8_t { count, amount, change };  // int >= 0, decimal >= 0, signed int

std::string_view to_string(FieldType type);

struct FieldSpec {
  std::string name;      // final, as in the codebook; at most 32 characters
  std::string label_zh;  // row label / column label
  std::string label_en;
  std::string unit;  // the unit values are given in
  FieldType type = FieldType::count;
  std::string path;                    // the label path that identifies the cell
  std::vector<std::string> templates;  // ids of the templates that have it
  std::string law_zh;                  // the article it rests on, and its words; empty where none is known
  std::string law_en;
  std::vector<std::string> identities;  // ids of those it takes part in, newest template first
};

// The identity of prose against tables, which no template has to name.
inline constexpr std::string_view kProseIdentity = "N-1";

// A quantity that reports state in prose.
struct FactSpec {
  std::string key;  // requests_total ...
  std::string label_zh;
  std::string label_en;
  std::string unit;                             // the unit values are given in
  std::vector<std::vector<std::string>> twins;  // the fields, or sums of fields, that say the same in tables
};

// How a template measures what a series is about.
enum class SeriesRelation : std::uint8_t { exact, alike, different };

std::string_view to_string(SeriesRelation relation);

struct SeriesMember {
  std::string template_id;
  std::vector<std::string> fields;  // one, or several that add up
  SeriesRelation relation = SeriesRelation::exact;
  std::string why_zh;
  std::string why_en;
};

// What one quantity is called in each template, newest first. Those the crosswalk names come first, then the fields
// that several templates have under one name.
struct SeriesSpec {
  std::string key;
  std::string label_zh;
  std::string label_en;
  std::string unit;
  bool joined = false;  // joins fields of several names; otherwise the one field all its members share
  std::vector<SeriesMember> members;
};

struct TemplateInfo {
  std::string id;
  std::string title_zh;
  std::string title_en;
  int first_year = 0;
  int last_year = 0;  // 0: still in use
  std::string legal_source;
};

struct Schema {
  std::vector<FieldSpec> fields;  // in the order of the template files
  std::vector<TemplateInfo> templates;
  std::vector<FactSpec> facts;
  std::vector<SeriesSpec> series;
  // Those with an operand in another report, each once however many templates have it, newest template first.
  std::vector<IdentitySpec> joint_identities;
};

}  // namespace nianbao::normalize
