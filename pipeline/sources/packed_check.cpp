#include "pipeline/sources/packed_check.h"

#include <algorithm>

namespace nianbao::pipeline {

Result<PackedCheck> PackedCheck::of(ByteSource& source, Packing packing, ContainerBudget& budget) {
  constexpr std::size_t kPiece = 256 << 10;
  auto stream = open_packed(source, packing);
  if (!stream) return std::unexpected(stream.error());
  PackedCheck check;
  auto trial = budget;
  std::vector<char> buffer(kPiece);
  while (true) {
    const auto count = (*stream)->read(buffer);
    if (!count) {
      check.note(count.error(), (*stream)->sound());
      if (!(*stream)->recover()) return check;
      continue;
    }
    if (*count == 0) return check;
    const auto size = static_cast<std::int64_t>(*count);
    check.size_ += size;
    if (auto taken = trial.take_bytes(size); !taken) {
      budget = trial;
      return std::unexpected(taken.error());
    }
  }
}

void PackedCheck::note(const Error& error, std::int64_t sound) {
  if (!error_) error_ = error;
  if (sound >= size_) return;
  // Hostile bytes may hold damage without end; from so many places on all is one.
  constexpr std::size_t kMostRanges = 1 << 16;
  if (unsound_.size() == kMostRanges)
    unsound_.back().to = size_;
  else
    unsound_.push_back({sound, size_});
}

std::optional<Error> PackedCheck::fault_in(std::int64_t from, std::int64_t to) const {
  const auto range = std::ranges::upper_bound(unsound_, from, {}, &Range::to);
  if (range == unsound_.end() || range->from >= to) return std::nullopt;
  return Error{ErrorCode::damaged_archive, {}, "may be changed: what it is packed in fails its checksum"};
}

}  // namespace nianbao::pipeline
