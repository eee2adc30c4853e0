#include "export/panel/finding_sort.h"

#include <fmt/format.h>

#include "export/panel/bytes.h"
#include "export/panel/panel_rows.h"
#include "export/writers/csv_rows.h"

namespace nianbao::exporting {

Result<void> FindingSort::add(const PanelFinding& finding) {
  item_.clear();
  ByteWriter key(item_);
  key.word(finding.report->issuer_id).number(static_cast<std::uint16_t>(finding.report->year));
  key.word(finding.identity).number(count_++);
  CsvRows row(item_);
  write_panel_finding(finding, row);
  return sort_.add(item_);
}

Result<void> FindingSort::write(OutputFile& file) {
  std::uint64_t order = 0;
  return sort_.for_each([&](std::string_view item) -> Result<void> {
    ByteReader key(item);
    key.word();
    key.number<std::uint16_t>();
    key.word();
    key.number<std::uint64_t>();
    file.write(key.rest());
    file.write(fmt::format(",{}\n", ++order));
    return {};
  });
}

}  // namespace nianbao::exporting
