#include "pipeline/convert/libreoffice.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "extract/foreign_formats.h"
#include "extract/format_table.h"
#include "pipeline/convert/guarded_process.h"
#include "pipeline/convert/profile.h"

namespace nianbao::pipeline {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kLongestStart{60};
constexpr int kDocumentsServed = 200;           // then it is started anew: it keeps what it leaks
constexpr std::int64_t kOwnMemory = 3LL << 29;  // 1.5 GiB; 0.6 GiB is what it maps at its start
constexpr std::array<std::string_view, 4> kUsualPlaces{
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
};

std::vector<std::string> candidates() {
  std::vector<std::string> programs;
  const char* path = ::getenv("PATH");
  const std::string folders = path == nullptr ? "" : path;
  for (std::size_t begin = 0; begin < folders.size();) {
    const auto end = std::min(folders.find(':', begin), folders.size());
    const fs::path folder = folders.substr(begin, end - begin);
    if (folder.is_absolute())
      for (const auto* name : {"soffice", "libreoffice"}) programs.push_back((folder / name).string());
    begin = end + 1;
  }
  programs.insert(programs.end(), kUsualPlaces.begin(), kUsualPlaces.end());
  return programs;
}

std::string read_all(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A folder of our own that no one else can look into; gone at the end.
class Scratch {
 public:
  static Result<Scratch> make() {
    std::error_code error;
    auto pattern = (fs::temp_directory_path(error) / "nianbao-convert-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr) {
      return fail(ErrorCode::conversion_failed, pattern, fmt::format("no scratch folder: {}", std::strerror(errno)));
    }
    return Scratch(std::move(pattern));
  }
  Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, fs::path())) {}
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  fs::path operator/(const char* name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

// Nothing of ours but where programs lie: the language would change what it writes.
std::vector<std::string> environment_in(const fs::path& scratch) {
  const char* path = ::getenv("PATH");
  return {fmt::format("PATH={}", path == nullptr ? "/usr/bin:/bin" : path),
          "HOME=" + scratch.string(),
          "TMPDIR=" + scratch.string(),
          "XDG_RUNTIME_DIR=" + scratch.string(),
          "LANG=C.UTF-8",
          "LC_ALL=C.UTF-8",
          "SAL_USE_VCLPLUGIN=svp"};
}

// "LibreOffice 7.4.7.2 40(Build:2)"; what follows the number differs between builds of one version.
std::string version_in(const std::string& output) {
  const auto begin = output.find("LibreOffice ");
  if (begin == std::string::npos) return {};
  const auto number = output.find(' ', begin) + 1;
  return output.substr(begin, output.find_first_of(" \r\n", number) - begin);
}

Result<std::string> ask_version(const std::string& program) {
  auto scratch = Scratch::make();
  if (!scratch) return std::unexpected(std::move(scratch.error()));
  auto process = GuardedProcess::start({
      .arguments = {program, "-env:UserInstallation=" + file_url(*scratch / "profile"), "--version"},
      .environment = environment_in(scratch->path()),
      .output = *scratch / "log",
  });
  if (!process) return std::unexpected(std::move(process.error()));
  process->wait(kLongestStart);
  process->end();
  auto version = version_in(read_all(*scratch / "log"));
  if (version.empty()) return fail(ErrorCode::needs_converter, program, "says no version of LibreOffice");
  return version;
}

std::unexpected<Error> faulty(std::string detail) { return fail(ErrorCode::conversion_failed, {}, std::move(detail)); }

}  // namespace

Result<LibreOffice> find_libreoffice(const std::string& program) {
  std::optional<Error> first;
  for (const auto& candidate : program.empty() ? candidates() : std::vector{program}) {
    if (::access(candidate.c_str(), X_OK) != 0) continue;
    auto version = ask_version(candidate);
    if (version) return LibreOffice{candidate, std::move(*version)};
    if (!first) first = std::move(version.error());
  }
  if (first) return std::unexpected(std::move(*first));
  return fail(ErrorCode::needs_converter, program,
              "LibreOffice is not installed: install its Writer (on Debian and Ubuntu: apt install "
              "libreoffice-writer-nogui)");
}

// One LibreOffice with a profile of its own. A second one with this profile finds it by its socket, hands its document
// over and ends when that is converted. It would end with its last document, so it is given one that stays open.
class Converter::Session {
 public:
  static Result<std::unique_ptr<Session>> start(const LibreOffice& office, const Limits& limits) {
    auto scratch = Scratch::make();
    if (!scratch) return std::unexpected(std::move(scratch.error()));
    auto session = std::unique_ptr<Session>(new Session(office, limits, std::move(*scratch)));
    if (auto opened = session->open(); !opened) return std::unexpected(std::move(opened.error()));
    return session;
  }

  // Whether it still runs after this time.
  bool runs_after(milliseconds time) { return server_ && !server_->wait(time); }

