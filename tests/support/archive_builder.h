// Archives of any kind in memory, written by libarchive; and two it cannot write.
#pragma once

#include <string>
#include <vector>

namespace nianbao::test {

struct ArchiveEntry {
  std::string name;  // as bytes; a folder ends in "/"
  std::string bytes;
  std::string link = {};  // a symbolic link to this
};

// `format` is "zip", "zip-stored", "zip-utf8" (names flagged), "tar", "7z" or "raw" (one entry); `filter` is "",
// "gzip", "bzip2", "xz" or "zstd". A password encrypts the members of a zip.
std::string archive_of(const std::string& format, const std::string& filter, const std::vector<ArchiveEntry>& entries,
                       const std::string& password = {});

// Bytes that do not get smaller when packed.
std::string noise(std::size_t size, unsigned seed = 7);

// One gzip member that holds the bytes as they are, and a zstd frame with a checksum.
std::string stored_gzip(const std::string& bytes);
std::string checked_zstd(const std::string& bytes);

// Stored members in RAR 5 and RAR 4, by the book; `flags` are those of the archive.
std::string rar5_of(const std::vector<ArchiveEntry>& entries, unsigned flags = 0);
std::string rar4_of(const std::vector<ArchiveEntry>& entries, unsigned flags = 0);

}  // namespace nianbao::test
