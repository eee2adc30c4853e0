// The Word reports with tables of the form of 2019.
#pragma once

#include <vector>

#include "tests/corpus/docx_reports.h"

namespace nianbao::test {

std::vector<DocxReport> docx_2019_reports();

}  // namespace nianbao::test
