// What was read from each content, and on what terms. The functions are those of Store.
#pragma once

#include <functional>
#include <string_view>

#include "pipeline/store/store.h"
#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {

Result<void> read_on(StoreState& store, RunTerms terms);
Result<bool> has_reading(StoreState& store, std::string_view key, bool failed_too);
Result<void> put_reading(StoreState& store, std::string_view key, const StoredReading& reading);
Result<std::int64_t> missing_readings(StoreState& store);

// For the column `limits`: those of this run, where this error is that of a limit.
std::string_view limits_of(const StoreState& store, std::string_view error_code);

using TakeStored = std::function<Result<void>(const StoredRecord&)>;
Result<void> for_each_stored(StoreState& store, const TakeStored& take);

using TakeRecord = std::function<Result<void>(const exporting::Record&)>;
Result<void> for_each_record(StoreState& store, const normalize::TemplateSet& templates, const TakeRecord& take);

}  // namespace nianbao::pipeline
