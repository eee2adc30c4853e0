#include "pipeline/run/intake.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/convert/conversion.h"
#include "pipeline/reading.h"
#include "pipeline/store/record_codec.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/messages.h"
#include "pipeline/worker/reader.h"

namespace nianbao::pipeline {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBetweenCommits{100};

// What its bytes say of an input that no reading was made of.
void identify(exporting::Record& record, std::string_view sha256, std::int64_t bytes) {
  record.sha256 = sha256;
  record.document_id = id_of(record.sha256);
  record.bytes = bytes;
}

StoredReading reading_of(const JobEnd& end, const Job& job) {
  StoredReading stored;
  if (end.reply) {
    stored = unpack_reading(*end.reply).value();  // the pool accepts nothing else
  } else {
    auto record = failed_record(end.reply.error());
    identify(record, job.sha256, job.bytes);
    record.format = job.format;
    record.converter = job.converter;
    stored = stored_reading(record);
  }
  stored.microseconds = end.microseconds;
  stored.peak_bytes = end.peak_bytes;
  return stored;
}

}  // namespace

Result<Intake::Ended> Intake::run() {
  while (!fed_ || !in_work_.empty()) {
    if (parts_.interrupts.wanted()) break;
    for (const auto step : {&Intake::take_readings, &Intake::take_conversions, &Intake::take_inputs}) {
      if (auto done = (this->*step)(); !done) return std::unexpected(done.error());
    }
    if (auto committed = commit_now_and_then(); !committed) return std::unexpected(committed.error());
    tell();
    wait();
  }
  if (auto committed = parts_.store.commit(); !committed) return std::unexpected(committed.error());
  return fed_ && in_work_.empty() ? Ended::whole : Ended::interrupted;
}

// Each commit waits for the disk, which costs as much as reading a document.
Result<void> Intake::commit_now_and_then() {
  const auto now = std::chrono::steady_clock::now();
  if (now - committed_ < kBetweenCommits) return {};
  committed_ = now;
  return parts_.store.commit();
}

// One job for each process, and one that it gets at once when it has done the first. More would be held in memory:
// where all is to be converted, readers are done with it long before converters are.
bool Intake::may_take_inputs() const {
  const auto most = 2 * static_cast<std::size_t>(options_.jobs);
  return !fed_ && parts_.readers.unfinished() < most &&
         (parts_.converters == nullptr || parts_.converters->unfinished() < most);
}

void Intake::tell() {
  standing_.files = parts_.count.number();
  for (auto* notice : {&parts_.readers.notice(), &parts_.feeder.notice()}) {
    if (!notice->empty() && told_.insert(*notice).second) parts_.observer.notice(*notice);
  }
  parts_.observer.stands(standing_);
}

// Until something happened. While the processes are busy nothing is taken from the feeder, which waits in its turn.
void Intake::wait() {
  if (fed_ && in_work_.empty()) return;
  std::vector<pollfd> descriptors{{.fd = parts_.interrupts.descriptor(), .events = POLLIN, .revents = 0}};
  auto patience = std::min(kBetweenCommits, parts_.readers.patience());
  parts_.readers.watch(descriptors);
  if (parts_.converters != nullptr) {
    parts_.converters->watch(descriptors);
    patience = std::min(patience, parts_.converters->patience());
  }
  if (may_take_inputs()) {
    descriptors.push_back({.fd = parts_.feeder.descriptor(), .events = POLLIN, .revents = 0});
    patience = std::min(patience, parts_.feeder.patience());
  }
  ::poll(descriptors.data(), descriptors.size(), static_cast<int>(patience.count()));
}

Result<void> Intake::take_inputs() {
  // So many at most that readings, the progress and a wish to stop are not left waiting where all is known already.
  constexpr int kMostAtATime = 256;
  for (int taken = 0; taken < kMostAtATime && may_take_inputs(); ++taken) {
    auto input = parts_.feeder.next();
    if (!input) return std::unexpected(input.error());
    if (!*input) return {};
    auto done = std::visit([this](auto& found) { return take(found); }, **input);
    if (!done) return done;
  }
  return {};
}

Result<void> Intake::take(FedDocument& document) {
  const auto extension = extension_of(document.origin.path);
  Job job{.key = content_key(document.sha256, extension, document.origin.declared_charset),
          .sha256 = document.sha256,
          .bytes = document.bytes,
          .extension = extension,
          .declared_charset = document.origin.declared_charset};
  const auto fresh = parts_.store.list(
      {.origin = document.origin, .key = job.key, .sha256 = document.sha256, .bytes = document.bytes});
  if (!fresh) return std::unexpected(fresh.error());
  if (!*fresh) return {};
  note_listed(document.origin);
  if (const auto same = by_key_.find(job.key); same != by_key_.end()) {
    ++in_work_.at(same->second).inputs;
    ++standing_.kept;
    return {};
  }
  const auto needed = is_to_be_read(job.key);
  if (!needed) return std::unexpected(needed.error());
  if (!*needed) {
    ++standing_.kept;
    ++standing_.done;
    return {};
  }
  const auto id = next_id_++;
  by_key_.emplace(job.key, id);
  auto& reading = in_work_.emplace(id, Reading{std::move(job), document.origin.path}).first->second;
  give_out(id, reading, std::move(document.content));
  return {};
}

