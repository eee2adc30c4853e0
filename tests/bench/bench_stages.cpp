// How long each stage takes, side by side with the least that reading the same files can take: inflating and
// parsing them with handlers that do nothing. Prints a table; nothing here passes or fails.
//   bench_stages FILE...
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "export/writers/record_json.h"
#include "extract/base/xml.h"
#include "extract/base/zip.h"
#include "extract/extract.h"
#include "normalize/normalize.h"
#include "pipeline/sources/file.h"

namespace {

using namespace nianbao;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 200;

class NoXml : public xml::Handler {
 public:
  void start(const xml::Element&) override {}
  void end(std::string_view, std::string_view) override {}
  void text(std::string_view) override {}
};

// Microseconds a round, the quickest of several.
template <class Work>
double microseconds(Work work) {
  double best = 1e12;
  for (int batch = 0; batch < 5; ++batch) {
    const auto start = Clock::now();
    for (int round = 0; round < kRounds / 5; ++round) work();
    const std::chrono::duration<double, std::micro> taken = Clock::now() - start;
    best = std::min(best, taken.count() / (kRounds / 5));
  }
  return best;
}

// Inflating and parsing the main part, the reference for Word documents; 0 for other files.
double reference(const std::string& bytes, const Limits& limits) {
  if (!bytes.starts_with("PK")) return 0;
  return microseconds([&] {
    auto package = ZipPackage::open(bytes, limits);
    if (!package) return;
    NoXml handler;
    xml::PushParser parser(handler, limits, "document");
    (void)package->read("word/document.xml", [&](std::string_view piece) { return parser.feed(piece); });
    (void)parser.finish();
  });
}

void measure(const std::string& path, const normalize::TemplateSet& templates) {
  const Limits limits;
  const auto bytes = pipeline::read_file({path, path}, limits.document_bytes);
  if (!bytes) return;
  const extract::Source source{.name = path, .bytes = *bytes};
  const auto document = extract::read_document(source, limits);
  if (!document) return;
  exporting::Record record{.path = path, .report = normalize::build_report(*document, templates)};
  const auto least = reference(*bytes, limits);
  const auto extract = microseconds([&] { (void)extract::read_document(source, limits); });
  const auto normalize = microseconds([&] { (void)normalize::build_report(*document, templates); });
  const auto write = microseconds([&] { (void)exporting::record_json(record); });
  const auto ratio = least > 0 ? fmt::format("{:.2f}", extract / least) : "";
  fmt::print("{:<46} {:>9} {:>9.0f} {:>7} {:>9.0f} {:>9.0f}\n", path.substr(path.size() > 46 ? path.size() - 46 : 0),
             least > 0 ? fmt::format("{:.0f}", least) : "", extract, ratio, normalize, write);
}

}  // namespace

int main(int count, char** arguments) {
  const auto templates = normalize::builtin_templates();
  if (!templates) return 2;
  fmt::print("{:<46} {:>9} {:>9} {:>7} {:>9} {:>9}   (microseconds)\n", "file", "least", "extract", "ratio",
             "normalize", "json");
  for (int i = 1; i < count; ++i) measure(arguments[i], *templates);
}
