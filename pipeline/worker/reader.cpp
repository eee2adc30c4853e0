#include "pipeline/worker/reader.h"

#include <time.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "pipeline/reading.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/messages.h"

namespace nianbao::pipeline {
namespace {

StoredReading stored(const exporting::Record& record, const RecordForms& forms) {
  StoredReading reading;
  reading.record = forms.encode(record);
  reading.outcome = to_string(record.outcome);
  reading.error_code = record.error_code;
  reading.format = record.format;
  reading.figures = forms.digest(record);
  if (!record.report) return reading;
  for (const auto& id : record.report->templates) {
    reading.templates.append(reading.templates.empty() ? "" : " ").append(id);
  }
  const auto count = [&](normalize::State state) {
    return std::ranges::count(record.report->fields, state, &normalize::Field::state);
  };
  reading.cells_number = count(normalize::State::number);
  reading.cells_unreadable = count(normalize::State::unreadable);
  return reading;
}

// One year in the encodings that tables of ICU decode; the second of them also has the table of simplified forms made.
struct Specimen {
  std::string_view charset;
  std::string_view bytes;
};
constexpr std::array kSpecimens{
    Specimen{"gb18030", "2023\xC4\xEA"},
    Specimen{"big5", "2023\xA6\x7E"},
};

}  // namespace

WorkerPool::Work document_reader(const normalize::TemplateSet& templates, const Limits& limits, RecordForms forms) {
  return [&templates, limits, forms = std::move(forms), bytes = std::string()](
             std::string_view request, const FileDescriptor& content) mutable -> std::string {
    const auto job = unpack_job(request);
    // Both come from the process that made this one; where they are not what it sent, no answer is right.
    if (!job || !read_whole(content, bytes)) std::abort();
    const auto record = read_content({bytes, job->extension, job->declared_charset}, templates, limits).record;
    return pack(stored(record, forms));
  };
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
