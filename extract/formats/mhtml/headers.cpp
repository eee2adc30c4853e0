#include "extract/formats/mhtml/headers.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "extract/base/ascii.h"
#include "extract/formats/mhtml/transfer.h"

namespace nianbao::extract::mhtml {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t";

constexpr std::array<std::string_view, 9> kKept{
    "Content-Disposition",
    "Content-ID",
    "Content-Location",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "MIME-Version",
    "Snapshot-Content-Location",
    "Subject",
};
constexpr std::size_t kMostParameters = 100;

// Printable, no space and no colon (RFC 5322 2.2).
bool is_name_character(char c) { return c > ' ' && c < 0x7F && c != ':'; }

// A line that may be a boundary is none.
std::optional<FieldLine> field_of(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || line.starts_with("--")) return std::nullopt;
  auto name = line.substr(0, colon);
  name = name.substr(0, name.find_last_not_of(kBlank) + 1);
  if (name.empty() || !std::ranges::all_of(name, is_name_character)) return std::nullopt;
  return FieldLine{name, ascii::trim(line.substr(colon + 1))};
}

std::size_t skip_before_fields(std::string_view bytes, std::size_t at) {
  if (at == 0 && bytes.starts_with(kMark)) at = kMark.size();
  while (at < bytes.size()) {
    const auto line = line_at(bytes, at);
    const bool blank = line.text.find_first_not_of(kBlank) == std::string_view::npos;
    if (!blank && !line.text.starts_with("From ")) break;
    at = line.next;
  }
  return at;
}

// Reads one parameter after another of a header's value.
class ParameterReader {
 public:
  explicit ParameterReader(std::string_view text) : text_(text) {}

  std::string token(std::string_view ends) {
    const auto begin = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return std::string(ascii::trim(text_.substr(begin, at_ - begin)));
  }

  // Whether one more parameter begins here; moves to its name.
  bool next() {
    at_ = std::min(text_.find_first_not_of("; \t", at_), text_.size());
    return at_ < text_.size();
  }

  std::string value() {
    if (at_ == text_.size() || text_[at_] != '=') return {};
    at_ = std::min(text_.find_first_not_of(kBlank, at_ + 1), text_.size());
    return at_ < text_.size() && text_[at_] == '"' ? quoted() : token(";");
  }

 private:
  std::string quoted() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    at_ = std::min(text_.find(';', at_), text_.size());
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// name*0, name*1* and so on: pieces of one value, those with a star at the end in %XX (RFC 2231 3, 4).
struct Piece {
  std::string name;
  int number = 0;
  bool escaped = false;
};

std::optional<Piece> piece_of(std::string_view name) {
  const auto star = name.find('*');
  if (star == std::string_view::npos) return std::nullopt;
  Piece piece{.name = std::string(name.substr(0, star)), .escaped = name.ends_with('*')};
  for (const char c : name.substr(star + 1)) {
    constexpr int kMost = 1000;
    if (ascii::is_digit(c) && piece.number < kMost) piece.number = piece.number * 10 + (c - '0');
  }
  return piece;
}

// The first piece in %XX begins with charset'language'.
std::string unescaped(std::string_view value, bool first) {
  if (first) {
    const auto charset = value.find('\'');
    const auto language = charset == std::string_view::npos ? charset : value.find('\'', charset + 1);
    if (language != std::string_view::npos) value.remove_prefix(language + 1);
  }
  return decode_percent(value);
}

}  // namespace

std::string* Headers::keep(const FieldLine& line) {
  const auto name =
      std::ranges::find_if(kKept, [&](std::string_view kept) { return ascii::equals_ignoring_case(kept, line.name); });
  const bool known =
      std::ranges::any_of(fields, [&](const Field& field) { return name != kKept.end() && field.name == *name; });
  if (name == kKept.end() || known) return nullptr;
  fields.push_back({*name, std::string(line.value)});
  return &fields.back().value;
}

std::string_view Headers::value_of(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? std::string_view() : found->value;
}

Line line_at(std::string_view bytes, std::size_t begin) {
  const auto end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
  const bool pair = bytes.substr(end).starts_with("\r\n");
  return {bytes.substr(begin, end - begin), std::min(end + (pair ? 2 : 1), bytes.size())};
}

Headers read_headers(std::string_view bytes, std::size_t begin) {
  Headers headers;
  bool begun = false;
  std::string* open = nullptr;  // the value that a folded line goes on with
  headers.end = begin == 0 ? skip_before_fields(bytes, begin) : begin;
  while (headers.end < bytes.size()) {
    const auto line = line_at(bytes, headers.end);
    if (line.text.empty()) {
      headers.end = line.next;
      break;
    }
    if (begun && kBlank.find(line.text.front()) != std::string_view::npos) {
      if (open != nullptr) open->append(open->empty() ? "" : " ").append(ascii::trim(line.text));
    } else {
      const auto field = field_of(line.text);
      if (!field) break;
      begun = true;
      open = headers.keep(*field);
    }
    headers.end = line.next;
  }
  return headers;
}

std::string_view Parametrized::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, [](const auto& each) { return std::string_view(each.first); });
  return found == parameters.end() ? std::string_view() : found->second;
}

Parametrized read_parametrized(std::string_view value) {
  ParameterReader reader(value);
  Parametrized read{.value = ascii::to_lower(reader.token(";"))};
  std::map<std::pair<std::string, int>, std::string> pieces;
  while (reader.next() && read.parameters.size() + pieces.size() < kMostParameters) {
    const auto name = ascii::to_lower(reader.token("=;"));
    auto text = reader.value();
    if (const auto piece = piece_of(name)) {
      if (piece->escaped) text = unescaped(text, piece->number == 0);
      pieces.emplace(std::pair(piece->name, piece->number), std::move(text));
    } else if (!name.empty()) {
      read.parameters.emplace_back(name, std::move(text));
    }
  }
  for (auto& [place, text] : pieces) {
    const bool begun = place.second > 0 && !read.parameters.empty() && read.parameters.back().first == place.first;
    if (begun)
      read.parameters.back().second += text;
    else
      read.parameters.emplace_back(place.first, std::move(text));
  }
  return read;
}

}  // namespace nianbao::extract::mhtml
