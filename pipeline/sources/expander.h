// One file on disk into what is in it: a document, or a container with all that is inside it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/base/limits.h"
#include "pipeline/sources/budget.h"
#include "pipeline/sources/byte_source.h"
#include "pipeline/sources/container_kind.h"
#include "pipeline/sources/input.h"
#include "pipeline/sources/member.h"

namespace nianbao::pipeline {

// Holds one document at a time. A container on disk is read as it streams; one inside another is held whole, so it
// may be no larger than limits.document_bytes.
class Expander {
 public:
  Expander(const Limits& limits, InputSink& sink);
  ~Expander();

  // False where the sink ended the reading.
  bool read(const std::string& path, const std::string& shown);

 private:
  struct Frame;

  bool read_source(std::unique_ptr<FileSource> file, const Origin& origin);
  bool read_members();
  bool take_member(Frame& frame, Member member);
  bool enter(std::unique_ptr<Frame> frame, const ContainerKind& kind);
  bool refuse(const Origin& origin, std::int64_t bytes, const Error& error);

  Limits limits_;
  InputSink& sink_;
  std::string bytes_;  // of the document at hand; kept for its memory
  std::unique_ptr<ContainerBudget> budget_;
  std::vector<std::unique_ptr<Frame>> frames_;  // from the container on disk to the innermost
};

}  // namespace nianbao::pipeline
