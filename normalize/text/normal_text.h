// Text as it is compared, never as it is stored. White space and zero-width characters are gone; width,
// compatibility and Kangxi forms, dashes, quotes and brackets are unified; bracketed readings of ideographs are gone;
// traditional script is turned into simplified where asked. A map leads back to the raw bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::normalize {

enum class Script : std::uint8_t { simplified, traditional };

class NormalText {
 public:
  NormalText() = default;
  explicit NormalText(std::string_view raw, Script script = Script::simplified);

  std::string_view view() const { return text_; }
  bool empty() const { return text_.empty(); }

  // The raw byte offset a normal byte came from; for offset == size, the end of the raw text.
  std::size_t raw_offset(std::size_t offset) const { return origin_[offset]; }

 private:
  void append(char32_t code_point, std::size_t origin);

  std::string text_;
  std::vector<std::uint32_t> origin_{0};  // one entry for each byte of text_, and one for its end
};

// Matching folds traditional characters one by one, so offsets stay true. Returns the character itself
// where it has no simplified form.
char32_t to_simplified(char32_t code_point);

}  // namespace nianbao::normalize
