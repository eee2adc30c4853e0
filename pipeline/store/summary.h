// What a run came to, counted. The function is that of Store.
#pragma once

#include "pipeline/store/store.h"
#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {

Result<StoreSummary> summarise(StoreState& store);

}  // namespace nianbao::pipeline
