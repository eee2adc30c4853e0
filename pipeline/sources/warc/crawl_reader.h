// The pages of a web crawl: WARC and ARC files, packed or not.
#pragma once

#include <memory>

#include "pipeline/sources/budget.h"
#include "pipeline/sources/byte_source.h"
#include "pipeline/sources/container_kind.h"
#include "pipeline/sources/member.h"

namespace nianbao::pipeline {

// Records of the types response, resource and conversion are members under their URI; requests, metadata and name
// look-ups are none. An answer other than "200 OK", and a page that was seen before, is refused: not_fetched. A record
// that is cut or whose length is wrong is refused with damaged_archive and reading goes on with the next that can be
// found; the container then ends in damaged_archive. A packed crawl is checked whole first, and what its checksums
// speak against is refused. The source and the budget must outlive the reader. Errors: damaged_archive, limit_exceeded,
// unreadable_file.
Result<std::unique_ptr<MemberReader>> open_crawl(ByteSource& source, const ContainerKind& kind,
                                                 ContainerBudget& budget);

}  // namespace nianbao::pipeline
