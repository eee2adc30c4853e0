// Issuers' names, and what is decided, left open and never guessed.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalize/issuer/registry.h"

using namespace nianbao::normalize;

namespace {

using Strings = std::vector<std::string>;

Issuer issuer_of(std::string_view name, int year = 2021) {
  return builtin_issuers().resolve({.name = name, .year = year});
}

struct RealName {
  std::string_view name;
  int year;
  std::string_view code;  // six or nine digits; empty: not to be decided
  std::string_view level;
  std::string_view url = {};
};

// Names that reports of these years bear; codes as of the year.
const std::vector<RealName> kRealNames{
    {"国家新闻出版署", 2022, "", "central"},
    {"教育部", 2022, "", "central"},
    {"广东省自然资源厅", 2019, "440000", "province"},
    {"湖北省教育厅", 2019, "420000", "province"},
    {"湖北省教育廳", 2019, "420000", "province"},
    {"上海市", 2022, "310000", "province"},
    {"中国银保监会广东监管局", 2020, "440000", "province"},
    {"淮安市人民政府", 2024, "320800", "prefecture"},
    {"丽水市人民政府", 2017, "331100", "prefecture"},
    {"阿坝州人民政府办公室", 2017, "513200", "prefecture"},
    {"岳阳市人民政府办公室", 2017, "430600", "prefecture"},
    {"防城港市教育局", 2023, "450600", "prefecture"},
    {"深圳市教育局", 2023, "440300", "prefecture"},
    {"武汉市生态环境局", 2020, "420100", "prefecture"},
    {"东莞统计局", 2010, "441900", "prefecture"},
    {"国家税务总局佛山市税务局", 2021, "440600", "prefecture"},
    {"国家统计局莆田调查队", 2019, "350300", "prefecture"},
    {"国家税务总局广州市白云区税务局", 2021, "440111", "county"},
    {"二七区人民政府办公室", 2021, "410103", "county"},
    {"中原区人民政府", 2021, "410102", "county"},
    {"东宝区人民政府", 2021, "420802", "county"},
    {"荆州市荆州区人民政府办公室", 2021, "421003", "county"},
    {"兴县人民政府", 2015, "141123", "county"},
    {"光山县人民政府办公室", 2015, "411522", "county"},
    {"伊宁县人民政府办公室", 2014, "654021", "county"},
    {"屯昌县", 2015, "469022", "county"},
    {"雄县人民政府", 2019, "130638", "county"},
    {"徐闻县人民政府", 2023, "440825", "county"},
    {"鹿邑县人民政府", 2024, "411628", "county"},
    {"八道江区人民政府", 2009, "220602", "county"},
    {"重庆市合川区人民政府", 2020, "500117", "county"},
    {"开江县自然资源局", 2019, "511723", "county"},
    {"济宁市兖州区自然资源局", 2019, "370812", "county"},
    {"温泉县教育局", 2019, "652723", "county"},
    {"洪雅县教育和体育局", 2023, "511423", "county"},
    {"五常市教育局", 2023, "230184", "county"},
    {"婺城区教育局", 2023, "330702", "county"},
    {"晋安区财政局", 2023, "350111", "county"},
    {"威海文登信访局", 2020, "371003", "county"},
    {"微山县两城镇人民政府", 2020, "370826107", "township"},
    {"两城镇人民政府", 2020, "370826107", "township", "http://www.weishan.gov.cn/module/xxgk/"},
    {"河包镇", 2020, "500153109", "township", "http://rongchang.gov.cn/jz/hbz/"},
    {"马冈镇", 2020, "440783107", "township"},
    {"唐村镇人民政府", 2020, "370883106", "township", "http://www.zoucheng.gov.cn/module/xxgk/"},
    {"开阳县冯三镇人民政府", 2020, "520121103", "township"},
    {"眉山市东坡区崇礼镇人民政府", 2020, "511402113", "township"},
    {"道里区经纬街道办事处", 2022, "230102011", "township"},
    {"济南市历下区大明湖街道办事处", 2022, "370102005", "township"},
    {"济南市历下区人民政府大明湖街道办事处", 2022, "370102005", "township"},
    {"长安区砲里街道", 2022, "610116024", "township", "http://www.changanqu.gov.cn/zwgk/"},
    {"建章路街道", 2022, "610112012", "township"},
    {"钢花村街道办事处", 2022, "420107010", "township", "https://www.qingshan.gov.cn/qzfbm/"},
    {"长春市绿园区春城街道办事处", 2022, "220106003", "township"},
    {"中村乡", 2020, "360733206", "township", "http://huichang.gov.cn/"},
    {"龙归镇", 2016, "440203102", "township", "http://www.sgwjq.gov.cn/"},
    {"松江河镇", 2020, "220621101", "township"},
    {"大洼区田家街道", 2021, "211104005", "township"},
    {"太平镇", 2022, "", "township", "https://www.xixianxinqu.gov.cn/"},
    {"定州市经济开发区管委会", 2020, "", "zone"},
    {"运城经济技术开发区", 2020, "", "zone"},
    {"重庆合川工业园区管理委员会", 2020, "", "zone"},
    {"永川高新技术产业开发区管理委员会", 2020, "", "zone"},
    {"临汾经济开发区", 2020, "", "zone"},
    {"示范区教育局", 2019, "", "zone", "https://jyj.yangling.gov.cn/"},
};

}  // namespace

