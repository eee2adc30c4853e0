// What a page says about itself.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

// "meta:" and the name as printed, but in the standard's letters when it differs from them by case alone.
std::string meta_property_name(std::string_view printed);

}  // namespace nianbao::extract::html_page
