#include "extract/base/xml.h"

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

namespace nianbao::xml {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

std::string one_line(const char* message) {
  std::string text = message == nullptr ? "" : message;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// libxml2 copies at most this much of a chunk into its buffer at once; larger ones fail as "huge".
constexpr std::size_t kChunk = 64 << 10;

template <class T, void (*Free)(T*)>
struct FreeWith {
  void operator()(T* pointer) const { Free(pointer); }
};
using ParserContext = std::unique_ptr<xmlParserCtxt, FreeWith<xmlParserCtxt, xmlFreeParserCtxt>>;
using Tree = std::unique_ptr<xmlDoc, FreeWith<xmlDoc, xmlFreeDoc>>;
using SchemaParser = std::unique_ptr<xmlRelaxNGParserCtxt, FreeWith<xmlRelaxNGParserCtxt, xmlRelaxNGFreeParserCtxt>>;
using RelaxNg = std::unique_ptr<xmlRelaxNG, FreeWith<xmlRelaxNG, xmlRelaxNGFree>>;
using Validator = std::unique_ptr<xmlRelaxNGValidCtxt, FreeWith<xmlRelaxNGValidCtxt, xmlRelaxNGFreeValidCtxt>>;

}  // namespace

std::string_view Element::attribute(std::string_view wanted, std::string_view wanted_ns) const {
  const auto* found = find(wanted, wanted_ns);
  return found == nullptr ? std::string_view{} : found->value;
}

const Attribute* Element::find(std::string_view wanted, std::string_view wanted_ns) const {
  const auto found = std::ranges::find_if(
      attributes, [&](const Attribute& each) { return each.name == wanted && each.ns == wanted_ns; });
  return found == attributes.end() ? nullptr : &*found;
}

struct PushParser::State {
  State(Handler& event_handler, const Limits& reading_limits, std::string_view part)
      : handler(event_handler), limits(reading_limits), place(part) {}

  Handler& handler;
  const Limits& limits;
  std::string place;
  ParserContext context;
  std::vector<Attribute> attributes;
  std::deque<std::string> unescaped;  // attribute values that are not as they stand in the source
  std::int64_t depth = 0;
  std::optional<Error> error;

  void stop(std::unexpected<Error> reason) {
    if (!error) error = std::move(reason.error());
    xmlStopParser(context.get());
  }
  Result<void> result() const {
    if (error) return std::unexpected(*error);
    return {};
  }
  std::string_view unescape(std::string_view value);
  void take_parser_error(int code);
};

// libxml2 hands an ampersand of an attribute over as "&#38;" unless it is told to expand all entities.
std::string_view PushParser::State::unescape(std::string_view value) {
  constexpr std::string_view kAmpersand = "&#38;";
  if (value.find(kAmpersand) == std::string_view::npos) return value;
  auto& text = unescaped.emplace_back();
  while (!value.empty()) {
    const auto end = std::min(value.find(kAmpersand), value.size());
    text += value.substr(0, end);
    if (end == value.size()) break;
    text += '&';
    value.remove_prefix(end + kAmpersand.size());
  }
  return text;
}

namespace {

template <class State>
State& state_of(void* context) {
  return *static_cast<State*>(static_cast<xmlParserCtxt*>(context)->_private);
}

template <class State>
// NOLINTNEXTLINE(readability-function-size): the signature is libxml2's startElementNsSAX2Func
void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri, int, const xmlChar**,
              int attribute_count, int, const xmlChar** attributes) {
  auto& state = state_of<State>(context);
  if (state.error) return;
  if (++state.depth > state.limits.depth) return state.stop(over_limit(&Limits::depth, state.limits, state.place));
  state.attributes.clear();
  state.unescaped.clear();
  constexpr std::ptrdiff_t kItemSize = 5;  // local name, prefix, URI, value, end of value
  for (std::ptrdiff_t index = 0; index < attribute_count; ++index) {
    const auto* const* item = attributes + index * kItemSize;
    state.attributes.push_back(
        {view(item[2]), view(item[0]),
         state.unescape({reinterpret_cast<const char*>(item[3]), static_cast<std::size_t>(item[4] - item[3])})});
  }
  state.handler.start({view(uri), view(name), state.attributes});
}

template <class State>
void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri) {
  auto& state = state_of<State>(context);
  if (state.error) return;
  --state.depth;
  state.handler.end(view(uri), view(name));
}

