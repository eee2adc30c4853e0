// The log of a run (--log): a JSON object a line, each with "time" (UTC) and "event":
//   begin    command line and number of jobs
//   read     a document this run read: path, outcome, error_code, format, templates, milliseconds, peak_bytes
//   listed   an input without a reading: path, outcome, error_code
//   notice   a sentence for a person
//   stands   how far the run is, once a minute and at its end
//   end      the exit code
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "extract/base/error.h"
#include "pipeline/run/observer.h"

namespace nianbao::cli {

class RunLog : public pipeline::Observer {
 public:
  // Goes on at the end of the file where there is one. output_failed when it cannot be written.
  static Result<std::unique_ptr<RunLog>> open(const std::filesystem::path& path);

  void begin(std::span<const std::string> inputs, std::int64_t jobs);
  void end(int exit_code);

  void notice(std::string_view sentence) override;
  void stands(const pipeline::Standing& standing) override;
  void was_read(std::string_view path, const pipeline::StoredReading& reading) override;
  void was_listed(std::string_view path, std::string_view outcome, std::string_view error_code) override;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  class Line;

  explicit RunLog(std::FILE* file) : file_(file) {}
  void write_standing();

  std::unique_ptr<std::FILE, Close> file_;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
  pipeline::Standing standing_;
};

}  // namespace nianbao::cli
