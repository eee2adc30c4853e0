// RE2 as the patterns use it: its options, its pre-absl string type, and matches by named groups. Only for the
// sources of this room that compile expressions.
#pragma once

#include <re2/re2.h>

#include <optional>
#include <string_view>
#include <vector>

#include "normalize/text/pattern.h"

namespace nianbao::normalize {

re2::RE2::Options pattern_options();

inline re2::StringPiece to_piece(std::string_view text) { return {text.data(), text.size()}; }

// The first match from a byte on; anchors and word boundaries see the whole text.
std::optional<Match> match_from(const re2::RE2& expression, std::string_view text, std::size_t start);

// All matches, from left to right; none overlaps another.
std::vector<Match> matches_of(const re2::RE2& expression, std::string_view text);

}  // namespace nianbao::normalize
