// Text fit for any file format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::exporting {

// Well-formed UTF-8 without control characters other than line feed and tab; carriage returns that belong
// to a line end go with them. Bytes that are not UTF-8 become U+FFFD.
std::string clean_text(std::string_view text);

// The same without a copy where the text is clean, as nearly all are; else it stands in `buffer`.
std::string_view clean_text(std::string_view text, std::string& buffer);

// Where the bytes of a text stand once the text is clean. Asked in rising order, as parts of a text come, it reads the
// text once; texts of megabytes can have a part in every line.
class CleanOffsets {
 public:
  explicit CleanOffsets(std::string_view text) : text_(text) {}

  std::int64_t of(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t read_ = 0;    // bytes of the text that are counted
  std::int64_t clean_ = 0;  // and what is left of them
};

}  // namespace nianbao::exporting
