// What a process that reads what strangers wrote may still do. It cannot be undone.
#pragma once

#include <cstdint>
#include <string>

namespace nianbao::pipeline {

struct Confinement {
  // Nothing but computing, and talking over what is open already; or, besides, reading files by name and handing
  // over bytes as files in memory.
  enum class Reach : std::uint8_t { open_files, all_files };

  Reach reach = Reach::open_files;
  std::int64_t address_bytes = 0;  // address space beyond what the process has when it is confined
};

// The exit code of a confined process that ran out of memory.
inline constexpr int kOutOfMemoryExit = 76;

// Confines this process: no new privileges, no core file, so much memory, running out of which ends it with
// kOutOfMemoryExit, no file written (open_files), and only the system calls its reach needs, all others failing with
// EPERM: no network, no program started, no process made, traced or signalled, no memory made executable. Returns
// what could not be had, as a sentence for a person; empty where all could.
std::string confine(const Confinement& confinement);

}  // namespace nianbao::pipeline
