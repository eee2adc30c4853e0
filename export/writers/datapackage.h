// datapackage.json: the Frictionless description of the CSV files.
#pragma once

#include <string>
#include <string_view>

#include "export/dataset.h"

namespace nianbao::exporting {

constexpr std::string_view kDataPackage = "datapackage.json";

std::string data_package(const Dataset& dataset);

}  // namespace nianbao::exporting
