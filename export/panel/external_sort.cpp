#include "export/panel/external_sort.h"

#include <algorithm>
#include <cstring>
#include <queue>
#include <utility>

namespace nianbao::exporting {
namespace {

using Length = std::uint32_t;  // written before each item of a run

constexpr std::size_t kLeastBuffer = std::size_t{4} << 10;  // of each run being merged
constexpr std::size_t kMostBuffer = std::size_t{256} << 10;

}  // namespace

// The items of one run, one after another.
class ExternalSort::RunReader {
 public:
  RunReader(const SpoolFile& file, Run run, std::size_t buffer) : file_(&file), run_(run), buffer_size_(buffer) {}

  // Whether there is one more.
  Result<bool> next() {
    if (auto got = have(sizeof(Length)); !got || !*got) return got;
    Length length = 0;
    std::memcpy(&length, buffer_.data() + at_, sizeof length);
    at_ += sizeof length;
    if (auto got = have(length); !got || !*got) return got;
    item_ = std::string_view(buffer_).substr(at_, length);
    at_ += length;
    return true;
  }

  std::string_view item() const { return item_; }

 private:
  // Whether the buffer holds so many bytes from here, read where it did not.
  Result<bool> have(std::size_t bytes) {
    if (buffer_.size() - at_ >= bytes) return true;
    const auto left = static_cast<std::size_t>(run_.end - run_.begin);
    if (buffer_.size() - at_ + left < bytes) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    const auto old = buffer_.size();
    buffer_.resize(std::min(std::max(bytes, buffer_size_), old + left));
    if (auto read = file_->read(run_.begin, std::span(buffer_).subspan(old)); !read) {
      return std::unexpected(read.error());
    }
    run_.begin += static_cast<std::int64_t>(buffer_.size() - old);
    return true;
  }

  const SpoolFile* file_;
  Run run_;  // what is not in the buffer yet
  std::size_t buffer_size_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string_view item_;
};

ExternalSort::ExternalSort(SpoolSpace space) : space_(std::move(space)) {}

std::string_view ExternalSort::text(const Item& item) const {
  return std::string_view(waiting_).substr(item.begin, item.size);
}

Result<void> ExternalSort::add(std::string_view item) {
  const auto taken = waiting_.size() + items_.size() * sizeof(Item);
  if (!items_.empty() && taken + item.size() + sizeof(Item) > space_.memory) {
    if (auto spilled = spill(); !spilled) return spilled;
  }
  items_.push_back({waiting_.size(), item.size()});
  waiting_ += item;
  return {};
}

void ExternalSort::sort_waiting() {
  std::ranges::sort(items_, {}, [this](const Item& item) { return text(item); });
}

Result<void> ExternalSort::spill() {
  if (runs_.empty()) {
    if (auto opened = file_.open(space_.folder); !opened) return opened;
  }
  sort_waiting();
  const auto begin = file_.size();
  std::string bytes;
  const auto write = [&]() -> Result<void> {
    const auto written = file_.append(bytes);
    bytes.clear();
    return written ? Result<void>() : std::unexpected(written.error());
  };
  for (const auto& item : items_) {
    const auto length = static_cast<Length>(item.size);
    bytes.append(reinterpret_cast<const char*>(&length), sizeof length).append(text(item));
    if (bytes.size() < kMostBuffer) continue;
    if (auto written = write(); !written) return written;
  }
  if (auto written = write(); !written) return written;
  runs_.push_back({begin, file_.size()});
  items_.clear();
  waiting_.clear();
  return {};
}

Result<void> ExternalSort::for_each(const Visit& visit) {
  if (!runs_.empty()) {
    if (auto spilled = items_.empty() ? Result<void>() : spill(); !spilled) return spilled;
    items_.shrink_to_fit();
    waiting_.shrink_to_fit();
    return merge(visit);
  }
  sort_waiting();
  for (const auto& item : items_) {
    if (auto visited = visit(text(item)); !visited) return visited;
  }
  return {};
}

Result<void> ExternalSort::merge(const Visit& visit) {
  const auto buffer = std::clamp(space_.memory / runs_.size(), kLeastBuffer, kMostBuffer);
  std::vector<RunReader> readers;
  readers.reserve(runs_.size());
  const auto comes_later = [&](std::size_t a, std::size_t b) { return readers[b].item() < readers[a].item(); };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(comes_later)> first(comes_later);
  const auto advance = [&](std::size_t at) -> Result<void> {
    const auto more = readers[at].next();
    if (!more) return std::unexpected(more.error());
    if (*more) first.push(at);
    return {};
  };
  for (const auto& run : runs_) {
    readers.emplace_back(file_, run, buffer);
    if (auto advanced = advance(readers.size() - 1); !advanced) return advanced;
  }
  while (!first.empty()) {
    const auto at = first.top();
    first.pop();
    if (auto visited = visit(readers[at].item()); !visited) return visited;
    if (auto advanced = advance(at); !advanced) return advanced;
  }
  return {};
}

}  // namespace nianbao::exporting
