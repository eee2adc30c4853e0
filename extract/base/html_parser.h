// HTML as a stream of events. With xml.h the only code that knows libxml2. Forgiving as browsers are, in
// its own way: end tags may be missing, elements may stand where the standard allows none.
#pragma once

#include <span>
#include <string_view>

#include "extract/base/error.h"
#include "extract/base/limits.h"

namespace nianbao::html {

// Views are valid during the call that hands them over. Names are in lower case; a prefix stays part of
// the name ("o:p"). Entities are resolved; an attribute without a value has an empty one.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

struct Element {
  std::string_view name;
  std::span<const Attribute> attributes;

  // The value of the attribute, or an empty view.
  std::string_view attribute(std::string_view name) const;
  // Tells an empty attribute from a missing one.
  const Attribute* find(std::string_view name) const;
};

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void start(const Element& element) = 0;
  virtual void end(std::string_view name) = 0;   // one for every start, implied where it is missing
  virtual void text(std::string_view text) = 0;  // may come in pieces
};

// The whole of a page, already decoded: declarations of another encoding are ignored. Comments, doctype and
// processing instructions are left out. Error: limit_exceeded.
Result<void> parse(std::string_view utf8, Handler& handler, const Limits& limits, std::string_view place);

}  // namespace nianbao::html
