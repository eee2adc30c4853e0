// Which inputs the current run has found. The functions are those of Store.
#pragma once

#include <string_view>

#include "pipeline/store/store.h"
#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {

Result<bool> list_input(StoreState& store, const ListedInput& input);

// A container and the bytes it had.
struct ContainerBytes {
  std::string_view path;
  std::string_view sha256;
};

Result<std::optional<std::int64_t>> relist_members(StoreState& store, const ContainerBytes& container, bool failed_too);
Result<void> complete_container(StoreState& store, const ContainerBytes& container);
Result<std::int64_t> count_inputs(StoreState& store);
Result<void> end_listing(StoreState& store);

}  // namespace nianbao::pipeline
