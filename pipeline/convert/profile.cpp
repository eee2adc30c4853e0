#include "pipeline/convert/profile.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

namespace nianbao::pipeline {
namespace {

struct Setting {
  std::string_view path;
  std::string_view name;
  std::string_view value;
};
constexpr std::array kSettings{
    Setting{"/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
    Setting{"/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
    Setting{"/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
    Setting{"/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"},
    Setting{"/org.openoffice.Office.Common/Misc", "FirstRun", "false"},
    Setting{"/org.openoffice.Office.Common/Misc", "UseLocking", "true"},
    Setting{"/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"},
    Setting{"/org.openoffice.Office.Writer/Content/Update", "Link", "0"},
};

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

Result<void> write_profile(const std::filesystem::path& profile) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n";
  for (const auto& [path, name, value] : kSettings) {
    text += fmt::format("<item oor:path=\"{}\"><prop oor:name=\"{}\" oor:op=\"fuse\"><value>{}</value></prop></item>\n",
                        path, name, value);
  }
  std::error_code error;
  std::filesystem::create_directories(profile / "user", error);
  const auto file = profile / "user" / "registrymodifications.xcu";
  std::ofstream stream(file);
  stream << text << "</oor:items>\n";
  stream.close();
  if (!stream) return fail(ErrorCode::conversion_failed, file.string(), "cannot be written");
  return {};
}

std::string file_url(const std::filesystem::path& path) {
  std::string url = "file://";
  for (const char c : path.string()) url += is_plain(c) ? std::string(1, c) : fmt::format("%{:02X}", c & 0xFF);
  return url;
}

std::string socket_name(const std::filesystem::path& profile) {
  std::string wide;  // UTF-16
  for (const char c : file_url(profile)) wide.append(1, c).append(1, '\0');
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(wide.data(), wide.size(), digest.data(), &size, EVP_md5(), nullptr) != 1) return {};
  auto name = fmt::format("OSL_PIPE_{}_SingleOfficeIPC_", ::getuid());
  for (unsigned i = 0; i < size; ++i) name += fmt::format("{:x}", digest[i]);
  return name;
}

}  // namespace nianbao::pipeline
