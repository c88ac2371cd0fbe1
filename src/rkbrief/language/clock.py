"""Times of day: 午後6時半, 18:00, 正午."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from rkbrief.language.calendar_patterns import SMALL, small_number
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought

_NOON = 12
_LAST_HOUR = 29  # Japanese programmes and shops count on after midnight: 25時
_LAST_MINUTE = 59
_EVENING = 5  # 夜5時 is 17:00, 夜2時 is 02:00


@cache
def _clock() -> Sought:
    no_hours = compile_rules("calendar", "no_hours").pattern
    return Sought(
        r"(?=[午今早未朝夕昨夜深APの0-9一二三四五六七八九十正])(?:"
        rf"(?P<half_day>午前|午後|今朝|早朝|未明|朝|夕方|今夜|今晩|昨夜|夜|深夜|[AP]M)?の?\s?"
        rf"(?<![0-9.,:一二三四五六七八九十第])(?P<hour>{SMALL})時(?!{no_hours})"
        rf"(?:(?P<half>半)|(?P<minute>{SMALL})分(?:(?P<second>{SMALL})秒)?)?"
        r"|(?<![0-9A-Za-z.:/])(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?(?![0-9:])\s?(?P<ap>[APap][Mm](?![A-Za-z]))?"
        r"|正午)",
        ("時", ":", "正午"),
    )


class Clock(Struct, frozen=True, gc=False):
    """A time of day at ``[start, end)``: ``value`` is 18:00, ``iso`` T18-00-XX."""

    start: int
    end: int
    value: str
    iso: str


def _on_24_hours(hour: int, half_day: str) -> int:
    """Return the hour of the day: 午後6時 is 18, 夜12時 is 24."""
    if half_day.upper() in {"午後", "夕方", "PM"} and hour < _NOON:
        return hour + _NOON
    if half_day.upper() in {"午前", "AM"} and hour == _NOON:
        return 0
    if half_day in {"夜", "今夜", "今晩", "昨夜"} and _EVENING <= hour <= _NOON:
        return hour + _NOON
    return hour


def find_times(text: str) -> list[Clock]:
    """Return the times of day of a folded text, in order; impossible ones are left out.

    ``iso`` writes an unknown minute or second as XX, as ja-timex spells TIMEX3.
    """
    found = []
    for match in _clock().finditer(text):
        if match[0] == "正午":
            found.append(Clock(*match.span(), "12:00", "T12-00-XX"))
            continue
        hour_text = match["hour"] or match["h"]
        spelled = not hour_text[0].isdigit() or hour_text[0] in "一二三四五六七八九十"
        if spelled and not (match["half_day"] or match["minute"]):
            continue  # 一時 is "for a while"
        minute_text = "30" if match["half"] else match["minute"] or match["m"]
        second_text = match["second"] or match["s"]
        hour = _on_24_hours(small_number(hour_text), match["half_day"] or match["ap"] or "")
        minute = small_number(minute_text) if minute_text else None
        second = small_number(second_text) if second_text else None
        if hour > _LAST_HOUR or (minute or 0) > _LAST_MINUTE or (second or 0) > _LAST_MINUTE:
            continue
        parts = ["XX" if part is None else f"{part:02d}" for part in (hour, minute, second)]
        value = ":".join(part for part in parts if part != "XX")
        found.append(
            Clock(
                *match.span(), value if minute is not None else f"{value}:00", "T" + "-".join(parts)
            )
        )
    return found
