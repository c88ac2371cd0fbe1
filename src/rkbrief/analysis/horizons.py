"""Until when a forecast reaches: time words to a duration and a last day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from rkbrief.analysis.quantities import Mention, find_quantities
from rkbrief.model import Horizon

_VAGUE = re.compile(
    r"将来(?:的に)?|長期的に(?:は)?|中長期的に(?:は)?|中期的に(?:は)?|短期的に(?:は)?|当面|当分|しばらく|いずれ|やがて|"
    r"近い(?:うち|将来)(?:に)?|近く(?=、)|まもなく|間もなく|そのうち|この先|これから|今後(?![0-9０-９一二三四五六七八九十数])"
)
_EVENT = re.compile(r"[^、。「」はがを]{1,16}(?:と(?:共|とも)に|まで(?:だ|です|である)|次第)")
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_DATE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?")
_MONTHS_A_YEAR = 12


def find_horizon(text: str, *, reference: date | None = None) -> Horizon | None:
    """Return how far ahead ``text`` looks, None when it does not say.

    Durations are reckoned from ``reference``. Spans that lie behind it are no horizon.
    """
    for mention in find_quantities(text, reference=reference):
        horizon = _from_mention(text, mention, reference)
        if horizon is not None:
            return horizon
    event = _EVENT.search(text)
    if event:
        return Horizon(event[0].removesuffix("だ").removesuffix("です"), state="event")
    vague = _VAGUE.search(text)
    return Horizon(vague[0]) if vague else None


def _from_mention(text: str, mention: Mention, reference: date | None) -> Horizon | None:
    iso = mention.iso
    if not iso:
        return None
    duration = _DURATION.fullmatch(iso)
    if duration and any(duration.groups()):
        if mention.kind == "interval_since" or _is_behind(text, mention):
            return None
        until = _after(reference, duration) if reference else None
        return Horizon(mention.text, iso, until.isoformat() if until else None)
    last = last_day(iso)
    if last is None or (reference is not None and last < reference):
        return None
    return Horizon(mention.text, None, last.isoformat())


def _is_behind(text: str, mention: Mention) -> bool:
    """Tell whether a span of time lies before its telling (過去1年, 10年前, 10年間続いた)."""
    before = text[max(0, mention.span.start - 4) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 4]
    words = before[-2:] + mention.text
    return bool(re.search(r"過去|この|ここ|直近|前|ぶり|来の|連続", words)) or after.startswith(
        ("前", "ぶり", "連続", "来", "にわた")
    )


def _after(reference: date, duration: re.Match[str]) -> date:
    years, months, weeks, days = (float(g or 0) for g in duration.groups())
    months += years * _MONTHS_A_YEAR
    whole = int(months)
    index = reference.month - 1 + whole
    year, month = reference.year + index // _MONTHS_A_YEAR, index % _MONTHS_A_YEAR + 1
    year = min(year, date.max.year)
    day = min(reference.day, calendar.monthrange(year, month)[1])
    extra = min(weeks * 7 + days, (date.max - date(year, month, day)).days)
    return date(year, month, day) + timedelta(days=extra)


def last_day(iso: str) -> date | None:
    """Return the last day of a TIMEX3 date (2030, 2026-Q2, 2024-W23, 2024-06), None for others."""
    match = _DATE.fullmatch(iso.partition("/")[2] or iso)
    if not match or not 1 <= int(match[1]) < date.max.year:
        return None
    year = int(match[1])
    quarter, half, week, month, day = match.groups()[1:]
    try:
        if week:
            return date.fromisocalendar(year, int(week), 7)
        if day:
            return date(year, int(month), int(day))
    except ValueError:
        return None
    last = int(quarter) * 3 if quarter else int(half) * 6 if half else int(month or 12)
    if not 1 <= last <= _MONTHS_A_YEAR:
        return None
    return date(year, last, calendar.monthrange(year, last)[1])
