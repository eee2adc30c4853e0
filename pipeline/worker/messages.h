// What processes of a run tell each other, as bytes. Reading is checked: nothing is taken from bytes that are not
// whole and within bounds, whoever sent them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "pipeline/sources/input.h"
#include "pipeline/worker/job.h"

namespace nianbao::pipeline {

std::string pack(const Job& job);
std::optional<Job> unpack_job(std::string_view bytes);

std::string pack(const StoredReading& reading);
std::optional<StoredReading> unpack_reading(std::string_view bytes);

// From the feeder, in the order of InputSink's calls.
namespace told {

struct Ready {  // once, before all else; why the process is not fully confined
  std::string notice;
};
struct Opening {
  std::string path;
};
struct Document {  // with its bytes as a file
  Origin origin;
  std::string sha256;
  std::int64_t bytes = 0;
};
struct Refused {
  Origin origin;
  std::int64_t bytes = 0;
  Error error;
};
struct Enter {  // waits for an answer
  Origin origin;
  Container container;
};
struct Leave {
  Origin origin;
  Container container;
  std::optional<Error> error;
};
struct End {
  std::optional<Error> error;
};

}  // namespace told

using FeederMessage =
    std::variant<told::Ready, told::Opening, told::Document, told::Refused, told::Enter, told::Leave, told::End>;

std::string pack(const FeederMessage& message);
std::optional<FeederMessage> unpack_feeder_message(std::string_view bytes);

// To the feeder.
struct FeederAnswer {
  std::int64_t taken = 0;                   // documents taken from this process so far
  std::optional<InputSink::Answer> answer;  // to what it asked; stop also where it asked nothing
};

std::string pack(const FeederAnswer& answer);
std::optional<FeederAnswer> unpack_feeder_answer(std::string_view bytes);

}  // namespace nianbao::pipeline
