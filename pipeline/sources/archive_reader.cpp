#include "pipeline/sources/archive_reader.h"

#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

#include "pipeline/sources/file.h"
#include "pipeline/sources/libarchive.h"
#include "pipeline/sources/member_name.h"
#include "pipeline/sources/packed_check.h"
#include "pipeline/sources/packed_stream.h"
#include "pipeline/sources/rar_header.h"

namespace nianbao::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

// How reading the bytes of a member ended.
enum class Fate : std::uint8_t { whole, refused, fatal };

class ArchiveReader : public MemberReader {
 public:
  ArchiveReader(ByteSource& source, const ContainerKind& kind, ContainerBudget& budget)
      : source_(source), kind_(kind), budget_(budget) {}

  Result<void> open() {
    if (kind_.packing != Packing::none) return open_packed_tar();
    auto opened = Archive::open(source_, kind_);
    if (!opened) return std::unexpected(opened.error());
    archive_ = std::move(*opened);
    return {};
  }

  Result<std::optional<Member>> next(std::string& bytes) override {
    const Utf8Names names;
    auto member = next_member(bytes);
    const bool is_damaged = !member && member.error().code == ErrorCode::damaged_archive;
    if (is_damaged && check_ && check_->error()) return std::unexpected(*check_->error());
    return member;
  }

 private:
  static constexpr int kMostRetries = 1 << 20;  // of a tar, each a block
  static constexpr int kMostReopenings = 16;

  Result<void> open_packed_tar() {
    auto checked = PackedCheck::of(source_, kind_.packing, budget_);
    if (!checked) return std::unexpected(checked.error());
    check_ = std::move(*checked);
    auto stream = open_packed(source_, kind_.packing);
    if (!stream) return std::unexpected(stream.error());
    stream_ = std::move(*stream);
    auto opened = Archive::open_tar(*stream_);
    if (!opened) return std::unexpected(opened.error());
    archive_ = std::move(*opened);
    return {};
  }

  Result<std::optional<Member>> next_member(std::string& bytes) {
    while (true) {
      if (fatal_) {
        if (auto reopened = go_on(); !reopened) return std::unexpected(reopened.error());
      }
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(archive_->get(), &entry);
      if (code == ARCHIVE_EOF) return end();
      if (code < ARCHIVE_WARN) return std::unexpected(archive_->error());
      if (code == ARCHIVE_RETRY) {  // a header is lost, and the member after it; there may be others
        if (!first_damage_) first_damage_ = archive_->error();
        if (++retries_ > kMostRetries) return std::unexpected(*first_damage_);
        continue;
      }
      ++headers_;
      if (auto taken = budget_.take_entry(); !taken) return std::unexpected(taken.error());
      auto member = read(entry, bytes);
      if (!member || *member) return member;
    }
  }

  Result<std::optional<Member>> end() const {
    if (check_ && check_->error()) return std::unexpected(*check_->error());
    if (first_damage_) return std::unexpected(*first_damage_);
    if (!has_end()) {
      return fail(ErrorCode::damaged_archive, {}, "ends without the mark that ends a tar: members may be missing");
    }
    return std::nullopt;
  }

  // Every tool ends a tar with blocks of zeros, so one that was cut between two members is known by their absence.
  bool has_end() const {
    if (kind_.holding != Holding::tar) return true;
    return archive_->header_at() < (check_ ? check_->size() : source_.size());
  }

  static std::string name_of(archive_entry* entry) {
    const auto* raw = archive_entry_pathname(entry);
    if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
    return member_name(raw == nullptr ? "" : raw);
  }

