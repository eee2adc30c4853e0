#include "extract/formats/docx.h"

#include <algorithm>
#include <array>

#include "extract/formats/docx/package.h"
#include "extract/formats/docx/reading.h"

namespace nianbao::extract {
namespace {

// The signature of a local file header; an Office package begins with one.
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::size_t kSearched = 64 << 10;  // at either end: names stand in both directories of a zip
constexpr std::array<std::string_view, 2> kMarks{"[Content_Types].xml", "word/"};

}  // namespace

int sniff_docx(std::string_view bytes) {
  constexpr int kPackage = 90;
  constexpr int kOtherZip = 20;
  if (!bytes.starts_with(kZip)) return 0;
  const auto head = bytes.substr(0, kSearched);
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), kSearched));
  const bool marked = std::ranges::any_of(kMarks, [&](std::string_view mark) {
    return head.find(mark) != std::string_view::npos || tail.find(mark) != std::string_view::npos;
  });
  return marked ? kPackage : kOtherZip;
}

Result<Document> read_docx(const Source& source, const Limits& limits) {
  auto package = docx::Package::open(source.bytes, limits);
  if (!package) return std::unexpected(std::move(package.error()));
  return docx::Reading(*package, limits).run();
}

}  // namespace nianbao::extract