TEST_CASE("issuers: names of real reports") {
  for (const auto& real : kRealNames) {
    const auto issuer = builtin_issuers().resolve({.name = real.name, .url = real.url, .year = real.year});
    INFO(real.name);
    CHECK((issuer.township_code.empty() ? issuer.code : issuer.township_code) == real.code);
    CHECK(issuer.level == real.level);
  }
}

TEST_CASE("issuers: what bodies are called, and by one name") {
  CHECK(issuer_of("大洼区人民政府").body_type == "government");
  CHECK(issuer_of("大洼区").id == "211104:人民政府");
  CHECK(issuer_of("大洼区乡村振兴局").code == "211104");
  CHECK(issuer_of("大洼区政府").id == "211104:人民政府");
  CHECK(issuer_of("盘锦市大洼区人民政府").id == "211104:人民政府");
  CHECK(issuer_of("大洼区人民政府办公室").id == "211104:人民政府办公室");
  CHECK(issuer_of("大洼区人民政府办公室").body_type == "office");
  CHECK(issuer_of("大洼区市场监管局").id == issuer_of("大洼区市场监督管理局").id);
  CHECK(issuer_of("大洼区人民政府国有资产监督管理局").id == issuer_of("大洼区国有资产监督管理局").id);
  CHECK(issuer_of("国家税务总局盘锦市税务局").id == issuer_of("盘锦市税务局").id);
  CHECK(issuer_of("国家税务总局盘锦市税务局").body_type == "tax");
  CHECK(issuer_of("盘锦市国家税务局").id != issuer_of("盘锦市税务局").id);
  CHECK(issuer_of("国家统计局盘锦调查队").id != issuer_of("盘锦市统计局").id);
  CHECK(issuer_of("大洼区田家街道").id == "211104005:街道办事处");
  CHECK(issuer_of("盘锦市大洼区田家街道办事处").id == "211104005:街道办事处");
  CHECK(issuer_of("大洼区 田家\n街道").id == "211104005:街道办事处");
  CHECK(issuer_of("国家发展改革委").id == issuer_of("中华人民共和国国家发展和改革委员会").id);
  CHECK(issuer_of("国务院国资委").id == "central:国务院国有资产监督管理委员会");
  CHECK(issuer_of("盘锦市国资委").id == "211100:国有资产监督管理委员会");
}

TEST_CASE("issuers: an ambiguous name alone has candidates and no code") {
  const auto alone = issuer_of("鼓楼区人民政府");
  CHECK(alone.code.empty());
  CHECK(alone.method.empty());
  CHECK(alone.level == "county");
  CHECK(alone.id == "name:鼓楼区人民政府");
  CHECK(alone.candidates == Strings{"320106", "320302", "350102", "410204"});
  CHECK(issuer_of("铁西区教育局").candidates == Strings{"210106", "210303", "220302"});
  CHECK(issuer_of("吉林市场监督管理局").candidates == Strings{"220000", "220200"});
  CHECK(issuer_of("朝阳教育局").candidates == Strings{"110105", "211300", "211321", "220104"});
  CHECK(issuer_of("城关镇人民政府").candidates.size() > 50);
}

