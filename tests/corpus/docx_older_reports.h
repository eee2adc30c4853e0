// The Word sources of corpus/reports with the forms before 2019.
#pragma once

#include <vector>

#include "tests/corpus/docx_reports.h"

namespace nianbao::test {

std::vector<DocxReport> docx_older_reports();

}  // namespace nianbao::test
