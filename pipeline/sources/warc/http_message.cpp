#include "pipeline/sources/warc/http_message.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "pipeline/sources/file.h"
#include "pipeline/sources/warc/fields.h"

namespace nianbao::pipeline {
namespace {

constexpr std::size_t kPiece = 64 << 10;

using Pieces = std::array<char, kPiece>;

// Takes what a decoder gives, within the limits.
class Inflated {
 public:
  explicit Inflated(ContainerBudget& budget) : budget_(budget) {}

  Result<void> add(std::string_view piece) {
    if (auto taken = budget_.take_bytes(std::ssize(piece)); !taken) return taken;
    if (std::ssize(bytes_) + std::ssize(piece) > budget_.limits().document_bytes) {
      return too_large(budget_.limits().document_bytes);
    }
    bytes_ += piece;
    return {};
  }
  std::string& bytes() { return bytes_; }

 private:
  ContainerBudget& budget_;
  std::string bytes_;
};

std::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorCode::damaged_archive, {}, std::string(what));
}

struct EndInflate {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;
  }
};

Result<void> inflate_body(std::string& body, int window_bits, ContainerBudget& budget) {
  const std::unique_ptr<z_stream, EndInflate> stream(new z_stream{});
  inflateInit2(stream.get(), window_bits);
  stream->next_in = reinterpret_cast<Bytef*>(body.data());
  stream->avail_in = static_cast<uInt>(body.size());
  Inflated inflated(budget);
  const auto piece = std::make_unique<Pieces>();
  for (int code = Z_OK; code != Z_STREAM_END;) {
    stream->next_out = reinterpret_cast<Bytef*>(piece->data());
    stream->avail_out = kPiece;
    code = inflate(stream.get(), Z_NO_FLUSH);
    if (code == Z_BUF_ERROR) return damaged("its compressed body is cut off");
    if (code != Z_OK && code != Z_STREAM_END) return damaged("its compressed body is damaged");
    if (auto added = inflated.add({piece->data(), kPiece - stream->avail_out}); !added) return added;
  }
  body.swap(inflated.bytes());
  return {};
}

Result<void> gunzip_body(std::string& body, ContainerBudget& budget) {
  if (!body.starts_with("\x1F\x8B")) return {};
  return inflate_body(body, 16 + MAX_WBITS, budget);
}

// "deflate" means the zlib format (RFC 9110, 8.4.1.2), and some servers send what is inside it.
Result<void> undeflate_body(std::string& body, ContainerBudget& budget) {
  const auto first = body.size() < 2 ? 0U : static_cast<unsigned char>(body[0]);
  const auto second = body.size() < 2 ? 0U : static_cast<unsigned char>(body[1]);
  constexpr unsigned kDeflate = 8;
  if ((first & 0x0FU) == kDeflate && (first * 256 + second) % 31 == 0) return inflate_body(body, MAX_WBITS, budget);
  if (body.starts_with('<')) return {};
  return inflate_body(body, -MAX_WBITS, budget);
}

