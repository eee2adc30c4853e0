// The members of a record and of all that is in it, in the order of their bytes. One list serves both directions.
#pragma once

#include <string_view>

#include "export/dataset.h"
#include "pipeline/store/record_archive.h"
#include "pipeline/store/record_names.h"

namespace nianbao::pipeline {

// An enumeration whose last value is known: nothing beyond it is taken.
template <class Enum>
struct Choice {
  Enum& value;
  Enum last;
};

template <class Enum>
void save(RecordOutput& archive, const Choice<Enum>& choice) {
  archive.number(std::to_underlying(choice.value));
}

template <class Enum>
void load(RecordInput& archive, Choice<Enum>& choice) {
  const auto value = archive.number();
  if (value > static_cast<std::uint64_t>(choice.last)) RecordInput::refuse("an unknown value of an enumeration");
  choice.value = static_cast<Enum>(value);
}

struct Flag {
  bool& value;
};

inline void save(RecordOutput& archive, const Flag& flag) { archive.number(flag.value ? 1 : 0); }

inline void load(RecordInput& archive, Flag& flag) {
  const auto value = archive.number();
  if (value > 1) RecordInput::refuse("an unknown value of an enumeration");
  flag.value = value == 1;
}

inline void save_name(RecordOutput& archive, std::string_view name) {
  archive.number(name.size());
  archive.raw(name.data(), name.size());
}

// What belongs to the templates.
struct FieldPointer {
  const normalize::FieldSpec*& spec;
};
struct FieldName {
  std::string_view& name;
};
struct FactPointer {
  const normalize::FactSpec*& spec;
};
struct FormName {
  std::string_view& id;  // may be empty
};

inline void save(RecordOutput& archive, const FieldPointer& field) { save_name(archive, field.spec->name); }
inline void save(RecordOutput& archive, const FieldName& field) { save_name(archive, field.name); }
inline void save(RecordOutput& archive, const FactPointer& fact) { save_name(archive, fact.spec->key); }
inline void save(RecordOutput& archive, const FormName& form) { save_name(archive, form.id); }

inline void load(RecordInput& archive, FieldPointer& field) {
  field.spec = archive.names().field(archive.text());
  if (field.spec == nullptr) RecordInput::refuse("a field that the templates do not have");
}

inline void load(RecordInput& archive, FieldName& field) {
  const normalize::FieldSpec* spec = nullptr;
  FieldPointer pointer{spec};
  load(archive, pointer);
  field.name = spec->name;
}

inline void load(RecordInput& archive, FactPointer& fact) {
  fact.spec = archive.names().fact(archive.text());
  if (fact.spec == nullptr) RecordInput::refuse("a fact that the templates do not have");
}

inline void load(RecordInput& archive, FormName& form) {
  const auto id = archive.text();
  const auto* found = archive.names().form(id);
  if (found == nullptr && !id.empty()) RecordInput::refuse("a template that there is not");
  form.id = found == nullptr ? std::string_view{} : std::string_view(found->info.id);
}

// In a finding, fields are named only.
inline void save(RecordOutput& archive, const std::vector<std::string_view>& names) {
  archive.number(names.size());
  for (const auto name : names) save_name(archive, name);
}

inline void load(RecordInput& archive, std::vector<std::string_view>& names) {
  auto size = archive.number();
  archive.need(size);
  for (; size > 0; --size) {
    FieldName name{names.emplace_back()};
    load(archive, name);
  }
}

inline void save(RecordOutput& archive, const normalize::Decimal& decimal) {
  save(archive, decimal.unscaled());
  save(archive, decimal.scale());
}

inline void load(RecordInput& archive, normalize::Decimal& decimal) {
  std::int64_t unscaled = 0;
  int scale = 0;
  load(archive, unscaled);
  load(archive, scale);
  // What it makes of the two is not always what they say: only the normal form is written.
  const auto made = scale < 0 ? std::nullopt : normalize::Decimal::make(unscaled, scale);
  if (!made || made->unscaled() != unscaled || made->scale() != scale) RecordInput::refuse("a number is no number");
  decimal = *made;
}

// The bindings name every member, so that none can be forgotten.
template <class Archive>
void serialize(Archive& archive, Locus& locus) {
  auto& [part, block, table, row, column, offset] = locus;
  archive(part, block, table, row, column, offset);
}

template <class Archive>
void serialize(Archive& archive, normalize::CellEvidence& evidence) {
  auto& [binding, likened, lines, sums] = evidence;
  archive(Choice{binding, normalize::Binding::gap}, likened, Choice{lines, normalize::Lines::broken},
          Choice{sums, normalize::Sums::fails});
}

template <class Archive>
void serialize(Archive& archive, normalize::Field& field) {
  auto& [spec, template_id, state, value, raw, raw_unit, note, method, evidence, confidence, repair, locus] = field;
  archive(FieldPointer{spec}, FormName{template_id}, Choice{state, normalize::State::absent}, value, raw, raw_unit,
          note, Choice{method, normalize::Method::position}, evidence, confidence, repair, locus);
}

template <class Archive>
void serialize(Archive& archive, normalize::Subheading& subheading) {
  auto& [number, text, offset] = subheading;
  archive(number, text, offset);
}

template <class Archive>
void serialize(Archive& archive, normalize::TextRange& range) {
  auto& [begin, end] = range;
  archive(begin, end);
}

template <class Archive>
void serialize(Archive& archive, normalize::Section& section) {
  auto& [key, number, printed, heading, text, prose, subheadings, confidence, locus] = section;
  archive(key, number, printed, heading, text, prose, subheadings, confidence, locus);
}

template <class Archive>
void serialize(Archive& archive, normalize::Finding& finding) {
  auto& [identity, instance, template_id, verdict, soft, left, right, difference, fields, blame, fact] = finding;
  archive(identity, instance, FormName{template_id}, Choice{verdict, normalize::Verdict::fail_blank_total}, Flag{soft},
          left, right, difference, fields, Choice{blame, normalize::Blame::reading}, fact);
}

template <class Archive>
void serialize(Archive& archive, normalize::Fact& fact) {
  auto& [spec, value, sentence, rule, section, offset, number_offset, method] = fact;
  archive(FactPointer{spec}, value, sentence, rule, section, offset, number_offset,
          Choice{method, normalize::FactMethod::range});
}

template <class Archive>
void serialize(Archive& archive, normalize::Evidence& evidence) {
  auto& [value, source, quote] = evidence;
  archive(value, source, quote);
}

template <class Archive>
void serialize(Archive& archive, normalize::Diagnostic& diagnostic) {
  auto& [code, detail, locus] = diagnostic;
  archive(code, detail, locus);
}

template <class Archive>
void serialize(Archive& archive, normalize::UnmappedCell& cell) {
  auto& [label, state, value, unit, raw, repair, template_id, locus] = cell;
  archive(label, Choice{state, normalize::State::absent}, value, unit, raw, repair, FormName{template_id}, locus);
}

template <class Archive>
void serialize(Archive& archive, normalize::Identity& identity) {
  auto& [title, issuer, report_year, period_start, period_end, published, cited_notice, scope] = identity;
  archive(title, issuer, report_year, period_start, period_end, published, cited_notice, scope);
}

template <class Archive>
void serialize(Archive& archive, normalize::Report& report) {
  auto& [is_report, reason, reason_quote, identity, templates, sections, fields, unmapped, facts, findings,
         diagnostics] = report;
  archive(Flag{is_report}, reason, reason_quote, identity, templates, sections, fields, unmapped, facts, findings,
          diagnostics);
}

template <class Archive>
void serialize(Archive& archive, exporting::Record& record) {
  auto& [document_id, path, url, captured, sha256, bytes, format, converter, charset, charset_method, outcome,
         error_code, error_detail, duplicate_of, near_duplicate_of, paragraphs, tables, properties, attachments,
         diagnostics, report] = record;
  archive(document_id, path, url, captured, sha256, bytes, format, converter, charset, charset_method,
          Choice{outcome, exporting::Outcome::container}, error_code, error_detail, duplicate_of, near_duplicate_of,
          paragraphs, tables, properties, attachments, diagnostics, report);
}

}  // namespace nianbao::pipeline
