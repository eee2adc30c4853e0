#include "extract/base/html_parser.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nianbao::html {
namespace {

// The push parser refuses a chunk it has to enlarge too far; xml.cpp feeds the same size.
constexpr std::size_t kChunk = 64 << 10;

// Pages leave these open by the hundred (<font><p>...<font><p>...), and the parser then nests them. They
// hold no structure, so they count only against a multiple of the limit. Every end tag without a start is
// looked for through all of them: the multiple cannot be large.
constexpr std::array<std::string_view, 17> kOftenLeftOpen{"a",    "b",      "big",    "code", "em", "font",
                                                          "i",    "ins",    "nobr",   "p",    "s",  "small",
                                                          "span", "strike", "strong", "tt",   "u"};
constexpr std::int64_t kLeftOpenFactor = 5;

struct FreeParser {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
using ParserContext = std::unique_ptr<htmlParserCtxt, FreeParser>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

struct State {
  Handler& handler;
  const Limits& limits;
  std::string_view place;
  htmlParserCtxt* context = nullptr;
  std::vector<Attribute> attributes;
  std::int64_t structure_depth = 0;
  std::int64_t left_open_depth = 0;
  std::optional<Error> error;

  std::int64_t& depth_of(std::string_view name) {
    return std::ranges::find(kOftenLeftOpen, name) == kOftenLeftOpen.end() ? structure_depth : left_open_depth;
  }
  bool too_deep() const { return structure_depth > limits.depth || left_open_depth > limits.depth * kLeftOpenFactor; }
};

void on_start(void* self, const xmlChar* name, const xmlChar** attributes) {
  auto& state = *static_cast<State*>(self);
  if (state.error) return;
  ++state.depth_of(view(name));
  if (state.too_deep()) {
    state.error = over_limit(&Limits::depth, state.limits, state.place).error();
    xmlStopParser(state.context);
    return;
  }
  state.attributes.clear();
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    state.attributes.push_back({view(attributes[0]), view(attributes[1])});
  }
  state.handler.start({view(name), state.attributes});
}

void on_end(void* self, const xmlChar* name) {
  auto& state = *static_cast<State*>(self);
  if (state.error) return;
  --state.depth_of(view(name));
  state.handler.end(view(name));
}

void on_text(void* self, const xmlChar* text, int length) {
  auto& state = *static_cast<State*>(self);
  if (state.error) return;
  state.handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

void ignore_error(void*, xmlErrorPtr) {}  // a page without errors is the exception

htmlSAXHandler make_sax() {
  htmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;  // the content of script and style
  sax.serror = ignore_error;
  return sax;
}

// At most a chunk, ending between two characters.
std::string_view next_chunk(std::string_view utf8) {
  auto length = std::min(utf8.size(), kChunk);
  while (length < utf8.size() && length > 0 && (static_cast<unsigned char>(utf8[length]) & 0xC0) == 0x80) --length;
  return utf8.substr(0, length);
}

}  // namespace

std::string_view Element::attribute(std::string_view wanted) const {
  const auto* found = find(wanted);
  return found == nullptr ? std::string_view{} : found->value;
}

const Attribute* Element::find(std::string_view wanted) const {
  const auto found = std::ranges::find(attributes, wanted, &Attribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

Result<void> parse(std::string_view utf8, Handler& handler, const Limits& limits, std::string_view place) {
  State state{.handler = handler, .limits = limits, .place = place};
  auto sax = make_sax();
  const ParserContext context(htmlCreatePushParserCtxt(&sax, &state, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  state.context = context.get();
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
  while (!utf8.empty() && !state.error) {
    const auto chunk = next_chunk(utf8);
    utf8.remove_prefix(chunk.size());
    htmlParseChunk(context.get(), chunk.data(), static_cast<int>(chunk.size()), 0);
  }
  if (!state.error) htmlParseChunk(context.get(), "", 0, 1);
  if (state.error) return std::unexpected(*state.error);
  return {};
}

}  // namespace nianbao::html
