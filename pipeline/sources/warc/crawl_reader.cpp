#include "pipeline/sources/warc/crawl_reader.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "pipeline/sources/file.h"
#include "pipeline/sources/member_name.h"
#include "pipeline/sources/packed_check.h"
#include "pipeline/sources/packed_stream.h"
#include "pipeline/sources/warc/crawl_input.h"
#include "pipeline/sources/warc/fields.h"
#include "pipeline/sources/warc/http_message.h"
#include "pipeline/sources/warc/record_head.h"

namespace nianbao::pipeline {
namespace {

constexpr std::size_t kLongestLine = 64 << 10;
constexpr std::size_t kLongestHead = 256 << 10;

class CrawlReader : public MemberReader {
 public:
  CrawlReader(CrawlInput input, const RecordFormat& format, ContainerBudget& budget, std::optional<PackedCheck> check)
      : input_(std::move(input)), format_(format), budget_(budget), check_(std::move(check)) {}

  Result<std::optional<Member>> next(std::string& bytes) override {
    while (find_record()) {
      if (auto taken = budget_.take_entry(); !taken) return std::unexpected(taken.error());
      const auto from = input_.position();
      const auto head = read_head();
      if (!head) continue;
      auto member = read_record(*head, bytes);
      if (!member) continue;
      if (check_ && !member->refusal) member->refusal = check_->fault_in(from, input_.position());
      return member;
    }
    return end();
  }

 private:
  Result<std::optional<Member>> end() const {
    if (input_.error() && input_.error()->code != ErrorCode::damaged_archive) return std::unexpected(*input_.error());
    if (damages_ == 0) return std::nullopt;
    return fail(ErrorCode::damaged_archive, {},
                fmt::format("{}; {} such place{} in all", first_damage_, damages_, damages_ == 1 ? "" : "s"));
  }

  void note_damage(std::string_view what) {
    if (++damages_ == 1) first_damage_ = fmt::format("{} at byte {}", what, input_.position());
  }

  // Whether reading goes on after what the last call of the input met.
  bool overcome_error() {
    if (!input_.error()) return true;
    if (input_.error()->code == ErrorCode::damaged_archive) note_damage(input_.error()->detail);
    return input_.recover();
  }

  // To the beginning of the next record; false where there is none. Lines that begin none are damage, unless empty.
  bool find_record() {
    for (bool noted = false;;) {
      const auto window = input_.peek(kLongestLine);
      if (window.empty()) {
        if (!input_.error() || !overcome_error()) return false;
        continue;
      }
      const auto end = std::min(window.find('\n'), window.size() - 1);
      auto line = window.substr(0, end + 1);
      while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
      if (format_.begins(line)) return true;
      if (!line.empty() && !std::exchange(noted, true)) note_damage("bytes that belong to no record");
      input_.drop(end + 1);
    }
  }

  // Nothing where the head does not end.
  std::optional<RecordHead> read_head() {
    std::string text;
    while (text.size() < kLongestHead) {
      const auto window = input_.peek(kLongestLine);
      const auto end = window.find('\n');
      if (end == std::string_view::npos) break;
      const auto line = window.substr(0, end + 1);
      text += line;
      const bool last = !format_.has_fields || line == "\n" || line == "\r\n";
      input_.drop(end + 1);
      if (last) return format_.parse(text);
    }
    note_damage("the head of a record that does not end");
    return std::nullopt;
  }

  Member member_of(const RecordHead& head) const {
    Member member{.name = head.uri.empty() ? "unnamed" : decoded_name(head.uri), .captured = head.captured};
    if (!head.uri.empty()) member.url = member.name;
    return member;
  }

  // Nothing where the record is no page.
  std::optional<Member> read_record(const RecordHead& head, std::string& bytes) {
    const auto most = static_cast<std::size_t>(budget_.limits().document_bytes) + kLongestHead;
    const bool wanted = head.type == RecordType::response || head.type == RecordType::resource;
    bytes.clear();
    auto fault = read_content(head, bytes, wanted ? most : 0);
    if (head.type == RecordType::other) return std::nullopt;
    auto member = member_of(head);
    member.bytes = head.length.value_or(0);
    if (!fault && head.type == RecordType::revisit) fault = seen_before(head);
    if (!fault) fault = kept_in_part(head);
    if (!fault) fault = take_page(head, member, bytes);
    member.refusal = std::move(fault);
    return member;
  }

  static std::optional<Error> seen_before(const RecordHead& head) {
    const auto detail = fmt::format("seen before: {} {}", head.seen_uri, normal_date(head.seen_date));
    return Error{ErrorCode::not_fetched, {}, shown_bytes(trimmed(detail))};
  }

