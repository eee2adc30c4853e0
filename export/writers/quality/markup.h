// Pieces of HTML: what comes from documents is escaped here and nowhere else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "normalize/model/decimal.h"

namespace nianbao::exporting::report {

// Text of a document: clean, with no character that starts markup or turns the direction of what follows.
std::string escaped(std::string_view text);

// The same between <bdi> and </bdi>, at most so many bytes of it.
std::string isolated(std::string_view text, std::size_t bytes = 160);

// Where a browser finds the file of a path of documents.csv, from a page in `folder`: of a member, its container. Empty
// where the path is too long to be one. Never a scheme but "file:".
std::string document_address(std::string_view path, const std::filesystem::path& folder);

// The address itself where it is one of http or https, with nothing in it that ends an attribute; else empty.
std::string web_address(std::string_view url);

// 1234567 with a thin space before each group of three digits.
std::string grouped(std::int64_t number);
std::string grouped(const normalize::Decimal& number);
// The same for people and programs: <data value="1234567">.
std::string figure(std::int64_t number);
std::string figure(const normalize::Decimal& number);

// Ten-thousandths as a figure: to one decimal from 1 on, else to four.
std::string in_ten_thousandths(std::int64_t number);

// "12.34 %": never 100 % or 0 % where it is not all or nothing. "–" of nothing.
std::string per_cent(std::int64_t part, std::int64_t whole);

}  // namespace nianbao::exporting::report
