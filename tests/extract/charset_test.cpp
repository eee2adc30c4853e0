// Each way a page can say, hide or misstate its encoding. Encoded by ICU, not by the code under test.
#include "extract/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace {

using nianbao::ErrorCode;
using nianbao::extract::decode_text;
using nianbao::extract::DoubleEncoding;

std::string encode(std::string_view utf8, const char* charset) {
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string bytes(utf8.size() * 4 + 8, '\0');
  UErrorCode status = U_ZERO_ERROR;
  auto* converter = ucnv_open(charset, &status);
  const auto length = ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()), text.getBuffer(),
                                      text.length(), &status);
  ucnv_close(converter);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(length);
  return bytes;
}

// ㎡, 〇, ① and 䶮 are beyond GB 2312; 䶮 takes four bytes in GB18030.
const std::string kSimplified =
    "清河镇人民政府2023年政府信息公开工作年度报告\n二〇二三年，办公用房面积1200㎡，经办人王䶮，①主动公开政府"
    "信息86条。\n";
const std::string kTraditional =
    "清河鎮公所2023年政府資訊公開工作年度報告\n本年度主動公開政府資訊八十六則，受理申請公開三件，均已辦結。"
    "\n";

void check(const std::string& bytes, std::string_view text, std::string_view charset, std::string_view method) {
  const auto decoded = decode_text(bytes, "", "");
  REQUIRE(decoded);
  CHECK(decoded->utf8 == text);
  CHECK(decoded->charset == charset);
  CHECK(decoded->method == method);
  CHECK(decoded->replaced == 0);
}

}  // namespace

TEST_CASE("charset: nothing declared") {
  check(kSimplified, kSimplified, "UTF-8", "strict");
  check(encode(kSimplified, "gb18030"), kSimplified, "GB18030", "scored");
  check(encode(kTraditional, "Big5"), kTraditional, "Big5", "scored");
  check("plain ASCII 2023", "plain ASCII 2023", "UTF-8", "strict");
  check("", "", "UTF-8", "strict");
}

TEST_CASE("charset: byte order marks are obeyed and removed") {
  check("\xEF\xBB\xBF" + kSimplified, kSimplified, "UTF-8", "bom");
  check("\xFF\xFE" + encode(kSimplified, "UTF-16LE"), kSimplified, "UTF-16LE", "bom");
  check("\xFE\xFF" + encode(kSimplified, "UTF-16BE"), kSimplified, "UTF-16BE", "bom");
  check("\x84\x31\x95\x33" + encode(kSimplified, "gb18030"), kSimplified, "GB18030", "bom");
}

TEST_CASE("charset: UTF-16 without a mark is seen from its zero bytes") {
  check(encode(kSimplified, "UTF-16LE"), kSimplified, "UTF-16LE", "strict");
  check(encode(kSimplified, "UTF-16BE"), kSimplified, "UTF-16BE", "strict");
  check(encode("<html><body>report 2023</body></html>", "UTF-16LE"), "<html><body>report 2023</body></html>",
        "UTF-16LE", "strict");
}

TEST_CASE("charset: a mark the text does not bear out is ignored") {
  const auto decoded = decode_text("\xEF\xBB\xBF" + encode(kSimplified, "gb18030"), "", "");
  REQUIRE(decoded);
  CHECK(decoded->charset == "GB18030");
  CHECK(decoded->utf8 == kSimplified);
}

TEST_CASE("charset: every name of GB 2312 means GB18030") {
  for (const auto* label : {"gb2312", "GB2312", "gbk", "GBK", "gb18030", "hz", "cp936", " \"x-gbk\" "}) {
    INFO(label);
    const auto decoded = decode_text(encode(kSimplified, "gb18030"), "", label);
    REQUIRE(decoded);
    CHECK(decoded->utf8 == kSimplified);
    CHECK(decoded->charset == "GB18030");
    CHECK(decoded->method == "declared");
  }
}

TEST_CASE("charset: a lying declaration loses") {
  const auto gb = encode(kSimplified, "gb18030");
  const auto big5 = encode(kTraditional, "Big5");
  struct Lie {
    std::string bytes, declared, charset, text;
  };
  for (const auto& lie : {Lie{kSimplified, "gb2312", "UTF-8", kSimplified}, Lie{gb, "utf-8", "GB18030", kSimplified},
                          Lie{gb, "big5", "GB18030", kSimplified}, Lie{big5, "gb2312", "Big5", kTraditional},
                          Lie{gb, "utf-16", "GB18030", kSimplified}, Lie{gb, "iso-8859-1", "GB18030", kSimplified},
                          Lie{gb, "no such", "GB18030", kSimplified}}) {
    INFO(lie.declared << " for " << lie.charset);
    const auto decoded = decode_text(lie.bytes, lie.declared, lie.declared);
    REQUIRE(decoded);
    CHECK(decoded->charset == lie.charset);
    CHECK(decoded->utf8 == lie.text);
    CHECK(decoded->method != "declared");
  }
}

TEST_CASE("charset: the transport's declaration is asked before the document's") {
  const auto decoded = decode_text(encode(kTraditional, "Big5"), "big5", "gb2312");
  REQUIRE(decoded);
  CHECK(decoded->charset == "Big5");
  CHECK(decoded->method == "declared");
}

