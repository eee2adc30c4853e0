#include "extract/formats/mhtml/parts.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace nianbao::extract::mhtml {
namespace {

constexpr std::string_view kMultipart = "multipart/";

Parametrized type_of(const Headers& headers) {
  const auto value = headers.value_of("Content-Type");
  return read_parametrized(value.empty() ? "text/plain" : value);
}

std::string_view without_line_end(std::string_view body) {
  if (body.ends_with('\n')) body.remove_suffix(1);
  if (body.ends_with('\r')) body.remove_suffix(1);
  return body;
}

struct Delimiter {
  std::size_t level = 0;  // of the open multipart it belongs to
  bool closes = false;
};

class Splitter {
 public:
  Splitter(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  Result<Message> split() {
    message_.headers = read_headers(bytes_, 0);
    message_.type = type_of(message_.headers);
    if (auto entered = enter(message_.headers); !entered) return std::unexpected(std::move(entered.error()));
    for (auto at = message_.headers.end; at < bytes_.size();) {
      const auto line = line_at(bytes_, at);
      const auto delimiter = delimiter_of(line.text);
      if (delimiter) {
        end_part(at, false);
        open_.resize(delimiter->level + (delimiter->closes ? 0 : 1));
        if (open_.empty()) return std::move(message_);
      }
      at = line.next;
      if (!delimiter || delimiter->closes) continue;
      const auto headers = read_headers(bytes_, at);
      if (auto entered = enter(headers); !entered) return std::unexpected(std::move(entered.error()));
      at = headers.end;
    }
    end_part(bytes_.size(), !open_.empty());
    if (message_.parts.empty())
      return fail(ErrorCode::damaged_archive, {}, "none of the archive's boundaries is found");
    return std::move(message_);
  }

 private:
  // A part whose headers have been read begins: one that holds others, or a leaf.
  Result<void> enter(const Headers& headers) {
    auto type = type_of(headers);
    if (!type.value.starts_with(kMultipart)) {
      if (std::ssize(message_.parts) >= limits_.zip_entries) return over_limit(&Limits::zip_entries, limits_, "mhtml");
      leaf_ = Part{.headers = headers, .type = std::move(type)};
      return {};
    }
    const auto boundary = type.parameter("boundary");
    if (boundary.empty()) return fail(ErrorCode::damaged_archive, {}, "an archive that names no boundary");
    if (std::ssize(open_) >= limits_.nesting) return over_limit(&Limits::nesting, limits_, "mhtml");
    open_.push_back("--" + std::string(boundary));
    return {};
  }

  void end_part(std::size_t end, bool cut) {
    if (!leaf_) return;
    const auto body = bytes_.substr(leaf_->headers.end, end - std::min(end, leaf_->headers.end));
    leaf_->body = cut || open_.empty() ? body : without_line_end(body);
    leaf_->cut = cut;
    message_.parts.push_back(std::move(*leaf_));
    leaf_.reset();
  }

  // Innermost first: a boundary of an outer multipart ends what is open inside it.
  std::optional<Delimiter> delimiter_of(std::string_view line) const {
    if (!line.starts_with("--")) return std::nullopt;
    for (auto level = open_.size(); level-- > 0;) {
      if (!line.starts_with(open_[level])) continue;
      auto rest = line.substr(open_[level].size());
      const bool closes = rest.starts_with("--");
      if (closes) rest.remove_prefix(2);
      if (rest.find_first_not_of(" \t") == std::string_view::npos) return Delimiter{level, closes};
    }
    return std::nullopt;
  }

  std::string_view bytes_;
  const Limits& limits_;
  Message message_;
  std::vector<std::string> open_;  // the delimiters of the multiparts around, outermost first
  std::optional<Part> leaf_;       // whose end has not been seen
};

}  // namespace

Result<Message> read_message(std::string_view bytes, const Limits& limits) { return Splitter(bytes, limits).split(); }

}  // namespace nianbao::extract::mhtml
