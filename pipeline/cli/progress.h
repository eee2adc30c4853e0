// The progress of a run for a person: a bar on a terminal, else a plain line now and then, on the standard error.
#pragma once

#include <chrono>
#include <string>

#include "pipeline/run/observer.h"

namespace nianbao::cli {

class Progress : public pipeline::Observer {
 public:
  enum class Style : std::uint8_t { bar, lines, silent };

  explicit Progress(Style style);
  ~Progress() override;  // clears the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void notice(std::string_view sentence) override;
  void stands(const pipeline::Standing& standing) override;
  void was_read(std::string_view, const pipeline::StoredReading&) override {}
  void was_listed(std::string_view, std::string_view, std::string_view) override {}

 private:
  using Clock = std::chrono::steady_clock;

  void clear_bar();

  Style style_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point told_ = began_;
  bool bar_is_shown_ = false;
};

// "[####....] 120/400 documents, 31/s, 2 failed, 9 s left", and "[####....] 120/402 inputs written" at the end, for a
// line this wide; without the bar where `width` is 0.
std::string progress_line(const pipeline::Standing& standing, std::chrono::duration<double> elapsed, std::size_t width);

}  // namespace nianbao::cli
