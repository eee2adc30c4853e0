#include "extract/base/xml.h"

#include <catch2/catch.hpp>

#include "extract/base/xml_tree.h"

using namespace nianbao;

namespace {

class Recorder : public xml::Handler {
 public:
  void start(const xml::Element& element) override {
    log += "<" + std::string(element.ns) + ":" + std::string(element.name);
    for (const auto& each : element.attributes) log += " " + std::string(each.name) + "=" + std::string(each.value);
    log += ">";
  }
  void end(std::string_view, std::string_view name) override { log += "</" + std::string(name) + ">"; }
  void text(std::string_view text) override { log += text; }
  std::string log;
};

ErrorCode code_of(std::string_view bytes) {
  Recorder recorder;
  const auto parsed = xml::parse(bytes, recorder, Limits{}, "part");
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}

}  // namespace

TEST_CASE("events carry namespaces and unescaped values") {
  Recorder recorder;
  REQUIRE(xml::parse("<w:a xmlns:w='urn:w' w:b='1 &amp; 2 &lt;' c=''>x&amp;y</w:a>", recorder, Limits{}, "part"));
  CHECK(recorder.log == "<urn:w:a b=1 & 2 < c=>x&y</a>");
}

TEST_CASE("pieces of any size are one document") {
  Recorder recorder;
  const Limits limits;
  xml::PushParser parser(recorder, limits, "part");
  for (const char c : std::string_view("<a>规<b/></a>")) REQUIRE(parser.feed({&c, 1}));
  REQUIRE(parser.finish());
  CHECK(recorder.log == "<:a>规<:b></b></a>");
}

TEST_CASE("hostile and broken XML is refused") {
  CHECK(code_of("<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>") == ErrorCode::dtd_refused);
  CHECK(code_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") == ErrorCode::dtd_refused);
  CHECK(code_of("<a><b></a>") == ErrorCode::malformed_xml);
  CHECK(code_of("<a>") == ErrorCode::malformed_xml);
  CHECK(code_of("") == ErrorCode::malformed_xml);
  CHECK(code_of("<a>&unknown;</a>") == ErrorCode::malformed_xml);
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  CHECK(code_of(deep) == ErrorCode::limit_exceeded);
}

TEST_CASE("a small file becomes a tree") {
  const auto tree = xml::read_tree("<a x='1'> t <b>c</b></a>", "file");
  REQUIRE(tree);
  CHECK(tree->name == "a");
  CHECK(tree->text == "t");
  CHECK(tree->attribute("x") == "1");
  CHECK(tree->child_text("b") == "c");
  CHECK(tree->child("d") == nullptr);
}
