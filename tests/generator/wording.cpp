#include "tests/generator/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "normalize/text/label_key.h"
#include "tests/generator/layout.h"

namespace nianbao::generator {
namespace {

constexpr std::array<std::string_view, 12> kPlaces{"青禾县", "白石镇", "临江区", "云岭市", "柳泉县", "松湖区",
                                                   "石桥镇", "明河市", "东篱县", "金谷区", "望山乡", "南屏街道"};
constexpr std::array<std::string_view, 10> kOffices{"水务局", "教育局",     "人民政府", "农业农村局", "司法局",
                                                    "财政局", "市场监管局", "民政局",   "应急管理局", "卫生健康局"};
constexpr std::array<std::string_view, 7> kTitles{
    "{0}{1}年政府信息公开工作年度报告",      "{0}{1}年政府信息公开工作年度报告", "{0}{1}年度政府信息公开工作年度报告",
    "{0}{1}年政府信息公开年度报告",          "{0}{1}年度政府信息公开年报",       "{1}年{0}政府信息公开工作年度报告",
    "{0}关于{1}年政府信息公开工作情况的报告"};
constexpr std::array<std::string_view, 14> kSentences{
    "{0}高度重视公开工作，明确一名负责同志分管，安排专人具体办理，做到事事有人管。",
    "全年围绕群众关心的热点事项及时发布信息，内容准确，格式统一，便于查找。",
    "我们修订了信息发布审核办法，先审后发，层层把关，没有发生泄密事件。",
    "{1}年，本单位按照上级部署推进各项公开任务，渠道更加畅通，群众更加满意。",
    "办事大厅设有查阅点，配备电脑和打印设备，来访群众可以随时查阅。",
    "我们还利用公告栏、广播和村务公开墙，把惠民政策送到群众身边。",
    "工作中也有不足，个别栏目更新不够及时，解读形式比较单一。",
    "下一步将加强业务培训，丰富解读方式，让公开的内容看得懂、用得上。",
    "针对上年提出的不足，已经逐项整改，建立了定期检查和通报制度。",
    "对收到的来信来函，均在规定期限内登记、答复并归档。",
    "全年组织业务培训两次，参训人员覆盖所有股室。",
    "本年度没有需要另行说明的情况。",
    "网站栏目按照统一要求进行了调整，旧栏目内容全部迁移完毕。",
    "政务新媒体坚持每周更新，转载内容注明出处，留言均有回复。"};
constexpr std::string_view kPlainSentence =
    "本机关按照要求推进政府信息公开各项工作，全年公开内容准确及时，渠道保持畅通，没有发生差错。";

bool states_unit(const std::string& label, const normalize::Vocabulary& vocabulary) {
  const normalize::NormalText normal(label);
  return std::ranges::any_of(vocabulary.rules_for("column_unit"), [&](const normalize::Rule& rule) {
    return rule.pattern.search(normal.view()).has_value();
  });
}

// Whether a label of another official name is called so too: what is left of a label without its brackets may be.
bool is_ambiguous(const normalize::Template& form, const normalize::Label& label, const std::string& name) {
  const auto called = form.called.find(name);
  return called != form.called.end() && std::ranges::any_of(called->second, [&](normalize::LabelId other) {
           return form.labels[static_cast<std::size_t>(other)].names.front().key != label.names.front().key;
         });
}

// Names run together with those of groups are left out: the groups are printed themselves.
std::vector<std::string> seen_names(const normalize::Template& form, const normalize::Label& label) {
  std::vector<std::string> names;
  for (const auto& name : label.names) {
    if (name.alias && !name.key.ends_with(label.names.front().key) && !is_ambiguous(form, label, name.key))
      names.push_back(name.key);
  }
  return names;
}

std::string local_name(const normalize::Template& form, const normalize::Label& label, Random& random) {
  const auto names = seen_names(form, label);
  if (names.empty()) return label.shown;
  auto shown = label.shown;
  return take_numbering(shown) + random.pick(names);
}

// Sentences in an order of their own, each once before any comes again.
class Deck {
 public:
  explicit Deck(Random& random) : random_(random) {}

  std::string_view draw() {
    if (left_.empty()) left_.assign(kSentences.begin(), kSentences.end());
    const auto drawn = left_.begin() + static_cast<std::ptrdiff_t>(random_.below(left_.size()));
    const auto sentence = *drawn;
    left_.erase(drawn);
    return sentence;
  }

 private:
  Random& random_;
  std::vector<std::string_view> left_;
};

std::vector<std::string> local_prose(const Wording& wording, Deck& deck, Random& random) {
  std::vector<std::string> paragraphs(static_cast<std::size_t>(random.between(1, 3)));
  for (auto& paragraph : paragraphs) {
    for (auto count = random.between(1, 2); count > 0; --count)
      paragraph += fmt::format(fmt::runtime(deck.draw()), wording.issuer, wording.year);
  }
  return paragraphs;
}

}  // namespace

std::string take_numbering(std::string& text) {
  const normalize::NormalText normal(text);
  const auto size = normal.raw_offset(normalize::label_key(normal).number.size());
  auto numbering = text.substr(0, size);
  text.erase(0, size);
  return numbering;
}

Wording official_wording(const normalize::Template& form) {
  return {.issuer = "青禾县水务局",
          .year = 2023,
          .title = "青禾县水务局2023年政府信息公开工作年度报告",
          .labels = official_labels(form),
          .prose = std::vector(form.sections.size(), std::vector{std::string(kPlainSentence)})};
}

Wording local_wording(const normalize::Template& form, const normalize::Vocabulary& vocabulary, Random& random) {
  constexpr int kYearsInUse = 5;  // of a form still in use
  const auto& info = form.info;
  Wording wording{.issuer = std::string(random.pick(kPlaces)), .labels = official_labels(form)};
  wording.issuer += random.pick(kOffices);
  wording.year =
      random.between(info.first_year, info.last_year == 0 ? info.first_year + kYearsInUse - 1 : info.last_year);
  wording.title = fmt::format(fmt::runtime(random.pick(kTitles)), wording.issuer, wording.year);
  const double local = random.chance(0.35) ? 0.25 : 0;
  for (std::size_t i = 0; i < form.labels.size(); ++i) {
    const auto& label = form.labels[i];
    if (random.chance(local) && !states_unit(label.shown, vocabulary))
      wording.labels[i] = local_name(form, label, random);
  }
  Deck deck(random);
  for (std::size_t i = 0; i < form.sections.size(); ++i) wording.prose.push_back(local_prose(wording, deck, random));
  return wording;
}

}  // namespace nianbao::generator
