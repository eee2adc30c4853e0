#include "pipeline/worker/messages.h"

#include <array>
#include <utility>

#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {
namespace {

void put(Packer& packer, const Origin& origin) {
  packer.text(origin.path).text(origin.url).text(origin.captured).text(origin.declared_charset);
}

void put(Packer& packer, const Container& container) {
  packer.text(container.format).text(container.sha256).number(container.bytes);
}

void put(Packer& packer, const Error& error) {
  packer.number(std::to_underlying(error.code)).text(error.place).text(error.detail);
}

void put(Packer& packer, const std::optional<Error>& error) {
  packer.number(error ? 1 : 0);
  if (error) put(packer, *error);
}

Origin origin_from(Unpacker& unpacker) {
  Origin origin;
  origin.path = unpacker.text();
  origin.url = unpacker.text();
  origin.captured = unpacker.text();
  origin.declared_charset = unpacker.text();
  return origin;
}

Container container_from(Unpacker& unpacker) {
  Container container;
  container.format = unpacker.text();
  container.sha256 = unpacker.text();
  container.bytes = unpacker.amount();
  return container;
}

Error error_from(Unpacker& unpacker) {
  Error error{unpacker.one_of(ErrorCode::output_failed), {}, {}};
  error.place = unpacker.text();
  error.detail = unpacker.text();
  return error;
}

std::optional<Error> possible_error_from(Unpacker& unpacker) {
  if (unpacker.number() == 0) return std::nullopt;
  return error_from(unpacker);
}

void put(Packer& packer, const told::Ready& ready) { packer.text(ready.notice); }
void put(Packer& packer, const told::Opening& opening) { packer.text(opening.path); }
void put(Packer& packer, const told::Document& document) {
  put(packer, document.origin);
  packer.text(document.sha256).number(document.bytes);
}
void put(Packer& packer, const told::Refused& refused) {
  put(packer, refused.origin);
  packer.number(refused.bytes);
  put(packer, refused.error);
}
void put(Packer& packer, const told::Enter& enter) {
  put(packer, enter.origin);
  put(packer, enter.container);
}
void put(Packer& packer, const told::Leave& leave) {
  put(packer, leave.origin);
  put(packer, leave.container);
  put(packer, leave.error);
}
void put(Packer& packer, const told::End& end) { put(packer, end.error); }

FeederMessage ready_from(Unpacker& unpacker) { return told::Ready{unpacker.text()}; }
FeederMessage opening_from(Unpacker& unpacker) { return told::Opening{unpacker.text()}; }
FeederMessage document_from(Unpacker& unpacker) {
  told::Document document{origin_from(unpacker), {}, 0};
  document.sha256 = unpacker.text();
  document.bytes = unpacker.amount();
  return document;
}
FeederMessage refused_from(Unpacker& unpacker) {
  auto origin = origin_from(unpacker);
  const auto bytes = unpacker.amount();
  return told::Refused{std::move(origin), bytes, error_from(unpacker)};
}
FeederMessage enter_from(Unpacker& unpacker) {
  auto origin = origin_from(unpacker);
  return told::Enter{std::move(origin), container_from(unpacker)};
}
FeederMessage leave_from(Unpacker& unpacker) {
  auto origin = origin_from(unpacker);
  auto container = container_from(unpacker);
  return told::Leave{std::move(origin), std::move(container), possible_error_from(unpacker)};
}
FeederMessage end_from(Unpacker& unpacker) { return told::End{possible_error_from(unpacker)}; }

// In the order of FeederMessage.
constexpr std::array kFeederReaders{&ready_from, &opening_from, &document_from, &refused_from,
                                    &enter_from, &leave_from,   &end_from};
static_assert(kFeederReaders.size() == std::variant_size_v<FeederMessage>);

}  // namespace

std::string pack(const Job& job) {
  return Packer()
      .text(job.key)
      .text(job.sha256)
      .number(job.bytes)
      .text(job.extension)
      .text(job.declared_charset)
      .text(job.converter)
      .text(job.format)
      .take();
}

std::optional<Job> unpack_job(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Job job;
  job.key = unpacker.text();
  job.sha256 = unpacker.text();
  job.bytes = unpacker.amount();
  job.extension = unpacker.text();
  job.declared_charset = unpacker.text();
  job.converter = unpacker.text();
  job.format = unpacker.text();
  return unpacker.complete() ? std::optional(std::move(job)) : std::nullopt;
}

std::string pack(const StoredReading& reading) {
  return Packer()
      .text(reading.record)
      .text(reading.outcome)
      .text(reading.error_code)
      .text(reading.format)
      .text(reading.templates)
      .text(reading.figures)
      .text(reading.converter)
      .text(reading.counts)
      .number(reading.microseconds)
      .number(reading.peak_bytes)
      .take();
}

std::optional<StoredReading> unpack_reading(std::string_view bytes) {
  Unpacker unpacker(bytes);
  StoredReading reading;
  reading.record = unpacker.bytes();
  for (auto* text : {&reading.outcome, &reading.error_code, &reading.format, &reading.templates, &reading.figures,
                     &reading.converter, &reading.counts}) {
    *text = unpacker.text();
  }
  for (auto* amount : {&reading.microseconds, &reading.peak_bytes}) {
    *amount = unpacker.amount();
  }
  return unpacker.complete() ? std::optional(std::move(reading)) : std::nullopt;
}

std::string pack(const FeederMessage& message) {
  Packer packer;
  packer.number(static_cast<std::int64_t>(message.index()));
  std::visit([&](const auto& content) { put(packer, content); }, message);
  return packer.take();
}

std::optional<FeederMessage> unpack_feeder_message(std::string_view bytes) {
  Unpacker unpacker(bytes);
  const auto kind = static_cast<std::size_t>(unpacker.amount());
  if (!unpacker.ok() || kind >= kFeederReaders.size()) return std::nullopt;
  auto message = kFeederReaders[kind](unpacker);
  return unpacker.complete() ? std::optional(std::move(message)) : std::nullopt;
}

std::string pack(const FeederAnswer& answer) {
  Packer packer;
  packer.number(answer.taken).number(answer.answer ? 1 : 0);
  if (answer.answer) packer.number(std::to_underlying(*answer.answer));
  return packer.take();
}

std::optional<FeederAnswer> unpack_feeder_answer(std::string_view bytes) {
  Unpacker unpacker(bytes);
  FeederAnswer answer{.taken = unpacker.amount()};
  if (unpacker.number() != 0) answer.answer = unpacker.one_of(InputSink::Answer::stop);
  return unpacker.complete() ? std::optional(answer) : std::nullopt;
}

}  // namespace nianbao::pipeline
