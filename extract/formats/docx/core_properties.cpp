#include "extract/formats/docx/core_properties.h"

#include <fmt/format.h>

#include <utility>

namespace nianbao::extract::docx {
namespace {

constexpr int kPropertyDepth = 2;  // the root holds one element for each property

}  // namespace

void CorePropertyReader::start(const xml::Element&) {
  if (++depth_ == kPropertyDepth) value_.clear();
}

void CorePropertyReader::end(std::string_view, std::string_view name) {
  if (depth_-- != kPropertyDepth || value_.empty()) return;
  properties_.push_back({.name = fmt::format("core:{}", name), .value = std::exchange(value_, {})});
}

void CorePropertyReader::text(std::string_view text) {
  if (depth_ >= kPropertyDepth) value_ += text;
}

}  // namespace nianbao::extract::docx
