// The package: its parts and the relationships between them (ECMA-376 part 2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/limits.h"
#include "extract/base/xml.h"
#include "extract/base/zip.h"

namespace nianbao::extract::docx {

struct Relationship {
  std::string id;
  std::string kind;  // the last segment of the type's URI, e.g. "styles"
  std::string part;  // the part it points to
};

// Relationships to other resources than parts of this package are left out.
class Relationships {
 public:
  // The part of the first relationship of that kind, or an empty view.
  std::string_view by_kind(std::string_view kind) const;
  std::string_view by_id(std::string_view id) const;

 private:
  friend class RelationshipReader;
  std::vector<Relationship> all_;
};

// A handler that can ask for the reading to end.
class PartHandler : public xml::Handler {
 public:
  virtual Result<void> status() const { return {}; }
};

class Package {
 public:
  // `bytes` and `limits` must outlive the package.
  static Result<Package> open(std::string_view bytes, const Limits& limits);

  // Of a part, or of the package itself when the name is empty. A part without any has no such file.
  Result<Relationships> relationships_of(std::string_view part);

  Result<void> parse(std::string_view part, PartHandler& handler);
  Result<std::string> read_all(std::string_view part);

  // The part's index in parts(), where it is entered when it is new.
  std::int32_t index_of(std::string_view part);
  const std::vector<std::string>& parts() const { return parts_; }

 private:
  Package(ZipPackage archive, const Limits& limits) : archive_(std::move(archive)), limits_(limits) {}
  Result<void> stream(std::string_view entry, PartHandler& handler);

  ZipPackage archive_;
  const Limits& limits_;
  std::vector<std::string> parts_;
};

}  // namespace nianbao::extract::docx
