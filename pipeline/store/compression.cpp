#include "pipeline/store/compression.h"

#include <zstd.h>

#include <algorithm>
#include <memory>

namespace nianbao::pipeline {
namespace {

// On the records of the corpus 5 % smaller than level 1, for a little time; level 5 takes twice as long for 4 % more.
constexpr int kLevel = 3;
// A block of at least four bytes gives at most 128 KiB (RFC 8878, 3.1.1.2), so a frame that promises more lies.
constexpr std::size_t kBlock = 128 << 10;
constexpr std::size_t kLeastBlock = 4;
// Kept from record to record; what a huge one needed is given back.
constexpr std::size_t kKeptBuffer = 8 << 20;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

struct Decompressor {
  std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
  std::string buffer;
};

std::unique_ptr<ZSTD_CCtx, FreeContext> make_compressor() {
  std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 1);
  return context;
}

std::unexpected<Error> damaged(std::string detail) {
  return fail(ErrorCode::bad_store, {}, "a record is damaged: " + std::move(detail));
}

}  // namespace

std::string compress(std::string_view bytes) {
  static thread_local const auto context = make_compressor();
  std::string frame;
  frame.resize_and_overwrite(ZSTD_compressBound(bytes.size()), [&](char* out, std::size_t size) {
    // Cannot fail: the bound is the most it takes, and it needs no memory from record to record.
    const auto written = ZSTD_compress2(context.get(), out, size, bytes.data(), bytes.size());
    return ZSTD_isError(written) ? std::size_t{0} : written;
  });
  frame.shrink_to_fit();
  return frame;
}

Result<std::string_view> decompress(std::string_view frame) {
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return damaged("it does not begin as one");
  const auto frame_size = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
  if (ZSTD_isError(frame_size) || frame_size != frame.size()) return damaged("it is cut, or something follows it");
  const auto most = std::min(kMostDecompressed, (frame.size() / kLeastBlock + 1) * kBlock);
  if (size > most) return damaged("it says it is larger than it can be");

  static thread_local Decompressor decompressor;
  auto& buffer = decompressor.buffer;
  if (buffer.capacity() > std::max<std::size_t>(kKeptBuffer, size)) buffer = std::string();
  std::size_t written = 0;
  buffer.resize_and_overwrite(size, [&](char* out, std::size_t) {
    written = ZSTD_decompressDCtx(decompressor.context.get(), out, size, frame.data(), frame.size());
    return ZSTD_isError(written) ? std::size_t{0} : written;
  });
  if (ZSTD_isError(written)) return damaged(ZSTD_getErrorName(written));
  if (written != size) return damaged("it is shorter than it says");
  return std::string_view(buffer);
}

}  // namespace nianbao::pipeline
