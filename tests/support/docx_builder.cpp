#include "tests/support/docx_builder.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

namespace nianbao::test {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kCorePart = "docProps/core.xml";
constexpr std::string_view kChunk = "aFChunk";
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
  const auto* password = entry.password.c_str();
  require(zip_file_set_encryption(archive, position, ZIP_EM_AES_256, password) == 0, entry.name);
}

std::string content_of(zip_source_t* source) {
  zip_stat_t facts;
  require(zip_source_stat(source, &facts) == 0 && zip_source_open(source) == 0, "reading back");
  std::string bytes(facts.size, '\0');
  const auto size = zip_source_read(source, bytes.data(), bytes.size());
  require(size == static_cast<zip_int64_t>(bytes.size()), "reading back");
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
  static const std::map<char, std::string_view> kEntities{
      {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
  std::string escaped;
  for (const char c : text) {
    const auto entity = kEntities.find(c);
    if (entity == kEntities.end())
      escaped += c;
    else
      escaped += entity->second;
  }
  return escaped;
}

namespace word {

std::string run(std::string_view text, std::string_view properties) {
  return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", wrapped("w:rPr", properties),
                     xml_escape(text));
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
  styles_ +=
      fmt::format("<w:style w:type=\"{0}\" w:styleId=\"{1}\"><w:name w:val=\"{1}\"/>{2}</w:style>", type, id, content);
  return *this;
}

DocxBuilder& DocxBuilder::default_style(std::string_view id) {
  styles_ += fmt::format(
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"{0}\"><w:name w:val=\"{0}\"/></w:style>", id);
  return *this;
}

DocxBuilder& DocxBuilder::list(int abstract_id, const std::vector<DocxLevel>& levels, std::string_view links) {
  lists_ += fmt::format("<w:abstractNum w:abstractNumId=\"{}\">{}", abstract_id, links);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& level = levels[i];
    lists_ += fmt::format(
        "<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/>{}"
        "<w:lvlText w:val=\"{}\"/></w:lvl>",
        i, level.start, level.format, level.more, xml_escape(level.text));
  }
  lists_ += "</w:abstractNum>";
  return *this;
}

DocxBuilder& DocxBuilder::instance(int num_id, int abstract_id, std::string_view overrides) {
  instances_ +=
      fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", num_id, abstract_id, overrides);
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
  chunks_.push_back({fmt::format("word/{}", file), std::string(kChunk), {}, std::string(bytes)});
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
  const std::string_view office =
      strict_ ? "http://purl.oclc.org/ooxml/officeDocument/" : "http://schemas.openxmlformats.org/officeDocument/2006/";
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
  const auto separator =
      fmt::format("<w:{0} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>", element);
  return root(fmt::format("{}s", element), separator + content);
}

std::vector<DocxBuilder::Part> DocxBuilder::parts() const {
  std::vector<Part> parts;
  const auto add = [&parts](std::string_view name, std::string_view kind, std::string_view type, std::string bytes) {
    parts.push_back({fmt::format("word/{}.xml", name), std::string(kind),
                     fmt::format("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml", type),
                     std::move(bytes)});
  };
  const auto body = fmt::format("<w:body>{}<w:sectPr/></w:body>", body_);
  add("document", "officeDocument", "document.main", root("document", body));
  add("styles", "styles", "styles", root("styles", styles_));
  if (!instances_.empty()) add("numbering", "numbering", "numbering", root("numbering", lists_ + instances_));
  if (!footnotes_.empty()) add("footnotes", "footnotes", "footnotes", notes("footnote", footnotes_));
  if (!endnotes_.empty()) add("endnotes", "endnotes", "endnotes", notes("endnote", endnotes_));
  parts.insert(parts.end(), chunks_.begin(), chunks_.end());
  return parts;
}

std::string DocxBuilder::content_types(const std::vector<Part>& parts) const {
  constexpr std::string_view kOffice = "application/vnd.openxmlformats-package.";
  auto types = fmt::format(
      "{}<Types xmlns=\"{}content-types\"><Default Extension=\"rels\" ContentType=\"{}relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Default Extension=\"html\" ContentType=\"text/html\"/>",
      kHead, kPackage, kOffice);
  const auto add = [&types](std::string_view part, std::string_view type) {
    types += fmt::format("<Override PartName=\"/{}\" ContentType=\"{}\"/>", part, type);
  };
  for (const auto& part : parts) {
    if (!part.content_type.empty()) add(part.name, part.content_type);
  }
  if (!core_.empty()) add(kCorePart, fmt::format("{}core-properties+xml", kOffice));
  return types + "</Types>";
}

std::string DocxBuilder::relationships_of_package(const Part& main) const {
  auto relationships = fmt::format("{}<Relationships xmlns=\"{}relationships\">", kHead, kPackage);
  relationships += relationship(main, "rId1", main.name);
  if (!core_.empty()) {
    relationships +=
        fmt::format("<Relationship Id=\"rId2\" Type=\"{}relationships/metadata/core-properties\" Target=\"/{}\"/>",
                    kPackage, kCorePart);
  }
  return relationships + "</Relationships>";
}

std::string DocxBuilder::relationships_of_document(const std::vector<Part>& parts) const {
  constexpr std::string_view kFolder = "word/";
  auto relationships = fmt::format("{}<Relationships xmlns=\"{}relationships\">", kHead, kPackage);
  int chunks = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool is_chunk = parts[i].kind == kChunk;
    const auto id = is_chunk ? fmt::format("chunk{}", ++chunks) : fmt::format("rId{}", i);
    relationships += relationship(parts[i], id, std::string_view(parts[i].name).substr(kFolder.size()));
  }
  return relationships + "</Relationships>";
}

std::string DocxBuilder::core_properties() const {
  return fmt::format(
      "{}<cp:coreProperties xmlns:cp=\"{}metadata/core-properties\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}</cp:coreProperties>",
      kHead, kPackage, core_);
}

std::string DocxBuilder::bytes() const {
  const auto all = parts();
  std::vector<ZipEntry> entries{{"[Content_Types].xml", content_types(all)},
                                {"_rels/.rels", relationships_of_package(all.front())},
                                {"word/_rels/document.xml.rels", relationships_of_document(all)}};
  for (const auto& part : all) entries.push_back({part.name, part.bytes});
  if (!core_.empty()) entries.push_back({std::string(kCorePart), core_properties()});
  for (const auto& [name, content] : replaced_) {
    const auto entry = std::ranges::find(entries, name, &ZipEntry::name);
    if (entry != entries.end())
      entry->bytes = content;
    else
      entries.push_back({name, content});
  }
  const auto is_missing = [this](const ZipEntry& entry) { return std::ranges::count(missing_, entry.name) > 0; };
  std::erase_if(entries, is_missing);
  for (auto& entry : entries) entry.password = password_;
  return zip_of(entries);
}

}  // namespace nianbao::test
