// A program and all it starts, which never outlive the process that started it, however that ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::pipeline {

struct GuardedCommand {
  std::vector<std::string> arguments;         // the program's path first
  std::vector<std::string> environment;       // NAME=value; nothing else is passed on
  std::filesystem::path output;               // takes what it writes on both streams
  std::vector<std::filesystem::path> litter;  // files and folders to be removed once it is gone
  std::int64_t address_space = 0;             // bytes; 0: unlimited
  std::int64_t file_bytes = 0;                // the largest file it may write; 0: unlimited
};

// The program runs in a process group of its own, without a network where the system lets us take it away. A guard, a
// fork of this process in a session of its own, waits for its end or ours; in either case all of the group is killed
// and the litter removed.
class GuardedProcess {
 public:
  static Result<GuardedProcess> start(const GuardedCommand& command);
  GuardedProcess(GuardedProcess&& other) noexcept;
  GuardedProcess& operator=(GuardedProcess&& other) noexcept;
  ~GuardedProcess();  // ends it

  // The exit code of the program, 128 + N where signal N ended it; nullopt where it still runs after that long.
  std::optional<int> wait(std::chrono::milliseconds longest);
  // Kills it and all it started. Returns when the guard has done so.
  void end();

 private:
  GuardedProcess(pid_t guard, int lifeline) : guard_(guard), lifeline_(lifeline) {}

  pid_t guard_ = -1;
  int lifeline_ = -1;  // its closing tells the guard to end the program
  std::optional<int> status_;
};

}  // namespace nianbao::pipeline
