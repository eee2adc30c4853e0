// The Word sources of corpus/reports, made from words and figures so that their bytes can be made again.
#pragma once

#include <string>
#include <vector>

namespace nianbao::test {

struct DocxReport {
  std::string id;  // its folder in corpus/reports
  std::string bytes;
};

std::vector<DocxReport> docx_reports();

}  // namespace nianbao::test
