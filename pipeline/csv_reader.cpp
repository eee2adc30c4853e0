#include "pipeline/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "extract/base/utf8.h"

namespace nianbao::pipeline {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<CsvReader> CsvReader::open(const std::filesystem::path& path, const std::vector<CsvColumn>& columns) {
  CsvReader reader;
  reader.shown_ = path.string();
  reader.stream_.open(path, std::ios::binary);
  if (!reader.stream_) return fail(ErrorCode::unreadable_file, reader.shown_, std::strerror(errno));
  if (auto read = reader.read_header(columns); !read) return std::unexpected(read.error());
  return reader;
}

Result<bool> CsvReader::next() {
  while (true) {
    const auto read = read_record();
    if (!read || !*read) return read;
    if (!record_.empty()) break;
  }
  if (auto split = split_record(); !split) return std::unexpected(split.error());
  if (values_.size() != width_) {
    return fault(fmt::format("the row has {} values, the header {}", values_.size(), width_));
  }
  return true;
}

std::string_view CsvReader::operator[](std::size_t column) const {
  return has(column) ? values_[*places_[column]] : std::string_view{};
}

std::unexpected<Error> CsvReader::fault(std::string detail) const {
  return fail(ErrorCode::bad_usage, fmt::format("{}:{}", shown_, line_), std::move(detail));
}

Result<void> CsvReader::read_header(const std::vector<CsvColumn>& columns) {
  const auto read = read_record();
  if (!read) return std::unexpected(read.error());
  line_ = 1;
  if (record_.starts_with(kByteOrderMark)) record_.erase(0, kByteOrderMark.size());
  if (auto split = split_record(); !split) return split;
  width_ = values_.size();
  for (const auto& column : columns) {
    const auto found = std::ranges::find(values_, column.name);
    auto& place = places_.emplace_back();
    if (found != values_.end()) {
      place = found - values_.begin();
      if (std::find(found + 1, values_.end(), column.name) != values_.end()) {
        return fault(fmt::format("two columns are named {}", column.name));
      }
    } else if (column.required) {
      return fault(fmt::format("no column is named {}", column.name));
    }
  }
  return {};
}

// One line, or several where a quoted value has line breaks: then the quotes of the first are odd in number.
Result<bool> CsvReader::read_record() {
  line_ = lines_read_ + 1;
  record_.clear();
  bool inside = false;
  std::string line;
  while (std::getline(stream_, line)) {
    ++lines_read_;
    record_ += line;
    if (std::ranges::count(line, '"') % 2 == 1) inside = !inside;
    if (!inside) {
      if (record_.ends_with('\r')) record_.pop_back();
      return true;
    }
    record_ += '\n';
  }
  if (stream_.bad()) return fail(ErrorCode::unreadable_file, shown_, "cannot be read");
  if (inside) return fault("a quote is not closed");
  return false;
}

Result<void> CsvReader::split_record() {
  if (!is_utf8(record_)) return fault("this is not UTF-8");
  values_.clear();
  for (std::size_t at = 0;; ++at) {
    if (at < record_.size() && record_[at] == '"') {
      const auto value = quoted_value(at);
      if (!value) return fault("a quoted value goes on after its last quote");
      values_.push_back(*value);
    } else {
      const auto end = std::min(record_.find(',', at), record_.size());
      values_.push_back(std::string_view(record_).substr(at, end - at));
      if (values_.back().contains('"')) return fault("a quote stands in a value that does not begin with one");
      at = end;
    }
    if (at == record_.size()) return {};
  }
}

// Leaves `at` behind the value.
std::optional<std::string_view> CsvReader::quoted_value(std::size_t& at) {
  const auto begin = ++at;
  for (auto end = begin; at < record_.size(); ++at) {
    if (record_[at] == '"') {
      ++at;
      if (at == record_.size() || record_[at] == ',') return std::string_view(record_).substr(begin, end - begin);
      if (record_[at] != '"') return std::nullopt;
    }
    record_[end++] = record_[at];
  }
  return std::nullopt;
}

}  // namespace nianbao::pipeline
