// What tests of the store put into it and ask of it.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/record_codec.h"
#include "pipeline/store/store.h"
#include "tests/support/reading.h"
#include "tests/support/temporary_folder.h"

namespace nianbao::test {

inline constexpr std::string_view kFingerprint = "program 1, templates 1";

template <class T>
T checked(Result<T> result) {
  if (!result) FAIL(to_string(result.error().code) << " " << result.error().place << ": " << result.error().detail);
  return std::move(*result);
}
inline void checked(Result<void> result) {
  if (!result) FAIL(to_string(result.error().code) << " " << result.error().place << ": " << result.error().detail);
}

// Fails with this code, saying this.
template <class T>
void check_fails(const Result<T>& result, ErrorCode code, const std::string& saying) {
  REQUIRE_FALSE(result);
  CHECK(to_string(result.error().code) == to_string(code));
  CHECK_THAT(result.error().detail, Catch::Contains(saying));
}

inline pipeline::Store open_store(const TemporaryFolder& folder, bool refresh = false) {
  return checked(pipeline::Store::open(folder.path(), kFingerprint, refresh));
}

inline pipeline::Store open_under(const TemporaryFolder& folder, const std::string& limits) {
  auto store = open_store(folder);
  checked(store.read_on({.limits = limits}));
  return store;
}

// Contents are named by a word, which stands for their bytes.
inline pipeline::ListedInput document(const std::string& path, const std::string& content) {
  return {.origin = {.path = path}, .key = content + ".txt", .sha256 = content, .bytes = std::ssize(content)};
}

inline pipeline::ListedInput with_own_record(const std::string& path, const std::string& content,
                                             exporting::Record record) {
  record.sha256 = content;
  return {.origin = {.path = path},
          .sha256 = content,
          .bytes = std::ssize(content),
          .record = pipeline::encode_record(record)};
}

inline pipeline::ListedInput container(const std::string& path, const std::string& content) {
  return with_own_record(path, content, {.format = "zip", .outcome = exporting::Outcome::container});
}

inline pipeline::ListedInput refused(const std::string& path, const std::string& code = "unreadable_file") {
  return with_own_record(path, "", {.outcome = exporting::Outcome::failed, .error_code = code});
}

inline pipeline::StoredReading reading_of(const exporting::Record& record) {
  return {.record = pipeline::encode_record(record),
          .outcome = std::string(to_string(record.outcome)),
          .error_code = record.error_code,
          .format = record.format};
}

// A reading that says which content it is of.
inline pipeline::StoredReading reading(const std::string& content) {
  return reading_of(
      {.sha256 = content, .format = "text", .outcome = exporting::Outcome::not_a_report, .error_code = "notice"});
}

inline pipeline::StoredReading failed_reading(const std::string& content, const std::string& code = "timed_out") {
  return reading_of({.sha256 = content, .outcome = exporting::Outcome::failed, .error_code = code});
}

// Lists a document and gives it a reading, unless there is one.
inline void add(pipeline::Store& store, const std::string& path, const std::string& content) {
  checked(store.list(document(path, content)));
  const auto key = document(path, content).key;
  if (!checked(store.has_reading(key, true))) checked(store.put_reading(key, reading(content)));
}

inline std::vector<exporting::Record> records_of(pipeline::Store& store) {
  std::vector<exporting::Record> records;
  checked(store.for_each_record(templates(), [&](const exporting::Record& record) -> Result<void> {
    records.push_back(record);
    return {};
  }));
  return records;
}

// "PATH CONTENT" of each record, in their order.
inline std::vector<std::string> listing_of(pipeline::Store& store) {
  std::vector<std::string> lines;
  for (const auto& record : records_of(store)) lines.push_back(record.path + " " + record.sha256);
  return lines;
}

}  // namespace nianbao::test
