#include "extract/formats/docx/list_counter.h"

#include <algorithm>

#include "extract/base/utf8.h"
#include "extract/formats/docx/number_format.h"

namespace nianbao::extract::docx {
namespace {

// Bullets of symbol fonts stand in the private use area and mean nothing outside the font.
bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

std::string bullet(std::string_view text) {
  std::string shown;
  for (const char32_t c : to_utf32(text)) {
    if (!is_private_use(c)) append_utf8(shown, c);
  }
  return shown;
}

// 17.9.10: restarts when the level given, or one before it, is used; without it, when any before is.
bool restarts(const Level& level, std::size_t number, std::size_t used) {
  if (!level.restart || *level.restart > static_cast<std::int64_t>(number)) return true;
  return static_cast<std::int64_t>(used) < *level.restart;
}

}  // namespace

const Level& ListCounter::level_at(const Position& position, std::size_t level) {
  const auto& replaced = position.instance->overrides[level].level;
  return replaced ? *replaced : position.definition->levels[level];
}

std::int64_t ListCounter::start_at(const Position& position, std::size_t level) {
  return position.instance->overrides[level].start.value_or(level_at(position, level).start);
}

// 17.9.23: a level names the style whose paragraphs are on it; that is more than the style's own w:ilvl.
std::size_t ListCounter::level_of(std::string_view style, const NumberingProperties& direct,
                                  const AbstractNumbering& definition) const {
  auto level = direct.level;
  if (!level && !direct.num_id) {
    styles_.visit_chain(style, [&](std::string_view id, const Style& each) {
      const auto linked = std::ranges::find(definition.levels, id, &Level::style);
      if (linked != definition.levels.end())
        level = linked - definition.levels.begin();
      else
        level = each.numbering.level;
      return !level.has_value();
    });
  }
  return static_cast<std::size_t>(std::clamp<std::int64_t>(level.value_or(0), 0, kLevels - 1));
}

std::string ListCounter::next(std::string_view style, const NumberingProperties& direct) {
  const auto num_id = direct.num_id ? direct.num_id : styles_.num_id(style);
  if (num_id.value_or(0) == 0) return {};  // 17.9.18: zero takes the numbering away
  const auto* instance = numbering_.instance(*num_id);
  if (instance == nullptr) return {};
  const auto list = numbering_.list_of(*instance, styles_);
  if (list.definition == nullptr) return {};

  const Position position{instance, list.definition, level_of(style, direct, *list.definition)};
  auto& counts = lists_[list.id];
  if (instances_seen_.insert(*num_id).second) {
    for (std::size_t level = 0; level < kLevels; ++level) {
      if (instance->overrides[level].start) counts[level].running = false;
    }
  }
  advance(counts, position);
  return level_at(position, position.level).hidden ? std::string{} : label(counts, position);
}

void ListCounter::advance(Counts& counts, const Position& position) const {
  auto& own = counts[position.level];
  own.value = own.running ? own.value + 1 : start_at(position, position.level);
  own.running = true;
  for (auto deeper = position.level + 1; deeper < kLevels; ++deeper) {
    if (restarts(level_at(position, deeper), deeper, position.level)) counts[deeper].running = false;
  }
}

std::string ListCounter::label(const Counts& counts, const Position& position) {
  const auto& level = level_at(position, position.level);
  if (level.format == "bullet") return bullet(level.text);
  std::string text;
  for (std::size_t at = 0; at < level.text.size(); ++at) {
    const char next = at + 1 < level.text.size() ? level.text[at + 1] : '\0';
    if (level.text[at] != '%' || next < '1' || next > '9') {
      text += level.text[at];
      continue;
    }
    ++at;
    const auto referred = static_cast<std::size_t>(next - '1');
    if (referred <= position.level) text += number(counts, position, referred);
  }
  return text;
}

std::string ListCounter::number(const Counts& counts, const Position& position, std::size_t level) {
  const auto& count = counts[level];
  // A level that was jumped over shows the number it will begin with.
  const auto value = count.running ? count.value : start_at(position, level);
  const auto& format = level_at(position, level).format;
  const bool legal = level_at(position, position.level).legal;
  if (legal && format != "none") return format_number("decimal", value).text;
  auto formatted = format_number(format, value);
  if (!formatted.known) unknown_formats_.insert(format);
  return std::move(formatted.text);
}

}  // namespace nianbao::extract::docx
