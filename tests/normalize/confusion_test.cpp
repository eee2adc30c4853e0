// Properties of damaged labels, over every name of every label of every form: what is left of one is found as that
// label or not at all, never as another.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "extract/base/utf8.h"
#include "normalize/locate/label_match.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::templates;

namespace {

const Vocabulary& vocabulary() { return templates().vocabulary(); }

std::string utf8(std::u32string_view text) {
  std::string bytes;
  for (const auto c : text) append_utf8(bytes, c);
  return bytes;
}

void for_each_name(const std::function<void(const Template&, const Label&, const LabelName&)>& visit) {
  for (const auto& form : templates().templates()) {
    for (const auto& label : form.labels) {
      for (const auto& name : label.names) visit(form, label, name);
    }
  }
}

bool is_called(const Label& label, const std::string& key) {
  return std::ranges::find(label.names, key, &LabelName::key) != label.names.end();
}

// How many damaged names were sought, and how many found.
struct Tally {
  int sought = 0;
  int found = 0;

  void seek(const Template& form, const Label& label, const LabelName& name, std::u32string_view damaged) {
    const PrintedLabel printed(label_key(utf8(damaged)));
    if (printed.key.key != name.key && form.called.contains(printed.key.key)) return;  // it says another one now
    ++sought;
    const auto matches = match_labels(printed, form, vocabulary());
    found += matches.empty() ? 0 : 1;
    for (const auto& match : matches) {
      const auto& other = form.labels[match.label];
      if (is_called(other, name.key) || other.names.front().key == label.names.front().key) continue;
      FAIL_CHECK(name.key << " as " << utf8(damaged) << " is read as " << other.shown);
    }
  }

  double share() const { return static_cast<double>(found) / sought; }
};

// What a name may be printed as with one character mistaken.
std::vector<std::u32string> confusions_of(std::u32string_view name) {
  std::vector<std::u32string> confusions;
  for (std::size_t at = 0; at < name.size(); ++at) {
    for (const auto& [printed, meanings] : vocabulary().confusable) {
      if (printed == name[at] || !vocabulary().may_be(printed, name[at])) continue;
      confusions.emplace_back(name).at(at) = printed;
    }
  }
  return confusions;
}

Method method_of(std::string_view printed, std::string_view name) {
  const auto& form = templates().templates().front();
  const auto matches = match_labels(PrintedLabel(label_key(printed)), form, vocabulary());
  return !matches.empty() && is_called(form.labels[matches.front().label], label_key(name).key) ? matches.front().method
                                                                                                : Method::none;
}

}  // namespace

TEST_CASE("no label of a form is another one misread") {
  for_each_name([](const Template& form, const Label&, const LabelName& name) {
    for (const auto& other : form.labels) {
      for (const auto& near : other.names) {
        if (near.key == name.key) continue;
        INFO(name.key << " and " << near.key);
        CHECK_FALSE(std::ranges::equal(name.wide, near.wide, [](char32_t printed, char32_t meant) {
          return vocabulary().may_be(printed, meant);
        }));
      }
    }
  });
}

// A long label says by its other characters that a distinctive one is a mistake; a short one cannot.
TEST_CASE("no short label is taken for one with a distinctive character") {
  for_each_name([](const Template&, const Label&, const LabelName& name) {
    constexpr std::size_t kLong = 4;
    if (name.wide.size() >= kLong) return;
    for (std::size_t at = 0; at < name.wide.size(); ++at) {
      const auto distinctive = [&](char32_t c) { return c != name.wide[at] && vocabulary().may_be(c, name.wide[at]); };
      INFO(name.key);
      CHECK(std::ranges::none_of(vocabulary().distinctive, distinctive));
    }
  });
  CHECK(method_of("2.其他法律行政法规禁上公开", "2.其他法律行政法规禁止公开") == Method::fuzzy);
  CHECK(method_of("2.其他行政法规禁上公开", "2.其他法律行政法规禁止公开") == Method::none);
}

TEST_CASE("a label with one character mistaken is found as itself or not at all") {
  Tally tally;
  for_each_name([&](const Template& form, const Label& label, const LabelName& name) {
    for (const auto& damaged : confusions_of(name.wide)) tally.seek(form, label, name, damaged);
  });
  CHECK(tally.sought > 10'000);
  CHECK(tally.share() > 0.98);
}

TEST_CASE("a label with one character damaged is found as itself or not at all") {
  std::u32string characters;
  for_each_name([&](const Template&, const Label&, const LabelName& name) { characters += name.wide; });
  std::mt19937 random(1);
  const auto any_character = [&] { return characters[random() % characters.size()]; };
  Tally lost;
  Tally replaced;
  Tally spaced;
  Tally wrong;
  for_each_name([&](const Template& form, const Label& label, const LabelName& name) {
    for (std::size_t at = 0; at < name.wide.size(); ++at) {
      const auto part = [&](std::u32string_view instead) { return std::u32string(name.wide).replace(at, 1, instead); };
      if (name.wide.size() > 1) lost.seek(form, label, name, part(U""));
      if (name.wide.size() > 1) replaced.seek(form, label, name, part(U"\uFFFD"));
      spaced.seek(form, label, name, std::u32string(name.wide).insert(at, 1, U' '));
      const auto other = any_character();
      if (other != name.wide[at]) wrong.seek(form, label, name, part({&other, 1}));
    }
  });
  CHECK(lost.share() > 0.92);
  CHECK(replaced.share() > 0.92);
  CHECK(spaced.share() == 1);
  CHECK(wrong.share() > 0.7);
}

TEST_CASE("short labels are found in spite of mistaken characters, local ones are not") {
  CHECK(method_of("总汁", "总计") == Method::fuzzy);
  CHECK(method_of("共他", "其他") == Method::fuzzy);
  CHECK(method_of("尚末审结", "尚未审结") == Method::fuzzy);
  CHECK(method_of("共池", "其他") == Method::none);
  CHECK(method_of("总额", "总计") == Method::none);
}

TEST_CASE("lost and mistaken characters together") {
  CHECK(method_of("二、上年结转政府信公开中请数量", "二、上年结转政府信息公开申请数量") == Method::fuzzy);
  CHECK(method_of("5.要求行政机关确认重新出具己获取信息", "5.要求行政机关确认或重新出具已获取信息") == Method::fuzzy);
}
