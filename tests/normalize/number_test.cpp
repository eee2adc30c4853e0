#include "normalize/text/number.h"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/reading.h"

using namespace nianbao::normalize;
using nianbao::test::templates;

namespace {

CellReading cell(std::string_view raw, CellBorders borders = CellBorders::certain) {
  return read_cell(raw, borders, templates().vocabulary());
}

std::string number(std::string_view raw) {
  const auto reading = cell(raw);
  return reading.value ? reading.value->to_string() : std::string(to_string(reading.state));
}

Field converted(std::string_view raw, std::string_view field_unit, std::string_view column_unit = "") {
  static FieldSpec spec;
  spec.unit = field_unit;
  Field field{.spec = &spec};
  convert_unit(cell(raw), column_unit, templates().vocabulary(), field);
  return field;
}

}  // namespace

TEST_CASE("numbers as they are printed") {
  CHECK(number("0") == "0");
  CHECK(number(" 12 ") == "12");
  CHECK(number("１２") == "12");
  CHECK(number("11398889") == "11398889");
  CHECK(number("190.457379") == "190.457379");
  CHECK(number("12.00") == "12");
  CHECK(number("1,234") == "1234");
  CHECK(number("1，234，567.5") == "1234567.5");
  CHECK(number("-8") == "-8");
  CHECK(number("－8") == "-8");
  CHECK(number("+19") == "19");
  CHECK(number("增3") == "3");
  CHECK(number("减8") == "-8");
  CHECK(number("十二") == "12");
  CHECK(number("一百零五") == "105");
  CHECK(number("二〇二一") == "2021");
  CHECK(number("〇") == "0");
  CHECK(number("两") == "2");
}

TEST_CASE("what only looks like a number is none") {
  CHECK(number("3①") == "unreadable");
  CHECK(number("10²") == "unreadable");
  CHECK(number("1,23") == "unreadable");
  CHECK(number("1.2.3") == "unreadable");
  CHECK(number("12-15") != "12");
  CHECK(number("l") != "1");
  CHECK(number("99999999999999999999") == "unreadable");
  CHECK(number("全年共受理3件申请") == "text");
  CHECK(number("3 4") != "34");
  CHECK(number("3\n4") != "34");
}

TEST_CASE("damaged numbers are repaired by a named rule") {
  struct Repaired {
    std::string raw;
    std::string value;
    std::string rule;
  };
  const std::vector<Repaired> damaged{{"1O", "10", "digit_lookalike"},
                                      {"l2", "12", "digit_lookalike"},
                                      {"I2", "12", "digit_lookalike"},
                                      {"0.O0", "0", "digit_lookalike"},
                                      {"O.5", "0.5", "digit_lookalike"},
                                      {"1〇", "10", "digit_lookalike"},
                                      {"1,2○3", "1203", "digit_lookalike"},
                                      {"－1o件", "-10", "digit_lookalike"},
                                      {"Ｏ", "0", "lone_zero_lookalike"},
                                      {" o ", "0", "lone_zero_lookalike"},
                                      {"○", "0", "lone_zero_lookalike"},
                                      {"3 119", "3119", "spaced_thousands"},
                                      {"12 345 678", "12345678", "spaced_thousands"},
                                      {"-3\u00A0119.5件", "-3119.5", "spaced_thousands"},
                                      {"２ ０", "20", "spaced_digits"},
                                      {"１ ２\u00A0３", "123", "spaced_digits"}};
  for (const auto& each : damaged) {
    INFO(each.raw);
    CHECK(number(each.raw) == each.value);
    CHECK(cell(each.raw).repair == each.rule);
  }
  CHECK(cell("-1O件").unit == "件");
}

TEST_CASE("what is printed in an ordinary way is no repair") {
  for (const auto* raw : {"0", "１２", "1,234", "1，234", "\u200B12\u00A0", "〇", "二〇二一", "增3", "251000元"}) {
    INFO(raw);
    CHECK(cell(raw).state == State::number);
    CHECK(cell(raw).repair.empty());
  }
}

TEST_CASE("damage that may be read in two ways is not repaired") {
  for (const auto* raw : {"l",        "I",      "|",      "1|2",    "|2",        "2|",   "O5",
                          "l.",       "OO",     "lO",     "S2",     "1B",        "Z0",   "g9",
                          "b6",       "2 0",    "２　０", "２  ０", "0 119",     "3 11", "3 1195",
                          "1234 567", "3  119", "3 11O",  "1O 000", "３ １１９", "1O①",  "1 234\u00A0567",
                          "3\n119",   "3\t119"}) {
    INFO(raw);
    CHECK(number(raw) == "unreadable");
    CHECK(cell(raw).repair.empty());
  }
  CHECK(number("第1O条") == "text");
  CHECK(number("O件") == "text");
}

TEST_CASE("spaces are taken out only where the source says where cells end") {
  for (const auto* raw : {"3 119", "12 345 678", "２ ０"}) {
    INFO(raw);
    CHECK(cell(raw, CellBorders::inferred).state == State::unreadable);
  }
  CHECK(cell("1O", CellBorders::inferred).value == Decimal(10));
}

TEST_CASE("blank, dash and words for nothing are not zero") {
  CHECK(number("") == "blank");
  CHECK(number("　 ") == "blank");
  CHECK(number("\xC2\xA0") == "blank");
  CHECK(number("-") == "dash");
  CHECK(number("—") == "dash");
  CHECK(number("——") == "dash");
  CHECK(number("/") == "dash");
  CHECK(number("无") == "none_word");
  CHECK(number("無") == "none_word");
  CHECK(number("不涉及") == "none_word");
}

TEST_CASE("units are converted by a recorded rule") {
  const auto yuan = converted("251000元", "万元");
  CHECK(yuan.value->to_string() == "25.1");
  CHECK(yuan.raw_unit == "元");
  CHECK_FALSE(yuan.note.empty());
  CHECK(converted("976.81万元", "万元").value->to_string() == "976.81");
  CHECK(converted("1.2亿元", "万元").value->to_string() == "12000");
  CHECK(converted("240", "万元").value->to_string() == "240");
  CHECK(converted("240", "万元").note.empty());
  CHECK(converted("251000", "万元", "元").value->to_string() == "25.1");
  CHECK(converted("6项", "件").value->to_string() == "6");
  CHECK(converted("201件", "件").value->to_string() == "201");
  CHECK(converted("201元", "件").state == State::text);
}

TEST_CASE("decimals are exact and never overflow silently") {
  CHECK(Decimal::parse("0.1")->plus(*Decimal::parse("0.2"))->to_string() == "0.3");
  CHECK(Decimal::parse("12.00") == Decimal(12));
  CHECK_FALSE(Decimal::parse("1e5"));
  CHECK_FALSE(Decimal::parse(""));
  CHECK_FALSE(Decimal(std::numeric_limits<std::int64_t>::max()).plus(Decimal(1)));
  CHECK(Decimal(251000).shifted(-4)->to_string() == "25.1");
  CHECK(*Decimal::parse("0.30") < *Decimal::parse("1"));
  CHECK(Decimal::parse("-0.5")->to_string() == "-0.5");
}
