#include "extract/format_table.h"

#include <algorithm>
#include <array>

#include "extract/formats/docx.h"
#include "extract/formats/html.h"
#include "extract/formats/text.h"

namespace nianbao::extract {
namespace {

constexpr std::array<std::string_view, 2> kDocxExtensions{"docx", "docm"};
constexpr std::array<std::string_view, 4> kHtmlExtensions{"html", "htm", "shtml", "xhtml"};
constexpr std::array<std::string_view, 3> kTextExtensions{"txt", "text", "md"};

constexpr std::array kFormats{
    Format{"docx", kDocxExtensions, sniff_docx, read_docx},
    Format{"html", kHtmlExtensions, sniff_html, read_html},
    Format{"text", kTextExtensions, sniff_text, read_text},
};

// What a file is when it is none of the above, by its first bytes.
struct Signature {
  std::string_view bytes;
  std::string_view what;
};
using namespace std::string_view_literals;
constexpr std::array kOtherFormats{
    Signature{"%PDF-"sv, "a PDF document"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG image"},
    Signature{"\x89PNG\r\n"sv, "a PNG image"},
    Signature{"GIF8"sv, "a GIF image"},
    Signature{"II*\0"sv, "a TIFF image"},
    Signature{"MM\0*"sv, "a TIFF image"},
    Signature{"{\\rtf"sv, "a Rich Text document"},
    Signature{"MIME-Version:"sv, "a web archive (MHT)"},
    Signature{"Rar!\x1A\x07"sv, "a RAR archive"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    Signature{"\x1F\x8B"sv, "a gzip archive"},
    Signature{"PK\x03\x04"sv, "a ZIP package that holds no Word document"},
};

constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
// Stream names of a compound file are UTF-16LE ([MS-CFB] 2.6.1); an encrypted package has this one
// ([MS-OFFCRYPTO] 2.3.4.4).
constexpr std::string_view kEncryptedPackage = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

std::unexpected<Error> unreadable(const Source& source) {
  if (source.bytes.starts_with(kCompoundFile)) {
    if (source.bytes.find(kEncryptedPackage) != std::string_view::npos) {
      return fail(ErrorCode::encrypted, {}, "a document protected by a password");
    }
    return fail(ErrorCode::unsupported_format, {}, "a Word 97-2003, WPS or other OLE2 document");
  }
  const auto other =
      std::ranges::find_if(kOtherFormats, [&](const auto& each) { return source.bytes.starts_with(each.bytes); });
  if (other != kOtherFormats.end()) return fail(ErrorCode::unsupported_format, {}, std::string(other->what));
  return fail(ErrorCode::unknown_format, {}, "neither a Word document nor a web page nor text");
}

bool has_extension(const Format& format, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string extension(name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(format.extensions, extension) != format.extensions.end();
}

}  // namespace

std::span<const Format> format_table() { return kFormats; }

Result<const Format*> detect_format(const Source& source) {
  if (source.bytes.empty()) return fail(ErrorCode::empty_input, {}, "the file has no bytes");
  const bool foreign =
      source.bytes.starts_with(kCompoundFile) ||
      std::ranges::any_of(kOtherFormats, [&](const auto& each) { return source.bytes.starts_with(each.bytes); });
  const Format* best = nullptr;
  int best_score = 0;
  for (const auto& format : kFormats) {
    auto score = 2 * format.sniff(source.bytes);
    if (score > 0 && has_extension(format, source.name)) ++score;  // breaks ties only
    if (score <= best_score) continue;
    best = &format;
    best_score = score;
  }
  constexpr int kSurerThanASignature = 2 * 50;
  if (best == nullptr || (foreign && best_score < kSurerThanASignature)) return unreadable(source);
  return best;
}

}  // namespace nianbao::extract
