#include "pipeline/sources/libarchive.h"

#include <locale.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace nianbao::pipeline {
namespace {

locale_t utf8_locale() {
  static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

// Without gzip, which it does not check.
struct Filter {
  Packing packing;
  int (*support)(archive*);
};
constexpr std::array kFilters{
    Filter{Packing::bzip2, archive_read_support_filter_bzip2},
    Filter{Packing::xz, archive_read_support_filter_xz},
    Filter{Packing::zstd, archive_read_support_filter_zstd},
};

int support_rar(archive* handle) {
  return std::min(archive_read_support_format_rar(handle), archive_read_support_format_rar5(handle));
}

int support_raw(archive* handle) {
  return std::min(archive_read_support_format_raw(handle), archive_read_support_format_empty(handle));
}

struct Format {
  Holding holding;
  int (*support)(archive*);
};
constexpr std::array kFormats{
    Format{Holding::zip, archive_read_support_format_zip},
    Format{Holding::tar, archive_read_support_format_tar},
    Format{Holding::seven_zip, archive_read_support_format_7zip},
    Format{Holding::rar, support_rar},
};

int support(archive* handle, const ContainerKind& kind) {
  const auto filter = std::ranges::find(kFilters, kind.packing, &Filter::packing);
  if (filter != kFilters.end() && filter->support(handle) < ARCHIVE_WARN) return ARCHIVE_FATAL;
  if (kind.in_one_pass) return archive_read_support_format_zip_streamable(handle);
  const auto format = std::ranges::find(kFormats, kind.holding, &Format::holding);
  return format == kFormats.end() ? support_raw(handle) : format->support(handle);
}

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

Utf8Names::Utf8Names() : before_(::uselocale(utf8_locale())) {}
Utf8Names::~Utf8Names() { ::uselocale(static_cast<locale_t>(before_)); }

// What an archive is read from: a source anywhere, or a stream one piece after another.
struct Archive::Input {
  ByteSource* source;
  ByteStream* stream;
  std::int64_t at = 0;
  std::unique_ptr<char[]> buffer = std::make_unique_for_overwrite<char[]>(kPiece);
  std::optional<Error> refusal = {};

  static constexpr std::size_t kPiece = 256 << 10;

  Result<std::string_view> next() {
    const std::span<char> room(buffer.get(), kPiece);
    if (source != nullptr) return source->read_at(at, room);
    const auto count = stream->read(room);
    if (!count) return std::unexpected(count.error());
    return std::string_view(room.data(), *count);
  }

  static la_ssize_t read(archive* handle, void* data, const void** bytes) {
    auto& input = *static_cast<Input*>(data);
    const auto piece = input.next();
    if (!piece) {
      input.refusal = piece.error();
      archive_set_error(handle, EIO, "%s", input.refusal->detail.c_str());
      return ARCHIVE_FATAL;
    }
    input.at += std::ssize(*piece);
    *bytes = piece->data();
    return std::ssize(*piece);
  }

  static la_int64_t skip(archive*, void* data, la_int64_t count) {
    auto& input = *static_cast<Input*>(data);
    const auto skipped = std::clamp<std::int64_t>(count, 0, std::max<std::int64_t>(0, input.source->size() - input.at));
    input.at += skipped;
    return skipped;
  }

  static la_int64_t seek(archive*, void* data, la_int64_t offset, int whence) {
    auto& input = *static_cast<Input*>(data);
    const auto size = input.source->size();
    const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? input.at : size;
    // A hostile offset may be any number; what lies outside is refused without adding it.
    if (offset < -from || offset > size - from) return ARCHIVE_FATAL;
    return input.at = from + offset;
  }
};

void Archive::FreeInput::operator()(Input* input) const { delete input; }

Result<std::unique_ptr<Archive>> Archive::open(ByteSource& source, const ContainerKind& kind) {
  std::unique_ptr<Archive> opened(new Archive());
  opened->input_.reset(new Input{&source, nullptr});
  auto* handle = opened->get();
  if (handle == nullptr || support(handle, kind) < ARCHIVE_WARN) {
    return fail(ErrorCode::unsupported_format, {}, "libarchive was built without " + kind.format());
  }
  archive_read_set_skip_callback(handle, Input::skip);
  archive_read_set_seek_callback(handle, Input::seek);
  if (auto begun = opened->begin(); !begun) return std::unexpected(begun.error());
  return opened;
}

Result<std::unique_ptr<Archive>> Archive::open_tar(ByteStream& stream) {
  std::unique_ptr<Archive> opened(new Archive());
  opened->input_.reset(new Input{nullptr, &stream});
  if (opened->get() == nullptr || support(opened->get(), {.holding = Holding::tar}) < ARCHIVE_WARN) {
    return fail(ErrorCode::unsupported_format, {}, "libarchive was built without tar");
  }
  if (auto begun = opened->begin(); !begun) return std::unexpected(begun.error());
  return opened;
}

Result<void> Archive::begin() {
  const Utf8Names names;
  archive_read_set_callback_data(get(), input_.get());
  archive_read_set_read_callback(get(), Input::read);
  if (archive_read_open1(get()) < ARCHIVE_WARN) return std::unexpected(error());
  return {};
}

Error Archive::error() const {
  if (input_->refusal) return *input_->refusal;
  const auto* words = archive_error_string(get());
  const std::string text = words == nullptr ? "cannot be unpacked" : words;
  // libarchive has no codes for these: its words are all there is.
  if (mentions(text, {"ncrypt", "assphrase", "assword", "Crypto codec"})) return {ErrorCode::encrypted, {}, text};
  if (mentions(text, {"nsupported", "not supported", "upport unavailable"})) {
    return {ErrorCode::unsupported_format, {}, text};
  }
  return {ErrorCode::damaged_archive, {}, text};
}

}  // namespace nianbao::pipeline
