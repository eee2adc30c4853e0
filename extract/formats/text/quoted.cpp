// Rows as lines of fields between commas, or between tabs where a field is quoted (RFC 4180): quotes go around fields
// that hold the separator, a quote or a line break. All rows have as many fields.
#include <algorithm>
#include <optional>
#include <utility>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::size_t kFewestFields = 2;
constexpr std::size_t kFewestRows = 3;        // two lines of prose may have as many commas
constexpr std::size_t kFewestSigns = 2;       // fields no prose has: figures alone, or nothing
constexpr std::size_t kTallestField = 16;     // lines
constexpr std::size_t kLongestLine = 10'000;  // bytes
constexpr std::string_view kDigits = "0123456789";

struct Row {
  TextRow fields;
  std::vector<bool> quoted;
  std::size_t end = 0;  // the first line after it
};

// A field's text up to the separator behind it.
class FieldReader {
 public:
  FieldReader(std::span<const Line> lines, std::size_t begin, char separator)
      : lines_(lines), line_(begin), separator_(separator) {}

  // Nothing where a quote is not closed, or text follows it.
  std::optional<Row> read() {
    Row row;
    const auto last = std::min(lines_.size(), line_ + kTallestField);
    while (true) {
      const auto offset = lines_[line_].offset + static_cast<std::int64_t>(at_);
      const bool quoted = rest().starts_with('"');
      auto field = quoted ? quoted_field(last) : plain_field();
      if (!field) return std::nullopt;
      row.fields.push_back({.text = std::move(*field), .offset = offset});
      row.quoted.push_back(quoted);
      if (rest().empty()) break;
      if (!rest().starts_with(separator_)) return std::nullopt;
      ++at_;
    }
    row.end = line_ + 1;
    return row;
  }

 private:
  std::string_view rest() const { return lines_[line_].text.substr(at_); }

  std::optional<std::string> plain_field() {
    const auto text = rest().substr(0, rest().find(separator_));
    at_ += text.size();
    return std::string(text);
  }

  std::optional<std::string> quoted_field(std::size_t last) {
    ++at_;
    std::string field;
    while (true) {
      const auto text = rest();
      const auto quote = text.find('"');
      field.append(text.substr(0, quote));
      if (quote == std::string_view::npos) {
        if (++line_ >= last) return std::nullopt;
        at_ = 0;
        field += '\n';
        continue;
      }
      at_ += quote + 1;
      if (!rest().starts_with('"')) return field;
      field += '"';
      ++at_;
    }
  }

  std::span<const Line> lines_;
  std::size_t line_;
  std::size_t at_ = 0;
  char separator_;
};

bool is_figure(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,+-") == std::string_view::npos &&
         text.find_first_of(kDigits) != std::string_view::npos;
}

// A comma inside a number behind a label, "label 1,234", parts no fields.
bool parts_number(const Row& row, std::size_t field) {
  constexpr std::size_t kShortestLabel = 6;  // bytes; what is left of a damaged figure is shorter
  constexpr std::size_t kGroup = 3;          // digits between separators of thousands
  const std::string_view text = row.fields[field].text;
  const std::string_view next = row.fields[field + 1].text;
  const auto label = text.find_last_not_of(kDigits) + 1;
  const auto digits = std::min(next.find_first_not_of(kDigits), next.size());
  return !row.quoted[field] && !row.quoted[field + 1] && label >= kShortestLabel && label < text.size() &&
         digits == kGroup;
}

bool is_row_of_table(const Row& row) {
  constexpr std::string_view kFullStop = "\u3002";
  for (std::size_t field = 0; field < row.fields.size(); ++field) {
    if (row.fields[field].text.find(kFullStop) != std::string::npos) return false;
    if (field + 1 < row.fields.size() && parts_number(row, field)) return false;
  }
  return row.fields.size() >= kFewestFields;
}

std::size_t figures_in(const Row& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.fields, is_figure, &TextCell::text));
}

std::size_t blanks_in(const Row& row) {
  return static_cast<std::size_t>(std::ranges::count(row.fields, std::string{}, &TextCell::text));
}

struct Run {
  TextRows table;
  std::size_t signs = 0;
  bool quoted = false;
  bool sound = true;
};

Run run_of(std::span<const Line> lines, std::size_t begin, char separator) {
  Run run{.table = {.end = begin}};
  auto& rows = run.table.rows;
  const auto may_go_on = [&](const Line& line) {
    return line.text.size() <= kLongestLine && line.text.find(separator) != std::string_view::npos;
  };
  while (run.table.end < lines.size() && may_go_on(lines[run.table.end])) {
    auto row = FieldReader(lines, run.table.end, separator).read();
    if (!row) {
      run.sound = run.sound && run.table.end + kTallestField > lines.size();
      break;
    }
    // A row of another size: separators inside numbers stand unquoted.
    run.sound = run.sound && (rows.empty() || row->fields.size() == rows.front().size());
    const auto figures = figures_in(*row);
    // Of two fields either may be half of a number, unless a head says that there are two.
    const bool headed = figures == 0 || !rows.empty() || row->fields.size() > kFewestFields;
    run.sound = run.sound && is_row_of_table(*row) && headed;
    if (!run.sound) break;
    run.signs += figures + blanks_in(*row);
    run.quoted = run.quoted || std::ranges::find(row->quoted, true) != row->quoted.end();
    rows.push_back(std::move(row->fields));
    run.table.end = row->end;
  }
  run.sound = run.sound && rows.size() >= kFewestRows && run.signs >= kFewestSigns;
  return run;
}

Run run_at(std::span<const Line> lines, std::size_t begin) {
  const bool tabs = lines[begin].text.find('\t') != std::string_view::npos;
  auto run = run_of(lines, begin, tabs ? '\t' : ',');
  run.sound = run.sound && (!tabs || run.quoted);
  return run;
}

}  // namespace

int score_quoted(std::span<const Line> lines, std::size_t begin) {
  if (lines[begin].text.find_first_of(",\t\"") == std::string_view::npos) return 0;
  return run_at(lines.first(std::min(lines.size(), begin + kScoredLines)), begin).sound ? 100 : 0;
}

std::optional<TextRows> read_quoted(std::span<const Line> lines, std::size_t begin) {
  auto run = run_at(lines, begin);
  if (!run.sound) return std::nullopt;
  return std::move(run.table);
}

}  // namespace nianbao::extract
