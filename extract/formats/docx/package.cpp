#include "extract/formats/docx/package.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace nianbao::extract::docx {
namespace {

// A relationship's target against the folder of the part it starts from (part 2, 6.2.2 and RFC 3986 5.2).
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target) : fmt::format("{}/{}", folder, target);
  std::ranges::replace(path, '\\', '/');
  std::vector<std::string_view> segments;
  for (std::string_view rest = path; !rest.empty();) {
    const auto segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
    if (segment.empty() || segment == ".") continue;
    if (segment != "..")
      segments.push_back(segment);
    else if (!segments.empty())
      segments.pop_back();
  }
  return fmt::format("{}", fmt::join(segments, "/"));
}

std::pair<std::string_view, std::string_view> split_path(std::string_view part) {
  const auto slash = part.rfind('/');
  if (slash == std::string_view::npos) return {{}, part};
  return {part.substr(0, slash), part.substr(slash + 1)};
}

// Transitional and package relationships, and strict ones. Other vendors' kinds may share a last segment.
constexpr std::array<std::string_view, 2> kTypePrefixes{"http://schemas.openxmlformats.org/",
                                                        "http://purl.oclc.org/ooxml/"};

}  // namespace

std::string_view Relationships::by_kind(std::string_view kind) const {
  const auto found = std::ranges::find(all_, kind, &Relationship::kind);
  return found == all_.end() ? std::string_view{} : found->part;
}

std::string_view Relationships::by_id(std::string_view id) const {
  const auto found = std::ranges::find(all_, id, &Relationship::id);
  return found == all_.end() ? std::string_view{} : found->part;
}

class RelationshipReader : public PartHandler {
 public:
  RelationshipReader(Relationships& relationships, std::string_view folder)
      : relationships_(relationships), folder_(folder) {}

  void start(const xml::Element& element) override {
    const auto type = element.attribute("Type");
    if (element.name != "Relationship" || element.attribute("TargetMode") == "External") return;
    if (std::ranges::none_of(kTypePrefixes, [type](auto prefix) { return type.starts_with(prefix); })) return;
    relationships_.all_.push_back({.id = std::string(element.attribute("Id")),
                                   .kind = std::string(split_path(type).second),
                                   .part = resolve(folder_, element.attribute("Target"))});
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::string_view) override {}

 private:
  Relationships& relationships_;
  std::string_view folder_;
};

Result<Package> Package::open(std::string_view bytes, const Limits& limits) {
  auto archive = ZipPackage::open(bytes, limits);
  if (!archive) return std::unexpected(std::move(archive.error()));
  return Package(std::move(*archive), limits);
}

Result<Relationships> Package::relationships_of(std::string_view part) {
  const auto [folder, name] = split_path(part);
  const auto entry = fmt::format("{}{}_rels/{}.rels", folder, folder.empty() ? "" : "/", name);
  Relationships relationships;
  if (!part.empty() && !archive_.contains(entry)) return relationships;
  RelationshipReader reader(relationships, folder);
  if (auto done = stream(entry, reader); !done) return std::unexpected(std::move(done.error()));
  return relationships;
}

Result<void> Package::stream(std::string_view entry, PartHandler& handler) {
  xml::PushParser parser(handler, limits_, entry);
  const auto feed = [&](std::string_view piece) -> Result<void> {
    if (auto fed = parser.feed(piece); !fed) return fed;
    return handler.status();
  };
  if (auto read = archive_.read(entry, feed); !read) return read;
  if (auto finished = parser.finish(); !finished) return finished;
  return handler.status();
}

Result<void> Package::parse(std::string_view part, PartHandler& handler) {
  index_of(part);
  return stream(part, handler);
}

Result<std::string> Package::read_all(std::string_view part) {
  index_of(part);
  return archive_.read(part);
}

std::int32_t Package::index_of(std::string_view part) {
  const auto found = std::ranges::find(parts_, part);
  if (found != parts_.end()) return static_cast<std::int32_t>(found - parts_.begin());
  parts_.emplace_back(part);
  return static_cast<std::int32_t>(parts_.size()) - 1;
}

}  // namespace nianbao::extract::docx
