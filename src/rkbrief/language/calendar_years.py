"""Dates that begin with a year: 2024年6月, 令和6年, 昨年12月, 12年夏, 1950年代, 2011年度."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.dated import (
    Anchor,
    Dated,
    of_day,
    of_fiscal_quarter,
    of_fiscal_year,
    of_month,
    of_name,
    of_quarter,
    of_season,
    of_shift,
    of_year,
    of_years,
)
from rkbrief.language.numerals import read_value
from rkbrief.language.reckoning import MONTHS, Stretch
from rkbrief.language.short_years import YearCount
from rkbrief.lexicon import load_table

_DECADE = 10
_CENTURY = 100
_HEAD = 3  # characters of what opens a clause
_NEAR = range(-3, 7)
"""Years from the writing within which 27年は, at the head of a clause, is a year."""
_CLAUSE_HEAD = re.compile(r"(?:^|[、。「『(\s]|も|また|特に|ただ|一方|しかし|だが)$")


def _number_of(
    match: re.Match[str], reference: date | None, anchor: Anchor | None, count: YearCount
) -> int | None:
    """Return the year that the match writes out, None when it leans on an unknown one."""
    if match["y4"] or match["yk"]:
        return int(read_value(match["y4"] or match["yk"])[0] or 0)
    table = load_table("calendar")
    if match["era"]:
        return int(table["eras"][match["era"]]) + small_number(match["ey"]) - 1
    if match["y2"]:
        return count.year(int(match["y2"]), match.string, match.span(), reference)
    word = match["ry"]
    if word in table["anchored"]["year"]:
        base = anchor.dated.year if anchor else None
        return None if base is None else base + int(table["anchored"]["year"][word])
    if reference is None:
        return None
    return _year_now(match, reference) + int(table["relative"]["year"][word])


def _year_now(match: re.Match[str], reference: date) -> int:
    """Return the year from which 来年 is counted; 来年度 is counted from the fiscal year."""
    return reckoning.fiscal_year(reference) if match["fiscal"] else reference.year


def _decade(first: int, part: str | None) -> Dated:
    """Return ten years or a part of them: 1950年代 is 195X, 昭和40年代 1965/1974."""
    last = first + _DECADE - 1
    iso = f"{first // _DECADE:03d}X" if first % _DECADE == 0 else f"{first:04d}/{last:04d}"
    return of_years(iso, first, load_table("calendar")["parts_of_decade"].get(part, (0, 9)))


def _part_of(year: int | None, match: re.Match[str]) -> Dated | None:
    """Return the season, quarter, half, decade or other part of a year that the match names."""
    if match["season"]:
        return of_season(year, match["season"])
    if match["quarter"]:
        found = of_quarter(year, match["quarter"])
        return of_fiscal_quarter(year, found) if match["fiscal"] and year else found
    part = match["half"] or match["yp"]
    if year is None:
        return None
    if match["decade"]:
        return _decade(year, part)
    return of_fiscal_year(year, part) if match["fiscal"] else of_year(year, part)


def _is_topic(match: re.Match[str], reference: date | None) -> bool:
    """Tell whether 27年は sets the year that its clause is about, and is no stretch of time."""
    if reference is None or match["y2"].endswith("0"):
        return False
    away = (int(match["y2"]) - reference.year + _CENTURY // 2) % _CENTURY - _CENTURY // 2
    before = match.string[max(0, match.start() - _HEAD) : match.start()]
    return away in _NEAR and _CLAUSE_HEAD.search(before) is not None


def _names_part(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("fiscal", "season", "half", "quarter", "yp", "decade"))


def read_year(
    match: re.Match[str], reference: date | None, anchor: Anchor | None, count: YearCount
) -> Dated | None:
    """Return what a match of the date pattern that holds a year means, None when nothing."""
    if match["bc"]:
        return of_name(f"BC{int(match['bc']):04d}")
    if match["topic"] is not None and not _is_topic(match, reference):
        return None
    year = _number_of(match, reference, anchor, count)
    if year is not None and not 1 <= year <= date.max.year:
        return None
    return _month_of(year, match) if match["ym"] else _year_alone(year, match)


def _month_of(year: int | None, match: re.Match[str]) -> Dated | None:
    month = small_number(match["ym"])
    if match["yd"]:
        return of_day(year, month, small_number(match["yd"]))
    found = of_month(year, month, match["ymp"])
    if match["term"] and found and found.last and found.first and year and year > 1:
        first = reckoning.month_stretch(*reckoning.shifted_month(year, month, 1 - MONTHS)).start
        return replace(found, stretch=Stretch(first, found.last))
    return found


def _year_alone(year: int | None, match: re.Match[str]) -> Dated | None:
    table = load_table("calendar")
    word = match["ry"]
    if not _names_part(match) and word in table["anchored"]["year"] and word != "翌年":
        return None  # 同年 adds nothing to the year spoken of, 前年 is what a change is reckoned by
    found = _part_of(year, match)
    offset = table["relative"]["year"].get(word)
    if found is None and offset is not None:
        return of_shift(offset, "Y")
    if found is None and match["y2"]:
        return of_name(f"XX{match['y2']}")
    return found
