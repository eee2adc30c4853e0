// What was read from each content. The functions are those of Store.
#pragma once

#include <functional>
#include <string_view>

#include "pipeline/store/store.h"
#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {

Result<bool> has_reading(StoreState& store, std::string_view key, bool failed_too);
Result<void> put_reading(StoreState& store, std::string_view key, const StoredReading& reading);
Result<std::int64_t> missing_readings(StoreState& store);

using TakeStored = std::function<Result<void>(const StoredRecord&)>;
Result<void> for_each_stored(StoreState& store, const TakeStored& take);

using TakeRecord = std::function<Result<void>(const exporting::Record&)>;
Result<void> for_each_record(StoreState& store, const normalize::TemplateSet& templates, const TakeRecord& take);

}  // namespace nianbao::pipeline
