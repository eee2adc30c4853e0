// Writes the truth of the corpus: write_corpus_truth FOLDER
#include <iostream>

#include "tests/golden/corpus_truth.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: write_corpus_truth FOLDER\n";
    return 2;
  }
  const auto written = nianbao::test::write_corpus_truth(arguments[1]);
  if (written) return 0;
  std::cerr << written.error().place << ": " << written.error().detail << "\n";
  return 1;
}
