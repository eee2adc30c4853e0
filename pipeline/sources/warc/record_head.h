// The heads of records in crawl files: WARC (ISO 28500, and its drafts) and ARC (the Internet Archive, 1996 on).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::pipeline {

enum class RecordType : std::uint8_t { response, resource, revisit, other };

struct RecordHead {
  RecordType type = RecordType::other;
  std::string uri;       // without angle brackets
  std::string captured;  // as Origin::captured
  std::string content_type;
  std::string truncated;               // why the crawler kept only a part; empty where it kept all
  std::string seen_uri, seen_date;     // of the page a revisit refers to
  bool in_segments = false;            // the record goes on in another one
  std::optional<std::int64_t> length;  // bytes of its content; nothing where it says none that is a number
};

struct RecordFormat {
  // Whether this line, without its end, begins a record.
  bool (*begins)(std::string_view line);
  // Whether more lines follow, up to an empty one.
  bool has_fields;
  // `text` is the whole head with its line ends.
  RecordHead (*parse)(std::string_view text);
};

extern const RecordFormat kWarcFormat;
extern const RecordFormat kArcFormat;

// A date of a crawl in one form, 2021-03-04T05:06:07Z; less of it where WARC/1.1 gives less; empty where it is none.
std::string normal_date(std::string_view date);

}  // namespace nianbao::pipeline
