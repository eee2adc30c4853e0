// libFuzzer: build/fuzz/tests/fuzz_document FINDINGS corpus/fuzz/document
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/document_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nianbao::test::read_anything({reinterpret_cast<const char*>(data), size});
  return 0;
}
