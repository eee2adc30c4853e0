// Files the tests read: those of the project, and the shared ones a public clone does not have.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::test {

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

// A file of the project, by its path from the root.
std::filesystem::path project_file(const std::string& path);

// A file of the folder "shared" beside the project. Warns and returns nothing where there is none.
std::optional<std::filesystem::path> shared_file(const std::string& path);

}  // namespace nianbao::test