  static std::optional<Error> kept_in_part(const RecordHead& head) {
    if (!head.truncated.empty()) {
      return Error{ErrorCode::damaged_archive, {}, "the crawler kept only a part: " + shown_bytes(head.truncated)};
    }
    if (head.in_segments) return Error{ErrorCode::unsupported_format, {}, "a page in several records"};
    return std::nullopt;
  }

  // The content of the record, up to `most` bytes of it, and what is wrong with it.
  std::optional<Error> read_content(const RecordHead& head, std::string& bytes, std::size_t most) {
    if (!head.length) return damaged("a record without a length");
    const auto taken = input_.take(*head.length, bytes, most);
    if (taken < *head.length && input_.error()) return input_.error();
    if (taken == *head.length && ends_here()) return std::nullopt;
    // The length may have been too large: then the next record was taken for content.
    const bool kept_whole = std::ssize(bytes) == taken;
    if (const auto next = kept_whole ? next_record_in(bytes) : std::string::npos; next != std::string::npos) {
      input_.put_back(std::string_view(bytes).substr(next));
      return damaged("a record of another length than it says");
    }
    return damaged(taken < *head.length ? "a record that is cut off" : "a record of another length than it says");
  }

  std::optional<Error> damaged(std::string_view what) {
    note_damage(what);
    return Error{ErrorCode::damaged_archive, {}, std::string(what)};
  }

  // Whether the record ends with the lines that end records, whatever follows; or where these are missing or
  // differ, with the next record or the end.
  bool ends_here() {
    const auto window = input_.peek(kLongestLine);
    if (format_.has_fields && (window.starts_with("\r\n\r\n") || window.starts_with("\n\n"))) return true;
    const auto start = window.find_first_not_of("\r\n");
    if (start == std::string_view::npos) return true;
    auto line = window.substr(start);
    line = line.substr(0, line.find('\n'));
    return format_.begins(trimmed(line));
  }

  std::size_t next_record_in(std::string_view bytes) const {
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
      const auto line = bytes.substr(at + 1, bytes.find('\n', at + 1) - at - 1);
      if (format_.begins(trimmed(line))) return at + 1;
    }
    return std::string_view::npos;
  }

  // Leaves of the content the page itself.
  std::optional<Error> take_page(const RecordHead& head, Member& member, std::string& bytes) {
    auto answer = parse_http_head(bytes);
    const bool is_answer = head.type == RecordType::response && answer;
    const auto size = head.length.value_or(0) - (is_answer ? static_cast<std::int64_t>(answer->size) : 0);
    member.bytes = size;
    if (is_answer && !is_page(answer->status)) {
      return Error{
          ErrorCode::not_fetched, {}, shown_bytes(trimmed(fmt::format("HTTP {} {}", answer->status, answer->reason)))};
    }
    if (size > budget_.limits().document_bytes) return too_large(budget_.limits().document_bytes).error();
    member.declared_charset = parameter_of(is_answer ? answer->content_type : head.content_type, "charset");
    if (!is_answer) return std::nullopt;
    bytes.erase(0, answer->size);
    if (auto decoded = decode_body(*answer, bytes, budget_); !decoded) return decoded.error();
    member.bytes = std::ssize(bytes);
    return std::nullopt;
  }

  static bool is_page(int status) {
    constexpr int kOk = 200;
    constexpr int kTransformedByProxy = 203;
    return status == kOk || status == kTransformedByProxy;
  }

  CrawlInput input_;
  const RecordFormat& format_;
  ContainerBudget& budget_;
  std::optional<PackedCheck> check_;  // where it is packed
  std::string first_damage_;
  std::int64_t damages_ = 0;
};

}  // namespace

Result<std::unique_ptr<MemberReader>> open_crawl(ByteSource& source, const ContainerKind& kind,
                                                 ContainerBudget& budget) {
  std::optional<PackedCheck> check;
  if (kind.packing != Packing::none) {
    auto checked = PackedCheck::of(source, kind.packing, budget);
    if (!checked) return std::unexpected(checked.error());
    check = std::move(*checked);
  }
  auto stream = open_packed(source, kind.packing);
  if (!stream) return std::unexpected(stream.error());
  const auto& format = kind.holding == Holding::arc ? kArcFormat : kWarcFormat;
  CrawlInput input(std::move(*stream), kind.packing == Packing::none ? nullptr : &budget);
  return std::make_unique<CrawlReader>(std::move(input), format, budget, std::move(check));
}

}  // namespace nianbao::pipeline
