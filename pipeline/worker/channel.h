// Messages between a process and its child.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/base/error.h"
#include "pipeline/worker/file_descriptor.h"

namespace nianbao::pipeline {

struct Message {
  std::string bytes;
  FileDescriptor file;  // where one came with it
};

// Why there is no message.
enum class Silence : std::uint8_t {
  nothing_yet,
  gone,     // the other end is closed
  garbage,  // what came is no message; the channel is of no more use
};

enum class Waiting : std::uint8_t { yes, no };

// One end. A message is of any size up to kMostBytes and goes in packets, so that one of many megabytes needs no
// buffer of that size in the kernel, and a packet is there whole or not at all.
class Channel {
 public:
  static constexpr std::size_t kMostBytes = 64 << 20;

  // Two ends, closed when a program is executed. Fails with no_process.
  static Result<std::pair<Channel, Channel>> pair();

  Channel() = default;
  explicit Channel(FileDescriptor socket) : socket_(std::move(socket)) {}

  // False where the other end is gone, or, without waiting, where it has no room: then a part may have been sent, and
  // the channel is of no more use. `file` goes with the message and stays open here.
  bool send(std::string_view bytes, Waiting waiting, const FileDescriptor* file = nullptr);

  // Without waiting, the packets of a message that is not yet complete are kept for the next call.
  std::expected<Message, Silence> receive(Waiting waiting);

  const FileDescriptor& socket() const { return socket_; }
  bool is_open() const { return socket_.is_open(); }
  void close() { socket_.close(); }

 private:
  struct Packet;
  bool send_packet(std::string_view payload, bool last, int flags, const FileDescriptor* file);
  std::expected<Packet, Silence> receive_packet(int flags);

  FileDescriptor socket_;
  Message partial_;
  std::vector<char> packet_;  // its memory is used again
};

}  // namespace nianbao::pipeline
