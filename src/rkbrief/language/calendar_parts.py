"""A match of the date pattern read: a bare month or day here, the others by their kind."""

from __future__ import annotations

import re
from datetime import date

from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.calendar_words import (
    WEEKDAYS,
    read_bare_season,
    read_custom,
    read_day_word,
    read_month_word,
    read_season_word,
    read_stretch,
    read_week,
)
from rkbrief.language.calendar_years import read_year
from rkbrief.language.dated import LAST_DAY, Anchor, Dated, name_of, of_day, of_month, of_name
from rkbrief.language.durations import is_duration
from rkbrief.language.numerals import read_value
from rkbrief.language.short_years import YearCount
from rkbrief.lexicon import compile_rules, load_table

_YEARS_AWAY = re.compile(r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})年(?P<way>前|後)の$")
_FEW_DAYS = re.compile(r"[0-9一二三四五六七八]、[0-9一二三四五六七八九]日中")
"""2、3日中: a length of time; 30日中 is a day."""
_YEARS_AHEAD = 40
_MONTHS_AHEAD = 3  # months ahead in which a bare month is the coming one
_AWAY = 7  # characters of 100年前の
_TURN = 20  # a day so much smaller than the one before it lies in the next month: 31日と1日
_CENTURY = 100
_AT_HAND = 10  # days from the writing within which a bare day needs no date before it
_SOON = 45  # days ahead in which what is announced may go on: 3月3日に始まる。25日に終わる
_JUST_NOW = 3  # days within which news are told
_MONTHS_OFF = 100  # days from the writing: a date so far off speaks of another time
_ALSO = re.compile("も(?!か[かけ]|[続早遅前後待足過休眠]|あれば|た[たてつっ]|[いし]な|必要|に)")
"""Behind a day on which something went on: 6日も延焼が続き, no 6日もかかった."""
_ANNIVERSARY = re.compile(
    "で、?(?:丸|まる|ちょうど)?[0-9一二三四五六七八九十]{1,3}(?:週間|[カかヶケ]月|年)(?:と?に?な[るっり]|が|を迎|た[つち]|経[つっち])"
)
"""Behind a day that ends a stretch of time: 20日で1週間となる."""
_ANNOUNCED = re.compile("[^。]{0,80}?[うくぐすつぬぶむる]と(?!き|ころ|も|、)")
"""Behind a date of what somebody said would be: 9月1日から課すと表明した."""
_YEAR_GROUPS = ("y4", "yk", "era", "y2", "ry", "bc")


def _bare_month(
    match: re.Match[str], reference: date | None, anchor: Anchor | None
) -> Dated | None:
    """Return 9月, 6月19日, 5月初旬: the year comes from the date before or from the tense."""
    month = small_number(match["m"])
    day = small_number(match["md"]) if match["md"] else None
    year: int | None = None
    years = _YEARS_AWAY.search(match.string, max(0, match.start() - _AWAY), match.start())
    if reference and years:
        step = int(read_value(years["n"])[0] or 0)
        year = reference.year + (step if years["way"] == "後" else -step)
    elif reference and (turn := _turn_before(match)):
        year = reckoning.year_of_month(month, reference, turn)
    elif anchor and anchor.dated.year and anchor.near(match.string, match.start()):
        turns = anchor.dated.month and month < anchor.dated.month
        soon = day is not None and _is_soon(anchor.dated.year + 1, month, reference)
        next_year = turns and (soon or anchor.opens_range(match.string))
        year = anchor.dated.year + bool(next_year)
        year -= reference is not None and _is_told_of(match, year, month, anchor, reference)
    elif reference:
        tense = reckoning.tense_after(match.string, match.end())
        governed = match.string.startswith(("に", "には"), match.end())
        if day is None:
            year = reckoning.year_of_month(month, reference, tense, governed=governed)
        else:
            year = reckoning.year_of_day(month, day, reference, tense, governed=governed)
    return of_month(year, month, match["mp"]) if day is None else of_day(year, month, day)


