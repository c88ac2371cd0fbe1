"""The parts of one date (year, month, day, weekday, season, ...) put together and reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.durations import is_duration
from rkbrief.language.numerals import read_value
from rkbrief.language.reckoning import Stretch
from rkbrief.lexicon import load_table

_LAST_DAY = 31
_DECADE = 10
_WEEKDAYS = "月火水木金土日"
_NEAR = 40  # code points within which a bare day belongs to the month before it
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date means: TIMEX3, the value shown, and its first and last day.

    ``year``, ``month`` and ``day`` are those that later words may lean on, None when unknown.
    """

    iso: str
    value: str
    stretch: Stretch
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date | None:
        """The first day."""
        return self.stretch.start

    @property
    def last(self) -> date | None:
        """The last day."""
        return self.stretch.end


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date last spoken of, which ended at ``position`` and was ``given`` with its year."""

    position: int
    dated: Dated

    @classmethod
    def after(cls, position: int, dated: Dated, before: Anchor | None) -> Anchor | None:
        """Return the anchor once ``dated`` is read; a date without a year leaves the old one."""
        return cls(position, dated) if dated.year is not None else before

    def near(self, text: str, position: int) -> bool:
        """Tell whether ``position`` follows closely, in the same sentence."""
        return position - self.position <= _NEAR and "。" not in text[self.position : position]


def _name(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return 2024-06-19 with XX for what is unknown, cut where nothing follows."""
    text = "XXXX" if year is None else f"{year:04d}"
    if month is None and day is None:
        return text
    text += "-XX" if month is None else f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def _of_day(year: int | None, month: int, day: int) -> Dated | None:
    """Return a full day, None for an impossible one (6月31日)."""
    leap = 2000  # a year that has every day
    if reckoning.day_of(year or leap, month, day) is None:
        return None
    there = reckoning.day_of(year, month, day) if year else None
    name = _name(year, month, day)
    return Dated(name, name, Stretch(there, there), year, month, day)


def _of_month(year: int | None, month: int, part: str | None) -> Dated | None:
    """Return a month or a part of it (上旬)."""
    if not 1 <= month <= reckoning.MONTHS:
        return None
    days = load_table("calendar")["parts_of_month"].get(part or "", (1, _LAST_DAY))
    stretch = reckoning.month_stretch(year, month, tuple(days)) if year else Stretch()
    name = _name(year, month)
    return Dated(name, name, stretch, year, month)


def _of_year(year: int, match: re.Match[str]) -> Dated:
    """Return a year or what the match names of it: season, quarter, half, decade, 年度."""
    groups = match.groupdict()
    if groups["decade"]:
        until = year + _DECADE - 1
        iso = f"{year // _DECADE:03d}X" if year % _DECADE == 0 else f"{year}/{until}"
        stretch = Stretch(reckoning.year_stretch(year).start, reckoning.year_stretch(until).end)
        return Dated(iso, f"{year}/{until}", stretch)
    if groups["fiscal"] and not (groups["quarter"] or groups["half"]):
        return Dated(f"FY{year}", f"{year}", reckoning.fiscal_stretch(year))
    return of_year_part(
        year, season=groups["season"], quarter=groups["quarter"], part=groups["half"] or groups["yp"]
    )


def of_year_part(
    year: int | None, *, season: str | None = None, quarter: str | None = None, part: str | None = None
) -> Dated:
    """Return a year's season (2024-SP), quarter (2024-Q1), half (2024-H1) or part (末)."""
    table = load_table("calendar")
    name = _name(year)
    months = (1, reckoning.MONTHS)
    value = iso = name
    if season:
        code = table["seasons"][season]
        months = tuple(table["season_months"][code])
        value = iso = f"{name}-{code}"
    elif quarter:
        number = next(small_number(char) for char in quarter if char in "1234一二三四")
        months = (3 * number - 2, 3 * number)
        value = iso = f"{name}-Q{number}"
    elif part:
        months = tuple(table["parts_of_year"][part])
        if part.endswith(("半期", "期")):
            value = iso = f"{name}-H{1 if part[0] == '上' else 2}"
        elif months[0] == months[1]:
            value = f"{name}-{months[0]:02d}"
    stretch = reckoning.year_stretch(year, months) if year else Stretch()
    plain = not (season or quarter or part)
    return Dated(iso, value, stretch, year, None if plain else months[0])


