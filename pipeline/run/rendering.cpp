#include "pipeline/run/rendering.h"

#include <chrono>
#include <utility>

#include "pipeline/run/record_batch.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {
namespace {

constexpr std::size_t kBatchesAhead = 2;  // for each process
constexpr std::chrono::minutes kRenderTime{10};

// The pieces of each growing file of each writer, in their order, packed.
Result<std::string> render(std::string_view records, const Rendering::Into& into) {
  std::vector<std::vector<std::string>> pieces;
  for (const auto* writer : into.writers) pieces.emplace_back(writer->growing());
  auto rendered = for_each_record_in(records, into.templates, [&](const exporting::Record& record) -> Result<void> {
    for (std::size_t i = 0; i < pieces.size(); ++i) into.writers[i]->render(record, pieces[i]);
    return {};
  });
  if (!rendered) return std::unexpected(rendered.error());
  Packer packed;
  for (const auto& of_writer : pieces) {
    for (const auto& piece : of_writer) packed.text(piece);
  }
  return packed.take();
}

// Of as many pieces as the writers have growing files, or empty.
bool are_pieces(std::string_view reply, const Rendering::Into& into) {
  if (reply.empty()) return true;
  Unpacker unpacker(reply);
  for (const auto* writer : into.writers) {
    for (std::size_t file = 0; file < writer->growing(); ++file) unpacker.bytes();
  }
  return unpacker.complete();
}

// An empty reply where a record could not be read.
WorkerPool::Work renderer(const Rendering::Into& into) {
  return [into, records = std::string()](std::string_view, const FileDescriptor& content) mutable -> std::string {
    if (!read_whole(content, records)) return {};
    return render(records, into).value_or(std::string());
  };
}

}  // namespace

Result<Rendering> Rendering::start(int processes, std::int64_t process_bytes, Into into) {
  auto pool = WorkerPool::start(
      {.workers = processes,
       .confinement = Confinement{.reach = Confinement::Reach::open_files, .address_bytes = process_bytes},
       .job_time = kRenderTime,
       .accepts = [into](std::string_view reply) { return are_pieces(reply, into); }},
      renderer(into));
  if (!pool) return std::unexpected(pool.error());
  return Rendering(std::move(*pool), kBatchesAhead * static_cast<std::size_t>(processes), into);
}

Result<void> Rendering::give(std::string records, FileDescriptor content) {
  while (ahead_.size() >= most_ahead_) {
    if (auto collected = collect(); !collected) return collected;
  }
  ahead_.emplace(next_, Batch{std::move(records), {}});
  pool_.give(next_++, {}, std::move(content));
  return {};
}

Result<void> Rendering::finish() {
  while (!ahead_.empty()) {
    if (auto collected = collect(); !collected) return collected;
  }
  return {};
}

Result<void> Rendering::collect() {
  constexpr std::chrono::seconds kMost{1};
  auto ended = pool_.collect(kMost);
  if (!ended) return std::unexpected(ended.error());
  for (auto& end : *ended) ahead_.at(end.id).pieces = std::move(end.reply);
  while (!ahead_.empty() && ahead_.begin()->second.pieces) {
    if (auto appended = append_next(); !appended) return appended;
  }
  return {};
}

// What no process could render is rendered here: a damaged record, which then has its error, or pieces too large for
// a message.
Result<void> Rendering::append_next() {
  auto batch = std::move(ahead_.extract(ahead_.begin()).mapped());
  auto pieces = std::move(*batch.pieces);
  if (!pieces || pieces->empty()) pieces = render(batch.records, into_);
  if (!pieces) return std::unexpected(pieces.error());
  Unpacker unpacker(*pieces);
  for (auto* writer : into_.writers) {
    for (std::size_t file = 0; file < writer->growing(); ++file) writer->append(file, unpacker.bytes());
  }
  return {};
}

}  // namespace nianbao::pipeline