struct DestroyBrotli {
  void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

// Nothing marks brotli, so a page that is already unpacked is known by its own first character.
Result<void> unbrotli_body(std::string& body, ContainerBudget& budget) {
  if (body.empty() || trimmed(std::string_view(body).substr(0, 256)).starts_with('<')) return {};
  const std::unique_ptr<BrotliDecoderState, DestroyBrotli> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t left = body.size();
  Inflated inflated(budget);
  const auto piece = std::make_unique<Pieces>();
  for (auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT; result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;) {
    auto* out = reinterpret_cast<std::uint8_t*>(piece->data());
    std::size_t room = kPiece;
    result = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &out, nullptr);
    if (result == BROTLI_DECODER_RESULT_ERROR) return damaged("its compressed body is damaged");
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return damaged("its compressed body is cut off");
    if (auto added = inflated.add({piece->data(), kPiece - room}); !added) return added;
  }
  body.swap(inflated.bytes());
  return {};
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// RFC 9112, 7.1. A body whose first line is no size was unchunked by the crawler.
Result<void> unchunk_body(std::string& body, ContainerBudget&) {
  std::string_view rest = body;
  std::string whole;
  for (bool first = true;; first = false) {
    auto line = take_line(rest);
    if (!line && first) return {};
    if (!line && rest.empty()) break;  // the last chunk of all is missing, which loses nothing
    if (!line) return damaged("its chunks are broken");
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(line->data(), line->data() + line->size(), size, 16);
    const bool is_size = error == std::errc{} && (end == line->data() + line->size() || *end == ';' || is_blank(*end));
    if (!is_size && first) return {};
    if (!is_size || size > rest.size()) return damaged(is_size ? "its last chunk is cut off" : "its chunks are broken");
    if (size == 0) break;
    whole += rest.substr(0, size);
    rest.remove_prefix(size);
    if (!rest.empty() && !trimmed(take_line(rest).value_or("x")).empty()) return damaged("its chunks are broken");
  }
  body.swap(whole);
  return {};
}

Result<void> keep_body(std::string&, ContainerBudget&) { return {}; }

struct Coding {
  std::string_view name;
  Result<void> (*undo)(std::string& body, ContainerBudget& budget);
};
constexpr std::array kCodings{
    Coding{"", keep_body},           Coding{"identity", keep_body},     Coding{"none", keep_body},
    Coding{"chunked", unchunk_body}, Coding{"gzip", gunzip_body},       Coding{"x-gzip", gunzip_body},
    Coding{"br", unbrotli_body},     Coding{"deflate", undeflate_body},
};

// The codings in the order they were applied, so they are undone from the last.
Result<void> undo_codings(std::string_view listed, std::string& body, ContainerBudget& budget) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= listed.size();) {
    const auto end = std::min(listed.find(',', start), listed.size());
    names.push_back(lower_ascii(trimmed(listed.substr(start, end - start))));
    start = end + 1;
  }
  if (names.size() > kMost) return fail(ErrorCode::unsupported_format, {}, "a body compressed many times over");
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    const auto coding = std::ranges::find(kCodings, std::string_view(*name), &Coding::name);
    if (coding == kCodings.end()) {
      return fail(ErrorCode::unsupported_format, {}, "a body compressed by a method that is not read: " + *name);
    }
    if (auto undone = coding->undo(body, budget); !undone) return undone;
  }
  return {};
}

}  // namespace

std::optional<HttpHead> parse_http_head(std::string_view bytes) {
  constexpr std::string_view kMagic = "HTTP/";
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  auto rest = bytes;
  const auto status_line = take_line(rest);
  if (!status_line) return std::nullopt;
  HttpHead head;
  auto words = status_line->substr(std::min(status_line->find(' '), status_line->size()));
  words = trimmed(words);
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), head.status);
  if (error != std::errc{}) return std::nullopt;
  head.reason = trimmed(words.substr(static_cast<std::size_t>(end - words.data())));
  const auto fields = rest;
  bool closed = false;
  while (!closed) {
    const auto line = take_line(rest);
    if (!line) break;
    closed = line->empty();
  }
  head.size = closed ? bytes.size() - rest.size() : bytes.size();
  each_field(fields.substr(0, static_cast<std::size_t>(rest.data() - fields.data())),
             [&](const std::string& name, const std::string& value) {
               if (name == "content-type") head.content_type = value;
               if (name == "transfer-encoding") head.transfer_encoding = value;
               if (name == "content-encoding") head.content_encoding = value;
             });
  return head;
}

Result<void> decode_body(const HttpHead& head, std::string& body, ContainerBudget& budget) {
  if (auto undone = undo_codings(head.transfer_encoding, body, budget); !undone) return undone;
  return undo_codings(head.content_encoding, body, budget);
}

}  // namespace nianbao::pipeline
