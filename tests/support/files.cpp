#include "tests/support/files.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

namespace nianbao::test {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream stream(path, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  REQUIRE(stream);
}

std::filesystem::path project_file(const std::string& path) { return std::filesystem::path(NIANBAO_SOURCE_DIR) / path; }

std::optional<std::filesystem::path> shared_file(const std::string& path) {
  const auto file = std::filesystem::path(NIANBAO_SOURCE_DIR) / ".." / "shared" / path;
  if (std::filesystem::exists(file)) return file;
  WARN("skipped: this clone has no " << path);
  return std::nullopt;
}

}  // namespace nianbao::test
