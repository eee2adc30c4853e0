// The system calls a confined process may make, as a filter of the kernel.
#pragma once

#include <string>

#include "pipeline/worker/confinement.h"

namespace nianbao::pipeline {

// Lets this process make the calls its reach needs and fails all others with EPERM. Returns why the kernel, or the
// container around the process, would not; empty where the filter is in force.
std::string restrict_system_calls(Confinement::Reach reach);

}  // namespace nianbao::pipeline
