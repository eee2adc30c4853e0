#include "pipeline/evaluate/accuracy_files.h"

#include <functional>
#include <initializer_list>

#include "export/writers/csv_rows.h"
#include "export/writers/json_members.h"

namespace nianbao::evaluate {
namespace {

using exporting::CsvRows;

constexpr int kPlaces = 6;

std::string share(std::int64_t part, std::int64_t whole) { return decimal({part, whole}, Rounding::down, kPlaces); }

void texts(CsvRows& rows, std::initializer_list<std::string_view> values) {
  for (const auto value : values) rows.text(value);
}

void stratum_head(CsvRows& rows) {
  rows.text("by");
  for (const auto name : kDimensions) rows.text(name);
}

void stratum_cells(CsvRows& rows, const Stratum& stratum) {
  rows.text(name_of(stratum.by));
  for (const auto& value : stratum.kind) rows.text(value);
}

Result<void> write_rows(const std::filesystem::path& path, const std::function<void(CsvRows&)>& write) {
  std::string bytes;
  CsvRows rows(bytes);
  write(rows);
  return exporting::write_file(path, bytes);
}

std::string row_of(std::initializer_list<std::string_view> values) {
  std::string bytes;
  CsvRows row(bytes);
  texts(row, values);
  row.end_row();
  return bytes;
}

class AccuracyWriter : private exporting::JsonMembers {
 public:
  explicit AccuracyWriter(exporting::JsonWriter& json) : JsonMembers(json) {}

  void write(const Accuracy& accuracy) {
    json_.StartObject();
    raw_number("sure", accuracy.sure.to_string());
    key("missing");
    json_.StartArray();
    for (const auto& path : accuracy.missing) string(path);
    json_.EndArray();
    key("strata");
    json_.StartArray();
    for (const auto& stratum : accuracy.strata) one(stratum);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void one(const Stratum& stratum) {
    json_.StartObject();
    text("by", name_of(stratum.by));
    for (std::size_t i = 0; i < kDimensions.size(); ++i) {
      if (has_dimension(stratum.by, i)) text(kDimensions[i], stratum.kind[i]);
    }
    for (const auto& count : counts()) integer(count.name, stratum.tally.*count.member);
    for (const auto& score : scores()) {
      raw_number(score.name, decimal(score.of(stratum.tally), score.rounding, kPlaces));
    }
    key("calibration");
    json_.StartArray();
    for (std::size_t i = 0; i < kBinEdges.size(); ++i) {
      if (stratum.tally.bins[i].numbers > 0) one(i, stratum.tally.bins[i]);
    }
    json_.EndArray();
    json_.EndObject();
  }

  void one(std::size_t index, const Bin& bin) {
    json_.StartObject();
    raw_number("from", share(kBinEdges[index], kMillion));
    raw_number("to", share(end_of_bin(index), kMillion));
    integer("numbers", bin.numbers);
    integer("right", bin.right);
    raw_number("mean_confidence", share(bin.confidence, bin.numbers * kMillion));
    raw_number("share_right", share(bin.right, bin.numbers));
    json_.EndObject();
  }
};

}  // namespace

Result<void> ErrorsFile::open(const std::filesystem::path& folder) {
  if (auto opened = file_.open(folder / "errors.csv"); !opened) return opened;
  file_.write(row_of({"path", "field", "truth", "read", "confidence", "method", "raw"}));
  return {};
}

void ErrorsFile::add(const WrongNumber& wrong) {
  file_.write(row_of(
      {wrong.path, wrong.field, wrong.truth, wrong.read.to_string(), wrong.confidence, wrong.method, wrong.raw}));
}

Result<void> ErrorsFile::finish() { return file_.finish(); }

Result<void> write_accuracy(const std::filesystem::path& folder, std::span<const Stratum> strata) {
  return write_rows(folder / "accuracy.csv", [&](CsvRows& rows) {
    stratum_head(rows);
    for (const auto& count : counts()) rows.text(count.name);
    for (const auto& score : scores()) rows.text(score.name);
    rows.end_row();
    for (const auto& stratum : strata) {
      stratum_cells(rows, stratum);
      for (const auto& count : counts()) rows.integer(stratum.tally.*count.member);
      for (const auto& score : scores()) rows.text(decimal(score.of(stratum.tally), score.rounding, kPlaces));
      rows.end_row();
    }
  });
}

Result<void> write_calibration(const std::filesystem::path& folder, std::span<const Stratum> strata) {
  return write_rows(folder / "calibration.csv", [&](CsvRows& rows) {
    stratum_head(rows);
    texts(rows, {"from", "to", "numbers", "right", "mean_confidence", "share_right"});
    rows.end_row();
    for (const auto& stratum : strata) {
      for (std::size_t i = 0; i < kBinEdges.size(); ++i) {
        const auto& bin = stratum.tally.bins[i];
        if (bin.numbers == 0) continue;
        stratum_cells(rows, stratum);
        texts(rows, {share(kBinEdges[i], kMillion), share(end_of_bin(i), kMillion), std::to_string(bin.numbers),
                     std::to_string(bin.right), share(bin.confidence, bin.numbers * kMillion),
                     share(bin.right, bin.numbers)});
        rows.end_row();
      }
    }
  });
}

std::string accuracy_json(const Accuracy& accuracy) {
  rapidjson::StringBuffer buffer;
  exporting::JsonWriter json(buffer);
  AccuracyWriter(json).write(accuracy);
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace nianbao::evaluate
