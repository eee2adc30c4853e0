#include "pipeline/run/writing.h"

#include <utility>

#include "pipeline/worker/memory_file.h"

namespace nianbao::pipeline {

Result<Writing> Writing::start(const Task& task, std::span<exporting::PieceWriter* const> in_pieces,
                               const Formats& whole) {
  Writing writing;
  if (!in_pieces.empty()) {
    auto rendering = Rendering::start(task.processes, task.process_bytes, {in_pieces, task.templates});
    if (!rendering) return std::unexpected(rendering.error());
    writing.rendering_.emplace(std::move(*rendering));
  }
  for (const auto* format : whole) {
    auto process = WritingProcess::start({*format, task.dataset, task.options, task.templates});
    if (!process) return std::unexpected(process.error());
    writing.whole_.push_back({format, std::move(*process)});
  }
  return writing;
}

Result<void> Writing::add(const StoredRecord& stored) {
  batch_.add(stored);
  return batch_.full() ? give() : Result<void>();
}

Result<Writing::Formats> Writing::finish() {
  if (!batch_.empty()) {
    if (auto given = give(); !given) return std::unexpected(given.error());
  }
  if (rendering_) {
    if (auto finished = rendering_->finish(); !finished) return std::unexpected(finished.error());
  }
  Formats died;
  for (auto& whole : whole_) {
    if (whole.process) {
      if (auto finished = outlive(whole, whole.process->finish()); !finished) return std::unexpected(finished.error());
    }
    if (!whole.process) died.push_back(whole.format);
  }
  return died;
}

Result<void> Writing::give() {
  auto records = batch_.take();
  auto content = memory_file(records);
  if (!content) return std::unexpected(content.error());
  for (auto& whole : whole_) {
    if (!whole.process) continue;
    if (auto given = outlive(whole, whole.process->give(*content)); !given) return given;
  }
  return rendering_ ? rendering_->give(std::move(records), std::move(*content)) : Result<void>();
}

Result<void> Writing::outlive(Whole& whole, Result<void> done) {
  if (done || done.error().code != ErrorCode::crashed) return done;
  whole.process.reset();
  return {};
}

}  // namespace nianbao::pipeline
