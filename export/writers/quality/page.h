// The page as it grows: its texts in both languages, and the few shapes its sections are made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "export/quality/bounded.h"
#include "export/quality/source.h"
#include "export/quality/texts.h"
#include "extract/base/locus.h"

namespace nianbao::exporting::report {

class Page {
 public:
  using Figures = std::initializer_list<std::string>;  // HTML, for {0}, {1} ...

  // Both outlive it.
  Page(const quality::Texts& texts, const std::filesystem::path& folder) : texts_(texts), folder_(folder) {}

  const std::string& html() const { return html_; }
  const quality::Texts& texts() const { return texts_; }
  void add(std::string_view html) { html_ += html; }

  // A text in both languages, each in its own element. A key without words stands between question marks.
  std::string words(std::string_view key, Figures figures = {}) const;
  // The same for places without elements: "Chinese / English".
  std::string plain(std::string_view key) const;
  // Two texts that say the same.
  static std::string both(std::string_view zh, std::string_view en);
  // A word of the data in both languages, or as it is where the group has none.
  std::string word(std::string_view group, std::string_view name) const;

  // `group` is its id and that of its texts; it is numbered from 1.
  void begin_section(std::string_view group, std::size_t number);
  void end_section();
  void heading(std::string_view key);
  void paragraph(std::string_view key, Figures figures = {});
  void note(std::string_view key, Figures figures = {});  // a paragraph of less weight

  // A table with these columns; those whose key starts with "#" hold numbers. `id` is its address on the page.
  void begin_table(std::string_view id, const std::vector<std::string_view>& columns);
  void row(std::string_view key, const std::vector<std::string>& cells);  // cells are HTML, the first names the row
  void end_table();
  // What is said by a chart, behind a fold.
  void begin_fold();
  void end_fold();

  // The counts of a tally with bars, the largest first, at most so many; nothing where it is empty but the sentence
  // that says so.
  struct Ranking {
    std::string_view id;
    std::string_view heading;  // key
    std::string_view group;    // of the words of its names
    std::size_t most = 12;
    std::function<std::string(std::string_view)> named = nullptr;  // HTML, instead of the words
  };
  void ranking(const Ranking& ranking, const quality::Tally& tally);

  // A link to the document, and to the page it came from.
  std::string document(const quality::Source& source) const;
  std::string place(const Locus& locus) const;
  std::string year(int year) const;
  std::string section_title(std::string_view group, std::size_t number) const;

 private:
  const quality::Texts& texts_;
  const std::filesystem::path& folder_;
  std::string html_;
  std::vector<bool> is_number_;  // of the columns of the open table
};

}  // namespace nianbao::exporting::report
