"""Dates that are words: 先月9日, 翌日, 先週の月曜日, 来春, 年内, 大みそか."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.dated import (
    Anchor,
    Dated,
    of_date,
    of_day,
    of_fiscal_year,
    of_month,
    of_name,
    of_season,
    of_shift,
    of_year,
    of_years,
)
from rkbrief.language.reckoning import Stretch
from rkbrief.language.short_years import is_base
from rkbrief.lexicon import load_table

WEEKDAYS = "月火水木金土日"
_CENTURY = 2000  # where nothing tells the time of writing
_SATURDAY, _SUNDAY = 5, 6
_SEASON_FROM = re.compile("([春夏秋冬])から$")
_LAST_WINTER_MONTH = 2
_YEAR_OF = re.compile("(.年|ことし)の?$")
_LONGEST_YEAR = 5  # characters of ことしの


def _offset(unit: str, word: str) -> tuple[int, bool]:
    """Return how far a word lies, and whether from the date spoken of before."""
    table = load_table("calendar")
    if word in table["relative"][unit]:
        return int(table["relative"][unit][word]), False
    return int(table["anchored"][unit][word]), True


def read_month_word(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return 今月, 先月9日, 同月下旬."""
    offset, leans = _offset("month", match["rm"])
    if leans and offset < 0 and not match["rd"] and is_base(match.string, match.end()):
        return None  # 前月を上回る: only what a change is reckoned by
    base = (reference.year, reference.month) if reference else None
    if leans and anchor and anchor.dated.year:
        if anchor.dated.month:
            base = (anchor.dated.year, anchor.dated.month)
        elif anchor.near(match.string, match.start()):
            return None  # 秋に決まり、翌月: after which of its months?
    if base is None:
        return of_shift(offset, "M")
    year, month = reckoning.shifted_month(*base, offset)
    if match["rd"]:
        return of_day(year, month, small_number(match["rd"]))
    return of_month(year, month, match["rmp"])


