// Who issued a report: the administrative division and the kind of body behind a name.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nianbao::normalize {

// What is known of an issuer. Views are valid during the call.
struct IssuerClues {
  std::string_view name;      // as the report states it
  std::string_view url;       // the page it was fetched from; may be empty
  std::string_view path;      // the file it was read from
  std::string_view preamble;  // text that may name superior bodies; may be empty
  int year = 0;               // report year; 0: unknown
  int code = 0;               // of its division, six or nine digits, where somebody knows it; else 0
};

struct Issuer {
  // Where the division is known, "211104:" (its code of today, six or nine digits) and the name of the body; of a body
  // of the centre "central:" and its name: the same for all names one issuer had over the years, and for no two
  // issuers. Else "name:", the normalized name and, where the host is known, "@" and it: issuers of the same name that
  // nothing tells apart share it. Empty where the report names no issuer.
  std::string id;
  // Others may have the same id: nothing tells which of the bearers of its name it is.
  bool shared = false;
  std::string level;                    // central province prefecture county township zone; empty where unknown
  std::string body_type;                // government, office, bureau ...; empty where unknown
  std::string code;                     // GB/T 2260, six digits, as of the year; empty where unknown or ambiguous
  std::string township_code;            // nine digits; ditto
  std::string method;                   // what decided: name, url, path, text, user; empty where nothing did
  std::vector<std::string> candidates;  // codes, sorted, between which nothing decided
};

// What a user knows of an issuer. Empty means: as the program finds it, or nothing.
struct KnownIssuer {
  std::string name;  // compared normalized
  std::string host;  // of reports' URLs, with all hosts below it; empty: any
  std::string level;
  std::string body_type;
  std::string code;
  std::string township_code;
  std::string id;
  int from = 0;  // first and last report year
  int to = std::numeric_limits<int>::max();
};

class IssuerRegistry {
 public:
  IssuerRegistry() = default;
  // These are asked before anything else: of several that fit, those with a host first, then the first.
  explicit IssuerRegistry(std::vector<KnownIssuer> known);

  Issuer resolve(const IssuerClues& clues) const;

 private:
  const KnownIssuer* known(std::string_view name, const IssuerClues& clues) const;

  std::vector<KnownIssuer> known_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;  // normalized name: indices of known_
};

// The divisions that come with the program, loaded once.
const IssuerRegistry& builtin_issuers();

// Levels and types that an Issuer may have.
bool is_issuer_level(std::string_view level);

}  // namespace nianbao::normalize
