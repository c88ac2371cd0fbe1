"""Full calendar dates as pages print them, and lines that are nothing but a date.

Only dates with a year count: a page's 3月4日 may be of any year. What a date inside a sentence
means is the business of language/calendar.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = r"(?P<{}>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}})\.?"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}

_DATE = re.compile(
    r"(?P<era>令和|平成|昭和)\s?(?P<era_year>\d{1,2}|元)\s?年\s?(?P<m0>\d{1,2})\s?月\s?(?P<d0>\d{1,2})\s?日"
    r"|(?<!\d)(?P<y1>(?:19|20)\d\d)\s?(?:\([^)]{2,10}\)\s?)?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日(?!号)"
    r"|(?<![\d/.-])(?P<y2>(?:19|20)\d\d)\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<d2>\d{1,2})(?![\d/]|\.\d)"
    rf"|\b{_MONTH.format('mon3')}\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>(?:19|20)\d\d)\b"
    rf"|\b(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH.format('mon4')},?\s(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"T?\d{1,2}\s?[:時]\s?\d{1,2}(?:\s?[:分]\s?\d{1,2})?(?:\.\d+)?\s?[分秒]?Z?(?:\+09:?00)?"
    r"|\d{1,2}\s?時(?:ごろ|頃)?|午前|午後|\b(?:AM|PM|JST|UTC|GMT)\b"
    r"|\(?(?:月|火|水|木|金|土|日)(?:曜日?)?(?:・祝)?\)?(?=\W|\d|$)|(?:月|火|水|木|金|土|日)曜日?"
    r"|\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?\b"
    r"|(?:最終)?(?:公開|更新|配信|掲載|投稿|作成|発信|発表|発行|登録|改訂|修正|初出|記事)(?:日時|日付|年月日|時刻|時間|日)?"
    r"|日時|日付|\b(?:posted|updated?|published|publish|created|date|modified|last|on|at|by)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"更新|改訂|修正|updated?|modified", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"公開|配信|掲載|投稿|作成|発信|発表|発行|初出|日時|日付|posted|publish|date", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_FEW = 2  # characters that punctuation and a stray sign may leave


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date on a page: ``value``, and its place in the text that was searched."""

    value: date
    start: int
    end: int


def find_page_dates(text: str) -> list[PageDate]:
    """Return the full dates of a line in NFKC, impossible ones (2月30日) left out."""
    found = []
    for match in _DATE.finditer(text):
        value = _value(match)
        if value:
            found.append(PageDate(value, match.start(), match.end()))
    return found


def _value(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    if groups["era"]:
        year = _ERAS[groups["era"]] + (1 if groups["era_year"] == "元" else int(groups["era_year"]))
        month, day = groups["m0"], groups["d0"]
    elif groups["y1"]:
        year, month, day = int(groups["y1"]), groups["m1"], groups["d1"]
    elif groups["y2"]:
        year, month, day = int(groups["y2"]), groups["m2"], groups["d2"]
    elif groups["y3"]:
        year, month, day = int(groups["y3"]), _MONTHS[groups["mon3"][:3].lower()], groups["d3"]
    else:
        year, month, day = int(groups["y4"]), _MONTHS[groups["mon4"][:3].lower()], groups["d4"]
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def beside_dates(text: str) -> str | None:
    """Return what stands in a line beside its dates, times and labels, None without a date."""
    if not _DIGIT.search(text) or not _DATE.search(text):
        return None
    rest = _REST.sub(" ", _DATE.sub(" ", text))
    return re.sub(r"\s+", " ", rest).strip(" :・|/[](),.-~―—–【】<>〈〉「」@")


def is_date_line(text: str) -> bool:
    """Tell a line of dates, times and their labels only."""
    rest = beside_dates(text)
    return rest is not None and len(rest) <= _FEW


def says_updated(text: str) -> bool:
    """Tell a line that gives only when the page was changed."""
    return bool(_UPDATED.search(text)) and not _PUBLISHED.search(text)
