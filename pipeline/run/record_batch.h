// Stored records on their way to the processes that write them: many at a time, still encoded.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "normalize/template/template_set.h"
#include "pipeline/store/record_codec.h"

namespace nianbao::pipeline {

class RecordBatch {
 public:
  void add(const StoredRecord& stored);

  bool empty() const { return records_.empty(); }
  // Enough for a message; what is written of it is some ten times as large.
  bool full() const { return records_.size() >= kFull; }

  std::string take() { return std::exchange(records_, {}); }

 private:
  static constexpr std::size_t kFull = 64 << 10;

  std::string records_;
};

// The records of a batch that was taken, in their order. An error of `take` ends it; bad_store at a damaged record.
Result<void> for_each_record_in(std::string_view batch, const normalize::TemplateSet& templates,
                                const std::function<Result<void>(const exporting::Record&)>& take);

}  // namespace nianbao::pipeline
