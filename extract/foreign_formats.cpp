#include "extract/foreign_formats.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/base/compound_file.h"

namespace nianbao::extract {
namespace {

using namespace std::string_view_literals;
using enum ErrorCode;

struct Signature {
  std::string_view bytes;
  ForeignFormat format;
};
constexpr ForeignFormat kOldWord{"doc", "a document of an early Word", needs_converter};
constexpr std::array kSignatures{
    Signature{"%PDF-"sv, {"", "a PDF document"}},
    Signature{"\xFF\xD8\xFF"sv, {"", "a JPEG image"}},
    Signature{"\x89PNG\r\n"sv, {"", "a PNG image"}},
    Signature{"GIF8"sv, {"", "a GIF image"}},
    Signature{"II*\0"sv, {"", "a TIFF image"}},
    Signature{"MM\0*"sv, {"", "a TIFF image"}},
    Signature{"{\\rtf"sv, {"rtf", "a Rich Text document", needs_converter}},
    Signature{"\xDB\xA5\x2D\0"sv, kOldWord},      // Word 2
    Signature{"\x9B\xA5\x21\0"sv, kOldWord},      // Word 1
    Signature{"\xDC\xA5\x65\0"sv, kOldWord},      // Word 6 outside OLE2
    Signature{"\xDC\xA5\x68\0"sv, kOldWord},      // Word 95 outside OLE2
    Signature{"\x31\xBE\0\0\0\xAB"sv, kOldWord},  // Word for DOS, Write
    Signature{"Rar!\x1A\x07"sv, {"", "a RAR archive"}},
    Signature{"7z\xBC\xAF\x27\x1C"sv, {"", "a 7z archive"}},
    Signature{"\x1F\x8B"sv, {"", "a gzip archive"}},
    Signature{"PK\x03\x04"sv, {"", "a ZIP package that holds no Word document"}},
};

// By the name of a stream or storage at the root; the first that is there counts.
struct Stream {
  std::string_view name;
  ForeignFormat format;
};
constexpr ForeignFormat kEncrypted{"", "a document protected by a password", encrypted};
constexpr std::array kStreams{
    Stream{"EncryptedPackage", kEncrypted},  // [MS-OFFCRYPTO] 2.3.4.4
    Stream{"WordDocument", {"doc", "a Word 97-2003 document", needs_converter}},
    Stream{"WpsDocument", {"wps", "a WPS document", needs_converter}},
    Stream{"MatOST", {"wps", "a Works document", needs_converter}},
    Stream{"MN0", {"wps", "a Works document", needs_converter}},
    Stream{"Workbook", {"", "an Excel 97-2003 workbook"}},
    Stream{"Book", {"", "an Excel 5 workbook"}},
    Stream{"PowerPoint Document", {"", "a PowerPoint 97-2003 presentation"}},
    Stream{"__properties_version1.0", {"", "an Outlook message"}},
    Stream{"VisioDocument", {"", "a Visio drawing"}},
};

// The FIB at the beginning of the stream: its identifier, and the flag fEncrypted ([MS-DOC] 2.5.2).
bool is_encrypted_word(std::string_view stream) {
  constexpr std::size_t kFlags = 11;
  return stream.size() > kFlags && (stream.starts_with("\xEC\xA5") || stream.starts_with("\xDC\xA5")) &&
         (stream[kFlags] & 1) != 0;
}

// Names are UTF-16LE (2.6.1).
bool holds_name(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) wide.append(1, c).append(1, '\0');
  return bytes.find(wide) != std::string_view::npos;
}

ForeignFormat compound_format(std::string_view bytes) {
  const auto entries = root_entries(bytes);
  for (const auto& stream : kStreams) {
    const auto entry = std::ranges::find(entries, stream.name, &CompoundEntry::name);
    if (entry != entries.end()) return is_encrypted_word(entry->begin) ? kEncrypted : stream.format;
    // Where the directory is lost, names that stand anywhere are the next best hint.
    if (entries.empty() && holds_name(bytes, stream.name)) return stream.format;
  }
  return {"", "an OLE2 document of no known kind"};
}

}  // namespace

std::optional<ForeignFormat> foreign_format(std::string_view bytes) {
  if (bytes.starts_with(kCompoundFile)) return compound_format(bytes);
  const auto found =
      std::ranges::find_if(kSignatures, [&](const Signature& each) { return bytes.starts_with(each.bytes); });
  return found == kSignatures.end() ? std::nullopt : std::optional(found->format);
}

std::string_view convertible_format(std::string_view bytes) {
  const auto format = foreign_format(bytes);
  return format && format->code == needs_converter ? format->id : std::string_view();
}

}  // namespace nianbao::extract
