// The file of --issuers: its columns, and what is wrong with a row.
#include "pipeline/issuers/issuer_file.h"

#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

Result<pipeline::IssuerFile> read(const std::string& bytes) {
  const TemporaryFolder folder;
  write_file(folder / "i.csv", bytes);
  return pipeline::read_issuer_file(folder / "i.csv");
}

// "LINE: what is wrong", empty where nothing is.
std::string fault_of(const std::string& bytes) {
  const auto file = read(bytes);
  if (file) return {};
  CHECK(file.error().code == ErrorCode::bad_usage);
  return file.error().place.substr(file.error().place.rfind(':') + 1) + ": " + file.error().detail;
}

}  // namespace

TEST_CASE("issuer files: columns by name, others passed over, with and without a byte order mark") {
  for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
    const auto file = read(mark +
                           "note,name,township_code,level,valid_from,valid_to,host,id,body_type\n"
                           "x,甲镇,211104005,township,2012,2020,jia.gov.cn,jia,government\n\"a,b\",乙,,,,,,,\n");
    REQUIRE(file);
    REQUIRE(file->issuers.size() == 2);
    const auto& first = file->issuers[0];
    CHECK(first.name == "甲镇");
    CHECK(first.code == "211104");
    CHECK(first.township_code == "211104005");
    CHECK(first.level == "township");
    CHECK(first.host == "jia.gov.cn");
    CHECK(first.id == "jia");
    CHECK(first.body_type == "government");
    CHECK(first.from == 2012);
    CHECK(first.to == 2020);
    CHECK(file->issuers[1].from == 0);
  }
  CHECK(read("name\n甲\n")->digest != read("name\n乙\n")->digest);
}

TEST_CASE("issuer files: what is wrong is told with its line") {
  CHECK(fault_of("host\nx\n") == "1: no column is named name");
  CHECK(fault_of("name,code\n甲,210000\n,210000\n") == "3: the name is empty");
  CHECK(fault_of("name,code\n甲,21000\n") == "2: the code 21000 is not of six digits");
  CHECK(fault_of("name,code\n甲,21000x\n") == "2: the code 21000x is not of six digits");
  CHECK(fault_of("name,township_code\n甲,211104\n") == "2: the township_code 211104 is not of nine digits");
  CHECK(fault_of("name,code,township_code\n甲,210000,211104005\n") ==
        "2: the township_code 211104005 does not begin with the code 210000");
  CHECK(fault_of("name,level\n甲,village\n") ==
        "2: village is no level (central, province, prefecture, county, township or zone)");
  CHECK(fault_of("name,valid_from\n甲,12\n") == "2: valid_from is no year: 12");
  CHECK(fault_of("name,valid_to\n甲,20x0\n") == "2: valid_to is no year: 20x0");
  CHECK(fault_of("name,valid_from,valid_to\n甲,2020,2019\n") == "2: valid_from is later than valid_to");
  CHECK(fault_of("name,valid_from,valid_to\n甲,2010,2015\n甲,2016,\n甲,,2010\n") ==
        "4: 甲 is in line 2 already, for some of the same years");
  CHECK(fault_of("name,host\n甲,a.cn\n甲,b.cn\n").empty());
  CHECK(fault_of("name\n甲\xFF\n") == "2: this is not UTF-8");
}

TEST_CASE("issuer files: one that is not there") {
  const auto file = pipeline::read_issuer_file("/nowhere/i.csv");
  REQUIRE_FALSE(file);
  CHECK(file.error().code == ErrorCode::unreadable_file);
}
