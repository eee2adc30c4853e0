// Legacy documents into DOCX by LibreOffice, which runs beside us and is given one document after another.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "extract/base/limits.h"

namespace nianbao::pipeline {

struct LibreOffice {
  std::string program;  // absolute path of soffice
  std::string version;  // "LibreOffice 7.4.7.2"
};

// The one at `program` or, where that is empty, of PATH or of the usual places. Takes a fraction of a second: it is
// asked for its version. needs_converter, with a detail that says what to install.
Result<LibreOffice> find_libreoffice(const std::string& program = {});

// Belongs into a process of its own: it blocks, and is slow. Whatever ends that process, LibreOffice and its files are
// gone too. It must be allowed to fork, to run programs and to make sockets in the file system.
class Converter {
 public:
  // Nothing is started yet. `limits` bounds the output (document_bytes) and LibreOffice's memory (worker_bytes, beyond
  // what it starts with).
  Converter(LibreOffice office, const Limits& limits);
  ~Converter();
  Converter(Converter&&) = delete;

  const LibreOffice& office() const;

  // The bytes of a DOCX, never empty. Only what convertible_format names is converted, whatever its name. One call may
  // take `seconds` and besides those what LibreOffice needs to start. Errors: empty_input; what detect_format says of
  // bytes that are not convertible, or conversion_failed where it takes them for one of our formats;
  // timed_out; limit_exceeded (output); conversion_failed.
  Result<std::string> convert(std::string_view bytes, int seconds);

 private:
  class Session;
  Result<void> serve();  // sees to it that a LibreOffice is running
  // As convert; crashed where LibreOffice died meanwhile.
  Result<std::string> attempt(std::string_view bytes, std::string_view format, std::chrono::seconds longest);
  Result<std::string> take_result();

  LibreOffice office_;
  Limits limits_;
  std::unique_ptr<Session> session_;  // LibreOffice as it runs; null before the first document and after a fault
  int served_ = 0;                    // documents given to it
};

}  // namespace nianbao::pipeline
