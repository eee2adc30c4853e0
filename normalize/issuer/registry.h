// Who issued a report: the administrative division and the kind of body behind a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nianbao::normalize {

// What is known of an issuer. Views are valid during the call.
struct IssuerClues {
  std::string_view name;      // as the report states it
  std::string_view url;       // the page it was fetched from; may be empty
  std::string_view path;      // the file it was read from
  std::string_view preamble;  // text that may name superior bodies; may be empty
  int year = 0;               // report year; 0: unknown
};

struct Issuer {
  // The same for all names one issuer had over the years, and for no two issuers: "211104005:government" where the
  // division is known, else "name:" and the normalized name. Empty where the report names no issuer.
  std::string id;
  std::string level;                    // central province prefecture county township zone; empty where unknown
  std::string body_type;                // government, office, bureau ...; empty where unknown
  std::string code;                     // GB/T 2260, six digits; empty where unknown or ambiguous
  std::string township_code;            // nine digits; ditto
  std::string method;                   // what decided: name, url, path, text, user; empty where nothing did
  std::vector<std::string> candidates;  // codes between which nothing decided
};

class IssuerRegistry {
 public:
  Issuer resolve(const IssuerClues& clues) const;
};

// The divisions that come with the program, loaded once.
const IssuerRegistry& builtin_issuers();

}  // namespace nianbao::normalize
