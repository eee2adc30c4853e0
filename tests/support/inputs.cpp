#include "tests/support/inputs.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace nianbao::test {

bool FoundInputs::add(Found found) {
  all.push_back(std::move(found));
  return all.size() < stop_after;
}

bool FoundInputs::document(const pipeline::Origin& origin, std::string_view bytes) {
  return add({"document", origin, std::string(bytes), {}, {}});
}

bool FoundInputs::refused(const pipeline::Origin& origin, std::int64_t bytes, const Error& error) {
  return add({"refused", origin, std::to_string(bytes), std::string(to_string(error.code)), error.detail});
}

pipeline::InputSink::Answer FoundInputs::enter(const pipeline::Origin& origin, const pipeline::Container& container) {
  add({"enter", origin, std::to_string(container.bytes), {}, {}, container});
  return answer;
}

bool FoundInputs::leave(const pipeline::Origin& origin, const pipeline::Container& container,
                        const Result<void>& ended) {
  Found found{"leave", origin, std::to_string(container.bytes), {}, {}, container};
  if (!ended) {
    found.code = to_string(ended.error().code);
    found.detail = ended.error().detail;
  }
  return add(std::move(found));
}

std::vector<std::string> FoundInputs::lines(const std::string& below) const {
  std::vector<std::string> lines;
  for (const auto& found : all) {
    auto path = found.origin.path;
    if (!below.empty() && path.starts_with(below + "/")) path.erase(0, below.size() + 1);
    const auto more = found.what == "enter" ? found.container.format : found.code;
    lines.push_back(found.what + " " + path + (more.empty() ? "" : " " + more));
  }
  return lines;
}

const Found& FoundInputs::at(std::string_view what, std::string_view path_end) const {
  const auto found = std::ranges::find_if(
      all, [&](const Found& each) { return each.what == what && each.origin.path.ends_with(path_end); });
  INFO(what << " " << path_end);
  REQUIRE(found != all.end());
  return *found;
}

FoundInputs found_in(const std::vector<std::string>& inputs, const Limits& limits) {
  FoundInputs found;
  const auto read = pipeline::read_inputs({.inputs = inputs, .lists = {}, .without = {}}, limits, found);
  REQUIRE(read);
  return found;
}

FoundInputs found_in_bytes(const std::string& name, const std::string& bytes, const Limits& limits) {
  const TemporaryFolder folder;
  write_file(folder / name, bytes);
  auto found = found_in({(folder / name).string()}, limits);
  for (auto& each : found.all) each.origin.path.erase(0, folder.path().string().size() + 1);
  return found;
}

}  // namespace nianbao::test
