// The contract of the whole: any bytes become a Document and a Report, or an error. No crash, no hang, no
// value in a state that has none.
#pragma once

#include <string_view>

namespace nianbao::test {

// Aborts when the contract is broken.
void read_anything(std::string_view bytes);

}  // namespace nianbao::test
