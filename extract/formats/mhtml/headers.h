// The header fields of a message or of a part of one (RFC 5322 2.2, RFC 2045).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::extract::mhtml {

struct FieldLine {
  std::string_view name;
  std::string_view value;
};

struct Field {
  std::string_view name;
  std::string value;  // unfolded, without the space around it
};

struct Headers {
  std::vector<Field> fields;  // those we know, each once
  std::size_t end = 0;        // where the body begins

  // The value of the first field of this name; empty without one.
  std::string_view value_of(std::string_view name) const;

  // Takes a field where it is known and the first of its name. Its value, for what follows on folded lines; else null.
  std::string* keep(const FieldLine& line);
};

// The line at `begin` without its end, and where the next one begins. Lines end in LF, CRLF or CR.
struct Line {
  std::string_view text;
  std::size_t next = 0;
};
Line line_at(std::string_view bytes, std::size_t begin);

// The fields from `begin` to the empty line that ends them or, where that is missing, to the first line that is none.
// A byte order mark, and the empty lines and the "From " line some programs write before the fields, are skipped.
Headers read_headers(std::string_view bytes, std::size_t begin);

// A value with parameters: multipart/related; boundary="..." (RFC 2045 5.1), names in lower case.
struct Parametrized {
  std::string value;  // lower case
  std::vector<std::pair<std::string, std::string>> parameters;

  std::string_view parameter(std::string_view name) const;
};

// Quoted values are unquoted; values in several pieces (RFC 2231) are joined and their %XX decoded.
Parametrized read_parametrized(std::string_view value);

}  // namespace nianbao::extract::mhtml
