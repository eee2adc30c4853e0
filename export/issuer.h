// The issuer of a record, as the registry of the dataset knows it.
#pragma once

#include "export/dataset.h"
#include "normalize/issuer/registry.h"

namespace nianbao::exporting {

// Nothing is known of what is no report.
normalize::Issuer issuer_of(const Record& record, const normalize::IssuerRegistry& registry);

}  // namespace nianbao::exporting