  static bool is_file(archive_entry* entry) {
    const auto type = archive_entry_filetype(entry);
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr) return false;
    const auto* name = archive_entry_pathname(entry);
    const bool named_folder = name != nullptr && std::string_view(name).ends_with('/');
    return (type == AE_IFREG || type == 0) && !named_folder;
  }

  // Nothing where the entry is no input.
  Result<std::optional<Member>> read(archive_entry* entry, std::string& bytes) {
    Member member{.name = name_of(entry)};
    if (!is_file(entry) || is_hidden_member(member.name)) {
      const auto passed = pass_over();
      if (!passed) return std::unexpected(passed.error());
      return std::nullopt;
    }
    if (archive_entry_size_is_set(entry)) member.bytes = std::max<std::int64_t>(0, archive_entry_size(entry));
    if (archive_entry_is_data_encrypted(entry) != 0) {
      member.refusal = Error{ErrorCode::encrypted, {}, "a member protected by a password"};
    } else if (member.bytes > budget_.limits().document_bytes) {
      member.refusal = too_large(budget_.limits().document_bytes).error();
    } else if (auto unpacked = unpack(bytes, member); !unpacked) {
      return std::unexpected(unpacked.error());
    } else if (!member.refusal) {
      auto doubted = doubt(bytes);
      if (!doubted) return std::unexpected(doubted.error());
      member.refusal = std::move(*doubted);
    }
    if (!member.refusal || fatal_) return member;
    if (auto passed = pass_over(); !passed) return std::unexpected(passed.error());
    return member;
  }

  // Why the bytes of a member are not to be trusted that libarchive gave without a complaint.
  Result<std::optional<Error>> doubt(std::string_view bytes) {
    if (check_) return check_->fault_in(archive_->header_at(), archive_->position());
    if (kind_.holding != Holding::rar) return std::nullopt;
    // Of members that are stored as they are it does not look at the checksum.
    const auto said = rar_checksum(source_, archive_->header_at());
    if (!said) return std::unexpected(said.error());
    const auto is = ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    if (!*said || **said == is) return std::nullopt;
    const Error wrong{ErrorCode::damaged_archive, {}, "fails its checksum"};
    if (!first_damage_) first_damage_ = wrong;
    return wrong;
  }

  // Reads the bytes of the member. The errors are those of the whole container.
  Result<void> unpack(std::string& bytes, Member& member) {
    bytes.clear();
    const auto most = budget_.limits().document_bytes;
    const auto deadline = Clock::now() + std::chrono::seconds(budget_.limits().document_seconds);
    while (true) {
      const auto piece = block();
      if (!piece) return std::unexpected(piece.error());
      if (member_error_) member.refusal = std::exchange(member_error_, std::nullopt);
      if (!*piece || member.refusal) break;
      // A sparse file has holes, which may be larger than all the world.
      const auto [offset, text] = **piece;
      if (offset < std::ssize(bytes) || offset > most || std::ssize(text) > most - offset) {
        member.refusal = too_large(most).error();
        break;
      }
      bytes.resize(static_cast<std::size_t>(offset));
      bytes += text;
      if (Clock::now() > deadline) {
        member.refusal = over_limit(&Limits::document_seconds, budget_.limits(), {}).error();
        break;
      }
    }
    if (!member.refusal) member.bytes = std::ssize(bytes);
    return {};
  }

  // What is left of the member, counted: to pass over a bomb is to unpack it, except where the format can seek.
  Result<void> pass_over() {
    if (kind_.holding == Holding::zip && !kind_.in_one_pass) return {};
    if (kind_.holding == Holding::tar && kind_.packing == Packing::none) return {};
    while (true) {
      const auto piece = block();
      if (!piece) return std::unexpected(piece.error());
      if (!*piece || std::exchange(member_error_, std::nullopt)) return {};
    }
  }

  using Block = std::pair<std::int64_t, std::string_view>;  // offset, bytes

  // Nothing at the end of the member, and where it cannot be read: then member_error_ says why.
  Result<std::optional<Block>> block() {
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int code = archive_read_data_block(archive_->get(), &data, &size, &offset);
    if (code == ARCHIVE_EOF) return std::nullopt;
    if (code < ARCHIVE_OK) {  // a warning says that a checksum or a size is wrong
      member_error_ = archive_->error();
      if (!first_damage_ && member_error_->code == ErrorCode::damaged_archive) first_damage_ = member_error_;
      fatal_ = code == ARCHIVE_FATAL;
      return std::nullopt;
    }
    if (auto taken = budget_.take_bytes(static_cast<std::int64_t>(size)); !taken) {
      return std::unexpected(taken.error());
    }
    return Block{offset, std::string_view(static_cast<const char*>(data), size)};
  }

  // libarchive gives an archive up at the first bytes that do not unpack. The directory of a zip says where the
  // members after them are, so it is opened anew, a few times: each costs reading the directory.
  Result<void> go_on() {
    fatal_ = false;
    if (!first_damage_) first_damage_ = archive_->error();
    const bool has_directory = kind_.holding == Holding::zip && !kind_.in_one_pass;
    if (!has_directory || ++reopenings_ > kMostReopenings) return std::unexpected(*first_damage_);
    if (auto opened = open(); !opened) return std::unexpected(*first_damage_);
    archive_entry* ignored = nullptr;
    for (std::int64_t i = 0; i < headers_; ++i) {
      if (archive_read_next_header(archive_->get(), &ignored) < ARCHIVE_WARN) return std::unexpected(*first_damage_);
    }
    return {};
  }

  ByteSource& source_;
  ContainerKind kind_;
  ContainerBudget& budget_;
  std::optional<PackedCheck> check_;
  std::unique_ptr<ByteStream> stream_;  // of a packed tar
  std::unique_ptr<Archive> archive_;    // before its stream
  std::int64_t headers_ = 0;
  int retries_ = 0;
  int reopenings_ = 0;
  bool fatal_ = false;  // the archive gives no more
  std::optional<Error> first_damage_;
  std::optional<Error> member_error_;
};

