// One reading of a package: from its parts to the Document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/base/budget.h"
#include "extract/formats/docx/body_reader.h"
#include "extract/formats/docx/list_counter.h"
#include "extract/formats/docx/numbering.h"
#include "extract/formats/docx/package.h"
#include "extract/formats/docx/styles.h"
#include "extract/model/document.h"

namespace nianbao::extract::docx {

class Reading {
 public:
  Reading(Package& package, const Limits& limits)
      : package_(package), budget_(limits, "docx"), lists_(numbering_, styles_) {}
  Reading(Reading&&) = delete;

  Result<Document> run();

 private:
  Result<void> read_properties(const Relationships& of_package);
  // Reads the part of that relationship, if there is one.
  Result<void> read_part(std::string_view kind, PartHandler& handler);
  Result<void> read_body();
  Result<void> read_notes(std::string_view kind, const std::set<std::string, std::less<>>& ids);
  std::vector<Block> read_chunk(std::string_view relationship_id);
  std::vector<Block> refuse_chunk(std::string_view part, std::string_view reason);
  void take(Composer& composer, std::string_view part);
  void note(std::string code, std::string detail, std::string_view part);
  void note_findings();

  Package& package_;
  Budget budget_;
  Styles styles_;
  Numbering numbering_;
  ListCounter lists_;
  Relationships relationships_;  // of the main part
  std::string main_;
  NoteReferences references_;
  std::int64_t pictures_ = 0;
  Document document_;
};

}  // namespace nianbao::extract::docx
