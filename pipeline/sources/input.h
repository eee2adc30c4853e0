// What a run reads: documents, wherever they lie: in folders, in lists, in containers, in containers inside these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::pipeline {

// Where an input came from.
struct Origin {
  // Valid UTF-8 and unique in a run. Bytes that are none are written as shown_bytes does; a member of a
  // container follows "!/", as in "2019.zip!/a/b.docx"; the second of one name in one container ends in "#2".
  std::string path;
  std::string url;               // where a crawl fetched it from; else empty
  std::string captured;          // when, as 2021-03-04T05:06:07Z; else empty
  std::string declared_charset;  // of the HTTP header; else empty
};

// A file that holds documents: an archive, a crawl.
struct Container {
  std::string format;  // zip, tar, 7z, rar, warc, gzip ... as documents.csv names it
  std::string sha256;  // of its bytes as they lie on disk or in the container around it
  std::int64_t bytes = 0;
};

// Takes what is found, in the order it is found. Every input ends in exactly one call of document, refused or
// leave. A false answer ends the reading of everything.
class InputSink {
 public:
  virtual ~InputSink() = default;

  enum class Answer : std::uint8_t { read, skip, stop };

  // A file of the selection, no member of any, is about to be opened. Skip: it is left alone, and no call tells of it.
  virtual Answer opening(const std::string& path) {
    static_cast<void>(path);
    return Answer::read;
  }

  // The bytes are valid only during the call.
  virtual bool document(const Origin& origin, std::string_view bytes) = 0;

  // An input whose bytes could not be had. `bytes` is its size where that is known, else 0.
  virtual bool refused(const Origin& origin, std::int64_t bytes, const Error& error) = 0;

  // A container begins; its members follow until the matching leave. Skip: they need not be read again, no leave
  // follows.
  virtual Answer enter(const Origin& origin, const Container& container) = 0;

  // It ended: whole, or where an error stopped it (members before that were given).
  virtual bool leave(const Origin& origin, const Container& container, const Result<void>& ended) = 0;
};

}  // namespace nianbao::pipeline
