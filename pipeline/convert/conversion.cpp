#include "pipeline/convert/conversion.h"

#include <cstdlib>
#include <memory>

#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {

WorkerPool::Work document_converter(const LibreOffice& office, const Limits& limits) {
  // Shared for std::function's sake alone; made by the first document of each process, after its fork.
  auto converter = std::make_shared<std::unique_ptr<Converter>>();
  return [office, limits, converter](std::string_view, const FileDescriptor& content) {
    if (!*converter) *converter = std::make_unique<Converter>(office, limits);
    std::string bytes;
    if (!read_whole(content, bytes)) std::abort();  // not what the parent sent
    const auto docx = (*converter)->convert(bytes, static_cast<int>(limits.document_seconds));
    if (docx) return Packer().number(1).text(*docx).take();
    return Packer().number(0).number(static_cast<std::int64_t>(docx.error().code)).text(docx.error().detail).take();
  };
}

Result<std::string_view> unpack_conversion(std::string_view reply) {
  Unpacker unpacker(reply);
  if (unpacker.number() == 1) {
    const auto docx = unpacker.bytes();
    if (unpacker.complete()) return docx;
  } else {
    const auto code = unpacker.one_of(ErrorCode::output_failed);
    auto detail = unpacker.text();
    if (unpacker.complete()) return fail(code, {}, std::move(detail));
  }
  return fail(ErrorCode::conversion_failed, {}, "the process converting it gave no valid answer");
}

}  // namespace nianbao::pipeline
