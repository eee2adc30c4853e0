// The work of a process that reads documents.
#pragma once

#include <string_view>

#include "export/dataset.h"
#include "extract/base/limits.h"
#include "normalize/template/template_set.h"
#include "pipeline/worker/job.h"
#include "pipeline/worker/pool.h"

namespace nianbao::pipeline {

// Of a request that is a packed Job, and the document's bytes, makes a packed StoredReading, whose time and memory are
// left for the pool to tell. `templates` must outlive the work.
WorkerPool::Work document_reader(const normalize::TemplateSet& templates, const Limits& limits);

// A record as it is stored, but for time and memory.
StoredReading stored_reading(const exporting::Record& record);

// For PoolOptions::accepts.
bool is_reading(std::string_view reply);

// Reads a document of every kind, so that what the libraries load from files and compute once is there before a
// process is confined, and is shared by all of them.
void warm_up(const normalize::TemplateSet& templates, const Limits& limits);

}  // namespace nianbao::pipeline