TEST_CASE("issuers: host, path and text decide between candidates") {
  IssuerClues clues{.name = "鼓楼区人民政府", .year = 2021};
  clues.url = "http://www.nanjing.gov.cn/x";
  CHECK(builtin_issuers().resolve(clues).code == "320106");
  CHECK(builtin_issuers().resolve(clues).method == "url");
  clues.url = "https://user@WWW.xzgl.gov.cn:8080/x";
  CHECK(builtin_issuers().resolve(clues).code == "320302");
  clues.url = "http://www.nanjing.com/x";
  CHECK(builtin_issuers().resolve(clues).code.empty());
  CHECK(builtin_issuers().resolve(clues).id == "name:鼓楼区人民政府@www.nanjing.com");
  clues.url = "http://www.jiangsu.gov.cn/x";
  CHECK(builtin_issuers().resolve(clues).candidates == Strings{"320106", "320302"});
  clues.path = "a/徐州市/鼓楼区/2021.html";
  CHECK(builtin_issuers().resolve(clues).code == "320302");
  CHECK(builtin_issuers().resolve(clues).method == "path");
  clues = {.name = "鼓楼区人民政府", .path = "江苏/南京/2021.html", .year = 2021};
  CHECK(builtin_issuers().resolve(clues).code == "320106");
  clues = {.name = "鼓楼区人民政府", .path = "2021.html", .preamble = "根据福建省、福州市要求", .year = 2021};
  CHECK(builtin_issuers().resolve(clues).code == "350102");
  CHECK(builtin_issuers().resolve(clues).method == "text");
  clues.preamble = "南京市、徐州市";
  CHECK(builtin_issuers().resolve(clues).code.empty());
  clues.preamble = "浙江省的南京市";
  CHECK(builtin_issuers().resolve(clues).code.empty());
}

TEST_CASE("issuers: one id over the years, the code of the year") {
  struct Renamed {
    std::string_view before, after;
    int before_year, after_year;
    std::string_view old_code, new_code;
  };
  for (const auto& each : std::vector<Renamed>{{"密云县人民政府", "密云区人民政府", 2012, 2018, "110228", "110118"},
                                               {"崇明县人民政府", "崇明区人民政府", 2012, 2018, "310230", "310151"},
                                               {"襄樊市人民政府", "襄阳市人民政府", 2008, 2014, "420600", "420600"},
                                               {"思茅市人民政府", "普洱市人民政府", 2005, 2014, "530800", "530800"},
                                               {"大洼县人民政府", "大洼区人民政府", 2012, 2018, "211121", "211104"},
                                               {"毕节地区行政公署", "毕节市人民政府", 2008, 2018, "522400", "520500"},
                                               {"綦江县人民政府", "綦江区人民政府", 2009, 2018, "500222", "500110"},
                                               {"达县人民政府", "达川区人民政府", 2010, 2018, "511721", "511703"}}) {
    INFO(each.after);
    const auto before = issuer_of(each.before, each.before_year);
    const auto after = issuer_of(each.after, each.after_year);
    CHECK(before.code == each.old_code);
    CHECK(after.code == each.new_code);
    CHECK(before.id == after.id);
  }
  CHECK(issuer_of("大洼区人民政府", 2012).code == "211121");
  CHECK(issuer_of("毕节市人民政府", 2008).code == "522401");
  CHECK(issuer_of("毕节市人民政府", 2008).id != issuer_of("毕节市人民政府", 2018).id);
}

TEST_CASE("issuers: townships need their county, or a year in which the list knows all") {
  CHECK(issuer_of("马冈镇", 2020).township_code == "440783107");
  for (const int year : {0, 2010}) {
    const auto issuer = issuer_of("马冈镇", year);
    CHECK(issuer.township_code.empty());
    CHECK(issuer.level == "township");
    CHECK(issuer.candidates == Strings{"440783107"});
  }
  const IssuerClues placed{.name = "马冈镇", .path = "广东省/开平市/马冈镇.html", .year = 2010};
  CHECK(builtin_issuers().resolve(placed).township_code == "440783107");
  const auto unlisted = issuer_of("大洼区某某镇人民政府");
  CHECK(unlisted.level == "township");
  CHECK(unlisted.code == "211104");
  CHECK(unlisted.township_code.empty());
}

