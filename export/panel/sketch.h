// What a text is alike to, in little room: some of its shingles, those whose hash is small (FracMinHash). Which they
// are depends on the shingle alone, so shingles that all reports share can be taken out of a sketch afterwards, and
// what two sketches have in common is what their texts have in common, but for chance.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace nianbao::exporting {

struct Sketch {
  std::vector<std::uint64_t> hashes;  // rising, each once, none above `limit`
  std::uint64_t limit = 0;            // what could have been kept

  friend bool operator==(const Sketch&, const Sketch&) = default;
};

// Takes in text bit by bit. Five Chinese characters in a row are a shingle, digits, punctuation, spaces and letters
// left out; none reaches from one piece of text to the next.
class Sketcher {
 public:
  void add(std::string_view text);
  Sketch take();

 private:
  std::vector<std::uint64_t> hashes_;
};

// Without those of which this is true.
void drop_if(Sketch& sketch, const std::function<bool(std::uint64_t)>& is_common);

// How much of the two texts both have: 0 to 1. An estimate; 0 where there is too little text to tell.
double likeness(const Sketch& a, const Sketch& b);

// Whether there is enough of a text to compare.
bool tells_enough(const Sketch& sketch);

// Two texts of likeness s share one of their bands with probability 1 - (1 - s^4)^64: 0.98 at 0.5, 0.10 at 0.2.
constexpr std::size_t kBands = 64;
std::array<std::uint64_t, kBands> bands(const Sketch& sketch);

}  // namespace nianbao::exporting
