// The one line of a drop-down list that is shown while it is closed.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

class SelectText {
 public:
  void begin() {
    *this = SelectText();
    open_ = true;
  }
  bool open() const { return open_; }

  void begin_option(bool selected) {
    // The first is shown until one is marked; of several marked the last (HTML 4.10.7, "selectedness").
    taking_ = selected || !seen_;
    seen_ = true;
    if (taking_) shown_.clear();
  }
  void text(std::string_view utf8) {
    if (taking_) shown_ += utf8;
  }
  void end_option() { taking_ = false; }

  std::string end() {
    open_ = false;
    return shown_;
  }

 private:
  std::string shown_;
  bool open_ = false;
  bool seen_ = false;
  bool taking_ = false;
};

}  // namespace nianbao::extract::html_page
