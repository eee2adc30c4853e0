#include "pipeline/sources/expander.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/sources/archive_reader.h"
#include "pipeline/sources/file.h"
#include "pipeline/sources/member_name.h"
#include "pipeline/sources/warc/crawl_reader.h"

namespace nianbao::pipeline {
namespace {

Result<std::unique_ptr<MemberReader>> open_container(ByteSource& source, const ContainerKind& kind,
                                                     std::string_view name, ContainerBudget& budget) {
  switch (kind.holding) {
    case Holding::document:
      return open_packed_document(source, kind.packing, name, budget);
    case Holding::warc:
    case Holding::arc:
      return open_crawl(source, kind, budget);
    default:
      return open_archive(source, kind, budget);
  }
}

}  // namespace

// A container that is being read.
struct Expander::Frame {
  Origin origin;
  Container container;
  std::string bytes;  // of a container inside another
  std::unique_ptr<ByteSource> source;
  std::unique_ptr<MemberReader> reader;  // before its source
  UniqueNames names;
};

Expander::Expander(const Limits& limits, InputSink& sink) : limits_(limits), sink_(sink) {}

Expander::~Expander() = default;

bool Expander::refuse(const Origin& origin, std::int64_t bytes, const Error& error) {
  return sink_.refused(origin, bytes, error);
}

bool Expander::read(const std::string& path, const std::string& shown) {
  const Origin origin{.path = shown};
  auto file = FileSource::open(path);
  if (!file) return refuse(origin, 0, file.error());
  return read_source(std::make_unique<FileSource>(std::move(*file)), origin);
}

// Most files are documents: they are read once and never looked at again.
bool Expander::read_source(std::unique_ptr<FileSource> file, const Origin& origin) {
  const auto size = file->size();
  const bool fits = size <= limits_.document_bytes;
  const auto wanted = fits ? static_cast<std::size_t>(size) + 1 : kHeadSize;
  if (bytes_.size() < wanted) bytes_.resize(wanted);
  const auto read = file->read_at(0, {bytes_.data(), wanted});
  if (!read) return refuse(origin, size, read.error());
  MemorySource memory(*read);
  const auto kind =
      container_kind(fits ? static_cast<ByteSource&>(memory) : *file, read->substr(0, kHeadSize), origin.path);
  if (!kind) return refuse(origin, size, kind.error());
  if (!*kind && !fits) return refuse(origin, size, too_large(limits_.document_bytes).error());
  if (!*kind) return sink_.document(origin, *read);
  budget_ = std::make_unique<ContainerBudget>(limits_, size);
  auto frame = std::make_unique<Frame>(Frame{.origin = origin, .source = std::move(file)});
  return enter(std::move(frame), **kind) && read_members();
}

bool Expander::enter(std::unique_ptr<Frame> frame, const ContainerKind& kind) {
  auto digest = sha256_of(*frame->source);
  if (!digest) return refuse(frame->origin, frame->source->size(), digest.error());
  frame->container = {.format = kind.format(), .sha256 = std::move(*digest), .bytes = frame->source->size()};
  const auto answer = sink_.enter(frame->origin, frame->container);
  if (answer != InputSink::Answer::read) return answer == InputSink::Answer::skip;
  auto reader = open_container(*frame->source, kind, frame->origin.path, *budget_);
  if (!reader) return sink_.leave(frame->origin, frame->container, std::unexpected(reader.error()));
  frame->reader = std::move(*reader);
  frames_.push_back(std::move(frame));
  return true;
}

bool Expander::read_members() {
  bool goes_on = true;
  while (goes_on && !frames_.empty()) {
    auto& frame = *frames_.back();
    auto member = frame.reader->next(bytes_);
    if (member && *member) {
      goes_on = take_member(frame, std::move(**member));
      continue;
    }
    const auto ended = member ? Result<void>() : std::unexpected(member.error());
    goes_on = sink_.leave(frame.origin, frame.container, ended);
    frames_.pop_back();
  }
  frames_.clear();
  return goes_on;
}

bool Expander::take_member(Frame& frame, Member member) {
  const Origin origin{.path = frame.origin.path + "!/" + frame.names.unique(std::move(member.name)),
                      .url = std::move(member.url),
                      .captured = std::move(member.captured),
                      .declared_charset = std::move(member.declared_charset)};
  if (member.refusal) return refuse(origin, member.bytes, *member.refusal);
  MemorySource source(bytes_);
  const auto kind = container_kind(source, std::string_view(bytes_).substr(0, kHeadSize), origin.path);
  if (!kind) return refuse(origin, member.bytes, kind.error());
  if (!*kind) return sink_.document(origin, bytes_);
  if (std::ssize(frames_) >= limits_.nesting) {
    return refuse(origin, member.bytes, over_limit(&Limits::nesting, limits_, {}).error());
  }
  auto inner = std::make_unique<Frame>(Frame{.origin = origin, .bytes = std::exchange(bytes_, {})});
  inner->source = std::make_unique<MemorySource>(inner->bytes);
  return enter(std::move(inner), **kind);
}

}  // namespace nianbao::pipeline
