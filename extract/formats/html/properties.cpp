#include "extract/formats/html/properties.h"

#include <algorithm>
#include <array>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

// The labels every page of a Chinese government site must carry: State Council General Office, guidelines
// for the development of government sites (2017), annex on page labels.
constexpr std::array<std::string_view, 14> kStandardNames{
    "SiteName",       "SiteDomain", "SiteIDCode",   "ColumnName", "ColumnDescription",
    "ColumnKeywords", "ColumnType", "ArticleTitle", "PubDate",    "ContentSource",
    "Keywords",       "Author",     "Description",  "Url"};

}  // namespace

std::string meta_property_name(std::string_view printed) {
  const auto name = trim(printed);
  const auto standard =
      std::ranges::find_if(kStandardNames, [&](std::string_view each) { return equals_ignoring_case(each, name); });
  return "meta:" + std::string(standard == kStandardNames.end() ? name : *standard);
}

}  // namespace nianbao::extract::html_page
