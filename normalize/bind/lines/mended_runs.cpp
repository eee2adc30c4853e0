#include "normalize/bind/lines/mended_runs.h"

#include <algorithm>
#include <map>
#include <string>

namespace nianbao::normalize {
namespace {

class AsideMender {
 public:
  AsideMender(const ObservedTable& table, const std::vector<ValueRun>& runs) : table_(table), runs_(runs) {
    for (const auto& run : runs) ++shapes_[shape_of(run)];
  }

  std::vector<ValueRun> mend() const {
    std::vector<ValueRun> mended;
    for (std::size_t at = 0; at < runs_.size(); ++at) {
      auto run = runs_[at];
      if (!is_usual(shape_of(run))) {
        if (at + 1 < runs_.size() && parts_one_row(run, runs_[at + 1]))
          run.last = runs_[++at].last;
        else if (lacks_first(run, at == 0 ? 0 : runs_[at - 1].last))
          --run.first;
      }
      mended.push_back(run);
    }
    return mended;
  }

 private:
  static constexpr int kFewestRows = 3;  // that show where units stand

  std::string shape_of(const ValueRun& run) const {
    std::string shape;
    for (auto cell = run.first; cell < run.last; ++cell) shape.push_back(table_.cell(cell).words ? 'u' : 'v');
    return shape;
  }

  bool is_usual(const std::string& shape) const {
    const auto found = shapes_.find(shape);
    return shape.contains('u') && found != shapes_.end() && found->second >= kFewestRows;
  }

  bool is_short(int cell) const {
    constexpr std::size_t kLongest = 3;  // characters
    const auto& printed = table_.cell(cell).printed;
    return table_.cell(cell).words && printed.wide.size() <= kLongest;
  }

  bool holds_digit(int cell) const {
    return std::ranges::any_of(table_.source(cell).text, [](char c) { return c >= '0' && c <= '9'; });
  }

  bool stand_alike(const ValueRun& run, int left, int right) const {
    return run.one_line == (table_.source(left).row == table_.source(right).row);
  }

  bool parts_one_row(const ValueRun& left, const ValueRun& right) const {
    const auto word = left.last;
    if (word + 1 != right.first || !is_short(word) || is_usual(shape_of(right))) return false;
    if (!stand_alike(left, word - 1, word) || !stand_alike(left, word, word + 1)) return false;
    if (is_usual(shape_of(left) + 'u' + shape_of(right))) return true;
    return holds_digit(word) && is_usual(shape_of(left) + 'v' + shape_of(right));
  }

  // `begin`: of the words before it, the label's among them.
  bool lacks_first(const ValueRun& run, int begin) const {
    const auto word = run.first - 1;
    if (word <= begin || !is_short(word) || !table_.cell(word - 1).words) return false;
    if (!stand_alike(run, word - 1, word) || !stand_alike(run, word, word + 1)) return false;
    return is_usual('u' + shape_of(run)) || (holds_digit(word) && is_usual('v' + shape_of(run)));
  }

  const ObservedTable& table_;
  const std::vector<ValueRun>& runs_;
  std::map<std::string, int> shapes_;
};

}  // namespace

std::vector<ValueRun> mend_asides(const ObservedTable& table, const std::vector<ValueRun>& runs) {
  return AsideMender(table, runs).mend();
}

}  // namespace nianbao::normalize
