// A person's wish to stop: Ctrl-C, or SIGTERM.
#pragma once

#include "extract/base/error.h"
#include "pipeline/worker/file_descriptor.h"

namespace nianbao::pipeline {

// While one of these is there, the first SIGINT or SIGTERM is a wish, to be looked for at any time; the second ends
// the process at once, and its children with it, with exit code 128 + signal. One at a time.
class Interrupts {
 public:
  // Fails with no_process.
  static Result<Interrupts> watch();

  Interrupts(Interrupts&&) = default;
  Interrupts& operator=(Interrupts&&) = delete;
  ~Interrupts();

  bool wanted() const;

  // Becomes readable with the first wish, and stays so: for a poll.
  int descriptor() const { return wake_.number(); }

 private:
  explicit Interrupts(FileDescriptor wake) : wake_(std::move(wake)) {}

  FileDescriptor wake_;
};

}  // namespace nianbao::pipeline
