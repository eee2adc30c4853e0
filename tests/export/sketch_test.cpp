// Likeness of texts by sketches: how true it is, what it leaves out, and what the bands find.
#include "export/panel/sketch.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "export/panel/common_shingles.h"
#include "extract/base/utf8.h"
#include "tests/export/panel_example.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::generator::Random;
using nianbao::test::random_text;
using nianbao::test::sketch_of;

namespace {

// By all shingles, not by those of a sketch.
double true_likeness(const std::string& a, const std::string& b) {
  const auto shingles = [](const std::string& text) {
    const auto wide = to_utf32(text);
    std::set<std::u32string> all;
    for (std::size_t i = 0; i + 5 <= wide.size(); ++i) all.insert(wide.substr(i, 5));
    return all;
  };
  const auto left = shingles(a);
  const auto right = shingles(b);
  const auto both = std::ranges::count_if(left, [&](const auto& shingle) { return right.contains(shingle); });
  return static_cast<double>(both) / static_cast<double>(left.size() + right.size() - static_cast<std::size_t>(both));
}

bool share_band(const Sketch& a, const Sketch& b) {
  const auto left = bands(a);
  const auto right = bands(b);
  return std::ranges::mismatch(left, right, std::ranges::not_equal_to()).in1 != left.end();
}

}  // namespace

TEST_CASE("sketch: the likeness is the true one but for a few hundredths") {
  Random random(1);
  for (const auto share : {0.0, 0.02, 0.05, 0.1, 0.3}) {
    for (int i = 0; i < 20; ++i) {
      const auto text = random_text(random, 1500);
      const auto copy = test::with_changed_sentences(text, share, random);
      INFO(share);
      CHECK(std::abs(likeness(sketch_of(text), sketch_of(copy)) - true_likeness(text, copy)) < 0.1);
    }
  }
}

TEST_CASE("sketch: digits, letters, punctuation and line breaks are no part of a text") {
  Random random(2);
  const auto text = random_text(random, 600);
  std::string printed;
  for (const auto c : to_utf32(text)) {
    append_utf8(printed, c);
    printed += random.chance(0.2) ? "，12 ；\n" : "3.5a";
  }
  CHECK(sketch_of(printed) == sketch_of(text));
  CHECK(likeness(sketch_of(text), sketch_of(printed)) == 1);
}

TEST_CASE("sketch: too little text is like nothing, not even itself") {
  Random random(3);
  const auto little = sketch_of(random_text(random, 60));
  CHECK_FALSE(tells_enough(little));
  CHECK(likeness(little, little) == 0);
  CHECK(likeness(sketch_of(""), sketch_of("")) == 0);
  CHECK(sketch_of("一二三四").hashes.empty());
  CHECK(sketch_of("\xFF\xFE\x80").hashes.empty());
}

TEST_CASE("sketch: texts of any length take no more room, and are still compared truly") {
  Random random(4);
  const auto text = random_text(random, 60'000);
  const auto copy = test::with_changed_sentences(text, 0.2, random);
  const auto one = sketch_of(text);
  const auto other = sketch_of(copy);
  CHECK(one.hashes.size() == 4096);
  CHECK(one.limit == one.hashes.back());
  CHECK(std::abs(likeness(one, other) - true_likeness(text, copy)) < 0.05);
  // A short text within a long one.
  const auto part = sketch_of(text.substr(0, 3 * 2000));
  CHECK(likeness(one, part) < 0.1);
}

TEST_CASE("sketch: bands are shared by like texts, seldom by others, and never depend on the run") {
  Random random(5);
  int copies = 0;
  int strangers = 0;
  for (int i = 0; i < 100; ++i) {
    const auto text = random_text(random, 1200);
    const auto sketch = sketch_of(text);
    CHECK(bands(sketch) == bands(sketch_of(text)));
    copies += share_band(sketch, sketch_of(test::with_changed_sentences(text, 0.1, random))) ? 1 : 0;
    strangers += share_band(sketch, sketch_of(random_text(random, 1200))) ? 1 : 0;
  }
  CHECK(copies == 100);
  CHECK(strangers == 0);
}

TEST_CASE("common shingles: of a tenth of the issuers and of ten at least, each issuer counted once") {
  const Sketch phrase{.hashes = {5, 6}};
  const Sketch own{.hashes = {7}};
  CommonShingles shingles;
  for (int issuer = 0; issuer < 9; ++issuer) {
    shingles.begin_issuer();
    shingles.count(phrase);
  }
  for (int year = 0; year < 20; ++year) shingles.count(own);
  CHECK_FALSE(shingles.is_common(5));
  CHECK_FALSE(shingles.is_common(7));
  shingles.begin_issuer();
  shingles.count(phrase);
  CHECK(shingles.is_common(5));
  for (int issuer = 0; issuer < 89; ++issuer) shingles.begin_issuer();
  CHECK(shingles.is_common(6));  // 10 of 99
  shingles.begin_issuer();
  CHECK_FALSE(shingles.is_common(6));  // 10 of 100
  Sketch sketch{.hashes = {5, 7}, .limit = 9};
  drop_if(sketch, [](std::uint64_t hash) { return hash == 5; });
  CHECK(sketch.hashes == std::vector<std::uint64_t>{7});
}
