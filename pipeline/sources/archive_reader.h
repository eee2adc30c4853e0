// The members of zip, tar, 7z and rar archives, and of packed single documents.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/sources/budget.h"
#include "pipeline/sources/byte_source.h"
#include "pipeline/sources/container_kind.h"
#include "pipeline/sources/member.h"

namespace nianbao::pipeline {

// Folders and links inside are no inputs, hidden members are left out. A member with a password, or one that is too
// large or does not unpack, is refused and those after it are read, as far as the format allows. A packed
// tar is checked whole first, and what its checksums speak against is refused. A tar without its end has all its
// members and ends in damaged_archive. The source and the budget must outlive the reader. Errors: as Archive::open, and
// limit_exceeded.
Result<std::unique_ptr<MemberReader>> open_archive(ByteSource& source, const ContainerKind& kind,
                                                   ContainerBudget& budget);

// The one member of a packed document. `name` is that of the container: "a.txt.gz" holds "a.txt".
Result<std::unique_ptr<MemberReader>> open_packed_document(ByteSource& source, Packing packing, std::string_view name,
                                                           ContainerBudget& budget);

}  // namespace nianbao::pipeline
