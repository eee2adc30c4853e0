// What a worker process is given and what it gives back.
#pragma once

#include <cstdint>
#include <string>

namespace nianbao::pipeline {

// One document to read.
struct Job {
  std::string key;  // content_key of the bytes
  std::string sha256;
  std::int64_t bytes = 0;
  std::string extension;
  std::string declared_charset;
  // Where the content given is a DOCX made of the document: by which program, and what the document is. Else empty.
  std::string converter;
  std::string format;
};

// A reading as it is stored: the record in the form of store/record_codec.h, and of it what is asked for often.
struct StoredReading {
  std::string record;      // encoded
  std::string outcome;     // as in documents.csv
  std::string error_code;  // ditto
  std::string format;
  std::string templates;  // ids, parted by spaces
  std::string figures;    // digest of issuer, year and figures; empty where it is no report with an issuer and year
  std::string converter;  // ditto
  std::string counts;     // CellCounts::text() of it; empty where it is no report
  // How it went. These differ from run to run and are in no output but the summary and the log.
  std::int64_t microseconds = 0;
  std::int64_t peak_bytes = 0;  // most memory the worker held
};

}  // namespace nianbao::pipeline
