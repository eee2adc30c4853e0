// datapackage.json: the Frictionless description of the CSV files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "export/dataset.h"

namespace nianbao::exporting {

constexpr std::string_view kDataPackage = "datapackage.json";

std::string data_package(std::span<const Table> tables);

}  // namespace nianbao::exporting