TEST_CASE("charset: eight characters are enough") {
  check(encode("政府信息公开报告", "gb18030"), "政府信息公开报告", "GB18030", "scored");
  check(encode("<p>受理申请</p>", "gb18030"), "<p>受理申请</p>", "GB18030", "scored");
}

TEST_CASE("charset: a cut last character is tolerated and counted") {
  const auto decoded = decode_text(kSimplified + "\xE6\x94", "", "gb2312");
  REQUIRE(decoded);
  CHECK(decoded->charset == "UTF-8");
  CHECK(decoded->method == "strict");
  CHECK(decoded->replaced == 1);
  CHECK(decoded->utf8 == kSimplified + "\uFFFD");
}

TEST_CASE("charset: little damage inside is counted, not fatal") {
  std::string broken = kSimplified + kSimplified;
  broken.insert(kSimplified.size(), "\xE6\x94");
  const auto utf8 = decode_text(broken, "", "");
  REQUIRE(utf8);
  CHECK(utf8->charset == "UTF-8");
  CHECK(utf8->method == "scored");
  CHECK(utf8->replaced == 1);

  // A lead byte before "<": the tag must survive.
  const auto gb =
      decode_text(encode(kSimplified, "gb18030") + "\xD5<p>" + encode(kSimplified, "gb18030"), "", "gb2312");
  REQUIRE(gb);
  CHECK(gb->charset == "GB18030");
  CHECK(gb->replaced == 1);
  CHECK(gb->utf8.find("<p>") != std::string::npos);
}

TEST_CASE("charset: replacement characters of the source itself are counted") {
  const auto decoded = decode_text("政府信息\uFFFD公开", "", "");
  REQUIRE(decoded);
  CHECK(decoded->replaced == 1);
}

TEST_CASE("charset: zero bytes among text are dropped") {
  using namespace std::string_literals;
  const auto decoded = decode_text("政府\0信息\0"s, "", "");
  REQUIRE(decoded);
  CHECK(decoded->utf8 == "政府信息");
}

TEST_CASE("charset: ill-formed UTF-8 is not UTF-8") {
  for (const std::string_view bytes :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    const auto decoded = decode_text(std::string(400, 'x') + std::string(bytes) + " end", "", "");
    REQUIRE(decoded);
    CHECK(decoded->method != "strict");
  }
}

namespace {

// UTF-8 read in a wrong encoding and saved as UTF-8.
std::string mistaken(const std::string& utf8, const char* charset) {
  icu::UnicodeString text(utf8.data(), static_cast<int32_t>(utf8.size()), charset);
  std::string saved;
  return text.toUTF8String(saved);
}

}  // namespace

TEST_CASE("charset: a double encoding is undone where nothing is lost") {
  // Pairs of bytes end where each run of Chinese ends; a byte 0x80 is a euro sign to Windows.
  const std::string even = "青禾县水务局政府信息公开年度报告 2023\n主动公开政府信息目录86件，\n新收申请12\n";
  REQUIRE(mistaken("政府", "gbk") == "鏀垮簻");
  for (const auto& [text, charset] : {std::pair(even, "gb18030"), std::pair(even + "86条。共\n", "windows-936-2000")}) {
    INFO(charset);
    const auto decoded = decode_text(mistaken(text, charset), "", "");
    REQUIRE(decoded);
    CHECK(decoded->utf8 == text);
    CHECK(decoded->charset == "UTF-8");
    CHECK(decoded->double_encoding == DoubleEncoding::undone);
    CHECK(decoded->mistaken_for == charset);
  }
  for (const std::string charset : {"windows-1252", "iso-8859-1"}) {
    INFO(charset);
    const auto decoded = decode_text(mistaken(kSimplified, charset.c_str()), "", "");
    REQUIRE(decoded);
    CHECK(decoded->utf8 == kSimplified);
    CHECK(decoded->mistaken_for == charset);
  }
}

TEST_CASE("charset: a double encoding that lost characters is told and left") {
  // An odd character at the end of a run takes the byte behind it, or gives a question mark.
  auto lost = mistaken("政府信息公开年度报告，全年公开政府信息共86条。\n", "gbk");
  for (auto at = lost.find("\uFFFD"); at != std::string::npos; at = lost.find("\uFFFD")) lost.replace(at, 3, "?");
  const auto decoded = decode_text(lost, "", "");
  REQUIRE(decoded);
  CHECK(decoded->double_encoding == DoubleEncoding::lost);
  CHECK(decoded->utf8 == lost);
  CHECK(decoded->utf8.find("86") != std::string::npos);
  CHECK(decode_text("锟斤拷锟斤拷12锟斤拷", "", "")->double_encoding == DoubleEncoding::lost);
}

TEST_CASE("charset: good text is no double encoding") {
  for (const std::string& text : {kSimplified, kTraditional, std::string("鏀"), std::string("café, naïve: 12"),
                                  std::string("受理申请三件"), std::string("plain")}) {
    INFO(text);
    const auto decoded = decode_text(text, "", "");
    REQUIRE(decoded);
    CHECK(decoded->double_encoding == DoubleEncoding::none);
    CHECK(decoded->utf8 == text);
  }
}

TEST_CASE("charset: bytes that are no text") {
  std::string noise;
  std::uint32_t state = 1;
  for (int count = 0; count < 4000; ++count) {
    state = state * 1664525u + 1013904223u;
    noise += static_cast<char>(state >> 24);
  }
  const auto decoded = decode_text(noise, "gbk", "gb2312");
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::undecodable_text);
}
