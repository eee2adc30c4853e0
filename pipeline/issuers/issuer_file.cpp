#include "pipeline/issuers/issuer_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "extract/base/sha256.h"
#include "pipeline/csv_reader.h"
#include "pipeline/sources/file.h"

namespace nianbao::pipeline {
namespace {

using normalize::KnownIssuer;

constexpr std::int64_t kLargestFile = 256 << 20;

enum Column : std::size_t { name, host, level, body_type, code, township_code, id, valid_from, valid_to };

const std::vector<CsvColumn> kColumns{
    {"name"},           {"host", false},          {"level", false}, {"body_type", false},
    {"code", false},    {"township_code", false}, {"id", false},    {"valid_from", false},
    {"valid_to", false}};

bool is_code(std::string_view text, std::size_t digits) {
  return text.empty() ||
         (text.size() == digits && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; }));
}

// An empty value leaves the year as it is.
bool read_year(std::string_view text, int& year) {
  if (text.empty()) return true;
  constexpr std::size_t kDigits = 4;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  return text.size() == kDigits && error == std::errc() && end == text.data() + text.size();
}

// What is wrong with the current row, else the issuer is complete.
std::optional<std::string> read_row(const CsvReader& row, KnownIssuer& issuer) {
  issuer = {.name = std::string(row[name]),
            .host = std::string(row[host]),
            .level = std::string(row[level]),
            .body_type = std::string(row[body_type]),
            .code = std::string(row[code]),
            .township_code = std::string(row[township_code]),
            .id = std::string(row[id])};
  if (issuer.name.empty()) return "the name is empty";
  if (!issuer.level.empty() && !normalize::is_issuer_level(issuer.level)) {
    return fmt::format("{} is no level (central, province, prefecture, county, township or zone)", issuer.level);
  }
  constexpr std::size_t kDivision = 6;
  constexpr std::size_t kTownship = 9;
  if (!is_code(issuer.code, kDivision)) return fmt::format("the code {} is not of six digits", issuer.code);
  if (!is_code(issuer.township_code, kTownship)) {
    return fmt::format("the township_code {} is not of nine digits", issuer.township_code);
  }
  if (issuer.code.empty() && !issuer.township_code.empty()) issuer.code = issuer.township_code.substr(0, kDivision);
  if (!issuer.township_code.empty() && !issuer.township_code.starts_with(issuer.code)) {
    return fmt::format("the township_code {} does not begin with the code {}", issuer.township_code, issuer.code);
  }
  if (!read_year(row[valid_from], issuer.from)) return fmt::format("valid_from is no year: {}", row[valid_from]);
  if (!read_year(row[valid_to], issuer.to)) return fmt::format("valid_to is no year: {}", row[valid_to]);
  if (issuer.from > issuer.to) return "valid_from is later than valid_to";
  return std::nullopt;
}

}  // namespace

Result<IssuerFile> read_issuer_file(const std::filesystem::path& path) {
  const auto bytes = read_file({path, path.string()}, kLargestFile);
  if (!bytes) return std::unexpected(bytes.error());
  IssuerFile file{.issuers = {}, .digest = sha256_hex(*bytes)};
  auto row = CsvReader::open(path, kColumns);
  if (!row) return std::unexpected(row.error());
  struct Span {
    int from;
    int to;
    std::uint32_t line;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Span>> seen;
  while (true) {
    const auto more = row->next();
    if (!more) return std::unexpected(more.error());
    if (!*more) return file;
    KnownIssuer issuer;
    if (auto wrong = read_row(*row, issuer)) return row->fault(std::move(*wrong));
    auto& spans = seen[{issuer.name, issuer.host}];
    for (const auto& [from, to, line] : spans) {
      if (issuer.from <= to && from <= issuer.to) {
        return row->fault(fmt::format("{} is in line {} already, for some of the same years", issuer.name, line));
      }
    }
    spans.push_back({issuer.from, issuer.to, row->line()});
    file.issuers.push_back(std::move(issuer));
  }
}

}  // namespace nianbao::pipeline
