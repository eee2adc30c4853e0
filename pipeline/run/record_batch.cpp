#include "pipeline/run/record_batch.h"

#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {
namespace {

StoredRecord unpack(Unpacker& unpacker) {
  StoredRecord stored;
  for (auto* part :
       {&stored.path, &stored.url, &stored.captured, &stored.duplicate_of, &stored.near_duplicate_of, &stored.record}) {
    *part = unpacker.bytes();
  }
  return stored;
}

}  // namespace

void RecordBatch::add(const StoredRecord& stored) {
  Packer packer;
  for (const auto part :
       {stored.path, stored.url, stored.captured, stored.duplicate_of, stored.near_duplicate_of, stored.record}) {
    packer.text(part);
  }
  records_ += packer.take();
}

Result<void> for_each_record_in(std::string_view batch, const normalize::TemplateSet& templates,
                                const std::function<Result<void>(const exporting::Record&)>& take) {
  Unpacker unpacker(batch);
  while (!unpacker.complete()) {
    // Of a batch that is cut nothing but an empty record comes, which is a damaged one.
    const auto record = decode_record(unpack(unpacker), templates);
    if (!record) return std::unexpected(record.error());
    if (auto taken = take(*record); !taken) return taken;
  }
  return {};
}

}  // namespace nianbao::pipeline
