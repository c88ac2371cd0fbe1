"""Until when a forecast reaches: time words to a duration and a last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import zip_longest

from rkbrief.analysis.quantities import Mention, find_quantities
from rkbrief.language.calendar import DateMention, find_dates
from rkbrief.language.short_years import is_base
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Horizon, Span

_rules = partial(compile_rules, "futures")

_LIMIT = re.compile(
    r"((?:(?:来|再来|今)(?:年|月|週)の?)?(?:[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}日)?(?:末|[上中下]旬|未明|朝|昼|夕方|夜)?"
    r"(?<=[月日年週末旬朝昼方夜明]))(?:までに?(?!の)|にかけて)"
)
"""Until when, where nothing tells the day of writing: 16日朝にかけて."""
_CASE = re.compile(r"(?<=[前後])[もには]$")
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_SEVERAL = re.compile("[数何幾](?=[十百千カか年月週日時])")
_GONE_BY = re.compile(
    r"(?:にわたり|にわたって|ほど|近く|以上|余り|あまり|間)?(?:も|かけて|も続けて)?"
    r"[^、。はがで「」]{0,6}[いっしれけきてめえ]た(?=[一-龥ァ-ヴ「])|[^、。「」]{0,10}てき[てた]"
)
"""A stretch that was spent: 20年近く続いた協力, 30年使われてきた橋."""
_OF_NOUN = re.compile("(?:以下|未満|以上|間|ほど|程度)?の(?!うち|間に)")
"""Behind a stretch that measures the noun after it: 10年間の|追放."""
_RECKONED_FROM = re.compile(
    r"(?<!今日)(?<!現在)(?P<event>[^、。「」はがをも]{2,12})(?:してから|から|後)$"
)
"""Before a stretch that begins with an event, not with the day of writing: 運転開始から|5年."""
_STOCK = re.compile("分(?:あ|を|の|が|に|し|は|と)")
"""Behind a stretch that measures a stock: 3カ月分ある."""
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
    "(?=[^、。]{0,8}[0-9０-９来年春夏秋冬])|(?=(?:[来翌再]|[0-9０-９])[^、。はが]{0,10}には))"
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
_AT_LATEST = re.compile("遅く(?:とも|ても?)、?$|遅ければ、?$")
_FROM = re.compile(r"ごろ?から|から|頃から|[~〜～-]")
_BEFORE_SPEECH = re.compile("、[^、。「」はが]{0,14}「")
"""Behind a day on which somebody spoke: 市長は19日、|議会で「….."""
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
_LAST_RANK = 5
_TO = ("から", "〜", "～", "-", "、", "ないし")
_MONTHS_A_YEAR = 12
_AHEAD = "だろう。"
"""Put behind a claim, so that 40年代 and 秋 are those to come where it has no tense."""


def find_horizon(
    text: str, *, reference: date | None = None, context: str = "", condition: str | None = None
) -> Horizon | None:
    """Return how far ahead ``text`` looks, None when it does not say.

    Dates are resolved against ``reference`` and durations reckoned from it; what lies behind
    it is no horizon, nor what something is compared with, nor a time that only belongs to the
    ``condition`` within ``text``. ``context`` is what was said before.
    """
    apart = _place_of(condition, text)
    timed = _from_dates(text, reference, context, apart)
    if timed is not None:
        return timed
    limit = _LIMIT.search(text) if reference is None else None
    if limit:
        return Horizon(limit[1])
    stretches = find_quantities(text, reference=reference)
    for mention, after in zip_longest(stretches, stretches[1:]):
        if apart.overlaps(mention.span):
            continue
        horizon = _from_duration(text, mention, reference)
        if horizon is not None:
            last = None
            if after is not None and text[mention.span.end : after.span.start] in _TO:
                last = _from_duration(text, after, reference)  # 半年から|1年
            return last or horizon
    event = _rules("events").search(text)
    if event:
        words = event[0].removesuffix("だ").removesuffix("です")
        return Horizon(_CASE.sub("", words), state="event")
    vague = _rules("vague").search(text)
    return Horizon(vague[0]) if vague else None


def _place_of(condition: str | None, text: str) -> Span:
    """Return where a condition with more behind it stands, an empty span when nowhere.

    A condition of time (…するまで, …時点で) is itself the horizon.
    """
    start = text.find(condition) if condition else -1
    if condition is None or start < 0 or _rules("conditions_of_time").search(condition):
        return Span(0, 0)
    return Span(start, start + len(condition))


def _from_dates(text: str, reference: date | None, context: str, apart: Span) -> Horizon | None:
    """Return the horizon of the date that most likely is the predicate's, None without one.

    A limit (夏までに, 来月にかけて) goes before a date that only describes a noun
    (来春の選挙); of equals the first.
    """
    dates = find_dates(text.rstrip("。」") + _AHEAD, reference=reference, context=context)
    best: tuple[int, Horizon] | None = None
    for place, dated in enumerate(dates):
        if dated.end is None or apart.overlaps(dated.span):
            continue
        to_come = reference is not None and dated.start is not None and dated.start > reference
        to_come = to_come and not _BEFORE_SPEECH.match(text, dated.span.end)
        if not to_come and _dates_the_telling(text, dated.span.start, dated.span.end):
            continue
        end = dated.span.end
        if (
            _RATE.match(text, dated.span.start)
            or is_base(text, end)
            or _SHARE_OF.match(text, end)
            or (not to_come and _rules("held_that_day").match(text, dated.span.end))
        ):
            continue
        if reference is not None and dated.end < reference:
            continue
        if _rules("no_times").match(text, end):
            continue
        last = _end_of_range(text, dated, dates[place + 1 :])
        aside = next(
            (b for b in _BRACKETED.finditer(text) if b.start() < dated.span.start < b.end()), None
        )
        if aside and any(d.span.end == aside.start() for d in dates[:place]):
            continue  # 19日（日本時間20日）: the same day once more
        rank = _LAST_RANK if aside else _rank(text, dated.span.start, (last or dated).span.end)
        if best is None or rank < best[0]:
            best = rank, Horizon(dated.text, None, ((last or dated).end or dated.end).isoformat())
    return best[1] if best else None


def _rank(text: str, start: int, end: int) -> int:
    """Return how far a date is from being the predicate's, from 0 for a limit upwards.

    A date of a clause before that of the predicate comes after one of the same kind, a date
    that describes a noun or was only planned comes last.
    """
    if _AT_LATEST.search(text, 0, start):
        return -1
    if _DONE.match(text, end) or _ONCE_SAID.match(text, end):
        return _LAST_RANK
    earliest = _AT_EARLIEST.search(text, 0, start) and text.startswith("、", end)
    before = int(_COORDINATE.match(text, end) is not None or earliest is not None)
    if _LIMITS.match(text, end):
        return before
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


def _from_duration(text: str, mention: Mention, reference: date | None) -> Horizon | None:
    """Return the horizon of a span of time ahead; of a range its far end, of 数年 no day."""
    if mention.kind == "interval_since" or not mention.iso:
        return None
    iso = mention.iso.rpartition("/")[2]
    parts = _DURATION.fullmatch(iso)
    if parts is None or not any(parts.groups()) or _is_behind(text, mention):
        return None
    begun = _RECKONED_FROM.search(text, max(0, mention.span.start - 16), mention.span.start)
    if begun and not _rules("from_now").search(begun["event"]):
        return Horizon(begun[0] + mention.text, iso, state="event")
    several = _SEVERAL.search(mention.text) is not None
    until = _after(reference, parts) if reference and not several else None
    return Horizon(mention.text, iso, until.isoformat() if until else None)


def _is_behind(text: str, mention: Mention) -> bool:
    """Tell whether a span of time lies before its telling (過去1年, 10年前, 10年連続)."""
    before = text[max(0, mention.span.start - 3) : mention.span.start]
    after = text[mention.span.end :]
    if _rules("gone_by").search(before + mention.text) or after.startswith(
        tuple(load_table("futures")["gone_by_behind"])
    ):
        return True
    if mention.text.endswith(("分", "以下", "未満")) or before.endswith(("’", "‘", "'")):
        return True  # ’19年 is a year
    if _STOCK.match(after) or _rules("shifts").match(after):
        return True
    ahead = mention.kind == "horizon" or "以内" in mention.text or "後" in mention.text
    return not ahead and (_GONE_BY.match(after) or _OF_NOUN.match(after)) is not None


def _after(reference: date, duration: re.Match[str]) -> date:
    """Return the day ``duration`` after ``reference``, at most the last day of the calendar."""
    years, months, weeks, days = (float(group or 0) for group in duration.groups())
    index = reference.month - 1 + int(months + years * _MONTHS_A_YEAR)
    year = min(reference.year + index // _MONTHS_A_YEAR, date.max.year)
    month = index % _MONTHS_A_YEAR + 1
    first = date(year, month, min(reference.day, calendar.monthrange(year, month)[1]))
    return first + timedelta(days=min(weeks * 7 + days, (date.max - first).days))
