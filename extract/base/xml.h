// XML by namespace URI and local name, as a stream of events. With html_parser.h the only code that
// knows libxml2. Strict and hostile-safe: no DTD, no entities of the document's own, no network, no files.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "extract/base/limits.h"

namespace nianbao::xml {

// Views are valid during the call that hands them over.
struct Attribute {
  std::string_view ns;  // empty for attributes without a prefix
  std::string_view name;
  std::string_view value;
};

struct Element {
  std::string_view ns;
  std::string_view name;
  std::span<const Attribute> attributes;

  // The value of the attribute of that name in that namespace, or an empty view.
  std::string_view attribute(std::string_view name, std::string_view ns = {}) const;
  // Tells an empty attribute from a missing one.
  const Attribute* find(std::string_view name, std::string_view ns = {}) const;
};

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void start(const Element& element) = 0;
  virtual void end(std::string_view ns, std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;  // may come in pieces
};

// Feeds a document in pieces of any size. The first error sticks.
class PushParser {
 public:
  // `place` names the part for errors. `handler` and `limits` must outlive the parser.
  PushParser(Handler& handler, const Limits& limits, std::string_view place);
  ~PushParser();
  PushParser(PushParser&&) = delete;

  Result<void> feed(std::string_view bytes);
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of a document in memory. Errors: malformed_xml, dtd_refused, limit_exceeded.
Result<void> parse(std::string_view bytes, Handler& handler, const Limits& limits, std::string_view place);

// Validates a document against a RELAX NG schema. The error is bad_template with "place:line".
Result<void> validate(std::string_view document, std::string_view relax_ng_schema, std::string_view place);

}  // namespace nianbao::xml
