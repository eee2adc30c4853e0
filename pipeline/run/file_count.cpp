#include "pipeline/run/file_count.h"

#include <charconv>
#include <string>

namespace nianbao::pipeline {

Result<FileCount> FileCount::start(const Selection& selection) {
  auto process = ChildProcess::start({}, [&](Channel& parent, const std::string&) {
    const auto number = count_files(selection, [](std::int64_t) { return true; });
    parent.send(number && *number ? std::to_string(**number) : std::string(), Waiting::yes);
    parent.receive(Waiting::yes);  // nothing comes: until the parent has heard it and closes
  });
  if (!process) return std::unexpected(process.error());
  return FileCount(std::move(*process));
}

std::optional<std::int64_t> FileCount::number() {
  if (!process_) return number_;
  const auto message = process_->channel().receive(Waiting::no);
  if (!message && message.error() == Silence::nothing_yet) return std::nullopt;
  if (message) {
    std::int64_t number = 0;
    const auto* end = message->bytes.data() + message->bytes.size();
    const auto [at, error] = std::from_chars(message->bytes.data(), end, number);
    if (error == std::errc{} && at == end) number_ = number;
  }
  process_.reset();
  return number_;
}

}  // namespace nianbao::pipeline
