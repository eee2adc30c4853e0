// What follows the divisions in an issuer's name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "normalize/issuer/issuer_words.h"

namespace nianbao::normalize {

// What stands before it.
enum class BodyAfter : std::uint8_t {
  division,       // a division with its kind, or by a name that needs none
  stem,           // a division without its kind: only well-known bodies may follow, as the stem may be another word
  system_stem,    // ditto, behind the head of a vertical system
  township,       // of a division that is named as well
  lone_township,  // of none
};

// Whose body it is.
enum class BodyOf : std::uint8_t {
  division,
  township,  // a township that no table knows
  part,      // another division that no table knows, in the one named
  zone,      // a zone, which is no division
  beyond,    // of an area that is not the division it is named after
};

struct Body {
  BodyOf of = BodyOf::division;
  std::string name;        // the one name for it; empty: not stated, which is the government
  std::string_view type;   // as in Issuer::body_type
  std::string_view level;  // of parts: county ...; empty where the name does not say
};

// None where the text can be no body there.
std::optional<Body> read_body(std::string_view text, BodyAfter after, const IssuerWords& words);

}  // namespace nianbao::normalize
