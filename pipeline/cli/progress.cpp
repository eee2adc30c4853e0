#include "pipeline/cli/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace nianbao::cli {
namespace {

using namespace std::chrono_literals;
using pipeline::Standing;

std::size_t terminal_width() {
  constexpr std::size_t kDefault = 80;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefault;
  return size.ws_col;
}

// How many documents there will be, as far as it is known: containers not opened yet count as one.
std::optional<std::int64_t> expected(const Standing& standing) {
  if (!standing.files) return std::nullopt;
  return std::max(standing.listed, *standing.files + standing.members);
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 100) return fmt::format("{} s", whole);
  if (whole < 100 * 60) return fmt::format("{} min", (whole + 30) / 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

double share(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::string with_bar(const std::string& text, double share, std::size_t width) {
  constexpr std::size_t kNarrowestBar = 10;
  constexpr std::size_t kWidestBar = 40;
  constexpr std::size_t kFrame = 4;
  if (width < text.size() + kNarrowestBar + kFrame) return text.substr(0, width == 0 ? text.npos : width);
  const auto room = std::min(width - text.size() - kFrame, kWidestBar);
  const auto full = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(room));
  return "[" + std::string(full, '#') + std::string(room - full, '.') + "] " + text;
}

}  // namespace

std::string progress_line(const Standing& standing, std::chrono::duration<double> elapsed, std::size_t width) {
  if (standing.inputs > 0) {
    return with_bar(fmt::format("{}/{} inputs written", standing.written, standing.inputs),
                    share(standing.written, standing.inputs), width);
  }
  const auto total = expected(standing);
  const auto rate = elapsed > 0.5s ? static_cast<double>(standing.done - standing.kept) / elapsed.count() : 0;
  std::string text =
      total ? fmt::format("{}/{} documents", standing.done, *total) : fmt::format("{} documents", standing.done);
  if (standing.kept > 0) text += fmt::format(", {} known", standing.kept);
  if (rate > 0) text += fmt::format(", {:.{}f}/s", rate, rate < 10 ? 1 : 0);
  if (standing.failed > 0) text += fmt::format(", {} failed", standing.failed);
  if (total && rate > 0 && standing.done < *total) {
    text += fmt::format(", {} left", duration(static_cast<double>(*total - standing.done) / rate));
  }
  if (!total || *total == 0) return text.substr(0, width == 0 ? text.npos : width);
  return with_bar(text, share(standing.done, *total), width);
}

Progress::Progress(Style style) : style_(style) {}

Progress::~Progress() { clear_bar(); }

void Progress::clear_bar() {
  if (!bar_is_shown_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  bar_is_shown_ = false;
}

void Progress::notice(std::string_view sentence) {
  if (style_ == Style::silent) return;
  clear_bar();
  fmt::print(stderr, "nianbao: {}\n", sentence);
}

void Progress::stands(const Standing& standing) {
  constexpr auto kBetweenBars = 100ms;
  constexpr auto kBetweenLines = 30s;
  const auto now = Clock::now();
  if (style_ == Style::silent || now - told_ < (style_ == Style::bar ? Clock::duration(kBetweenBars) : kBetweenLines)) {
    return;
  }
  told_ = now;
  if (style_ == Style::lines) {
    fmt::print(stderr, "{}\n", progress_line(standing, now - began_, 0));
    return;
  }
  fmt::print(stderr, "\r\x1b[K{}", progress_line(standing, now - began_, terminal_width() - 1));
  std::fflush(stderr);
  bar_is_shown_ = true;
}

}  // namespace nianbao::cli