def _year(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> int | None:
    """Return the year that the match writes out, None when it leans on an unknown one."""
    groups = match.groupdict()
    if groups["y4"]:
        return int(groups["y4"])
    if groups["yk"]:
        return int(read_value(groups["yk"])[0] or 0)
    table = load_table("calendar")
    if groups["era"]:
        return int(table["eras"][groups["era"]]) + small_number(groups["ey"]) - 1
    if groups["y2"]:
        return reckoning.full_year(int(groups["y2"]), reference)
    word = groups["ry"]
    if word in table["anchored"]["year"]:
        base = anchor.dated.year if anchor else None
        return None if base is None else base + int(table["anchored"]["year"][word])
    return None if reference is None else reference.year + int(table["relative"]["year"][word])


def _read_year(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return a date that begins with a year."""
    groups = match.groupdict()
    year = _year(match, reference, anchor)
    if groups["bc"]:
        return Dated(f"BC{year:04d}", f"BC{year:04d}", Stretch())
    if year is not None and not 1 <= year <= date.max.year:
        return None
    if groups["ym"]:
        month = small_number(groups["ym"])
        if groups["yd"]:
            return _of_day(year, month, small_number(groups["yd"]))
        return _of_month(year, month, groups["ymp"])
    if year is not None:
        return _of_year(year, match)
    offset = load_table("calendar")["relative"]["year"].get(groups["ry"])
    if offset is None:
        return None
    name = f"P{abs(offset)}Y"
    return Dated(name, name, Stretch())


def _month_word(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 今月, 先月9日, 同月下旬."""
    table = load_table("calendar")
    word = match["rm"]
    base: tuple[int, int] | None = (reference.year, reference.month) if reference else None
    offset = table["relative"]["month"].get(word)
    if offset is None:
        offset = table["anchored"]["month"][word]
        if anchor and anchor.dated.month:
            base = (anchor.dated.year or 0, anchor.dated.month)
    if base is None:
        name = f"P{abs(offset)}M"
        return Dated(name, name, Stretch())
    year, month = reckoning.shifted_month(*base, offset)
    if not 1 <= year <= date.max.year:
        return None
    if match["rd"]:
        return _of_day(year, month, small_number(match["rd"]))
    return _of_month(year, month, match["rmp"])


def _bare_month(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 9月, 6月19日, 5月初旬: the year comes from the date before or from the tense."""
    month = small_number(match["m"])
    day = small_number(match["md"]) if match["md"] else None
    year: int | None = None
    if anchor and anchor.near(match.string, match.start()):
        year = anchor.dated.year
    elif reference:
        tense = reckoning.tense_after(match.string, match.end())
        year = (
            reckoning.year_of_month(month, reference, tense)
            if day is None
            else reckoning.year_of_day(month, day, reference, tense)
        )
    return _of_month(year, month, match["mp"]) if day is None else _of_day(year, month, day)


def _single_day(day: date | None) -> Dated | None:
    if day is None:
        return None
    return Dated(day.isoformat(), day.isoformat(), Stretch(day, day), day.year, day.month, day.day)


def _bare_day(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 19日: in the month spoken of just before, else the one its tense points to."""
    day = small_number(match["d"])
    if not 1 <= day <= _LAST_DAY:
        return None
    if anchor and anchor.dated.month and anchor.near(match.string, match.start()):
        return _of_day(anchor.dated.year, anchor.dated.month, day)
    if reference is None:
        name = _name(None, None, day)
        return Dated(name, name, Stretch())
    tense = reckoning.tense_after(match.string, match.end())
    there = reckoning.month_of_day(day, reference, tense)
    return None if there is None else _of_day(*there, day)


def _day_word(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 今日, 翌日."""
    table = load_table("calendar")
    word = match["dayword"]
    offset = table["relative"]["day"].get(word)
    base = reference
    if offset is None:
        offset = table["anchored"]["day"][word]
        if anchor and anchor.dated.day:
            base = anchor.dated.first
    if base is None:
        if word in table["anchored"]["day"]:
            return None
        name = f"P{abs(offset)}D"
        return Dated(name, name, Stretch())
    return _single_day(reckoning.shifted_day(base, offset))


def _week(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 先週, 先週の月曜日, 水曜早朝."""
    table = load_table("calendar")
    word = match["rw"] or match["weekword"]
    weekday = match["wd"]
    base = reference
    offset = 0
    if word in table["anchored"]["week"]:
        offset = table["anchored"]["week"][word]
        if anchor and anchor.dated.day:
            base = anchor.dated.first
    elif word:
        offset = table["relative"]["week"].get(word, {"次": 1, "前": -1}.get(word, 0))
    if base is None:
        if weekday and not word:
            name = f"XXXX-WXX-{_WEEKDAYS.index(weekday) + 1}"
            return Dated(name, name, Stretch())
        name = f"P{abs(offset)}W"
        return Dated(name, name, Stretch()) if word in table["relative"]["week"] else None
    if weekday:
        number = _WEEKDAYS.index(weekday)
        if word:
            return _single_day(reckoning.weekday_in_week(number, base, offset))
        tense = reckoning.tense_after(match.string, match.end())
        return _single_day(reckoning.weekday_near(number, base, tense))
    first = reckoning.weekday_in_week(0, base, offset)
    last = reckoning.weekday_in_week(6, base, offset)
    if first is None or last is None:
        return None
    name = reckoning.iso_week(first)
    return Dated(name, name, Stretch(first, last))


def _whole_word(word: str, match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 年内, 月末, 週末, 大みそか."""
    table = load_table("calendar")
    fixed = table["fixed_days"].get(word)
    if fixed:
        tense = reckoning.tense_after(match.string, match.end())
        year = reckoning.year_of_day(*fixed, reference, tense) if reference else None
        return _of_day(year, *fixed)
    unit, offset, part = table["stretches"][word]
    if reference is None:
        return None
    if unit == "year":
        whole = of_year_part(reference.year + offset, part=part)
        if word == "年内":
            end = whole.last
            return Dated(whole.iso, end.isoformat() if end else whole.value, whole.stretch)
        return whole
    if unit == "fiscal":
        year = reference.year - (reference.month < 4)  # noqa: PLR2004 - it begins in April
        stretch = reckoning.fiscal_stretch(year)
        return Dated(f"FY{year}", f"{year + 1}-03", stretch)
    if unit == "month":
        return _of_month(reference.year, reference.month, part)
    saturday = reckoning.weekday_in_week(5, reference, offset)
    sunday = reckoning.weekday_in_week(6, reference, offset)
    if saturday is None or sunday is None:
        return None
    return Dated(f"{reckoning.iso_week(saturday)}-WE", saturday.isoformat(), Stretch(saturday, sunday))


def _season_word(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated:
    """Return 来春, 昨夏, 翌冬."""
    prefix = match["prefix"]
    offset = load_table("calendar")["season_offsets"][prefix]
    year = reference.year if reference else None
    if prefix in {"翌", "同"}:
        year = anchor.dated.year if anchor else None
    return of_year_part(None if year is None else year + offset, season=match["word_season"])


def read_parts(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return what a match of the date pattern means.

    None when it is no date after all: a stretch of time (10年間, 3日以内), an impossible day.
    """
    groups = match.groupdict()
    if groups["d"] or groups["y2"] or (groups["y4"] and int(groups["y4"]) % 100 == 0) or groups["yk"]:
        plain_end = match.end() if match["part"] is None else match.start("part")
        bare = not (groups["ym"] or groups["season"] or groups["fiscal"] or groups["decade"])
        if bare and is_duration(match.string, match.start(), plain_end):
            return None
    if groups["m"] and groups["md"] is None and match.string[match.end() : match.end() + 1] == "目":
        return None
    dated: Dated | None
    if groups["whole"]:
        dated = _whole_word(groups["whole"], match, reference)
    elif groups["word_season"]:
        dated = _season_word(match, reference, anchor)
    elif groups["y4"] or groups["yk"] or groups["era"] or groups["y2"] or groups["ry"]:
        dated = _read_year(match, reference, anchor)
    elif groups["rm"]:
        dated = _month_word(match, reference, anchor)
    elif groups["m"]:
        dated = _bare_month(match, reference, anchor)
    elif groups["dayword"]:
        dated = _day_word(match, reference, anchor)
    elif groups["d"]:
        dated = _bare_day(match, reference, anchor)
    else:
        dated = _week(match, reference, anchor)
    return dated
