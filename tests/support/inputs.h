// What read_inputs gives, written down.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/sources/input.h"
#include "pipeline/sources/inputs.h"

namespace nianbao::test {

struct Found {
  std::string what;  // document, refused, enter or leave
  pipeline::Origin origin;
  std::string bytes;  // of a document; of a refusal and of a container their number
  std::string code;   // of the error of a refusal or of a leave; empty where it ended well
  std::string detail;
  pipeline::Container container = {};
};

class FoundInputs : public pipeline::InputSink {
 public:
  bool document(const pipeline::Origin& origin, std::string_view bytes) override;
  bool refused(const pipeline::Origin& origin, std::int64_t bytes, const Error& error) override;
  Answer enter(const pipeline::Origin& origin, const pipeline::Container& container) override;
  bool leave(const pipeline::Origin& origin, const pipeline::Container& container, const Result<void>& ended) override;

  // One line each: "document a/b.txt", "refused c encrypted", "enter d zip", "leave d damaged_archive". The folder
  // `below` is cut off their paths.
  std::vector<std::string> lines(const std::string& below = {}) const;
  // The first whose path ends so and that is of this kind; fails the test where there is none.
  const Found& at(std::string_view what, std::string_view path_end) const;

  std::vector<Found> all;
  Answer answer = Answer::read;
  std::size_t stop_after = static_cast<std::size_t>(-1);  // documents, refusals and leaves before it ends the reading

 private:
  bool add(Found found);
};

// Reads these inputs with these limits.
FoundInputs found_in(const std::vector<std::string>& inputs, const Limits& limits = {});

// What is found in one file of this name and these bytes; paths begin at the name.
FoundInputs found_in_bytes(const std::string& name, const std::string& bytes, const Limits& limits = {});

}  // namespace nianbao::test
