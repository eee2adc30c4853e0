// An open store, as its parts share it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "extract/base/database.h"
#include "pipeline/store/run_lock.h"
#include "pipeline/store/store.h"

namespace nianbao::pipeline {

struct StoreState {
  std::filesystem::path folder;
  RunLock lock;  // before the database: released after it is closed
  std::unique_ptr<Database> database;
  std::int64_t change = 0;  // store.change, and
  bool changed = false;     // whether it is to be written
  RunTerms terms;           // also in temp.terms

  // What would be exported is no longer the same.
  void note_change() {
    if (!changed) ++change;
    changed = true;
  }
};

// Store::open. What it throws away or makes is committed.
Result<std::unique_ptr<StoreState>> open_store(const std::filesystem::path& folder, std::string_view fingerprint,
                                               bool refresh);

// Store::reopen.
Result<std::unique_ptr<StoreState>> reopen_store(const std::filesystem::path& folder,
                                                 std::string_view fingerprint_begin);

Result<void> commit_store(StoreState& store);

}  // namespace nianbao::pipeline
