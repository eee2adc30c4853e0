#include "pipeline/cli/run_log.h"

#include <fmt/chrono.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "export/writers/json_members.h"

namespace nianbao::cli {
namespace {

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     milliseconds);
}

}  // namespace

// One object, written at its end and flushed: a log is read while the run goes on, or after it was killed.
class RunLog::Line : private exporting::JsonMembers {
 public:
  Line(std::FILE* file, std::string_view event) : JsonMembers(writer_), writer_(buffer_), file_(file) {
    writer_.StartObject();
    text("time", utc_now());
    text("event", event);
  }
  ~Line() {
    writer_.EndObject();
    buffer_.Put('\n');
    std::fwrite(buffer_.GetString(), 1, buffer_.GetSize(), file_);
    std::fflush(file_);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  using JsonMembers::integer;
  using JsonMembers::text;

  void texts(std::string_view name, std::span<const std::string> values) {
    key(name);
    writer_.StartArray();
    for (const auto& value : values) string(value);
    writer_.EndArray();
  }

 private:
  rapidjson::StringBuffer buffer_;
  exporting::JsonWriter writer_;
  std::FILE* file_;
};

Result<std::unique_ptr<RunLog>> RunLog::open(const std::filesystem::path& path) {
  auto* file = std::fopen(path.c_str(), "ae");
  if (file == nullptr) {
    return fail(ErrorCode::output_failed, path.string(), std::generic_category().message(errno));
  }
  return std::unique_ptr<RunLog>(new RunLog(file));
}

void RunLog::begin(std::span<const std::string> inputs, std::int64_t jobs) {
  Line line(file_.get(), "begin");
  line.texts("inputs", inputs);
  line.integer("jobs", jobs);
}

void RunLog::end(int exit_code) {
  write_standing();
  Line(file_.get(), "end").integer("exit_code", exit_code);
}

void RunLog::notice(std::string_view sentence) { Line(file_.get(), "notice").text("text", sentence); }

void RunLog::stands(const pipeline::Standing& standing) {
  constexpr std::chrono::minutes kBetween{1};
  standing_ = standing;
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < kBetween) return;
  told_ = now;
  write_standing();
}

void RunLog::write_standing() {
  Line line(file_.get(), "stands");
  if (standing_.files) line.integer("files", *standing_.files);
  line.integer("containers", standing_.containers);
  line.integer("listed", standing_.listed);
  line.integer("done", standing_.done);
  line.integer("known", standing_.kept);
  line.integer("failed", standing_.failed);
  line.integer("inputs", standing_.inputs);
  line.integer("written", standing_.written);
}

void RunLog::was_read(std::string_view path, const pipeline::StoredReading& reading) {
  constexpr std::int64_t kMicrosecondsAMillisecond = 1000;
  Line line(file_.get(), "read");
  line.text("path", path);
  line.text("outcome", reading.outcome);
  line.text("error_code", reading.error_code);
  line.text("format", reading.format);
  line.text("templates", reading.templates);
  line.integer("milliseconds", reading.microseconds / kMicrosecondsAMillisecond);
  line.integer("peak_bytes", reading.peak_bytes);
}

void RunLog::was_listed(std::string_view path, std::string_view outcome, std::string_view error_code) {
  Line line(file_.get(), "listed");
  line.text("path", path);
  line.text("outcome", outcome);
  line.text("error_code", error_code);
}

}  // namespace nianbao::cli
