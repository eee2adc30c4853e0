// The work of a process that converts documents for those that read them.
#pragma once

#include <string>
#include <string_view>

#include "extract/base/limits.h"
#include "pipeline/convert/libreoffice.h"
#include "pipeline/worker/pool.h"

namespace nianbao::pipeline {

// Of the bytes of a legacy document, whatever the request, makes the reply that unpack_conversion reads. The process
// must not be confined: it starts LibreOffice, which it keeps.
WorkerPool::Work document_converter(const LibreOffice& office, const Limits& limits);

// The bytes of a DOCX, or why there are none. `reply` owns them.
Result<std::string_view> unpack_conversion(std::string_view reply);

}  // namespace nianbao::pipeline