TEST_CASE("issuers: what is not a division's own body has no code") {
  for (const auto* name : {"盘锦市大哇区人民政府", "盘锦市某某县教育局", "南京海关", "上海铁路监督管理局", "北京大学",
                           "新疆生产建设兵团教育局", "东方红林业局", "教育局", "我镇", "大洼区经济开发区管理委员会"}) {
    INFO(name);
    CHECK(issuer_of(name).code.empty());
    CHECK(issuer_of(name).township_code.empty());
    CHECK_FALSE(issuer_of(name).id.empty());
  }
  CHECK(issuer_of("盘锦市高新技术产业开发区管委会").id == "211100:高新技术产业开发区管委会");
}

TEST_CASE("issuers: an id that others may share says so") {
  for (const auto* name : {"鼓楼区人民政府", "城市管理局", "城关镇人民政府"}) {
    INFO(name);
    CHECK(issuer_of(name).shared);
    CHECK_FALSE(builtin_issuers().resolve({.name = name, .url = "http://www.nanjing.com/a"}).shared);
  }
  for (const auto* name : {"江苏省南京市鼓楼区人民政府", "大洼区田家街道", "中国气象局"}) {
    INFO(name);
    CHECK_FALSE(issuer_of(name).shared);
  }
  const IssuerRegistry known({{.name = "城市管理局", .id = "ours"}, {.name = "教育局", .level = "county"}});
  CHECK_FALSE(known.resolve({.name = "城市管理局"}).shared);
  CHECK(known.resolve({.name = "教育局"}).shared);
}

TEST_CASE("issuers: hostile names") {
  CHECK(builtin_issuers().resolve({}).id.empty());
  CHECK(issuer_of(" \n　").id.empty());
  const auto invalid = issuer_of("大洼区\xFF\xFE人民政府");
  CHECK(invalid.code.empty());
  CHECK(invalid.id == "211104:\uFFFD\uFFFD人民政府");
  std::string long_name;
  while (long_name.size() < 300'000) long_name += "朝阳区";
  CHECK(issuer_of(long_name).code.empty());
  std::string repeated;
  for (int i = 0; i < 25; ++i) repeated += "城关镇";
  CHECK(issuer_of(repeated).code.empty());
}

TEST_CASE("issuers: what a user knows comes first") {
  const IssuerRegistry registry(
      {{.name = "鼓楼区人民政府", .code = "320106"},
       {.name = "鼓楼区人民政府", .host = "xz.gov.cn", .code = "320302"},
       {.name = "（甲）高新区管委会", .level = "zone", .body_type = "zone_committee", .id = "jia"},
       {.name = "教育局", .code = "320106"},
       {.name = "大洼区田家街道", .code = "211104"},
       {.name = "大洼区人民政府", .id = "dawa", .from = 2015, .to = 2016}});
  auto issuer = registry.resolve({.name = "鼓楼区 人民政府"});
  CHECK(issuer.code == "320106");
  CHECK(issuer.method == "user");
  CHECK(issuer.candidates.empty());
  CHECK(issuer.id == "320106:人民政府");
  CHECK(registry.resolve({.name = "鼓楼区人民政府", .url = "http://www.xz.gov.cn/"}).code == "320302");
  CHECK(registry.resolve({.name = "鼓楼区人民政府", .url = "http://www.axz.gov.cn/"}).code == "320106");
  issuer = registry.resolve({.name = "(甲)高新区管委会"});
  CHECK(issuer.id == "jia");
  CHECK(issuer.level == "zone");
  CHECK(registry.resolve({.name = "大洼区人民政府", .year = 2015}).id == "dawa");
  CHECK(registry.resolve({.name = "大洼区田家街道", .year = 2021}).township_code == "211104005");
  CHECK(registry.resolve({.name = "教育局"}).id == "320106:教育局");
  CHECK(registry.resolve({.name = "大洼区人民政府", .year = 2017}).id == "211104:人民政府");
}