def read_day_word(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return 今日, 翌日; きょう31日 is read as the word."""
    offset, leans = _offset("day", match["dayword"])
    base = reference
    spoken = anchor.dated if anchor and anchor.dated.day else None
    if anchor and match["dayword"] == "同日":
        spoken = anchor.day
    if leans and spoken:
        base = spoken.first
    if base is None:
        return None if leans else of_shift(offset, "D")
    return of_date(reckoning.shifted_day(base, offset))


def _bare_weekday(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 水曜早朝: the last one or the next one, by the tense of the words after it."""
    weekday = WEEKDAYS.index(match["wd"])
    if reference is None:
        return of_name(f"XXXX-WXX-{weekday + 1}")
    tense = reckoning.tense_after(match.string, match.end())
    return of_date(reckoning.weekday_near(weekday, reference, tense))


def read_week(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 先週, 先週の月曜日, 水曜早朝."""
    word = match["rw"] or match["weekword"]
    if word is None:
        return _bare_weekday(match, reference)
    offset, leans = {"次": (1, False), "前": (-1, False)}.get(word) or _offset("week", word)
    if leans and offset < 0 and not match["wd"] and is_base(match.string, match.end()):
        return None
    base = reference
    if leans and anchor and anchor.dated.day:
        base = anchor.dated.first
    if base is None:
        return None if leans or word in {"次", "前"} else of_shift(offset, "W")
    if match["wd"]:
        weekday = WEEKDAYS.index(match["wd"])
        return of_date(reckoning.weekday_in_week(weekday, base, offset))
    return _whole_week(base, offset)


def _whole_week(day: date, offset: int = 0) -> Dated | None:
    """Return the week of ``day``, or one so many weeks away, from Monday to Sunday."""
    first = reckoning.weekday_in_week(0, day, offset)
    last = reckoning.weekday_in_week(_SUNDAY, day, offset)
    if first is None or last is None:
        return None
    name = reckoning.iso_week(first)
    return Dated(name, name, Stretch(first, last))


def _fixed_day(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 元日, 大みそか."""
    month, day = load_table("calendar")["fixed_days"][match["whole"]]
    if reference is None:
        return of_day(None, month, day)
    told = _YEAR_OF.search(match.string, max(0, match.start() - _LONGEST_YEAR), match.start())
    if told:
        offset = load_table("calendar")["relative"]["year"].get(told[1])
        if offset is not None:
            return of_day(reference.year + int(offset), month, day)
    tense = reckoning.tense_after(match.string, match.end())
    return of_day(reckoning.year_of_day(month, day, reference, tense), month, day)


def _is_past(match: re.Match[str]) -> bool:
    """Tell whether 週末 is followed by a past, and is no limit (週末まで, 今週末)."""
    limit = match[0] != "週末" or match.string.startswith(("まで", "に向け", "以降"), match.end())
    return not limit and reckoning.tense_after(match.string, match.end()) < 0


def _days_of_week(match: re.Match[str], reference: date, unit: str, offset: int) -> Dated | None:
    """Return the week of 週内, the weekend of 週末, the Monday of 週明け: the last or the next."""
    if unit == "week":
        return _whole_week(reference, offset)
    if unit == "monday":
        begun = reckoning.tense_after(match.string, match.end()) < 0
        return of_date(reckoning.weekday_in_week(0, reference, offset - begun))
    next_one = reckoning.weekday_in_week(_SATURDAY, reference, 0) or reference
    if offset == 0 and reference < next_one and _is_past(match):
        offset = -1  # the last weekend, for that of this week has not begun
    saturday = reckoning.weekday_in_week(_SATURDAY, reference, offset)
    sunday = reckoning.weekday_in_week(_SUNDAY, reference, offset)
    if saturday is None or sunday is None:
        return None
    iso = f"{reckoning.iso_week(saturday)}-WE"
    return Dated(iso, saturday.isoformat(), Stretch(saturday, sunday))


def read_custom(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return お盆, 師走, 来年の正月: days of every year, the nearest by the tense of the words."""
    del anchor
    first_month, first, last_month, last = load_table("calendar")["customs"][match["custom"]]
    if reference is None:
        return None
    if match["custom_year"]:
        offset = load_table("calendar")["relative"]["year"][match["custom_year"]]
        year = reference.year + int(offset)
    else:
        tense = reckoning.tense_after(match.string, match.end())
        year = reckoning.year_of_day(last_month, last, reference, tense or 1)
    begin = reckoning.day_of(year - (last_month < first_month), first_month, first)
    until = reckoning.day_of(year, last_month, last)
    if begin is None or until is None:
        return None
    name = f"{begin}/{until}"
    return Dated(name, name, Stretch(begin, until), until.year, until.month)


def read_stretch(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 年内, 月末, 週末, 年度末, 大みそか; 年内 shows its last day, for it is a limit."""
    table = load_table("calendar")
    word = match["whole"]
    if word in table["fixed_days"]:
        return _fixed_day(match, reference)
    unit, offset, part = table["stretches"][word]
    if unit == "century":
        return _part_of_century(reference.year // 100 * 100 if reference else _CENTURY, part)
    if reference is None:
        return None
    if unit in {"week", "weekend", "monday"}:
        return _days_of_week(match, reference, unit, offset)
    if unit == "month":
        return of_month(reference.year, reference.month, part)
    return _stretch_of_year(word, unit, reference, offset, part)


def _stretch_of_year(word: str, unit: str, reference: date, offset: int, part: str) -> Dated:
    if unit == "fiscal":
        year = reckoning.fiscal_year(reference)
        whole = of_fiscal_year(year, part)
        return Dated(f"FY{year}", f"{year + 1}-03", whole.stretch)
    if unit == "new_fiscal":
        year = reckoning.new_fiscal_year(reference)
        return Dated(f"FY{year}", f"{year}", reckoning.fiscal_stretch(year))
    found = of_year(reference.year + offset, part)
    if word == "年内" and found.last:
        return Dated(found.iso, found.last.isoformat(), found.stretch)
    return found


def _part_of_century(before: int, part: str) -> Dated:
    """Return 今世紀末, 今世紀半ば; ``before`` is the year before the century: 2000."""
    iso = f"{before // 100:02d}XX"
    years = of_years(iso, before, load_table("calendar")["parts_of_century"][part])
    return replace(years, value=f"{before + 100}") if part == "末" else years


def read_bare_season(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return the season that 夏までに or 秋にも means: the nearest by the tense of the words."""
    del anchor
    season = match["bare_season"]
    table = load_table("calendar")
    first, last = table["season_months"][table["seasons"][season]]
    if reference is None:
        return of_season(None, season)
    tense = reckoning.tense_after(match.string, match.end())
    if tense < 0:
        return of_season(reckoning.year_of_month(first, reference, tense), season)
    over = last < reference.month and first < last
    before = _SEASON_FROM.search(match.string[: match.start()])
    if before:  # 夏から秋にかけて
        begin, until = table["season_months"][table["seasons"][before[1]]]
        over = until < reference.month and begin < until
        over += first < begin
    return of_season(reference.year + over, season)


def read_season_word(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return 来春, 昨夏, 翌冬."""
    prefix = match["prefix"]
    offset = int(load_table("calendar")["season_offsets"][prefix])
    season = match["word_season"]
    year = reference.year if reference else None
    if prefix in {"翌", "同"}:
        year = anchor.dated.year if anchor else None
    elif reference and season == "冬" and reference.month <= _LAST_WINTER_MONTH:
        year = reference.year - 1  # in January this winter began last year
    return of_season(None if year is None else year + offset, season)
