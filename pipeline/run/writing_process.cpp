#include "pipeline/run/writing_process.h"

#include <utility>

#include "pipeline/run/record_batch.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {
namespace {

// Sent without a file when all batches were.
constexpr std::string_view kEnd = "end";
constexpr std::string_view kBatch = "batch";

std::string pack(const Result<void>& result) {
  if (result) return Packer().number(1).take();
  const auto& error = result.error();
  return Packer().number(0).number(std::to_underlying(error.code)).text(error.place).text(error.detail).take();
}

Result<void> unpack(std::string_view bytes) {
  Unpacker unpacker(bytes);
  if (unpacker.number() == 1) return {};
  const auto code = unpacker.one_of(ErrorCode::output_failed);
  auto place = unpacker.text();
  return fail(code, std::move(place), unpacker.text());
}

// The functions below run in the process.

Result<void> write_batch(exporting::Writer& writer, const FileDescriptor& content,
                         const normalize::TemplateSet& templates) {
  std::string batch;
  if (!read_whole(content, batch)) return fail(ErrorCode::output_failed, {}, "no memory for the records to be written");
  return for_each_record_in(batch, templates, [&](const exporting::Record& record) { return writer.add(record); });
}

// An error is told at once. What still comes then is taken and thrown away: closing the channel with messages in it
// would cost the parent the error.
void write_all(Channel& parent, const WritingProcess::Task& task) {
  const auto writer = task.format.make();
  auto written = writer->begin(task.dataset, task.options);
  bool told = false;
  while (auto message = parent.receive(Waiting::yes)) {
    const bool ends = message->bytes == kEnd;
    if (written) written = ends ? writer->finish() : write_batch(*writer, message->file, task.templates);
    if (!told && (ends || !written)) parent.send(pack(written), Waiting::yes);
    told = told || !written;
    if (ends) return;
  }
}

}  // namespace

Result<WritingProcess> WritingProcess::start(const Task& task) {
  auto process = ChildProcess::start({}, [&](Channel& parent, const std::string&) { write_all(parent, task); });
  if (!process) return std::unexpected(process.error());
  return WritingProcess(std::move(*process));
}

std::unexpected<Error> WritingProcess::gone() {
  process_.end();
  return fail(ErrorCode::crashed, {}, "the process writing the outputs died");
}

// What the process says before it was asked to end is an error.
Result<void> WritingProcess::hear(Waiting waiting) {
  const auto message = process_.channel().receive(waiting);
  if (message) return unpack(message->bytes);
  if (waiting == Waiting::no && message.error() == Silence::nothing_yet) return {};
  return gone();
}

Result<void> WritingProcess::give(const FileDescriptor& batch) {
  if (auto heard = hear(Waiting::no); !heard) return heard;
  if (!process_.channel().send(kBatch, Waiting::yes, &batch)) return gone();
  return {};
}

Result<void> WritingProcess::finish() {
  if (!process_.channel().send(kEnd, Waiting::yes)) return gone();
  return hear(Waiting::yes);
}

}  // namespace nianbao::pipeline
