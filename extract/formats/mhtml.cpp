#include "extract/formats/mhtml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "extract/base/ascii.h"
#include "extract/formats/mhtml/encoded_words.h"
#include "extract/formats/mhtml/page_part.h"
#include "extract/formats/mhtml/parts.h"
#include "extract/formats/mhtml/transfer.h"

namespace nianbao::extract {
namespace {

using mhtml::Message;
using mhtml::Part;

constexpr std::size_t kSniffed = 64 << 10;  // mail that went a long way has long headers

struct PropertyName {
  std::string_view field;
  std::string_view property;
};
// Of two fields for one property the first that is there counts.
constexpr std::array kProperties{
    PropertyName{"Subject", "mhtml:subject"},
    PropertyName{"Snapshot-Content-Location", "mhtml:location"},
    PropertyName{"Content-Location", "mhtml:location"},
    PropertyName{"Date", "mhtml:date"},
};
constexpr std::size_t kLongestProperty = 8 << 10;  // what is longer is no title and no address

void take_properties(const mhtml::Headers& headers, Unwrapped& unwrapped) {
  for (const auto& [field, property] : kProperties) {
    const auto value = headers.value_of(field);
    if (value.empty() || value.size() > kLongestProperty) continue;
    if (std::ranges::find(unwrapped.properties, property, &Property::name) != unwrapped.properties.end()) continue;
    unwrapped.properties.push_back({.name = std::string(property), .value = mhtml::decode_words(value)});
  }
}

// The name alone: some programs let a comment or a semicolon follow.
std::string_view transfer_encoding_of(const Part& part) {
  const auto value = part.headers.value_of("Content-Transfer-Encoding");
  return value.substr(0, value.find_first_of(" \t;("));
}

Result<mhtml::Transferred> decode_body(const Part& part, const Limits& limits) {
  const auto encoding = transfer_encoding_of(part);
  const auto decode = mhtml::find_transfer_decoder(encoding);
  if (decode == nullptr) {
    return fail(ErrorCode::unsupported_format, {}, fmt::format("a web archive encoded as {:.40}", encoding));
  }
  if (std::ssize(part.body) > limits.inflated_bytes) return over_limit(&Limits::inflated_bytes, limits, "mhtml");
  return decode(part.body);
}

void note_damage(const Part& part, const mhtml::Transferred& body, Unwrapped& unwrapped) {
  if (part.cut) {
    unwrapped.diagnostics.push_back(
        {.code = "archive_cut", .detail = "the web archive ends before its page does", .locus = {.part = 0}});
  }
  if (body.faults > 0) {
    unwrapped.diagnostics.push_back(
        {.code = "damaged_transfer_encoding",
         .detail = fmt::format("{} characters that {} does not know", body.faults, transfer_encoding_of(part)),
         .locus = {.part = 0}});
  }
}

// The page of a site in frames holds none of its text (HTML 4, 16).
const Part* page_in_frame(const Message& message, const Part& page, std::string_view body) {
  if (!mhtml::is_page(page) || ascii::find_ignoring_case(body, "<frameset") == std::string_view::npos) return nullptr;
  return mhtml::largest_other_page(message, page);
}

void note_frames(const Message& message, const Part& page, std::string_view body, Unwrapped& unwrapped) {
  const auto others =
      std::ranges::count_if(message.parts, [&](const Part& part) { return &part != &page && mhtml::is_page(part); });
  if (others == 0 || ascii::find_ignoring_case(body, "<iframe") == std::string_view::npos) return;
  unwrapped.diagnostics.push_back({.code = "frames_left_out",
                                   .detail = fmt::format("{} other pages in frames of this one are not read", others),
                                   .locus = {.part = 0}});
}

}  // namespace

int sniff_mhtml(std::string_view bytes) {
  constexpr int kMessage = 95;
  const auto headers = mhtml::read_headers(bytes.substr(0, kSniffed), 0);
  return !headers.value_of("MIME-Version").empty() && !headers.value_of("Content-Type").empty() ? kMessage : 0;
}

Result<Unwrapped> unwrap_mhtml(const Source& source, const Limits& limits) {
  const auto message = mhtml::read_message(source.bytes, limits);
  if (!message) return std::unexpected(message.error());
  const auto* page = mhtml::find_page(*message);
  if (page == nullptr) return fail(ErrorCode::missing_part, {}, "a web archive with neither a page nor text in it");
  auto body = decode_body(*page, limits);
  if (!body) return std::unexpected(std::move(body.error()));
  if (const auto* framed = page_in_frame(*message, *page, body->bytes)) {
    page = framed;
    body = decode_body(*page, limits);
    if (!body) return std::unexpected(std::move(body.error()));
  }
  // A package can hold archives again, without end.
  if (body->bytes.starts_with("PK")) {
    return fail(ErrorCode::unsupported_format, {}, "a package in the place of a web archive's page");
  }
  Unwrapped unwrapped{.extension = mhtml::is_page(*page) ? "html" : "txt",
                      .declared_charset = std::string(page->type.parameter("charset"))};
  take_properties(message->headers, unwrapped);
  if (page->headers.end != message->headers.end) take_properties(page->headers, unwrapped);
  note_damage(*page, *body, unwrapped);
  note_frames(*message, *page, body->bytes, unwrapped);
  unwrapped.bytes = std::move(body->bytes);
  return unwrapped;
}

}  // namespace nianbao::extract
