// The harmonised series: what a report says of quantities that several forms measure the same way.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/model/schema.h"

namespace nianbao::exporting {

// One report's value of one series.
struct SeriesValue {
  const normalize::SeriesSpec* series = nullptr;
  const normalize::SeriesMember* member = nullptr;    // the fields it is taken from
  normalize::State state = normalize::State::absent;  // of the first field that is no number
  std::optional<normalize::Decimal> value;            // set exactly when all fields are numbers
  // By the years of the official forms, the year before had another one: the step to it crosses a change of form.
  bool breaks = false;
};

// The series of the crosswalk for which the report's own tables have an exact member, in the schema's order.
std::vector<SeriesValue> series_of(const normalize::Report& report, const normalize::Schema& schema);

}  // namespace nianbao::exporting
