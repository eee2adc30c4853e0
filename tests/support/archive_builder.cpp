#include "tests/support/archive_builder.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <zlib.h>
#include <zstd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>
#include <random>
#include <string_view>

namespace nianbao::test {
namespace {

using namespace std::string_literals;

struct FreeArchive {
  void operator()(archive* handle) const { archive_write_free(handle); }
};
struct FreeZstd {
  void operator()(ZSTD_CCtx* packer) const { ZSTD_freeCCtx(packer); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive*, void* text, const void* bytes, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

void choose(archive* handle, const std::string& format, const std::string& filter, const std::string& password) {
  const bool stored = format == "zip-stored";
  const auto name = format.starts_with("zip") ? "zip"s
                    : format == "tar"         ? "gnutar"s
                    : format == "7z"          ? "7zip"s
                                              : format;
  REQUIRE(archive_write_set_format_by_name(handle, name.c_str()) == ARCHIVE_OK);
  if (stored) archive_write_zip_set_compression_store(handle);
  if (!filter.empty()) REQUIRE(archive_write_add_filter_by_name(handle, filter.c_str()) == ARCHIVE_OK);
  if (!password.empty()) {
    REQUIRE(archive_write_set_options(handle, "zip:encryption=traditional") == ARCHIVE_OK);
    REQUIRE(archive_write_set_passphrase(handle, password.c_str()) == ARCHIVE_OK);
  }
  archive_write_set_bytes_in_last_block(handle, 1);
}

void write(archive* handle, const ArchiveEntry& each) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  const bool folder = each.name.ends_with('/');
  archive_entry_copy_pathname(entry.get(), each.name.c_str());
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), 1'600'000'000, 0);
  archive_entry_set_filetype(entry.get(), folder ? AE_IFDIR : each.link.empty() ? AE_IFREG : AE_IFLNK);
  if (!each.link.empty()) archive_entry_copy_symlink(entry.get(), each.link.c_str());
  archive_entry_set_size(entry.get(), std::ssize(each.bytes));
  REQUIRE(archive_write_header(handle, entry.get()) >= ARCHIVE_WARN);
  if (!each.bytes.empty()) {
    REQUIRE(archive_write_data(handle, each.bytes.data(), each.bytes.size()) == std::ssize(each.bytes));
  }
}

std::string little_endian(std::uint64_t number, int size) {
  std::string text;
  for (int i = 0; i < size; ++i) text += static_cast<char>((number >> (8 * i)) & 0xFFU);
  return text;
}

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

// The numbers of RAR 5: seven bits a byte.
std::string rar_number(std::uint64_t number) {
  std::string text;
  for (; number > 0x7F; number >>= 7) text += static_cast<char>((number & 0x7FU) | 0x80U);
  return text + static_cast<char>(number);
}

std::string rar5_header(const std::string& content) {
  const auto sized = rar_number(content.size()) + content;
  return little_endian(crc_of(sized), 4) + sized;
}

// CRC of two bytes, then type, flags and size.
std::string rar4_header(char type, unsigned flags, const std::string& content) {
  const auto size = 7 + content.size();
  const auto body = std::string(1, type) + little_endian(flags, 2) + little_endian(size, 2) + content;
  return little_endian(crc_of(body) & 0xFFFFU, 2) + body;
}

}  // namespace

std::string archive_of(const std::string& format, const std::string& filter, const std::vector<ArchiveEntry>& entries,
                       const std::string& password) {
  // Without it names cannot be flagged as UTF-8 in a zip, and a 7z loses them.
  static const auto utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const bool needs_utf8 = format == "7z" || format == "zip-utf8";
  const auto before = ::uselocale(needs_utf8 ? utf8 : LC_GLOBAL_LOCALE);
  std::string bytes;
  const std::unique_ptr<archive, FreeArchive> handle(archive_write_new());
  choose(handle.get(), format, filter, password);
  REQUIRE(archive_write_open(handle.get(), &bytes, nullptr, append, nullptr) == ARCHIVE_OK);
  for (const auto& each : entries) write(handle.get(), each);
  REQUIRE(archive_write_close(handle.get()) == ARCHIVE_OK);
  ::uselocale(before);
  return bytes;
}

std::string noise(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size) text += static_cast<char>(random());
  return text;
}

std::string stored_gzip(const std::string& bytes) {
  constexpr int kGzip = 16 + MAX_WBITS;
  constexpr int kMemory = 8;
  z_stream deflater{};
  REQUIRE(deflateInit2(&deflater, Z_NO_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&deflater, bytes.size()), '\0');
  deflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  deflater.avail_in = static_cast<uInt>(bytes.size());
  deflater.next_out = reinterpret_cast<Bytef*>(packed.data());
  deflater.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&deflater, Z_FINISH) == Z_STREAM_END);
  packed.resize(deflater.total_out);
  deflateEnd(&deflater);
  return packed;
}

std::string checked_zstd(const std::string& bytes) {
  const std::unique_ptr<ZSTD_CCtx, FreeZstd> packer(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress2(packer.get(), packed.data(), packed.size(), bytes.data(), bytes.size()));
  return packed;
}

std::string rar5_of(const std::vector<ArchiveEntry>& entries, unsigned flags) {
  auto bytes = "Rar!\x1A\x07\x01\0"s;
  bytes += rar5_header(rar_number(1) + rar_number(0) + rar_number(flags));
  for (const auto& each : entries) {
    constexpr unsigned kDataFollows = 2;
    constexpr unsigned kHasCrc = 4;
    constexpr unsigned kUnix = 1;
    bytes +=
        rar5_header(rar_number(2) + rar_number(kDataFollows) + rar_number(each.bytes.size()) + rar_number(kHasCrc) +
                    rar_number(each.bytes.size()) + rar_number(0100644) + little_endian(crc_of(each.bytes), 4) +
                    rar_number(0) + rar_number(kUnix) + rar_number(each.name.size()) + each.name);
    bytes += each.bytes;
  }
  return bytes + rar5_header(rar_number(5) + rar_number(0) + rar_number(0));
}

std::string rar4_of(const std::vector<ArchiveEntry>& entries, unsigned flags) {
  auto bytes = "Rar!\x1A\x07\0"s + rar4_header('\x73', flags, std::string(6, '\0'));
  for (const auto& each : entries) {
    constexpr unsigned kLongBlock = 0x8000;
    constexpr char kUnix = 3;
    const auto size = little_endian(each.bytes.size(), 4);
    bytes +=
        rar4_header('\x74', kLongBlock,
                    size + size + kUnix + little_endian(crc_of(each.bytes), 4) + little_endian(0x52345678, 4) + '\x14' +
                        '\x30' + little_endian(each.name.size(), 2) + little_endian(0100644, 4) + each.name);
    bytes += each.bytes;
  }
  return bytes + rar4_header('\x7B', 0x4000, {});
}

}  // namespace nianbao::test
