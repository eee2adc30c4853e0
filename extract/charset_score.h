// How much a decoded text reads as Chinese, and as ours.
#pragma once

#include <cstdint>
#include <string_view>

namespace nianbao::extract {

struct TextScore {
  std::int64_t common = 0;  // frequent Han characters, and the punctuation that goes with them
  std::int64_t odd = 0;     // what true Chinese text hardly holds; heavier for what it never holds
  std::int64_t words = 0;   // different words of the domain found

  // Text without anything beyond ASCII is plausible in any encoding.
  bool plausible() const;
  // Greater reads better.
  double merit() const;
};

TextScore score_text(std::string_view utf8);

std::int64_t count_domain_words(std::string_view utf8);

}  // namespace nianbao::extract
