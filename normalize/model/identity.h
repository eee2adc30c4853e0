// Accounting identities as data: the sum of some fields against the sum of others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nianbao::normalize {

enum class Relation : std::uint8_t { equal, at_most };

// The report an operand stands in.
enum class Whose : std::uint8_t {
  own,
  year_before,  // the same issuer's of the year before
  above,        // of the same year, the aggregated one of a government above the issuer
};

struct IdentityOperand {
  int field = -1;  // index into Schema::fields
  bool total = false;
  Whose whose = Whose::own;

  friend bool operator==(const IdentityOperand&, const IdentityOperand&) = default;
};

// One instance of an identity: the sum of the left fields against the sum of the right ones.
struct IdentitySpec {
  std::string id;
  std::string instance;
  Relation relation = Relation::equal;
  bool soft = false;
  std::vector<IdentityOperand> left;
  std::vector<IdentityOperand> right;

  friend bool operator==(const IdentitySpec&, const IdentitySpec&) = default;
};

}  // namespace nianbao::normalize