void Intake::note_listed(const Origin& origin) {
  ++standing_.listed;
  if (origin.path.find("!/") != std::string::npos) ++standing_.members;
}

Result<bool> Intake::is_to_be_read(const std::string& key) {
  if (failed_now_.contains(key)) return false;
  const auto known = parts_.store.has_reading(key, !options_.retry_failed);
  if (!known) return std::unexpected(known.error());
  return !*known;
}

void Intake::give_out(JobId id, Reading& reading, FileDescriptor content) {
  if (parts_.converters != nullptr && reading.job.converter.empty()) reading.content = content.copy();
  parts_.readers.give(id, pack(reading.job), std::move(content));
}

Result<void> Intake::take(told::Refused& refused) {
  auto record = failed_record(refused.error);
  record.bytes = refused.bytes;
  return list_without_reading(refused.origin, std::move(record));
}

Result<void> Intake::take(told::Enter& enter) {
  const auto known = parts_.store.relist_members(enter.origin.path, enter.container.sha256, !options_.retry_failed);
  if (!known) return std::unexpected(known.error());
  if (!*known) {
    parts_.feeder.answer(InputSink::Answer::read);
    return {};
  }
  parts_.feeder.answer(InputSink::Answer::skip);
  standing_.kept += **known;
  standing_.done += **known;
  standing_.listed += **known;
  standing_.members += **known;
  told::Leave leave{std::move(enter.origin), std::move(enter.container), std::nullopt};
  return take(leave);
}

Result<void> Intake::take(told::Leave& leave) {
  exporting::Record record;
  record.outcome = exporting::Outcome::container;
  if (leave.error) record = failed_record(*leave.error);
  identify(record, leave.container.sha256, leave.container.bytes);
  record.format = leave.container.format;
  ++standing_.containers;
  if (auto listed = list_without_reading(leave.origin, std::move(record)); !listed || leave.error) return listed;
  return parts_.store.complete(leave.origin.path, leave.container.sha256);
}

Result<void> Intake::take(told::End& end) {
  fed_ = true;
  if (end.error) return std::unexpected(*end.error);
  return {};
}

Result<void> Intake::list_without_reading(const Origin& origin, exporting::Record record) {
  const auto fresh = parts_.store.list(
      {.origin = origin, .key = {}, .sha256 = record.sha256, .bytes = record.bytes, .record = encode_record(record)});
  if (!fresh) return std::unexpected(fresh.error());
  if (!*fresh) return {};
  note_listed(origin);
  ++standing_.done;
  if (record.outcome == exporting::Outcome::failed) ++standing_.failed;
  parts_.observer.was_listed(origin.path, to_string(record.outcome), record.error_code);
  return {};
}

Result<void> Intake::take_readings() {
  auto ended = parts_.readers.collect(milliseconds(0));
  if (!ended) return std::unexpected(ended.error());
  for (const auto& end : *ended) {
    auto& reading = in_work_.at(end.id);
    const auto stored = reading_of(end, reading.job);
    if (parts_.converters != nullptr && reading.job.converter.empty() &&
        stored.error_code == to_string(ErrorCode::needs_converter)) {
      reading.job.converter = options_.converter;
      reading.job.format = stored.format;
      parts_.converters->give(end.id, pack(reading.job), std::move(reading.content));
      continue;
    }
    if (auto kept = keep(end.id, stored); !kept) return kept;
  }
  return {};
}

// What was converted goes to the readers as any other document.
Result<void> Intake::take_conversions() {
  if (parts_.converters == nullptr) return {};
  auto ended = parts_.converters->collect(milliseconds(0));
  if (!ended) return std::unexpected(ended.error());
  for (auto& end : *ended) {
    auto converted = end.reply ? unpack_conversion(*end.reply) : std::unexpected(end.reply.error());
    auto& reading = in_work_.at(end.id);
    if (converted) {
      auto content = memory_file(*converted);
      if (!content) return std::unexpected(content.error());
      give_out(end.id, reading, std::move(*content));
      continue;
    }
    end.reply = std::unexpected(converted.error());
    if (auto kept = keep(end.id, reading_of(end, reading.job)); !kept) return kept;
  }
  return {};
}

Result<void> Intake::keep(JobId id, const StoredReading& stored) {
  const auto reading = in_work_.extract(id);
  const auto& job = reading.mapped().job;
  by_key_.erase(job.key);
  if (auto put = parts_.store.put_reading(job.key, stored); !put) return put;
  standing_.done += reading.mapped().inputs;
  if (stored.outcome == to_string(exporting::Outcome::failed)) {
    standing_.failed += reading.mapped().inputs;
    if (options_.retry_failed) failed_now_.insert(job.key);
  }
  parts_.observer.was_read(reading.mapped().path, stored);
  return {};
}

}  // namespace nianbao::pipeline