  // Whether the second LibreOffice ended in time. What it did is only to be seen in result().
  Result<bool> convert(const fs::path& source, seconds longest) {
    std::error_code ignored;
    fs::remove_all(scratch_ / "out", ignored);
    auto client = GuardedProcess::start(
        command({"--convert-to", "docx:MS Word 2007 XML", "--outdir", (scratch_ / "out").string(), source.string()},
                "client.log"));
    if (!client) return std::unexpected(std::move(client.error()));
    return client->wait(longest).has_value();
  }

  Result<fs::path> put(std::string_view bytes, std::string_view format) {
    auto file = scratch_ / ("source." + std::string(format)).c_str();
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) return faulty("the scratch folder cannot be written to");
    return file;
  }

  fs::path result() const { return scratch_ / "out" / "source.docx"; }

 private:
  Session(const LibreOffice& office, const Limits& limits, Scratch scratch)
      : office_(office), limits_(limits), scratch_(std::move(scratch)) {}

  GuardedCommand command(std::vector<std::string> more, const char* log) const {
    GuardedCommand made{.arguments = {office_.program, "-env:UserInstallation=" + file_url(scratch_ / "profile"),
                                      "--headless", "--norestore", "--nologo"},
                        .environment = environment_in(scratch_.path()),
                        .output = scratch_ / log,
                        .address_space = limits_.worker_bytes + kOwnMemory,
                        .file_bytes = 4 * limits_.document_bytes};
    std::ranges::move(more, std::back_inserter(made.arguments));
    return made;
  }

  Result<void> open() {
    const auto profile = scratch_ / "profile";
    if (auto written = write_profile(profile); !written) return written;
    fs::create_directory(scratch_ / "open");
    const auto stays_open = scratch_ / "open" / "open.txt";
    std::ofstream(stays_open) << ".\n";
    auto server = command({stays_open.string()}, "server.log");
    server.litter = {scratch_.path(), fs::path("/tmp") / socket_name(profile),
                     fs::path("/var/tmp") / socket_name(profile)};
    auto started = GuardedProcess::start(server);
    if (!started) return std::unexpected(std::move(started.error()));
    server_ = std::move(*started);
    // Its lock says that the document is open, and so that others are welcome.
    const auto lock = scratch_ / "open" / ".~lock.open.txt#";
    constexpr milliseconds kOften{20};
    const auto until = std::chrono::steady_clock::now() + kLongestStart;
    while (runs_after(kOften)) {
      if (fs::exists(lock)) return {};
      if (std::chrono::steady_clock::now() > until) break;
    }
    return faulty("LibreOffice does not start");
  }

  LibreOffice office_;
  Limits limits_;
  Scratch scratch_;
  std::optional<GuardedProcess> server_;
};

Converter::Converter(LibreOffice office, const Limits& limits) : office_(std::move(office)), limits_(limits) {}

Converter::~Converter() = default;

const LibreOffice& Converter::office() const { return office_; }

Result<std::string> Converter::convert(std::string_view bytes, int longest) {
  const auto format = extract::convertible_format(bytes);
  if (format.empty()) {
    const auto detected = extract::detect_format({.name = {}, .bytes = bytes});
    if (!detected) return std::unexpected(detected.error());
    return faulty("a document that needs no converter");
  }
  auto converted = attempt(bytes, format, seconds(longest));
  const bool died = !converted && converted.error().code == ErrorCode::crashed;
  if (died) converted = attempt(bytes, format, seconds(longest));
  if (!converted && converted.error().code == ErrorCode::crashed) return faulty("LibreOffice dies of it");
  return converted;
}

Result<void> Converter::serve() {
  constexpr milliseconds kNow{0};
  if (session_ && served_ < kDocumentsServed && session_->runs_after(kNow)) return {};
  session_.reset();
  served_ = 0;
  auto started = Session::start(office_, limits_);
  if (!started) started = Session::start(office_, limits_);  // a profile can be spoiled while it is made
  if (!started) return std::unexpected(std::move(started.error()));
  session_ = std::move(*started);
  return {};
}

Result<std::string> Converter::attempt(std::string_view bytes, std::string_view format, seconds longest) {
  if (auto serving = serve(); !serving) return std::unexpected(std::move(serving.error()));
  ++served_;
  const auto source = session_->put(bytes, format);
  if (!source) return std::unexpected(source.error());
  const auto in_time = session_->convert(*source, longest);
  if (!in_time) return std::unexpected(in_time.error());
  if (!*in_time) {
    session_.reset();
    return fail(ErrorCode::timed_out, {}, fmt::format("LibreOffice took more than {} seconds", longest.count()));
  }
  return take_result();
}

Result<std::string> Converter::take_result() {
  constexpr milliseconds kToDie{200};
  std::error_code error;
  const auto size = fs::file_size(session_->result(), error);
  if (error) {
    if (session_->runs_after(kToDie)) return faulty("LibreOffice cannot load it");
    session_.reset();
    return fail(ErrorCode::crashed, {}, "LibreOffice died");
  }
  if (size == 0) return faulty("LibreOffice made an empty file of it");
  if (static_cast<std::int64_t>(size) > limits_.document_bytes) {
    return over_limit(&Limits::document_bytes, limits_, "the converted document");
  }
  return read_all(session_->result());
}

}  // namespace nianbao::pipeline
