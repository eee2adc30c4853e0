#include "pipeline/sources/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/sources/file.h"
#include "pipeline/sources/list_reader.h"

namespace nianbao::pipeline {
namespace {

// The names of one folder in the order of their bytes. A million names lie in one string, for a heap block each
// would double them.
class Names {
 public:
  struct Name {
    std::string_view text;
    unsigned char type;  // DT_*
  };

  void add(unsigned char type, std::string_view name) {
    starts_.push_back(text_.size());
    text_ += static_cast<char>(type);
    text_.append(name).push_back('\0');
  }
  void sort() {
    std::ranges::sort(starts_, {}, [this](std::size_t start) { return name_at(start); });
  }
  std::optional<Name> next() {
    if (given_ == starts_.size()) return std::nullopt;
    const auto start = starts_[given_++];
    return Name{name_at(start), static_cast<unsigned char>(text_[start])};
  }

 private:
  std::string_view name_at(std::size_t start) const { return text_.c_str() + start + 1; }

  std::string text_;
  std::vector<std::size_t> starts_;
  std::size_t given_ = 0;
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct Folder {
  std::string path;   // "" or ending in "/"
  std::string shown;  // ditto
  Names names;
};

std::string with_slash(std::string path) {
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path;
}

Error system_error(int code) { return {ErrorCode::unreadable_file, {}, std::generic_category().message(code)}; }

class Walker {
 public:
  Walker(const Selection& selection, FileVisitor& visitor) : visitor_(visitor) {
    struct stat status{};
    if (!selection.without.empty() && ::stat(selection.without.c_str(), &status) == 0) {
      without_ = {status.st_dev, status.st_ino};
    }
  }

  // One of the inputs or of the names in a list, and all below it.
  bool input(const std::string& path) {
    const auto shown = shown_name(path);
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) return visitor_.refused(shown, system_error(errno));
    if (S_ISREG(status.st_mode)) return visitor_.file(path, shown);
    if (S_ISDIR(status.st_mode)) return folder(path, shown, status);
    return visitor_.refused(shown, {ErrorCode::unreadable_file, {}, "neither a file nor a folder"});
  }

 private:
  bool folder(const std::string& path, const std::string& shown, const struct stat& status) {
    if (is_left_out(status)) return true;
    if (!open(path, shown)) return false;
    while (!folders_.empty()) {
      auto& folder = *folders_.back();
      const auto name = folder.names.next();
      if (!name) {
        folders_.pop_back();
      } else if (!entry(folder, *name)) {
        folders_.clear();
        return false;
      }
    }
    return true;
  }

  bool entry(const Folder& folder, const Names::Name& name) {
    const auto path = folder.path + std::string(name.text);
    const auto shown = folder.shown + shown_bytes(name.text);
    if (name.type == DT_REG) return visitor_.file(path, shown);
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0) return visitor_.refused(shown, system_error(errno));
    if (S_ISDIR(status.st_mode)) return is_left_out(status) || open(path, shown);
    const bool is_link = S_ISLNK(status.st_mode);
    if (is_link && ::stat(path.c_str(), &status) != 0) return visitor_.refused(shown, system_error(errno));
    return !S_ISREG(status.st_mode) || visitor_.file(path, shown);
  }

  // Lists a folder whole, so that no more than one descriptor is open however deep the tree is.
  bool open(const std::string& path, const std::string& shown) {
    const std::unique_ptr<DIR, CloseFolder> stream(::opendir(path.c_str()));
    if (stream == nullptr) return visitor_.refused(shown, system_error(errno));
    auto folder = std::make_unique<Folder>(with_slash(path), shown == "." ? "" : with_slash(shown));
    errno = 0;
    while (const auto* each = ::readdir(stream.get())) {
      if (each->d_name[0] != '.') folder->names.add(each->d_type, each->d_name);
    }
    if (errno != 0) return visitor_.refused(shown, system_error(errno));
    folder->names.sort();
    folders_.push_back(std::move(folder));
    return true;
  }

  bool is_left_out(const struct stat& status) const {
    return without_ && *without_ == std::pair{status.st_dev, status.st_ino};
  }

  FileVisitor& visitor_;
  std::optional<std::pair<dev_t, ino_t>> without_;
  std::vector<std::unique_ptr<Folder>> folders_;  // from the input down to where the walk is
};

}  // namespace

Result<void> walk(const Selection& selection, ListsFrom lists, FileVisitor& visitor) {
  Walker walker(selection, visitor);
  for (const auto& input : selection.inputs) {
    if (!walker.input(input)) return {};
  }
  for (const auto& list : selection.lists) {
    if (list == kStandardInput && lists == ListsFrom::files_only) continue;
    auto names = ListReader::open(list);
    if (!names) return std::unexpected(names.error());
    while (true) {
      const auto name = names->next();
      if (!name) return std::unexpected(name.error());
      if (!*name) break;
      if (!walker.input(**name)) return {};
    }
  }
  return {};
}

}  // namespace nianbao::pipeline
