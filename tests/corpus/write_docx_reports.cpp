// Writes the Word sources into their folders: write_docx_reports corpus/reports
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/corpus/docx_reports.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: write_docx_reports FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder(arguments[1]);
  for (const auto& report : nianbao::test::docx_reports()) {
    std::filesystem::create_directories(folder / report.id);
    std::ofstream file(folder / report.id / "source.docx", std::ios::binary);
    file << report.bytes;
    if (!file.flush()) {
      std::cerr << report.id << ": cannot be written\n";
      return 1;
    }
  }
}