def _turn_before(match: re.Match[str]) -> int:
    """Return 1 for a month that is called the coming one (来る七月), -1 for one gone (去る五月)."""
    table = load_table("calendar")
    for turn, name in ((1, "coming"), (-1, "gone")):
        if match.string.endswith(tuple(table[name]), 0, match.start()):
            return turn
    return 0


def _is_soon(year: int, month: int, reference: date | None) -> bool:
    """Tell whether a month lies right ahead in ``year``: 先月末、3月1日から, in January."""
    if reference is None:
        return False
    ahead = (year - reference.year) * reckoning.MONTHS + month - reference.month
    return 0 <= ahead <= _MONTHS_AHEAD


def _is_told_of(
    match: re.Match[str], year: int, month: int, anchor: Anchor, reference: date
) -> bool:
    """Tell that a month of the year just named lies ahead, and yet what it is told of is over.

    竣工は4月20日だったので、8月の発表は正確だった, in May: the August before.
    """
    ahead = (year, month) > (reference.year, reference.month)
    begun = anchor.dated.first is not None and anchor.dated.first <= reference
    if not ahead or not begun or _ANNOUNCED.match(match.string, match.end()):
        return False
    return reckoning.tense_after(match.string, match.end()) < 0


def _bare_day(match: re.Match[str], reference: date | None, anchor: Anchor | None) -> Dated | None:
    """Return 19日: in the month spoken of just before, else the one its tense points to."""
    day = small_number(match["d"])
    if not 1 <= day <= LAST_DAY:
        return None
    near = anchor is not None and anchor.near(match.string, match.start())
    spoken = anchor.dated if anchor and anchor.dated.year and anchor.dated.month else None
    if reference is None:
        if spoken and near:
            return _in_month_spoken_of(day, spoken)
        return of_name(name_of(None, None, day))
    told = _day_told(match, day, reference)
    if spoken is None:
        return told
    if told is None or _follows(match, day, spoken, (told.first, reference), near=near):
        return _in_month_spoken_of(day, spoken) or told
    return told


def _day_told(match: re.Match[str], day: int, reference: date) -> Dated | None:
    """Return the day that the reference and the tense alone point to."""
    counted_on = match.string.endswith("後の", 0, match.start())  # 2週間後の26日
    tense = 1 if counted_on else reckoning.tense_after(match.string, match.end())
    there = reckoning.month_of_day(day, reference, tense, sure=counted_on)
    weekday = match["wd"] or match["wp"]
    if weekday:
        there = reckoning.month_of_weekday(day, WEEKDAYS.index(weekday), reference) or there
    return None if there is None else of_day(*there, day)


def _in_month_spoken_of(day: int, spoken: Dated) -> Dated | None:
    """Return the day of the month spoken of, or of the next one where it turned: 31日と1日."""
    turns = spoken.day is not None and day < spoken.day - _TURN
    return of_day(*reckoning.shifted_month(spoken.year or 1, spoken.month or 1, int(turns)), day)


def _follows(
    match: re.Match[str],
    day: int,
    spoken: Dated,
    told: tuple[date | None, date],
    *,
    near: bool,
) -> bool:
    """Tell that a bare day lies in the month spoken of and not where ``told`` puts it.

    ``told`` is the day by the tense and the day of writing. A day of the telling (…は25日、) and
    one before the day spoken of are reckoned from the writing; a date further off, in the
    sentence before, only rules what is not close to the writing.
    """
    meant, reference = told
    away = (meant - reference).days if meant else _MONTHS_OFF
    if not near:
        tense = reckoning.tense_after(match.string, match.end())
        return _follows_from_afar(day, spoken, away, tense, reference)
    topic = match.string[max(0, match.start() - 1) : match.start()] in {"は", "が"}
    if (
        topic
        and compile_rules("calendar", "telling").match(match.string, match.end())
        and -_JUST_NOW <= away <= 0
    ):
        return False
    if spoken.day is None or day > spoken.day or day < spoken.day - _TURN:
        return True
    if day == spoken.day:
        return abs(away) > _AT_HAND
    return spoken.first is not None and abs((spoken.first - reference).days) > _MONTHS_OFF


