#include "pipeline/sources/warc/crawl_input.h"

#include <algorithm>

namespace nianbao::pipeline {

bool CrawlInput::fill() {
  if (ended_ || error_) return false;
  constexpr std::size_t kPiece = 128 << 10;
  dropped_ += static_cast<std::int64_t>(at_);
  window_.erase(0, at_);
  at_ = 0;
  const auto before = window_.size();
  window_.resize(before + kPiece);
  const auto count = stream_->read({window_.data() + before, kPiece});
  window_.resize(before + count.value_or(0));
  if (!count) {
    error_ = count.error();
    return false;
  }
  if (budget_ != nullptr) {
    if (auto taken = budget_->take_bytes(static_cast<std::int64_t>(*count)); !taken) error_ = taken.error();
  }
  ended_ = *count == 0;
  return !ended_ && !error_;
}

std::string_view CrawlInput::peek(std::size_t count) {
  while (window_.size() - at_ < count && fill()) {
  }
  return std::string_view(window_).substr(at_);
}

std::int64_t CrawlInput::take(std::int64_t count, std::string& into, std::size_t most) {
  std::int64_t taken = 0;
  while (taken < count) {
    const auto piece = peek(1).substr(0, static_cast<std::size_t>(count - taken));
    if (piece.empty()) break;
    into += piece.substr(0, most);
    most -= std::min(most, piece.size());
    taken += std::ssize(piece);
    drop(piece.size());
  }
  return taken;
}

void CrawlInput::put_back(std::string_view bytes) {
  dropped_ += static_cast<std::int64_t>(at_) - std::ssize(bytes);
  window_.replace(0, at_, bytes);
  at_ = 0;
}

bool CrawlInput::recover() {
  if (!error_ || error_->code != ErrorCode::damaged_archive || !stream_->recover()) return false;
  drop(window_.size() - at_);
  error_.reset();
  return true;
}

}  // namespace nianbao::pipeline
