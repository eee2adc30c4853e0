#include "extract/base/zip.h"

#include <zip.h>

#include <array>

namespace nianbao {
namespace {

constexpr std::size_t kPiece = 64 << 10;
constexpr std::int64_t kFreeBytes = 1 << 20;  // an entry may inflate to this much at any ratio

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

std::unexpected<Error> open_failure(zip_error_t& error) {
  std::string detail = zip_error_strerror(&error);
  zip_error_fini(&error);
  return fail(ErrorCode::damaged_archive, {}, "the package cannot be opened: " + detail);
}

}  // namespace

struct ZipPackage::State {
  const Limits& limits;
  std::unique_ptr<zip_t, Discard> archive;
  std::int64_t inflated = 0;

  zip_int64_t find(std::string_view name) const {
    return zip_name_locate(archive.get(), std::string(name).c_str(), ZIP_FL_NOCASE);
  }
  Result<Entry> open_entry(zip_uint64_t index, std::string_view name) const;
  Result<void> check(std::int64_t compressed, std::int64_t given, std::string_view name) const;
};

Result<Entry> ZipPackage::State::open_entry(zip_uint64_t index, std::string_view name) const {
  zip_stat_t stat;
  if (zip_stat_index(archive.get(), index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE) {
    return fail(ErrorCode::encrypted, std::string(name), "this part of the package is protected by a password");
  }
  Entry entry(zip_fopen_index(archive.get(), index, 0));
  if (entry == nullptr) return fail(ErrorCode::damaged_archive, std::string(name), zip_strerror(archive.get()));
  return entry;
}

Result<void> ZipPackage::State::check(std::int64_t compressed, std::int64_t given, std::string_view name) const {
  if (inflated > limits.inflated_bytes) return over_limit(&Limits::inflated_bytes, limits, name);
  if (given > kFreeBytes && given / limits.inflate_ratio > compressed) {
    return over_limit(&Limits::inflate_ratio, limits, name);
  }
  return {};
}

ZipPackage::ZipPackage(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipPackage::ZipPackage(ZipPackage&&) noexcept = default;
ZipPackage::~ZipPackage() = default;

Result<ZipPackage> ZipPackage::open(std::string_view bytes, const Limits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return open_failure(error);
  zip_error_fini(&error);
  return open_source(source, limits);
}

Result<ZipPackage> ZipPackage::open_file(const std::filesystem::path& file, const Limits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_file_create(file.c_str(), 0, -1, &error);
  if (source == nullptr) return open_failure(error);
  zip_error_fini(&error);
  return open_source(source, limits);
}

Result<ZipPackage> ZipPackage::open_source(zip_source_t* source, const Limits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  if (archive == nullptr) {
    zip_source_free(source);
    return open_failure(error);
  }
  zip_error_fini(&error);
  if (zip_get_num_entries(archive.get(), 0) > limits.zip_entries)
    return over_limit(&Limits::zip_entries, limits, "package");
  return ZipPackage(std::make_unique<State>(limits, std::move(archive)));
}

bool ZipPackage::contains(std::string_view name) const { return state_->find(name) >= 0; }

std::vector<std::string> ZipPackage::names() const {
  std::vector<std::string> names;
  const auto count = zip_get_num_entries(state_->archive.get(), 0);
  for (zip_int64_t index = 0; index < count; ++index) {
    const auto* name = zip_get_name(state_->archive.get(), static_cast<zip_uint64_t>(index), 0);
    names.emplace_back(name == nullptr ? "" : name);
  }
  return names;
}

Result<void> ZipPackage::read(std::string_view name, const Sink& sink) {
  const auto index = state_->find(name);
  if (index < 0) return fail(ErrorCode::missing_part, std::string(name), "the package has no such part");
  const auto entry = state_->open_entry(static_cast<zip_uint64_t>(index), name);
  if (!entry) return std::unexpected(entry.error());
  zip_stat_t stat;
  const bool has_size = zip_stat_index(state_->archive.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0;
  const auto compressed = has_size ? static_cast<std::int64_t>(stat.comp_size) : 0;

  std::array<char, kPiece> piece;
  std::int64_t given = 0;
  for (;;) {
    const auto count = zip_fread(entry->get(), piece.data(), piece.size());
    if (count == 0) return {};
    if (count < 0) {
      return fail(ErrorCode::damaged_archive, std::string(name), zip_error_strerror(zip_file_get_error(entry->get())));
    }
    given += count;
    state_->inflated += count;
    if (auto allowed = state_->check(compressed, given, name); !allowed) return allowed;
    if (auto taken = sink({piece.data(), static_cast<std::size_t>(count)}); !taken) return taken;
  }
}

Result<std::string> ZipPackage::read(std::string_view name) {
  std::string content;
  const auto append = [&](std::string_view piece) -> Result<void> {
    content += piece;
    return {};
  };
  if (auto done = read(name, append); !done) return std::unexpected(done.error());
  return content;
}

}  // namespace nianbao
