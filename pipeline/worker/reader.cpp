#include "pipeline/worker/reader.h"

#include <time.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "pipeline/convert/converted.h"
#include "pipeline/reading.h"
#include "pipeline/store/cell_counts.h"
#include "pipeline/store/record_codec.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/messages.h"

namespace nianbao::pipeline {
namespace {

// One year in the encodings that tables of ICU decode; the second of them also has the table of simplified forms made.
struct Specimen {
  std::string_view charset;
  std::string_view bytes;
};
constexpr std::array kSpecimens{
    Specimen{"gb18030", "2023\xC4\xEA"},
    Specimen{"big5", "2023\xA6\x7E"},
};

exporting::Record record_of(const Job& job, std::string_view bytes, const normalize::TemplateSet& templates,
                            const Limits& limits) {
  if (job.converter.empty())
    return read_content({bytes, job.extension, job.declared_charset}, templates, limits).record;
  return read_conversion({bytes, job.converter, job.format, job.sha256, job.bytes}, templates, limits).record;
}

}  // namespace

WorkerPool::Work document_reader(const normalize::TemplateSet& templates, const Limits& limits) {
  return [&templates, limits, bytes = std::string()](std::string_view request,
                                                     const FileDescriptor& content) mutable -> std::string {
    const auto job = unpack_job(request);
    // Both come from the process that made this one; where they are not what it sent, no answer is right.
    if (!job || !read_whole(content, bytes)) std::abort();
    return pack(stored_reading(record_of(*job, bytes, templates, limits)));
  };
}

StoredReading stored_reading(const exporting::Record& record) {
  StoredReading reading;
  reading.record = encode_record(record);
  reading.outcome = to_string(record.outcome);
  reading.error_code = record.error_code;
  reading.format = record.format;
  reading.figures = figures_digest(record);
  reading.converter = record.converter;
  if (!record.report) return reading;
  for (const auto& id : record.report->templates) {
    reading.templates.append(reading.templates.empty() ? "" : " ").append(id);
  }
  CellCounts counts;
  counts.count(record);
  reading.counts = counts.text();
  return reading;
}

bool is_reading(std::string_view reply) { return unpack_reading(reply).has_value(); }

void warm_up(const normalize::TemplateSet& templates, const Limits& limits) {
  ::tzset();  // the time zone is a file, and entries of zip packages have local times
  for (const auto& [charset, bytes] : kSpecimens) {
    const auto page = std::string("<html><body><h1>").append(bytes).append("</h1></body></html>");
    read_content({page, "html", std::string(charset)}, templates, limits);
  }
}

}  // namespace nianbao::pipeline