class PackedDocument : public MemberReader {
 public:
  PackedDocument(std::unique_ptr<ByteStream> stream, std::string name, ContainerBudget& budget)
      : stream_(std::move(stream)), name_(std::move(name)), budget_(budget) {}

  Result<std::optional<Member>> next(std::string& bytes) override {
    if (std::exchange(given_, true)) return std::nullopt;
    if (auto taken = budget_.take_entry(); !taken) return std::unexpected(taken.error());
    bytes.clear();
    constexpr std::size_t kPiece = 256 << 10;
    while (true) {
      const auto before = bytes.size();
      bytes.resize(before + kPiece);
      const auto count = stream_->read({bytes.data() + before, kPiece});
      if (!count) return std::unexpected(count.error());
      bytes.resize(before + *count);
      if (auto taken = budget_.take_bytes(static_cast<std::int64_t>(*count)); !taken) {
        return std::unexpected(taken.error());
      }
      const auto size = std::ssize(bytes);
      if (size > budget_.limits().document_bytes) {
        return Member{.name = name_, .bytes = size, .refusal = too_large(budget_.limits().document_bytes).error()};
      }
      if (*count == 0) return Member{.name = name_, .bytes = size};
    }
  }

 private:
  std::unique_ptr<ByteStream> stream_;
  std::string name_;
  ContainerBudget& budget_;
  bool given_ = false;
};

std::string unpacked_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> kSuffixes{".gz", ".bz2", ".xz", ".zst"};
  name = name.substr(name.rfind('/') + 1);
  for (const auto suffix : kSuffixes) {
    if (name.size() > suffix.size() && name.ends_with(suffix))
      return std::string(name.substr(0, name.size() - suffix.size()));
  }
  return std::string(name);
}

}  // namespace

Result<std::unique_ptr<MemberReader>> open_archive(ByteSource& source, const ContainerKind& kind,
                                                   ContainerBudget& budget) {
  auto reader = std::make_unique<ArchiveReader>(source, kind, budget);
  if (auto opened = reader->open(); !opened) return std::unexpected(opened.error());
  return reader;
}

Result<std::unique_ptr<MemberReader>> open_packed_document(ByteSource& source, Packing packing, std::string_view name,
                                                           ContainerBudget& budget) {
  auto stream = open_packed(source, packing);
  if (!stream) return std::unexpected(stream.error());
  return std::make_unique<PackedDocument>(std::move(*stream), unpacked_name(name), budget);
}

}  // namespace nianbao::pipeline
