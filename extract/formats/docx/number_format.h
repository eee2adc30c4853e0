// How an automatic number is shown: the values of ST_NumberFormat (ECMA-376 17.18.59).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::extract::docx {

struct FormattedNumber {
  std::string text;
  bool known = true;  // false: the format is not in the table, the text is decimal
};

FormattedNumber format_number(std::string_view format, std::int64_t number);

}  // namespace nianbao::extract::docx
