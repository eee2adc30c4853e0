// Whether bytes are a container, and of which kind: by what is in them, not by their names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/sources/byte_source.h"

namespace nianbao::pipeline {

enum class Packing : std::uint8_t { none, gzip, bzip2, xz, zstd };
enum class Holding : std::uint8_t { document, zip, tar, seven_zip, rar, warc, arc };

struct ContainerKind {
  Packing packing = Packing::none;
  Holding holding = Holding::document;
  bool in_one_pass = false;  // a zip with more members than its directory may take memory for

  // As documents.csv names it: "zip", "tar.gz", "warc.gz"; a packed document is "gz", "bz2", "xz" or "zst".
  std::string format() const;
};

// Nothing where the bytes are a document, which also every package of a document is (DOCX, ODF, OFD, EPUB ...).
// `head` is the beginning of the source, 4 KiB or all of it; `name` only words the errors and finds what hides
// behind other bytes in a file called zip. Cheap where it is no container. Errors: unsupported_format for one volume
// of several, encrypted where even the names are, unreadable_file.
Result<std::optional<ContainerKind>> container_kind(ByteSource& source, std::string_view head, std::string_view name);

inline constexpr std::size_t kHeadSize = 4 << 10;

}  // namespace nianbao::pipeline
