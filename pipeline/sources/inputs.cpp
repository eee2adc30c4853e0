#include "pipeline/sources/inputs.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "pipeline/sources/expander.h"
#include "pipeline/sources/list_reader.h"
#include "pipeline/sources/walk.h"

namespace nianbao::pipeline {
namespace {

class Counter : public FileVisitor {
 public:
  explicit Counter(const std::function<bool(std::int64_t)>& found) : found_(found) {}

  bool file(const std::string&, const std::string&) override {
    constexpr std::int64_t kNowAndThen = 1024;
    return ++count_ % kNowAndThen != 0 || !found_ || found_(count_);
  }
  bool refused(const std::string& shown, const Error&) override { return file(shown, shown); }

  std::int64_t count() const { return count_; }

 private:
  const std::function<bool(std::int64_t)>& found_;
  std::int64_t count_ = 0;
};

// Opens what is found.
class Opener : public FileVisitor {
 public:
  Opener(const Limits& limits, InputSink& sink) : sink_(sink), expander_(limits, sink) {}

  bool file(const std::string& path, const std::string& shown) override {
    const auto answer = sink_.opening(shown);
    if (answer == InputSink::Answer::read) return expander_.read(path, shown);
    return answer == InputSink::Answer::skip;
  }
  bool refused(const std::string& shown, const Error& error) override {
    return sink_.refused({.path = shown}, 0, error);
  }

 private:
  InputSink& sink_;
  Expander expander_;
};

Result<void> check_list(const std::string& list) {
  if (list == kStandardInput) return {};
  struct stat status{};
  if (::stat(list.c_str(), &status) != 0) return fail(ErrorCode::bad_usage, list, "no such list");
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::bad_usage, list, "a list must be a file, not a folder");
  if (::access(list.c_str(), R_OK) != 0) return fail(ErrorCode::bad_usage, list, "cannot read this list");
  return {};
}

}  // namespace

Result<void> check_selection(const Selection& selection) {
  for (const auto& input : selection.inputs) {
    struct stat status{};
    if (::stat(input.c_str(), &status) != 0) return fail(ErrorCode::bad_usage, input, "no such file or folder");
  }
  for (const auto& list : selection.lists) {
    if (auto checked = check_list(list); !checked) return checked;
  }
  if (std::ranges::count(selection.lists, kStandardInput) > 1) {
    return fail(ErrorCode::bad_usage, std::string(kStandardInput), "the standard input can be read once");
  }
  return {};
}

Result<std::optional<std::int64_t>> count_files(const Selection& selection,
                                                const std::function<bool(std::int64_t)>& found) {
  Counter counter(found);
  if (auto walked = walk(selection, ListsFrom::files_only, counter); !walked) {
    return std::unexpected(walked.error());
  }
  if (std::ranges::count(selection.lists, kStandardInput) > 0) return std::nullopt;
  return counter.count();
}

Result<void> read_inputs(const Selection& selection, const Limits& limits, InputSink& sink) {
  Opener opener(limits, sink);
  return walk(selection, ListsFrom::anywhere, opener);
}

}  // namespace nianbao::pipeline
