#include "pipeline/worker/channel.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace nianbao::pipeline {
namespace {

// Well below the buffer of a socket on every system (net.core.wmem_default is 208 KiB).
constexpr std::size_t kPayload = 64 << 10;

constexpr char kLast = 'L';
constexpr char kMore = 'M';

// Room for one descriptor, which padding makes room for two.
struct ControlBuffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

void attach(msghdr& header, ControlBuffer& control, int number) {
  header.msg_control = control.bytes.data();
  header.msg_controllen = control.bytes.size();
  auto* item = CMSG_FIRSTHDR(&header);
  item->cmsg_level = SOL_SOCKET;
  item->cmsg_type = SCM_RIGHTS;
  item->cmsg_len = CMSG_LEN(sizeof number);
  std::memcpy(CMSG_DATA(item), &number, sizeof number);
}

// Every descriptor that came is owned from here on, also one too many.
std::vector<FileDescriptor> descriptors_of(msghdr& header) {
  std::vector<FileDescriptor> found;
  for (auto* item = CMSG_FIRSTHDR(&header); item != nullptr; item = CMSG_NXTHDR(&header, item)) {
    if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) continue;
    const auto count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t index = 0; index < count; ++index) {
      int number = FileDescriptor::kNone;
      std::memcpy(&number, CMSG_DATA(item) + index * sizeof number, sizeof number);
      found.emplace_back(number);
    }
  }
  return found;
}

}  // namespace

struct Channel::Packet {
  std::string_view payload;
  bool last = false;
  FileDescriptor file;
};

Result<std::pair<Channel, Channel>> Channel::pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return fail(ErrorCode::no_process, "socketpair", ::strerrordesc_np(errno));
  }
  return std::pair(Channel(FileDescriptor(ends[0])), Channel(FileDescriptor(ends[1])));
}

bool Channel::send_packet(std::string_view payload, bool last, int flags, const FileDescriptor* file) {
  char mark = last ? kLast : kMore;
  std::array<iovec, 2> parts{iovec{&mark, 1}, iovec{const_cast<char*>(payload.data()), payload.size()}};
  msghdr header{};
  header.msg_iov = parts.data();
  header.msg_iovlen = parts.size();
  ControlBuffer control;
  if (file != nullptr && file->is_open()) attach(header, control, file->number());
  for (;;) {
    if (::sendmsg(socket_.number(), &header, flags | MSG_NOSIGNAL) >= 0) return true;
    if (errno != EINTR) return false;
  }
}

bool Channel::send(std::string_view bytes, Waiting waiting, const FileDescriptor* file) {
  if (bytes.size() > kMostBytes) return false;
  const int flags = waiting == Waiting::no ? MSG_DONTWAIT : 0;
  for (;;) {
    const auto payload = bytes.substr(0, kPayload);
    bytes.remove_prefix(payload.size());
    if (!send_packet(payload, bytes.empty(), flags, file)) return false;
    if (bytes.empty()) return true;
    file = nullptr;
  }
}

std::expected<Channel::Packet, Silence> Channel::receive_packet(int flags) {
  packet_.resize(1 + kPayload);
  iovec part{packet_.data(), packet_.size()};
  ControlBuffer control;
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control.bytes.data();
  header.msg_controllen = control.bytes.size();
  ssize_t count = 0;
  // A reset, told once, says that the other end closed without reading all; what it had sent is still there.
  do count = ::recvmsg(socket_.number(), &header, flags | MSG_CMSG_CLOEXEC);
  while (count < 0 && (errno == EINTR || errno == ECONNRESET));
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::unexpected(Silence::nothing_yet);
  if (count <= 0) return std::unexpected(Silence::gone);

  auto files = descriptors_of(header);
  const char mark = packet_[0];
  if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || files.size() > 1 || (mark != kLast && mark != kMore)) {
    return std::unexpected(Silence::garbage);
  }
  Packet packet{{packet_.data() + 1, static_cast<std::size_t>(count) - 1}, mark == kLast, {}};
  if (!files.empty()) packet.file = std::move(files.front());
  return packet;
}

std::expected<Message, Silence> Channel::receive(Waiting waiting) {
  const int flags = waiting == Waiting::no ? MSG_DONTWAIT : 0;
  for (;;) {
    auto packet = receive_packet(flags);
    if (!packet) return std::unexpected(packet.error());
    const bool second_file = packet->file.is_open() && partial_.file.is_open();
    if (second_file || partial_.bytes.size() + packet->payload.size() > kMostBytes) {
      return std::unexpected(Silence::garbage);
    }
    partial_.bytes += packet->payload;
    if (packet->file.is_open()) partial_.file = std::move(packet->file);
    if (packet->last) return std::exchange(partial_, {});
  }
}

}  // namespace nianbao::pipeline
