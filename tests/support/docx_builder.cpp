#include "tests/support/docx_builder.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace nianbao::test {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";

void require(bool done, std::string_view what) {
  if (!done) throw std::runtime_error(fmt::format("the test's zip cannot be written: {}", what));
}

void add_entry(zip_t* archive, const ZipEntry& entry) {
  auto* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  require(source != nullptr, entry.name);
  const auto index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  require(index >= 0, entry.name);
  const auto position = static_cast<zip_uint64_t>(index);
  // A fixed date, so that the same document has the same bytes.
  constexpr zip_uint16_t kFirstOf2024 = (44 << 9) | (1 << 5) | 1;
  require(zip_file_set_dostime(archive, position, 0, kFirstOf2024, 0) == 0, entry.name);
  if (entry.password.empty()) return;
  require(zip_file_set_encryption(archive, position, ZIP_EM_AES_256, entry.password.c_str()) == 0, entry.name);
}

std::string content_of(zip_source_t* source) {
  zip_stat_t facts;
  require(zip_source_stat(source, &facts) == 0 && zip_source_open(source) == 0, "reading back");
  std::string bytes(facts.size, '\0');
  require(zip_source_read(source, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()), "reading back");
  zip_source_close(source);
  return bytes;
}

std::string wrapped(std::string_view element, std::string_view content) {
  return content.empty() ? std::string{} : fmt::format("<{0}>{1}</{0}>", element, content);
}

}  // namespace

std::string zip_of(const std::vector<ZipEntry>& entries) {
  struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
  };
  const std::unique_ptr<zip_source_t, FreeSource> buffer(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  zip_source_keep(buffer.get());  // the archive takes one reference, this function keeps the other
  auto* archive = zip_open_from_source(buffer.get(), ZIP_TRUNCATE, nullptr);
  require(archive != nullptr, "opening");
  for (const auto& entry : entries) add_entry(archive, entry);
  require(zip_close(archive) == 0, "closing");
  return content_of(buffer.get());
}

std::string xml_escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

namespace word {

std::string run(std::string_view text, std::string_view properties) {
  return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", wrapped("w:rPr", properties), xml_escape(text));
}

std::string paragraph(std::string_view runs, std::string_view properties) {
  return fmt::format("<w:p>{}{}</w:p>", wrapped("w:pPr", properties), runs);
}

std::string numbered(int num_id, int level) {
  return fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", level, num_id);
}

std::string styled(std::string_view style) { return fmt::format("<w:pStyle w:val=\"{}\"/>", style); }

}  // namespace word

DocxCell::DocxCell(const char* text) : DocxCell(std::string(text)) {}
DocxCell::DocxCell(const std::string& text) : content_(word::paragraph(text.empty() ? "" : word::run(text))) {}

DocxCell DocxCell::of(std::string content) {
  DocxCell cell("");
  cell.content_ = std::move(content);
  return cell;
}

DocxCell& DocxCell::property(std::string_view xml) {
  properties_ += xml;
  return *this;
}

DocxCell& DocxCell::across(int columns) { return property(fmt::format("<w:gridSpan w:val=\"{}\"/>", columns)); }
DocxCell& DocxCell::starts_merge() { return property("<w:vMerge w:val=\"restart\"/>"); }
DocxCell& DocxCell::continues_merge() { return property("<w:vMerge/>"); }

std::string DocxCell::xml() const { return fmt::format("<w:tc>{}{}</w:tc>", wrapped("w:tcPr", properties_), content_); }

DocxTable& DocxTable::row(std::initializer_list<DocxCell> cells, std::string_view properties) {
  rows_ += fmt::format("<w:tr>{}", wrapped("w:trPr", properties));
  for (const auto& cell : cells) rows_ += cell.xml();
  rows_ += "</w:tr>";
  return *this;
}

std::string DocxTable::xml() const {
  return fmt::format("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid/>{}</w:tbl>", rows_);
}

DocxBuilder& DocxBuilder::xml(std::string_view body_content) {
  body_ += body_content;
  return *this;
}

DocxBuilder& DocxBuilder::paragraph(std::string_view text, std::string_view properties) {
  return xml(word::paragraph(word::run(text), properties));
}

DocxBuilder& DocxBuilder::table(const DocxTable& table) { return xml(table.xml()); }

DocxBuilder& DocxBuilder::style(std::string_view id, std::string_view content, std::string_view type) {
  styles_ += fmt::format("<w:style w:type=\"{0}\" w:styleId=\"{1}\"><w:name w:val=\"{1}\"/>{2}</w:style>", type, id, content);
  return *this;
}

DocxBuilder& DocxBuilder::default_style(std::string_view id) {
  styles_ += fmt::format("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"{0}\"><w:name w:val=\"{0}\"/></w:style>", id);
  return *this;
}

DocxBuilder& DocxBuilder::list(int abstract_id, const std::vector<DocxLevel>& levels, std::string_view links) {
  lists_ += fmt::format("<w:abstractNum w:abstractNumId=\"{}\">{}", abstract_id, links);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& level = levels[i];
    lists_ += fmt::format(
        "<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/>{}<w:lvlText w:val=\"{}\"/></w:lvl>", i,
        level.start, level.format, level.more, xml_escape(level.text));
  }
  lists_ += "</w:abstractNum>";
  return *this;
}

DocxBuilder& DocxBuilder::instance(int num_id, int abstract_id, std::string_view overrides) {
  instances_ += fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", num_id, abstract_id, overrides);
  return *this;
}

DocxBuilder& DocxBuilder::footnote(int id, std::string_view text) {
  footnotes_ += fmt::format("<w:footnote w:id=\"{}\">{}</w:footnote>", id, word::paragraph(word::run(text)));
  return *this;
}

