#include "export/panel/like_texts.h"

#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "export/panel/bytes.h"

namespace nianbao::exporting {
namespace {

constexpr std::size_t kNeighbours = 4;  // on either side
constexpr std::size_t kBandKey = sizeof(std::uint16_t) + sizeof(std::uint8_t) + sizeof(std::uint64_t);

}  // namespace

Result<void> LikeTexts::add(const PanelReport& report) {
  if (!tells_enough(report.text)) return {};
  if (reports_.size() == 0) {
    if (auto opened = reports_.open(space_.folder); !opened) return opened;
  }
  PanelReport lean = report;
  lean.fields.clear();
  const auto bytes = packed(lean);
  std::string framed;
  ByteWriter(framed).text(bytes);
  const auto place = reports_.append(framed);
  if (!place) return std::unexpected(place.error());
  std::uint8_t number = 0;
  for (const auto band : bands(report.text)) {
    std::string item;
    ByteWriter(item).number(static_cast<std::uint16_t>(report.year)).number(number++).number(band).number(*place);
    if (auto added = bands_.add(item); !added) return added;
  }
  return {};
}

Result<void> LikeTexts::for_each(const std::function<Result<void>(const PanelFinding&)>& visit) {
  if (auto found = find_pairs(); !found) return found;
  std::int64_t place = -1;
  std::int64_t last = -1;  // candidate
  PanelReport report;
  std::optional<PanelReport> nearest;
  double alike = 0;
  const auto tell = [&]() -> Result<void> {
    const auto finding = nearest ? check_same_text(report, *nearest) : std::nullopt;
    return finding ? visit(*finding) : Result<void>();
  };
  auto compared = pairs_.for_each([&](std::string_view item) -> Result<void> {
    ByteReader pair(item);
    const auto one = pair.number<std::int64_t>();
    const auto candidate = pair.number<std::int64_t>();
    if (one != place) {
      if (auto told = tell(); !told) return told;
      auto next = read(one);
      if (!next) return std::unexpected(next.error());
      report = std::move(*next);
      nearest.reset();
      alike = 0;
    }
    if (one == std::exchange(place, one) && candidate == last) return {};
    last = candidate;
    auto other = read(candidate);
    if (!other) return std::unexpected(other.error());
    const auto likeness_here = likeness(report.text, other->text);
    if (likeness_here <= alike) return {};
    alike = likeness_here;
    nearest = std::move(*other);
    return {};
  });
  return compared ? tell() : compared;
}

Result<void> LikeTexts::find_pairs() {
  std::string band;
  std::deque<std::int64_t> before;  // the reports of this band that came last
  return bands_.for_each([&](std::string_view item) -> Result<void> {
    if (item.substr(0, kBandKey) != band) {
      band = item.substr(0, kBandKey);
      before.clear();
    }
    const auto place = ByteReader(item.substr(kBandKey)).number<std::int64_t>();
    for (const auto other : before) {
      if (auto added = add_pair(place, other); !added) return added;
      if (auto added = add_pair(other, place); !added) return added;
    }
    before.push_back(place);
    if (before.size() > kNeighbours) before.pop_front();
    return {};
  });
}

Result<void> LikeTexts::add_pair(std::int64_t one, std::int64_t other) {
  std::string item;
  ByteWriter(item).number(one).number(other);
  return pairs_.add(item);
}

Result<PanelReport> LikeTexts::read(std::int64_t place) const {
  std::string length(sizeof(std::uint32_t), '\0');
  if (auto got = reports_.read(place, length); !got) return std::unexpected(got.error());
  std::string bytes(ByteReader(length).number<std::uint32_t>(), '\0');
  if (auto got = reports_.read(place + std::ssize(length), bytes); !got) return std::unexpected(got.error());
  return unpacked(bytes);
}

}  // namespace nianbao::exporting