def _follows_from_afar(day: int, spoken: Dated, away: int, tense: int, reference: date) -> bool:
    """Tell that a bare day lies in the month that the sentence before named.

    ``away`` is how many days after ``reference`` it lies without that.
    """
    if spoken.first is None or spoken.day is None or day <= spoken.day:
        return False
    ahead = (spoken.first - reference).days
    if ahead > 0:
        return ahead <= _SOON and tense >= 0 and not 0 <= away <= _JUST_NOW
    return abs(away) > _AT_HAND or (tense < 0 < away)


def _is_stretch_of_time(match: re.Match[str]) -> bool:
    """Tell that 10年, 3日 or 2000年 is a length by the words around it."""
    round_year = match["y4"] and int(match["y4"]) % _CENTURY == 0
    if not (match["d"] or match["y2"] or match["yk"] or round_year):
        return False
    if any(match[name] for name in ("ym", "season", "fiscal", "decade")):
        return False
    if match["d"] and _FEW_DAYS.search(match.string, max(0, match.start() - 2), match.end() + 1):
        return True
    if match["y2"] and match.string.endswith(("くても", "くとも"), 0, match.start()):
        return False  # 早くても28年である
    end = match.end() if match["part"] is None else match.start("part")
    return is_duration(match.string, match.start(), end)


def _is_past_limit(match: re.Match[str], reference: date) -> bool:
    """Tell that N年のうちに is no year, because that year is over."""
    limit = match.string.startswith("のうちに", match.end())
    return limit and not 0 <= int(match["y2"]) - reference.year % _CENTURY <= _YEARS_AHEAD


def _is_day_of_news(match: re.Match[str], reference: date | None) -> bool:
    """Tell that 6日も or 20日で is a day: the one of the writing or beside it, or N weeks' end."""
    if not match["d"] or match["m"]:
        return False
    if _ANNIVERSARY.match(match.string, match.end()):
        return True
    if reference is None or not _ALSO.match(match.string, match.end()):
        return False
    days = (reference.toordinal() + off for off in (-1, 0, 1))
    return small_number(match["d"]) in {date.fromordinal(day).day for day in days if day > 0}


def _day_looked_back_to(match: re.Match[str], anchor: Anchor | None) -> date | None:
    """Return the day from which 年末 is seen: 昨年8月、年末までに上がると予測していた."""
    if anchor is None or not anchor.near(match.string, match.start()):
        return None
    text, at = match.string, anchor.position
    held = text.startswith(("、", "に、", "には", "の時点"), at)
    end = text.find("。", at)
    told = text.endswith(("ていた", "ていました"), at, end if end >= 0 else len(text))
    return anchor.dated.first if held and told else None


def read_parts(
    match: re.Match[str], reference: date | None, anchor: Anchor | None, count: YearCount
) -> Dated | None:
    """Return what a match of the date pattern means.

    None when it is no date after all: a stretch of time (10年間, 3日以内), an impossible day.
    """
    if _is_stretch_of_time(match) and not _is_day_of_news(match, reference):
        return None
    if reference and match["y2"] and _is_past_limit(match, reference):
        return None  # 20年のうちに, in 2028
    if any(match[name] for name in _YEAR_GROUPS):
        return read_year(match, reference, anchor, count)
    if match["whole"]:
        then = _day_looked_back_to(match, anchor) if reference else None
        return read_stretch(match, then or reference)
    for name, read in (
        ("word_season", read_season_word),
        ("bare_season", read_bare_season),
        ("custom", read_custom),
        ("rm", read_month_word),
        ("m", _bare_month),
        ("dayword", read_day_word),
        ("d", _bare_day),
    ):
        if match[name]:
            return read(match, reference, anchor)
    return read_week(match, reference, anchor)