template <class State>
void on_text(void* context, const xmlChar* text, int length) {
  auto& state = state_of<State>(context);
  if (!state.error) state.handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

template <class State>
void on_dtd(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto& state = state_of<State>(context);
  state.stop(fail(ErrorCode::dtd_refused, state.place, "a document type declaration stands where none belongs"));
}

void ignore_error(void*, xmlErrorPtr) {}  // read from the context afterwards

template <class State>
xmlSAXHandler make_sax() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start<State>;
  sax.endElementNs = on_end<State>;
  sax.characters = on_text<State>;
  sax.ignorableWhitespace = on_text<State>;
  sax.cdataBlock = on_text<State>;
  sax.internalSubset = on_dtd<State>;
  sax.serror = ignore_error;
  return sax;
}

}  // namespace

void PushParser::State::take_parser_error(int code) {
  if (error || code == XML_ERR_OK) return;
  const auto* last = xmlCtxtGetLastError(context.get());
  const auto line = last == nullptr ? 0 : last->line;
  error = Error{ErrorCode::malformed_xml, fmt::format("{}:{}", place, line),
                last == nullptr ? "not well-formed" : one_line(last->message)};
}

PushParser::PushParser(Handler& handler, const Limits& limits, std::string_view place)
    : state_(std::make_unique<State>(handler, limits, place)) {
  auto sax = make_sax<State>();
  state_->context.reset(xmlCreatePushParserCtxt(&sax, nullptr, nullptr, 0, nullptr));
  state_->context->_private = state_.get();
  xmlCtxtUseOptions(state_->context.get(), XML_PARSE_NONET);
}

PushParser::~PushParser() = default;

Result<void> PushParser::feed(std::string_view bytes) {
  while (!bytes.empty() && !state_->error) {
    const auto chunk = bytes.substr(0, kChunk);
    bytes.remove_prefix(chunk.size());
    state_->take_parser_error(xmlParseChunk(state_->context.get(), chunk.data(), static_cast<int>(chunk.size()), 0));
  }
  return state_->result();
}

Result<void> PushParser::finish() {
  if (!state_->error) state_->take_parser_error(xmlParseChunk(state_->context.get(), "", 0, 1));
  return state_->result();
}

Result<void> parse(std::string_view bytes, Handler& handler, const Limits& limits, std::string_view place) {
  PushParser parser(handler, limits, place);
  if (auto fed = parser.feed(bytes); !fed) return fed;
  return parser.finish();
}

namespace {

struct FirstError {
  int line = 0;
  std::string message;

  static void take(void* self, xmlErrorPtr error) {
    auto& first = *static_cast<FirstError*>(self);
    if (first.message.empty()) first = {error->line, one_line(error->message)};
  }
  std::unexpected<Error> at(std::string_view place) const {
    return fail(ErrorCode::bad_template, fmt::format("{}:{}", place, line), message);
  }
};

Tree read_tree(std::string_view bytes, std::string_view place, FirstError& error) {
  const std::string url(place);
  xmlSetStructuredErrorFunc(&error, FirstError::take);
  return Tree(xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), url.c_str(), nullptr, XML_PARSE_NONET));
}

Result<RelaxNg> read_schema(std::string_view schema) {
  FirstError error;
  const SchemaParser parser(xmlRelaxNGNewMemParserCtxt(schema.data(), static_cast<int>(schema.size())));
  xmlRelaxNGSetParserStructuredErrors(parser.get(), FirstError::take, &error);
  RelaxNg compiled(xmlRelaxNGParse(parser.get()));
  if (compiled == nullptr) return error.at("schema");
  return compiled;
}

}  // namespace

Result<void> validate(std::string_view document, std::string_view relax_ng_schema, std::string_view place) {
  const auto schema = read_schema(relax_ng_schema);
  if (!schema) return std::unexpected(schema.error());
  FirstError error;
  const auto tree = read_tree(document, place, error);
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  if (tree == nullptr) return error.at(place);
  const Validator validator(xmlRelaxNGNewValidCtxt(schema->get()));
  xmlRelaxNGSetValidStructuredErrors(validator.get(), FirstError::take, &error);
  if (xmlRelaxNGValidateDoc(validator.get(), tree.get()) != 0) return error.at(place);
  return {};
}

}  // namespace nianbao::xml