DocxBuilder& DocxBuilder::endnote(int id, std::string_view text) {
  endnotes_ += fmt::format("<w:endnote w:id=\"{}\">{}</w:endnote>", id, word::paragraph(word::run(text)));
  return *this;
}

DocxBuilder& DocxBuilder::chunk(std::string_view file, std::string_view bytes) {
  chunks_.push_back({fmt::format("word/{}", file), "aFChunk", {}, std::string(bytes)});
  return xml(fmt::format("<w:altChunk r:id=\"chunk{}\"/>", chunks_.size()));
}

DocxBuilder& DocxBuilder::core(std::string_view element, std::string_view value) {
  core_ += fmt::format("<{0}>{1}</{0}>", element, xml_escape(value));
  return *this;
}

DocxBuilder& DocxBuilder::strict() {
  strict_ = true;
  return *this;
}

DocxBuilder& DocxBuilder::without(std::string_view part) {
  missing_.emplace_back(part);
  return *this;
}

DocxBuilder& DocxBuilder::replace(std::string_view part, std::string_view bytes) {
  replaced_.emplace_back(part, bytes);
  return *this;
}

DocxBuilder& DocxBuilder::password(std::string_view password) {
  password_ = password;
  return *this;
}

std::string DocxBuilder::root(std::string_view element, std::string_view content) const {
  const std::string_view main = strict_ ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
                                        : "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const std::string_view office = strict_ ? "http://purl.oclc.org/ooxml/officeDocument/"
                                          : "http://schemas.openxmlformats.org/officeDocument/2006/";
  return fmt::format(
      "{0}<w:{1} xmlns:w=\"{2}\" xmlns:r=\"{3}relationships\" xmlns:m=\"{3}math\""
      " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
      " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
      " xmlns:v=\"urn:schemas-microsoft-com:vml\">{4}</w:{1}>",
      kHead, element, main, office, content);
}

std::string DocxBuilder::relationship(const Part& part, std::string_view id, std::string_view target) const {
  const std::string_view types = strict_ ? "http://purl.oclc.org/ooxml/officeDocument/relationships/"
                                         : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}\"/>", id, types, part.kind, target);
}

std::string DocxBuilder::notes(std::string_view element, const std::string& content) const {
  const auto separator = fmt::format(
      "<w:{0} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>", element);
  return root(fmt::format("{}s", element), separator + content);
}

std::vector<DocxBuilder::Part> DocxBuilder::parts() const {
  const auto type = [](std::string_view name) { return fmt::format("{}{}+xml", kWordType, name); };
  std::vector<Part> parts{
      {"word/document.xml", "officeDocument", type("document.main"), root("document", fmt::format("<w:body>{}<w:sectPr/></w:body>", body_))},
      {"word/styles.xml", "styles", type("styles"), root("styles", styles_)}};
  if (!instances_.empty()) {
    parts.push_back({"word/numbering.xml", "numbering", type("numbering"), root("numbering", lists_ + instances_)});
  }
  if (!footnotes_.empty()) parts.push_back({"word/footnotes.xml", "footnotes", type("footnotes"), notes("footnote", footnotes_)});
  if (!endnotes_.empty()) parts.push_back({"word/endnotes.xml", "endnotes", type("endnotes"), notes("endnote", endnotes_)});
  parts.insert(parts.end(), chunks_.begin(), chunks_.end());
  return parts;
}

std::string DocxBuilder::content_types(const std::vector<Part>& parts) const {
  auto types = fmt::format(
      "{}<Types xmlns=\"{}content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Default Extension=\"html\" ContentType=\"text/html\"/>",
      kHead, kPackage);
  for (const auto& part : parts) {
    if (part.content_type.empty()) continue;
    types += fmt::format("<Override PartName=\"/{}\" ContentType=\"{}\"/>", part.name, part.content_type);
  }
  if (!core_.empty()) {
    types += "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
  }
  return types + "</Types>";
}

std::string DocxBuilder::bytes() const {
  const auto all = parts();
  const auto open = fmt::format("{}<Relationships xmlns=\"{}relationships\">", kHead, kPackage);
  auto of_package = open + relationship(all.front(), "rId1", all.front().name);
  auto of_document = open;
  int chunk = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto id = all[i].kind == "aFChunk" ? fmt::format("chunk{}", ++chunk) : fmt::format("rId{}", i);
    of_document += relationship(all[i], id, std::string_view(all[i].name).substr(5));  // below word/
  }
  std::vector<ZipEntry> entries{{"[Content_Types].xml", content_types(all)}};
  if (!core_.empty()) {
    of_package += fmt::format(
        "<Relationship Id=\"rId2\" Type=\"{}relationships/metadata/core-properties\" Target=\"/docProps/core.xml\"/>", kPackage);
    entries.push_back({"docProps/core.xml",
                       fmt::format("{}<cp:coreProperties xmlns:cp=\"{}metadata/core-properties\""
                                   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}</cp:coreProperties>",
                                   kHead, kPackage, core_)});
  }
  entries.push_back({"_rels/.rels", of_package + "</Relationships>"});
  entries.push_back({"word/_rels/document.xml.rels", of_document + "</Relationships>"});
  for (const auto& part : all) entries.push_back({part.name, part.bytes});
  for (const auto& [name, content] : replaced_) {
    const auto entry = std::ranges::find(entries, name, &ZipEntry::name);
    if (entry != entries.end()) entry->bytes = content;
    else entries.push_back({name, content});
  }
  std::erase_if(entries, [this](const ZipEntry& each) { return std::ranges::find(missing_, each.name) != missing_.end(); });
  for (auto& entry : entries) entry.password = password_;
  return zip_of(entries);
}

}  // namespace nianbao::test
