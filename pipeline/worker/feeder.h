// A process that finds the inputs of a run and opens the containers among them, and what it gives.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "extract/base/error.h"
#include "pipeline/sources/input.h"
#include "pipeline/worker/child_process.h"
#include "pipeline/worker/feeding_sink.h"
#include "pipeline/worker/messages.h"

namespace nianbao::pipeline {

struct FedDocument : told::Document {
  FileDescriptor content;  // sealed, of just so many bytes
};

// The calls of an InputSink, and last the end.
using FedInput = std::variant<FedDocument, told::Refused, told::Enter, told::Leave, told::End>;

struct FeederOptions {
  std::optional<Confinement> confinement;  // with the reach all_files
  // It is taken for hung when it says nothing for so long, nor reads any files.
  std::chrono::milliseconds silence{60'000};
  // What it finds as its standard input, from the beginning each time: a file, no pipe. None: nothing.
  const FileDescriptor* standard_input = nullptr;
};

// Gives every input to the sink, which it must tell of opening() files. Called anew, in a new process, when one died;
// it must then give the same in the same order.
using Feed = std::function<Result<void>(InputSink& sink)>;

// When the process dies or hangs, another goes on at the file of the selection it was in, whose inputs then come
// again, from the first (so do those of the way to it that were refused). When that dies there too, what it had
// entered is left with the error crashed, timed_out or out_of_memory, or the file refused with it where it had entered
// none, and another goes on after the file.
class Feeder {
 public:
  // Fails with no_process.
  static Result<Feeder> start(FeederOptions options, Feed feed);

  // To poll for POLLIN. Changes whenever a process takes over.
  int descriptor() const { return process_ ? process_->channel().socket().number() : FileDescriptor::kNone; }
  // next() is due then, though the descriptor is not readable.
  std::chrono::milliseconds patience() const;

  // The next input; nothing where there is none yet, or Enter has not been answered. After End there are none.
  // Fails with no_process when no feeder can be kept alive.
  Result<std::optional<FedInput>> next();

  // To the last Enter. Stop ends it all: End comes next.
  void answer(InputSink::Answer answer);

  const std::string& notice() const { return notice_; }  // see WorkerPool
  std::optional<pid_t> process() const;                  // for a test to kill

 private:
  using Clock = std::chrono::steady_clock;
  enum class Fault : std::uint8_t { gone, late, garbage };

  // The file of the selection the process is in.
  struct File {
    std::string path;
    bool done = false;
    int deaths = 0;  // in it
    int kills = 0;   // by others
    std::vector<told::Enter> entered;
    std::string last;  // the path told last
  };

  Feeder(FeederOptions options, Feed feed) : options_(std::move(options)), feed_(std::move(feed)) {}

  Result<void> employ(std::optional<Resumption> resumption);
  bool is_late();
  void listen_anew();
  std::int64_t bytes_read() const;
  Result<void> replace(Fault fault);
  Result<void> go_on(const Error& error, bool killed);
  void give_up_file(const Error& error);

  // Each returns false where the message cannot be at this point.
  bool take(Message message);
  bool take(told::Ready ready, FileDescriptor file);
  bool take(told::Opening opening, FileDescriptor file);
  bool take(told::Document document, FileDescriptor file);
  bool take(told::Refused refused, FileDescriptor file);
  bool take(told::Enter enter, FileDescriptor file);
  bool take(told::Leave leave, FileDescriptor file);
  bool take(told::End end, FileDescriptor file);
  void note(const std::string& path);

  FeederOptions options_;
  Feed feed_;
  std::optional<ChildProcess> process_;
  std::deque<FedInput> found_;  // not yet given
  File file_;
  bool ready_ = false;
  bool asked_ = false;  // Enter waits for an answer
  bool ended_ = false;
  std::int64_t taken_ = 0;  // documents of this process
  int idle_deaths_ = 0;     // outside any file
  Clock::time_point heard_;
  std::optional<std::int64_t> read_then_;  // bytes_read() at half of the silence allowed
  std::string notice_;
};

}  // namespace nianbao::pipeline
