// Where the columns of a table stand in its lines of print.
#pragma once

#include <optional>
#include <vector>

#include "normalize/bind/column_binder.h"
#include "normalize/bind/lines/value_run.h"

namespace nianbao::normalize {

// Which edge of a cell is where its column has it.
enum class Alignment : std::uint8_t { any, left, right, centre };

class PrintColumns {
 public:
  struct Extent {
    int first = 0;
    int last = 0;  // positions [first, last)
  };

  PrintColumns(std::vector<Extent> extents, Alignment alignment)
      : extents_(std::move(extents)), alignment_(alignment) {}

  std::size_t size() const { return extents_.size(); }

  // Whether each column stands below its name.
  bool stand_below(const BoundHead& head) const;

  // The one column a cell stands in; -1 where it is none or more than one.
  int column_of(const extract::Cell& cell) const;

 private:
  bool holds(const Extent& extent, const extract::Cell& cell) const;

  std::vector<Extent> extents_;
  Alignment alignment_;
};

// The page a line of a table of lines stands on; empty rows are where pages end.
int page_of_line(const ObservedTable& table, int line);

// The columns complete rows show; nothing where the rows are too few or leave no room between columns.
std::optional<PrintColumns> columns_of_rows(const ObservedTable& table, const std::vector<ValueRun>& complete);

// The columns all rows of a page show together, where these are as many as the head names, `most`, or `fewest` without
// the remarks at its end. Each is set in one way, and values beside each other in some row prove their order: so none
// is another one that has moved.
std::optional<PrintColumns> columns_of_page(const ObservedTable& table, const std::vector<ValueRun>& rows,
                                            std::size_t fewest, std::size_t most);

// The columns of a head, where every value of the rows is set exactly below a name of the head, all in the same way.
// Names one space apart may have been pushed together, away from their values: they count only where more shows that
// they were not.
std::optional<PrintColumns> columns_of_head(const ObservedTable& table, const BoundHead& head,
                                            const std::vector<ValueRun>& rows);

}  // namespace nianbao::normalize
