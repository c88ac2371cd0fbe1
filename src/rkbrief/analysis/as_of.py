"""As of when a number holds: the day and the stretches of time that its passage speaks of.

A toll of the 14th and one of the 15th are two numbers, and so are the failures of a calendar
year and of a fiscal year. A passage names its time once and goes on: what a sentence leaves out
is that of the one before it in its article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.measures import spell_period
from rkbrief.lexicon import compile_rules
from rkbrief.model import Figure, Sentence

_NONE: frozenset[str] = frozenset()
_NAMED_DAY = re.compile(r"(?:XXXX|\d{4})-(XX|\d\d)-(\d\d)$")
_YEAR = re.compile(r"(?:FY)?\d{4}$")
_MONTH = re.compile(r"(?:XXXX|\d{4})-\d\d$")
_THAT_DAY = "同日"
_ALONE = ("の", ")", "）")
_PART = re.compile(r"\d{4}-\d\d/\d{4}-\d\d$|FY\d{4}-[QH]")
_LONGEST_TAIL = 24
"""Characters behind a day in which 午後2時の時点で must end."""


class AsOf(Struct, frozen=True, gc=False):
    """The time of a figure, as far as its passage tells it.

    ``days`` are those as of which it is told and ``named`` the last that its paragraph names, as
    "06-19", or "19" where the month is left out.
    ``years``, ``parts`` of a year and ``months`` are the stretches of which its passage
    announces numbers, in TIMEX3, a part of a calendar year by its months.
    """

    days: frozenset[str] = _NONE
    named: frozenset[str] = _NONE
    years: frozenset[str] = _NONE
    parts: frozenset[str] = _NONE
    months: frozenset[str] = _NONE


UNTOLD = AsOf()


def read_times(
    figures: Iterable[Figure],
    sentences: Mapping[str, Sentence],
) -> dict[str, AsOf]:
    """Return the time of each sentence that has one, by its id.

    ``sentences`` are in the order of their articles.
    """
    dated: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "date":
            dated[figure.evidence.sentence_id].append(figure)
    times: dict[str, AsOf] = {}
    shared: dict[AsOf, AsOf] = {}
    article, paragraph, last = "", 0, UNTOLD
    latest: list[str] = []
    for sentence_id, sentence in sentences.items():
        if sentence.article_id != article:
            article, last, latest = sentence.article_id, UNTOLD, []
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            last = replace(last, named=_NONE) if last.named else last
        now = last
        if told := dated.get(sentence_id):
            now, last = _read_sentence(told, sentence, last)
            latest = [day for f in told if (day := name_day(f))][-1:] or latest
        if latest and _counts_that_day(sentence.text):
            now = replace(now, days=frozenset(latest))
        if now is not UNTOLD:
            times[sentence_id] = shared.setdefault(now, now)
    return times


def _read_sentence(told: Sequence[Figure], sentence: Sentence, last: AsOf) -> tuple[AsOf, AsOf]:
    """Return the time of a sentence with the dates ``told``, and what those behind it inherit.

    ``last`` is that of the sentence before it. A day that belongs to one number alone, in
    brackets or before の (11日時点の速報値で), is not handed on.
    """
    if stretches := _read_stretches(told, sentence):
        years = frozenset(iso for iso in stretches if _YEAR.match(iso))
        months = frozenset(iso for iso in stretches if _MONTH.match(iso))
        last = replace(last, years=years, parts=stretches - years - months, months=months)
    named = frozenset(day for f in told if (day := name_day(f)))
    days = {day: ends for f in told if (day := name_day(f)) and (ends := _find_end(f, sentence))}
    last = replace(last, named=named or last.named)
    now = replace(last, days=frozenset(days) or last.days)
    handed = frozenset(
        day for day, end in days.items() if not sentence.text.startswith(_ALONE, end)
    )
    return now, replace(last, days=handed or last.days)


def _read_stretches(told: Iterable[Figure], sentence: Sentence) -> frozenset[str]:
    """Return the stretches of which a sentence announces the numbers (2024年度の倒産件数を発表)."""
    if compile_rules("joining", "releases").search(sentence.text) is None:
        return _NONE
    of_what = compile_rules("joining", "released_of")
    of_month = compile_rules("joining", "released_of_month")
    found = set()
    for figure in told:
        iso = spell_period(figure.iso or "")
        rule = of_month if _MONTH.match(iso) else of_what
        end = figure.span.end - sentence.span.start
        known = _YEAR.match(iso) or _PART.match(iso) or _MONTH.match(iso)
        if known and rule.match(sentence.text, end):
            found.add(iso)
    return frozenset(found)


def read_hours(figures: Iterable[Figure], times: Mapping[str, AsOf]) -> dict[str, AsOf]:
    """Return the time of each hour that stands right behind its day (14日午後2時), by its id."""
    hours: dict[str, AsOf] = {}
    before: Figure | None = None
    for figure in figures:
        if figure.kind == "time" and before is not None and _touch(before, figure):
            day = name_day(before)
            at = times.get(figure.evidence.sentence_id, UNTOLD)
            hours[figure.id] = replace(at, days=frozenset((day,))) if day else at
        before = figure
    return hours


def _touch(one: Figure, other: Figure) -> bool:
    same = one.evidence.article_id == other.evidence.article_id
    return same and one.span.end == other.span.start


def _counts_that_day(text: str) -> bool:
    """Tell whether a sentence counts as of the day named last: 同日午後3時現在."""
    at = text.find(_THAT_DAY)
    end = at + len(_THAT_DAY)
    return at >= 0 and compile_rules("joining", "as_of").match(text, end) is not None


def _find_end(figure: Figure, sentence: Sentence) -> int:
    """Return where it ends that a sentence counts as of a day (14日|午後2時の時点), else 0."""
    end = figure.span.end - sentence.span.start
    behind = compile_rules("joining", "as_of")
    found = behind.match(sentence.text[: end + _LONGEST_TAIL], end)
    return found.end() if found else 0


def name_day(figure: Figure) -> str | None:
    """Return a day as "06-19", or "19" without its month, None for what is no day."""
    value = figure.iso or str(figure.quantity.value or "")
    named = _NAMED_DAY.match(value)
    if figure.kind != "date" or named is None:
        return None
    return named[2] if named[1] == "XX" else f"{named[1]}-{named[2]}"


def are_of_two_days(one: AsOf, other: AsOf) -> bool:
    """Tell whether two numbers are told as of different days."""
    return bool(one.days) and bool(other.days) and not share_day(one.days, other.days)


def share_day(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Tell whether a day of one may be a day of the other: either may leave out its month."""
    return any(a.endswith(b) or b.endswith(a) for a in one for b in other)


def are_of_two_stretches(one: AsOf, other: AsOf) -> bool:
    """Tell whether the passages of two numbers are about different years, or parts of one."""
    pairs = ((one.years, other.years), (one.parts, other.parts))
    if one.months and other.months and not share_day(_cut_year(one), _cut_year(other)):
        return True
    return any(a and b and a.isdisjoint(b) for a, b in pairs)


def _cut_year(time: AsOf) -> frozenset[str]:
    return frozenset(month.removeprefix("XXXX-") for month in time.months)


def may_be_of_two_times(one: AsOf, other: AsOf, *, grows: bool) -> bool:
    """Tell whether two numbers may both be right, each in its time.

    So they may where the days differ, and where each has its stretch and none of them is one.
    Of what ``grows`` (a toll) any day that was named last counts.
    """
    if one.days or other.days:
        first, second = one.days or one.named, other.days or other.named
        if first and second and not share_day(first, second):
            return True
    if grows and one.named and other.named and not share_day(one.named, other.named):
        return True
    if are_of_two_stretches(one, other):
        return True
    stretches = [time.years | time.parts | time.months for time in (one, other)]
    return all(stretches) and stretches[0].isdisjoint(stretches[1])
