#include "pipeline/sources/packed_stream.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/sources/libarchive.h"

namespace nianbao::pipeline {
namespace {

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(ByteSource& source) : source_(source) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const auto piece = source_.read_at(at_, buffer);
    if (!piece) return std::unexpected(piece.error());
    std::ranges::copy(*piece, buffer.begin());
    at_ += std::ssize(*piece);
    return piece->size();
  }
  std::int64_t sound() const override { return at_; }
  bool recover() override { return false; }

 private:
  ByteSource& source_;
  std::int64_t at_ = 0;
};

// RFC 1952. A crawl has a gzip member for every record, so damage to one need not cost those after it.
class GzipStream : public ByteStream {
 public:
  explicit GzipStream(ByteSource& source) : source_(source) { inflateInit2(&inflater_, kGzipOnly); }
  GzipStream(GzipStream&&) = delete;
  ~GzipStream() override { inflateEnd(&inflater_); }

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!failed_) fill(buffer);
    const auto count = std::exchange(filled_, 0U);
    given_ += static_cast<std::int64_t>(count);
    if (count > 0 || !failed_) return count;
    return std::unexpected(*failed_);
  }

  std::int64_t sound() const override { return cut_ ? given_ : checked_; }

  bool recover() override {
    if (!failed_ || failed_->code != ErrorCode::damaged_archive) return false;
    auto from = std::max(input_at(), member_at_ + 1);
    while (true) {
      const auto piece = source_.read_at(from, {buffer_.get(), kPiece});
      if (!piece || piece->size() < kMagic.size()) return false;
      if (const auto found = piece->find(kMagic); found != std::string_view::npos) {
        go_to(from + static_cast<std::int64_t>(found));
        return true;
      }
      from += std::ssize(*piece) - static_cast<std::int64_t>(kMagic.size() - 1);
    }
  }

 private:
  static constexpr int kGzipOnly = 16 + MAX_WBITS;
  static constexpr std::size_t kPiece = 128 << 10;
  static constexpr std::string_view kMagic = "\x1F\x8B\x08";

  // Where the next byte of the inflater lies in the source.
  std::int64_t input_at() const { return next_at_ - static_cast<std::int64_t>(inflater_.avail_in); }

  void go_to(std::int64_t at) {
    next_at_ = at;
    inflater_.avail_in = 0;
    member_at_ = at;
    between_ = false;
    cut_ = false;
    checked_ = given_;
    failed_.reset();
    inflateReset(&inflater_);
  }

  void damaged(std::string_view what) { failed_ = Error{ErrorCode::damaged_archive, {}, std::string(what)}; }

  // False at the end of the source and after an error.
  bool more_input() {
    if (inflater_.avail_in > 0) return true;
    const auto piece = source_.read_at(next_at_, {buffer_.get(), kPiece});
    if (!piece) {
      failed_ = piece.error();
      cut_ = true;
      return false;
    }
    next_at_ += std::ssize(*piece);
    // zlib's own interface wants a pointer to what it never writes to.
    inflater_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece->data()));
    inflater_.avail_in = static_cast<uInt>(piece->size());
    return !piece->empty();
  }

  // To the first byte of the next member; false at the end. Zeros pad the end of a tape's last block.
  bool next_member() {
    while (more_input()) {
      if (*inflater_.next_in == 0) {
        ++inflater_.next_in;
        --inflater_.avail_in;
        continue;
      }
      if (*inflater_.next_in != static_cast<unsigned char>(kMagic.front())) {
        damaged("bytes between gzip members that are none");
        return false;
      }
      member_at_ = input_at();
      between_ = false;
      inflateReset(&inflater_);
      return true;
    }
    return false;
  }

  void fill(std::span<char> buffer) {
    while (filled_ < buffer.size() && !failed_) {
      if (between_ && !next_member()) return;
      if (!more_input()) {
        if (!failed_) damaged("gzip data is cut off");
        cut_ = true;
        return;
      }
      inflater_.next_out = reinterpret_cast<Bytef*>(buffer.data() + filled_);
      inflater_.avail_out = static_cast<uInt>(buffer.size() - filled_);
      const int code = inflate(&inflater_, Z_NO_FLUSH);
      filled_ = buffer.size() - inflater_.avail_out;
      between_ = code == Z_STREAM_END;
      if (between_) checked_ = given_ + static_cast<std::int64_t>(filled_);
      if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) continue;
      damaged(fmt::format("gzip data is damaged: {}", inflater_.msg == nullptr ? "no memory" : inflater_.msg));
    }
  }

  ByteSource& source_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(kPiece);
  z_stream inflater_{};
  std::int64_t next_at_ = 0;
  std::int64_t member_at_ = 0;
  std::size_t filled_ = 0;
  std::int64_t given_ = 0;    // bytes, in all
  std::int64_t checked_ = 0;  // of them, up to the last member that ended well
  bool between_ = true;
  bool cut_ = false;
  std::optional<Error> failed_;
};

class ArchiveStream : public ByteStream {
 public:
  explicit ArchiveStream(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}

  Result<void> begin() {
    archive_entry* ignored = nullptr;
    const int code = archive_read_next_header(archive_->get(), &ignored);
    if (code == ARCHIVE_EOF) ended_ = true;
    if (code != ARCHIVE_EOF && code < ARCHIVE_WARN) return std::unexpected(archive_->error());
    return {};
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    std::size_t filled = 0;
    while (filled < buffer.size() && !ended_ && !failed_) {
      const auto count = archive_read_data(archive_->get(), buffer.data() + filled, buffer.size() - filled);
      if (count < 0)
        failed_ = archive_->error();
      else
        filled += static_cast<std::size_t>(count);
      ended_ = count == 0;
    }
    given_ += static_cast<std::int64_t>(filled);
    if (filled > 0 || !failed_) return filled;
    return std::unexpected(*failed_);
  }
  // Where one block failed the library does not say which were right.
  std::int64_t sound() const override { return failed_ && is_cut(*failed_) ? given_ : 0; }
  bool recover() override { return false; }

 private:
  static bool is_cut(const Error& error) {
    const auto says = [&](std::string_view words) { return error.detail.find(words) != std::string::npos; };
    return error.code == ErrorCode::unreadable_file || says("runcated") || says("No progress is possible");
  }

  std::unique_ptr<Archive> archive_;
  std::int64_t given_ = 0;
  bool ended_ = false;
  std::optional<Error> failed_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_packed(ByteSource& source, Packing packing) {
  if (packing == Packing::none) return std::make_unique<PlainStream>(source);
  if (packing == Packing::gzip) return std::make_unique<GzipStream>(source);
  auto archive = Archive::open(source, {.packing = packing, .holding = Holding::document});
  if (!archive) return std::unexpected(archive.error());
  auto stream = std::make_unique<ArchiveStream>(std::move(*archive));
  if (auto begun = stream->begin(); !begun) return std::unexpected(begun.error());
  return stream;
}

}  // namespace nianbao::pipeline
