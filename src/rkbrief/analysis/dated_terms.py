"""Until when a forecast reaches where dates tell: which of them is the predicate's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from rkbrief.language.calendar import DateMention, find_dates
from rkbrief.language.short_years import is_base
from rkbrief.lexicon import compile_rules
from rkbrief.model import Horizon, Span

_rules = partial(compile_rules, "futures")

_RATE = re.compile("[1１]日(?:に|当たり|あたり|平均)?(?:約|およそ|延べ|最大|計)?[0-9０-９]")
_SHARE_OF = re.compile("の(?:約|およそ)?[0-9０-９]+(?:分の|倍|割)(?![増減高安])")
"""Behind a date whose size another is told by: この冬|の3分の1."""
_LIMITS = re.compile("(?:中|内|末|いっぱい|ごろ|頃|前半|後半)?(?:に?まで(?!の)|にかけて)")
_DONE = re.compile(
    "(?:ごろ|頃|まで)?に?[^、。はがも]{0,24}(?:れ|し|っ|い)た(?=[一-龥ァ-ヴA-Za-z「])"
)
"""Behind a date of what was done, told of before its noun: 同日公表した|報告."""
_COORDINATE = re.compile(
    "[^、。「」]{1,24}(?:[りきぎしちみびいえけげせてねべめれ]|ので|から)、(?:[^、。はが「」]{1,14}[はも]"
    "(?=[^、。]{0,8}[0-9０-９来年春夏秋冬])|(?=(?:[来翌再]|[0-9０-９])[^、。はが]{0,10}(?:には?|まで|は)))"
)
"""A clause of its own, with another topic and time behind it: 6月に始まり、判決は9月に…."""
_ONSET = re.compile("(?:から|以降)[^、。]{0,24}、")
"""Behind a date with which something only begins, where more is told of: 今年から減り、…."""
_CONCEDED = re.compile(
    "は[^。「」]{1,40}?(?:[いるうくすつむだ]が|ですが|ますが|ものの|一方で?)、[^。]{0,12}[0-9]"
)
"""Behind a date of a concession that another date follows: 5月は寒いが、6月は…."""
_AT_EARLIEST = re.compile("早(?:ければ|くても?)、?$")
_ONCE_SAID = re.compile("[^。「」]{0,20}(?:[いっしえれけてせきめ]|だっ)た(?:が|ものの|けれど)、")
"""Behind a date that belongs to what was told before: 来年2月末とされてきたが、."""
_CLEFT = re.compile("のは、?(?:[^、。はが0-9０-９]{1,8})?$")
_CLOSES = re.compile("(?:ごろ|頃|以降|末|中)?(?:だ|です|とな|に(?:な|ずれ込))")
"""Around a date that is the predicate: 黒字に戻るのは|再来年|だろう."""
_AHEAD_ONLY = re.compile(
    "(?:までに?|にかけて)(?![^、。「」]{0,24}[しっいきぎりみびちじえけげせてねべめれ]た)"
)
_BARE_MONTH = re.compile("[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日|末|半ば|[上中下]旬)?")
"""A limit of a month without a year lies ahead, if nothing was done by then: 10月までかかる."""
_AT_LATEST = re.compile("遅く(?:とも|ても?)、?$|遅ければ、?$")
_FROM = re.compile(r"ごろ?から|から|頃から|[~〜～と・-]|および|及び")
_SEASON = re.compile("[春夏秋冬]")
_BEFORE_SPEECH = re.compile("、[^、。「」はが]{0,14}「")
"""Behind a day on which somebody spoke: 市長は19日、|議会で「….."""
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
_LAST_RANK = 5
_WELL_INTO = 30  # days
_LEAP = (2, 29)
_AHEAD = "だろう。"
"""Put behind a claim, so that 40年代 and 秋 are those to come where it has no tense."""


def find_dated_term(text: str, reference: date | None, context: str, apart: Span) -> Horizon | None:
    """Return the horizon of the date that most likely is the predicate's, None without one.

    A limit (夏までに, 来月にかけて) goes before a date that only describes a noun
    (来春の選挙); of equals the first.
    """
    dates = find_dates(text.rstrip("。」") + _AHEAD, reference=reference, context=context)
    # 3月に7月以降へのずれ込みを予想した: the first of the two is when it was said.
    told = {a.span for a, b in pairwise(dates) if text[a.span.end : b.span.start] == "に"}
    best: tuple[int, Horizon] | None = None
    for place, dated in enumerate(dates):
        if dated.end is None or apart.overlaps(dated.span) or dated.span in told:
            continue
        to_come = reference is not None and dated.start is not None and dated.start > reference
        to_come = to_come and not _BEFORE_SPEECH.match(text, dated.span.end)
        if not to_come and _dates_the_telling(text, dated.span.start, dated.span.end):
            continue
        end = dated.span.end
        if (
            _RATE.match(text, dated.span.start)
            or is_base(text, end)
            or _rules("shifts").match(text, end)  # 1〜2日|遅れる
            or _SHARE_OF.match(text, end)
            or (not to_come and _rules("held_that_day").match(text, dated.span.end))
        ):
            continue
        dated_end = _last_day(text, dated, dated.end, reference)
        if dated_end is None or _rules("no_times").match(text, end):
            continue
        last = _end_of_range(text, dated, dates[place + 1 :])
        aside = next(
            (b for b in _BRACKETED.finditer(text) if b.start() < dated.span.start < b.end()), None
        )
        if aside and any(d.span.end == aside.start() for d in dates[:place]):
            continue  # 19日（日本時間20日）: the same day once more
        rank = _LAST_RANK if aside else _rank(text, dated.span.start, (last or dated).span.end)
        if best is None or rank < best[0]:
            until = (last and last.end) or dated_end
            if _is_next_season(text, dated, reference):
                until = _a_year_on(until)
            best = rank, Horizon(dated.text, None, until.isoformat())
    return best[1] if best else None


def _last_day(text: str, dated: DateMention, last: date, reference: date | None) -> date | None:
    """Return the ``last`` day of a date, a year on for a limit to come, None for one behind."""
    if reference is None or last >= reference:
        return last
    to_come = _BARE_MONTH.fullmatch(dated.text) and _AHEAD_ONLY.match(text, dated.span.end)
    return _a_year_on(last) if to_come else None


def _is_next_season(text: str, dated: DateMention, reference: date | None) -> bool:
    """Tell whether 秋以降にずれ込む was written well into autumn: the next one is meant."""
    return (
        reference is not None
        and dated.start is not None
        and _SEASON.fullmatch(dated.text) is not None
        and _rules("put_off_beyond").match(text, dated.span.end) is not None
        and reference > dated.start + timedelta(days=_WELL_INTO)
    )


def _a_year_on(day: date) -> date:
    leap = (day.month, day.day) == _LEAP
    return day.replace(year=min(day.year + 1, date.max.year), day=day.day - leap)


def _rank(text: str, start: int, end: int) -> int:
    """Return how far a date is from being the predicate's, from 0 for a limit upwards.

    A date of a clause before that of the predicate comes after one of the same kind, a date
    that describes a noun or was only planned comes last.
    """
    if _AT_LATEST.search(text, 0, start) or (
        _CLEFT.search(text, 0, start) and _CLOSES.match(text, end)
    ):
        return -1
    if _DONE.match(text, end) or _ONCE_SAID.match(text, end):
        return _LAST_RANK
    earliest = _AT_EARLIEST.search(text, 0, start) and text.startswith("、", end)
    before = int(_COORDINATE.match(text, end) is not None or earliest is not None)
    if _LIMITS.match(text, end):
        return before
    if text[start - 1 : start] == "は" and text.startswith("、", end):
        return 4  # 会議は今年、稼働は2050年になると結論づけた: the other is the predicate's
    before = before or int(_ONSET.match(text, end) is not None)
    before = before or int(_CONCEDED.match(text, end) is not None)
    return 4 if _rules("describing").match(text, end) else 2 + before


def _end_of_range(text: str, first: DateMention, rest: Sequence[DateMention]) -> DateMention | None:
    """Return the last date of 8日から12日まで, of 夏から秋にかけて; None when it is no range."""
    last = rest[0] if rest else None
    if last is None or last.end is None or first.end is None or last.end < first.end:
        return None
    between = text[first.span.end : last.span.start]
    return last if _FROM.fullmatch(between) else None


def _dates_the_telling(text: str, start: int, end: int) -> bool:
    """Tell whether a date stands between a topic and its comma (X社は16日、…と発表した)."""
    if _rules("told_at").match(text, end):
        return True
    line_head = "]" in text[end : end + 20] and "[" in text[:start]
    return line_head or (
        text[max(0, start - 1) : start] in set("はが")
        and text[end : end + 1] == "、"
        and not text[start:end].endswith(("年", "年度", "期"))
    )
