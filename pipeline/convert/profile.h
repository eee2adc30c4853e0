// The settings LibreOffice starts with, in a folder of its own.
#pragma once

#include <filesystem>
#include <string>

#include "extract/base/error.h"

namespace nianbao::pipeline {

// Writes them below `profile`: no macros, no links followed, nothing recovered, nothing saved on its own.
Result<void> write_profile(const std::filesystem::path& profile);

// file:///... with all but plain characters as %XX.
std::string file_url(const std::filesystem::path& path);

// The name of the socket by which a second LibreOffice with this profile finds the first (desktop/source/app/
// officeipcthread.cxx). It is left behind when LibreOffice is killed.
std::string socket_name(const std::filesystem::path& profile);

}  // namespace nianbao::pipeline
