// Which outputs are still those of what the store holds. The functions are those of Store.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {

struct Exports {
  const std::filesystem::path& folder;
  const std::vector<std::string>& files;
  std::string_view options;
};

Result<bool> are_exported(StoreState& store, const Exports& exports);
Result<void> note_exported(StoreState& store, const Exports& exports);

}  // namespace nianbao::pipeline
