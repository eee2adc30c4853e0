// Builds Word documents in memory, valid ones unless a test asks for a fault.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nianbao::test {

struct ZipEntry {
  std::string name;
  std::string bytes;
  std::string password = {};  // encrypts the entry
};
std::string zip_of(const std::vector<ZipEntry>& entries);

std::string xml_escape(std::string_view text);

// Pieces of WordprocessingML, to be put into one another.
namespace word {

// A run; `properties` is the content of w:rPr.
std::string run(std::string_view text, std::string_view properties = {});
// A paragraph of ready-made runs; `properties` is the content of w:pPr.
std::string paragraph(std::string_view runs, std::string_view properties = {});
// The content of w:pPr that numbers a paragraph.
std::string numbered(int num_id, int level = 0);
// The content of w:pPr that names a style.
std::string styled(std::string_view style);

}  // namespace word

class DocxCell {
 public:
  DocxCell(const char* text);  // NOLINT: a cell is written as its text
  DocxCell(const std::string& text);
  // A cell of ready-made paragraphs and tables.
  static DocxCell of(std::string content);

  DocxCell& across(int columns);  // w:gridSpan
  DocxCell& starts_merge();       // w:vMerge restart
  DocxCell& continues_merge();    // w:vMerge
  DocxCell& property(std::string_view xml);

  std::string xml() const;

 private:
  std::string properties_;
  std::string content_;
};

class DocxTable {
 public:
  // `properties` is the content of w:trPr.
  DocxTable& row(std::initializer_list<DocxCell> cells, std::string_view properties = {});
  std::string xml() const;

 private:
  std::string rows_;
};

// One w:lvl: what it is written as ("%1.") and in which numbers.
struct DocxLevel {
  std::string text;
  std::string format = "decimal";
  int start = 1;
  std::string more = {};  // further elements of the level, those after w:numFmt
};

class DocxBuilder {
 public:
  DocxBuilder& paragraph(std::string_view text, std::string_view properties = {});
  DocxBuilder& table(const DocxTable& table);
  DocxBuilder& xml(std::string_view body_content);

  // `content` is what stands below w:style beside its name.
  DocxBuilder& style(std::string_view id, std::string_view content, std::string_view type = "paragraph");
  DocxBuilder& default_style(std::string_view id);
  // A list definition; `links` stands before the levels.
  DocxBuilder& list(int abstract_id, const std::vector<DocxLevel>& levels, std::string_view links = {});
  DocxBuilder& instance(int num_id, int abstract_id, std::string_view overrides = {});

  DocxBuilder& footnote(int id, std::string_view text);
  DocxBuilder& endnote(int id, std::string_view text);
  DocxBuilder& chunk(std::string_view file, std::string_view bytes);  // and its w:altChunk
  DocxBuilder& core(std::string_view element, std::string_view value);

  DocxBuilder& strict();                        // the namespaces of ISO/IEC 29500 strict
  DocxBuilder& without(std::string_view part);  // promised, but not there
  DocxBuilder& replace(std::string_view part, std::string_view bytes);
  DocxBuilder& password(std::string_view password);  // encrypts the entries

  std::string bytes() const;

 private:
  struct Part {
    std::string name;
    std::string kind;          // the last segment of its relationship
    std::string content_type;  // empty for parts of a default type
    std::string bytes;
  };
  std::string root(std::string_view element, std::string_view content) const;
  std::string relationship(const Part& part, std::string_view id, std::string_view target) const;
  std::string notes(std::string_view element, const std::string& content) const;
  std::string content_types(const std::vector<Part>& parts) const;
  std::string relationships_of_package(const Part& main) const;
  std::string relationships_of_document(const std::vector<Part>& parts) const;
  std::string core_properties() const;
  std::vector<Part> parts() const;

  std::string body_;
  std::string styles_;
  std::string lists_;
  std::string instances_;
  std::string footnotes_;
  std::string endnotes_;
  std::string core_;
  std::vector<Part> chunks_;
  std::string password_;
  bool strict_ = false;
  std::vector<std::string> missing_;
  std::vector<std::pair<std::string, std::string>> replaced_;
};

}  // namespace nianbao::test
