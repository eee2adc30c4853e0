#include "extract/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstddef>

#ifndef __GLIBC__
#error "the allocator is intercepted by the names glibc gives it"
#endif

namespace nianbao {
namespace {

constexpr int kCarryOn = -1;

int exit_code_when_out = kCarryOn;

void end_if_wanted() {
  if (exit_code_when_out != kCarryOn) ::_exit(exit_code_when_out);
}

}  // namespace

void end_process_when_out_of_memory(int exit_code) { exit_code_when_out = exit_code; }

}  // namespace nianbao

#ifndef __SANITIZE_ADDRESS__

// These take the place of glibc's own in the whole process, so that no library need be asked one by one whether it
// has a hook for its allocator (libzip, zlib and libarchive have none).
extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): the names are glibc's
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
// NOLINTEND(bugprone-reserved-identifier)

void* malloc(std::size_t size) noexcept {
  void* memory = __libc_malloc(size);
  if (memory == nullptr) [[unlikely]]
    nianbao::end_if_wanted();
  return memory;
}

void* calloc(std::size_t count, std::size_t size) noexcept {
  void* memory = __libc_calloc(count, size);
  if (memory == nullptr) [[unlikely]]
    nianbao::end_if_wanted();
  return memory;
}

void* realloc(void* memory, std::size_t size) noexcept {
  void* moved = __libc_realloc(memory, size);
  if (moved == nullptr && size != 0) [[unlikely]]
    nianbao::end_if_wanted();
  return moved;
}

// What operator new of over-aligned types asks.
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  void* memory = __libc_memalign(alignment, size);
  if (memory == nullptr) [[unlikely]]
    nianbao::end_if_wanted();
  return memory;
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) noexcept {
  if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  void* given = aligned_alloc(alignment, size);
  if (given == nullptr) return ENOMEM;
  *memory = given;
  return 0;
}
}

#endif
