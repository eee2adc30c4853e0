#include "export/writers/quality_report.h"

#include <fmt/format.h>

#include <optional>

#include "export/output_file.h"
#include "export/quality/summary.h"
#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "export/writers/quality/sections.h"

namespace nianbao::exporting {
namespace {

using report::Page;

constexpr std::string_view kFile = "report.html";

void write_head(Page& page) {
  // Even if something of a document became markup, it could neither run nor load anything.
  page.add(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n");
  page.add(fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n", page.plain("text.title"),
                       quality::quality_style_file()));
  page.add(report::pattern_definitions());
}

// Without a script: what is shown follows from which of the three is checked.
void write_languages(Page& page) {
  const auto choice = [&](std::string_view id, const std::string& label, std::string_view more) {
    page.add(fmt::format("<label><input type=\"radio\" name=\"show\" id=\"show-{}\"{}> {}</label>\n", id, more, label));
  };
  page.add(fmt::format("<fieldset class=\"languages\"><legend>{}</legend>\n", page.plain("text.show")));
  choice("both", page.plain("text.show_both"), " checked");
  choice("zh", page.texts().words.at("text.show_zh").zh, "");
  choice("en", page.texts().words.at("text.show_en").en, "");
  page.add("</fieldset>\n");
}

void write_header(Page& page) {
  page.add("<header>\n");
  write_languages(page);
  page.add(fmt::format("<h1>{}</h1>\n<p class=\"subtitle\">{}</p>\n", page.words("text.title"),
                       page.words("text.subtitle")));
  page.add(fmt::format("<nav aria-label=\"{}\"><ol>\n", page.plain("text.contents")));
  std::size_t number = 0;
  for (const auto& section : report::section_table()) {
    page.add(
        fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.group, page.section_title(section.group, ++number)));
  }
  page.add("</ol></nav>\n</header>\n<main>\n");
}

std::string render(const quality::Summary& summary, const quality::Texts& texts, const std::filesystem::path& folder) {
  Page page(texts, folder);
  write_head(page);
  write_header(page);
  write_tiles(page, summary);
  std::size_t number = 0;
  for (const auto& section : report::section_table()) {
    page.begin_section(section.group, ++number);
    section.write(page, summary);
    page.end_section();
  }
  page.add("</main>\n<footer>");
  page.note("text.files_hint");
  page.add("</footer>\n</body>\n</html>\n");
  return page.html();
}

class QualityReportWriter : public Writer {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    auto texts = quality::read_texts(quality::quality_texts_file());
    if (!texts) return std::unexpected(texts.error());
    texts_ = std::move(*texts);
    folder_ = options.folder;
    summary_.emplace(dataset, texts_.variables);
    return file_.open(folder_ / kFile);
  }

  Result<void> add(const Record& record) override {
    summary_->add(record);
    return {};
  }

  Result<void> finish() override {
    file_.write(render(*summary_, texts_, folder_));
    return file_.finish();
  }

  std::vector<std::string> files(const Dataset&) const override { return {std::string(kFile)}; }

 private:
  std::filesystem::path folder_;
  quality::Texts texts_;
  std::optional<quality::Summary> summary_;
  OutputFile file_;
};

}  // namespace

std::unique_ptr<Writer> make_quality_report_writer() { return std::make_unique<QualityReportWriter>(); }

}  // namespace nianbao::exporting
