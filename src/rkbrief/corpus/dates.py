"""Full calendar dates as pages print them, and lines that are nothing but a date.

Only dates with a year count: a page's 3月4日 may be of any year. What a date inside a sentence
means is the business of language/calendar.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from rkbrief.language.calendar_patterns import small_number
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "metadata")


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = r"(?P<{}>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}})\.?"
_KANJI = "[一二三四五六七八九十]{1,3}"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}

_DATE = re.compile(
    rf"(?P<era>令和|平成|昭和)\s?(?P<era_year>\d{{1,2}}|元|{_KANJI})\s?年\s?(?:\((?:19|20)\d\d年?\)\s?)?(?P<m0>\d{{1,2}}|{_KANJI})\s?月\s?(?P<d0>\d{{1,2}}|{_KANJI})\s?日"
    rf"|(?P<y9>[一二][〇零一二三四五六七八九]{{3}})年(?:\([^)]{{2,10}}\))?(?P<m9>{_KANJI})月(?P<d9>{_KANJI})日"
    r"|(?<![A-Za-z\d.-])(?P<short_era>(?-i:[RHS]))\s?(?P<short_year>\d{1,2})(?P<dot>[./-])"
    r"(?P<m5>\d{1,2})(?P=dot)(?P<d5>\d{1,2})(?![\d./-])"
    r"|(?<!\d)(?P<y1>(?:19|20)\d\d)\s?(?:\([^)]{2,10}\)\s?)?年\s?(?:\([^)]{2,10}\)\s?)?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日(?!号)"
    r"|(?<![\d/.-])(?P<y2>(?:19|20)\d\d)\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<d2>\d{1,2})(?![\d/]|\.\d)"
    r"|(?<![\d.])(?P<d6>\d{1,2})\.(?P<m6>\d{1,2})\.(?P<y6>20\d\d)(?![\d.])"
    r"|(?<!\d)(?P<d7>\d{1,2})\s(?P<m7>\d{1,2})\s?月[、,]?\s?(?P<y7>20\d\d)\b"
    r"|(?<!\d)(?P<m8>\d{1,2})\s?月\s?(?P<d8>\d{1,2})(?:日|st|nd|rd|th)?[、,]\s(?P<y8>20\d\d)\b"
    rf"|\b{_MONTH.format('mon3')}\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>(?:19|20)\d\d)\b"
    rf"|\b(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH.format('mon4')},?\s(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FORMS = (1, 2, 3, 4, 6, 7, 8, 9)
"""The numbers of the forms above with a year of four digits: 2024年6月5日, 2024/6/5, June 5, 2024,
5 June 2024, 5.6.2024 (day first, as it is where dots part the three), and as machines translate
5 June 2024 (5 6月、2024) and June 5, 2024 (6月5, 2024); 二〇二四年六月五日."""
_ISSUE = re.compile(r"(?<!\d)(?P<year>20\d\d)年(?P<month>1[0-2]|0?[1-9])月号")
_REPRINTED_WITHIN = 124
"""Days around the first of the month of an issue in which a page reprints from it."""
_DIGIT = re.compile(r"\d|[年)][一二三四五六七八九十]{1,2}月")
_GLUED_TO = re.compile(r"[^\s]{4}[^\s、。のはがをにたる日(\[【]$")
_IN_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]{8,20}(?:\([^()]{1,4}\))?[)\]】]$")
_WEEKDAY = re.compile(
    r"\s?\([月火水木金土日]\)\s?(?![、。はがのにをとでも]|頃|ごろ|(?:午[前後])\d{1,2}時)"
)
_SHORTEST_TITLE, _OPENING = 4, 24
_TIME = re.compile(r"\s?(?:\([^()]{1,4}\))?\s?\d{1,2}:\d{2}(?::\d{2})?(?=[\s|]|$)")
_FEW = 2  # characters that punctuation and a stray sign may leave


_IN_ADDRESS = re.compile(
    r"https?://[!-~]{0,200}?/(?P<year>20\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>[0-3]\d)?(?!\d{3})"
)
_OWN_ADDRESS = re.compile(
    r"^(?:https?://)?(?!web\.)(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/(?:[!-~]{0,120}?/)?"
    r"(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>[0-3]\d)(?!\d)[!-~]{0,120}$"
)
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|\([Cc]\)|(?i:copyright))[^\d]{0,40}?(?P<year>20\d\d)(?!\s?[-–~])"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[-/.]\d)")
_HEAD_LINES, _MONTH_DAYS = 20, 31
_WEEKDAYS = "月火水木金土日"


class YearlessDate(Struct, frozen=True, gc=False):
    """A day of the page without its year; ``weekday`` from 0 for Monday, None where unsaid."""

    month: int
    day: int
    weekday: int | None

    def in_year_of(self, lines: Sequence[str]) -> date | None:
        """Return the day in the year of the page's address, copyright line, magazine or text.

        The address must be of the same month; any other year counts only where the weekday
        proves it right, and one that the text merely mentions only where no other fits.
        """
        for line in lines:
            found = _IN_ADDRESS.search(line)
            if found and int(found["month"]) == self.month:
                value = self._in_year(int(found["year"]))
                if value:
                    return value
        for line in lines if self.weekday is not None else ():
            found = _COPYRIGHT_YEAR.search(line)
            value = self._in_year(int(found["year"])) if found else None
            if value:
                return value
        if self.weekday is None:
            return self._in_year_nearby(lines[:_HEAD_LINES])
        issued = self._in_year_of_issue(lines)
        if issued:
            return issued
        years = {int(year) for line in lines for year in _YEAR.findall(line)}
        fitting = [value for value in map(self._in_year, sorted(years)) if value]
        if not fitting:
            # No weekday comes back to a day of the year within five years.
            near = {year + by for year in years for by in (-1, 1, 2)}
            fitting = [value for value in map(self._in_year, sorted(near)) if value]
        return fitting[0] if len(fitting) == 1 else None

    def _in_year_of_issue(self, lines: Sequence[str]) -> date | None:
        """Return the day near the issue that the page reprints: 『…』2033年1月号より転載."""
        issues = {
            date(int(found["year"]), int(found["month"]), 1)
            for line in lines
            for found in _ISSUE.finditer(line)
        }
        fitting = {
            value
            for issue in issues
            for value in map(self._in_year, (issue.year - 1, issue.year, issue.year + 1))
            if value and abs((value - issue).days) <= _REPRINTED_WITHIN
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _in_year_nearby(self, lines: Sequence[str]) -> date | None:
        """Return the day where it falls within a month of a full date that ``lines`` give."""
        near = (found.value for line in lines for found in find_page_dates(line))
        values = {self._in_year(day.year): day for day in near}
        fitting = [v for v, day in values.items() if v and abs((v - day).days) <= _MONTH_DAYS]
        return fitting[0] if len(fitting) == 1 else None

    def _in_year(self, year: int) -> date | None:
        try:
            value = date(year, self.month, self.day)
        except ValueError:
            return None
        return value if self.weekday in (None, value.weekday()) else None


def read_yearless(text: str) -> YearlessDate | None:
    """Return the day of a line that is nothing but a day without a year, None otherwise."""
    found = _rules("yearless").match(text)
    if not found:
        return None
    weekday = _WEEKDAYS.index(found["weekday"]) if found["weekday"] else None
    return YearlessDate(int(found["month"]), int(found["day"]), weekday)


class PageDate(Struct, frozen=True, gc=False):
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


def find_glued(title: str) -> PageDate | None:
    """Return the date that ends a title in NFKC with nothing between them, None without one.

    A page that lists notices and their days in one row is saved so. A date that the title itself
    speaks of (…の2030年4月1日) or that opens a bracket is none.
    """
    last = next(reversed(find_page_dates(title)), None)
    found = last and last.end == len(title) and _GLUED_TO.search(title[: last.start])
    return last if found else None


def find_bracketed(title: str) -> PageDate | None:
    """Return the date in brackets that ends a title in NFKC: 橋の話 [2024年3月5日(火)], or None."""
    found = _IN_BRACKETS.search(title)
    dates = find_page_dates(found[0]) if found and beside_dates(found[0]) == "" else []
    return dates[0] if dates else None


def opens_with_time(plain: str) -> bool:
    """Tell a line that begins with a full date and its time, whatever else it gives."""
    day = next(iter(find_page_dates(plain[:_OPENING])), None)
    return day is not None and day.start == 0 and bool(_TIME.match(plain, day.end))


def find_leading(title: str) -> PageDate | None:
    """Return the date and weekday that begin a title in NFKC: 2024年3月5日 (火)橋の話, or None."""
    first = next(iter(find_page_dates(title)), None)
    behind = _WEEKDAY.match(title, first.end) if first and first.start == 0 else None
    if first is None or behind is None or len(title) - behind.end() < _SHORTEST_TITLE:
        return None
    return PageDate(first.value, 0, behind.end())


def _value(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    if groups["era"]:
        year = _ERAS[groups["era"]] + small_number(groups["era_year"])
        month, day = groups["m0"], groups["d0"]
    elif groups["short_era"]:
        year = _ERAS[groups["short_era"]] + int(groups["short_year"])
        month, day = groups["m5"], groups["d5"]
    else:
        form = next(n for n in _FORMS if groups[f"y{n}"])
        year, day = small_number(groups[f"y{form}"]), groups[f"d{form}"]
        named = groups.get(f"mon{form}")
        month = _MONTHS[named[:3].lower()] if named else groups[f"m{form}"]
    try:
        return date(year, small_number(str(month)), small_number(day))
    except ValueError:
        return None


def beside_dates(text: str) -> str | None:
    """Return what stands in a line beside its dates, times and labels, None without a date."""
    if not _DIGIT.search(text) or not _DATE.search(text):
        return None
    rest = _rules("beside_dates").sub(" ", _DATE.sub(" ", text))
    return re.sub(r"\s+", " ", rest).strip(" :・|/[](),.-~―—–【】<>〈〉「」@")


def beside_yearless(text: str) -> str | None:
    """Return what follows a day and its time at the beginning of a line, None without both."""
    found = _rules("day_and_time").match(text)
    return text[found.end() :].strip(" :・|/") if found else None


def is_date_line(text: str) -> bool:
    """Tell a line of dates, times and their labels only."""
    rest = beside_dates(text)
    return rest is not None and len(rest) <= _FEW


def says_saved(text: str) -> bool:
    """Tell a line that gives when a reader kept or printed the page."""
    return bool(_rules("saved").search(text))


def read_address(text: str) -> date | None:
    """Return the day that an address holds, where the line is nothing but the address."""
    found = _OWN_ADDRESS.match(text)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


def says_updated(text: str) -> bool:
    """Tell a line that gives only when the page was changed."""
    return bool(_rules("updated").search(text)) and not _rules("published").search(text)
