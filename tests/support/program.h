// Running the program itself.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace nianbao::test {

struct Ended {
  int status = -1;  // exit code; -1 when a signal ended it
  std::string out;
  std::string err;
  long peak_kib = 0;  // most memory it held
};

// Runs nianbao with these arguments and waits for it. `before` is called in its process before it is there.
Ended run_program(const std::vector<std::string>& arguments, const std::function<void()>& before = {});

// Ended for wrong usage: nothing on the standard output, one line on the other that names what it is about.
void check_complaint(const Ended& ended, const std::string& about);

}  // namespace nianbao::test
