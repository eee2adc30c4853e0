// "Name: value" lines, as WARC and HTTP have them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::pipeline {

std::string_view trimmed(std::string_view text);
std::string lower_ascii(std::string_view text);

// Takes the next line off `text`, without its "\n" or "\r\n"; nothing where no line end is left.
std::optional<std::string_view> take_line(std::string_view& text);

// Names come in lower case; lines that begin with a blank continue the value before (RFC 2616, section 4.2).
void each_field(std::string_view lines,
                const std::function<void(const std::string& name, const std::string& value)>& take);

// A parameter of a header value, such as charset of "text/html; charset=gb2312", in lower case and without quotes.
// Empty where it is not there or is no token.
std::string parameter_of(std::string_view value, std::string_view name);

}  // namespace nianbao::pipeline
