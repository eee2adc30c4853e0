// HTML compares names as ASCII, whatever the locale.
#pragma once

#include "extract/base/ascii.h"

namespace nianbao::extract::html_page {

using namespace nianbao::ascii;

}  // namespace nianbao::extract::html_page
