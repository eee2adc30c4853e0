#include "pipeline/store/store.h"

#include <utility>

#include "pipeline/store/exports.h"
#include "pipeline/store/listing.h"
#include "pipeline/store/readings.h"
#include "pipeline/store/store_state.h"
#include "pipeline/store/summary.h"

namespace nianbao::pipeline {
namespace {

// Calls one of the parts within the transaction that the next commit ends.
template <class Part, class... Arguments>
auto within(StoreState& store, Part part, Arguments&&... arguments)
    -> decltype(part(store, std::forward<Arguments>(arguments)...)) {
  if (auto begun = store.database->begin(); !begun) return std::unexpected(begun.error());
  return part(store, std::forward<Arguments>(arguments)...);
}

}  // namespace

Store::Store(std::unique_ptr<StoreState> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& folder, std::string_view fingerprint, bool refresh) {
  auto state = open_store(folder, fingerprint, refresh);
  if (!state) return std::unexpected(state.error());
  return Store(std::move(*state));
}

Result<Store> Store::reopen(const std::filesystem::path& folder, std::string_view fingerprint_begin) {
  auto state = reopen_store(folder, fingerprint_begin);
  if (!state) return std::unexpected(state.error());
  return Store(std::move(*state));
}

Result<bool> Store::list(const ListedInput& input) { return within(*state_, list_input, input); }

Result<void> Store::read_on(RunTerms terms) { return within(*state_, pipeline::read_on, std::move(terms)); }

Result<bool> Store::has_reading(std::string_view key, bool failed_too) {
  return within(*state_, pipeline::has_reading, key, failed_too);
}

Result<void> Store::put_reading(std::string_view key, const StoredReading& reading) {
  return within(*state_, pipeline::put_reading, key, reading);
}

Result<std::optional<std::int64_t>> Store::relist_members(std::string_view container_path, std::string_view sha256,
                                                          bool failed_too) {
  return within(*state_, pipeline::relist_members, ContainerBytes{container_path, sha256}, failed_too);
}

Result<void> Store::complete(std::string_view container_path, std::string_view sha256) {
  return within(*state_, complete_container, ContainerBytes{container_path, sha256});
}

Result<void> Store::commit() { return commit_store(*state_); }

Result<void> Store::end_listing() { return within(*state_, pipeline::end_listing); }

Result<std::int64_t> Store::inputs() { return within(*state_, pipeline::count_inputs); }

Result<std::int64_t> Store::missing_readings() { return within(*state_, pipeline::missing_readings); }

Result<void> Store::for_each_record(const normalize::TemplateSet& templates,
                                    const std::function<Result<void>(const exporting::Record&)>& take) {
  return within(*state_, pipeline::for_each_record, templates, take);
}

Result<void> Store::for_each_stored(const std::function<Result<void>(const StoredRecord&)>& take) {
  return within(*state_, pipeline::for_each_stored, take);
}

Result<StoreSummary> Store::summary() { return within(*state_, summarise); }

Result<bool> Store::exported(const std::filesystem::path& folder, const std::vector<std::string>& files,
                             std::string_view options) {
  return within(*state_, are_exported, Exports{folder, files, options});
}

Result<void> Store::note_exported(const std::filesystem::path& folder, const std::vector<std::string>& files,
                                  std::string_view options) {
  return within(*state_, pipeline::note_exported, Exports{folder, files, options});
}

}  // namespace nianbao::pipeline
