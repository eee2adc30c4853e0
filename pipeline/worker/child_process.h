// A process made from this one that runs a function and talks over a channel.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "extract/base/error.h"
#include "pipeline/worker/channel.h"
#include "pipeline/worker/confinement.h"

namespace nianbao::pipeline {

struct ChildOptions {
  std::optional<Confinement> confinement;          // none: it may do what this process may
  const FileDescriptor* standard_input = nullptr;  // none: empty
};

// How a process ended.
struct Ending {
  enum class Kind : std::uint8_t { exited, signalled };
  Kind kind = Kind::exited;
  int code = 0;                 // exit code or signal
  std::int64_t peak_bytes = 0;  // most memory it held

  // The error of an input this process was reading: crashed or out_of_memory.
  Error error() const;
};

// Made by fork alone: what this process has read and computed is there without cost. So this process must have no
// threads. The child is the head of its own process group, which a Ctrl-C does not reach; all signals have their
// default effect; of all open files it has its end of the channel and the standard ones, which are void but for what
// the options say (and the standard error stream where a sanitizer reports there). It is killed when this process
// ends, however that happens. It exits with 0 when its function returns.
class ChildProcess {
 public:
  // `notice` says what its confinement lacks.
  using Body = std::function<void(Channel& parent, const std::string& notice)>;

  // Fails with no_process.
  static Result<ChildProcess> start(const ChildOptions& options, const Body& body);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();  // ends it

  pid_t id() const { return id_; }
  Channel& channel() { return channel_; }
  const Channel& channel() const { return channel_; }

  // Kills it and its process group where they still run, and says how it ended: by itself, if it had.
  Ending end();

 private:
  ChildProcess(pid_t id, Channel channel) : id_(id), channel_(std::move(channel)) {}

  pid_t id_ = 0;  // 0: there is none any more
  Channel channel_;
};

}  // namespace nianbao::pipeline
