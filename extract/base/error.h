// The errors of every stage. A function that can fail returns Result<T>; nothing throws across a folder.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace nianbao {

// Each code is written to documents.csv under its name and explained in docs/errors.md.
enum class ErrorCode : std::uint8_t {
  empty_input,         // zero bytes
  unreadable_file,     // the operating system refused to read it
  unsupported_format,  // recognised, but not a format that can hold a readable report (JPEG, PDF ...)
  unknown_format,      // not recognised at all
  damaged_archive,     // a zip container that is cut, inconsistent or fails its checksum
  encrypted,           // needs a password
  missing_part,        // a package without the part its relationships promise
  malformed_xml,       // not well-formed
  dtd_refused,         // a document type declaration where none belongs: the way entity bombs come in
  limit_exceeded,      // one of the limits of limits.h
  undecodable_text,    // the bytes are text in no encoding we know
  needs_converter,     // a format that LibreOffice can turn into one we read (Word 97-2003, WPS, RTF)
  conversion_failed,   // LibreOffice could not
  not_fetched,         // a crawl's record of an error page or of a page seen before
  crashed,             // the process reading it died, twice
  timed_out,           // it took longer than the limit document_seconds, twice
  out_of_memory,       // it took more than the limit worker_bytes, twice
  no_process,          // the system gave no process, or no channel to one
  bad_store,           // the store of a run is damaged, or of another version
  bad_template,        // a template file that does not validate
  bad_usage,           // wrong command line
  output_failed,       // an output file could not be written
};

std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string place;   // the part, file, line or option concerned; may be empty
  std::string detail;  // one English sentence for a person
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string place, std::string detail) {
  return std::unexpected<Error>(Error{code, std::move(place), std::move(detail)});
}

}  // namespace nianbao
