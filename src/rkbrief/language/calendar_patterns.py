"""The regular expressions of dates, put together from lexicon/calendar.yaml.

All are linear: no quantifier stands on an expression that holds another unbounded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rkbrief.language.numerals import read_value
from rkbrief.lexicon import compile_rules, load_table

KANJI_DIGIT = "一二三四五六七八九"
SMALL = rf"(?:[0-9]{{1,2}}|[{KANJI_DIGIT}]?十[{KANJI_DIGIT}]?|[{KANJI_DIGIT}])"
_NOT_IN_NUMBER = r"(?<![0-9.A-Za-z])(?<![0-9],)(?<![0-9]-)(?<![0-9][~/])"
_RANGE = r"\s?[-~–—]\s?"


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of ``words``, the longest first."""
    # In one order, whatever the hash seed: a pattern compiled beforehand is known by its text.
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


def small_number(text: str) -> int:
    """Read 元, １２ or 十二 as an int."""
    return 1 if text == "元" else int(read_value(text)[0] or 0)


_AS_TIME = "(?=まで|に(?!つい|関|よ|合わ|対)|から|以降|前に|明け|中(?:に|は|も))"
"""What tells that お盆 is a time and not a custom."""
_NO_DAY = "(?!間|本|連続)"
_KANJI_YEAR = rf"[一二][〇零{KANJI_DIGIT}]{{3}}|二?千[百十〇{KANJI_DIGIT}]{{0,6}}"


@cache
def date_pattern() -> re.Pattern[str]:
    """Year, part of it, month, part of it, day, weekday, part of day: each may be missing."""
    not_before = f"(?!{any_of(load_table('calendar')['not_before'])})"
    weekday = "[月火水木金土日]"
    return re.compile(
        rf"""{_first_character()}
        (?:{_stretch_words(not_before)}
        | {_year(not_before)}
        | {_month(not_before)}
        | {_day(not_before)}
        | (?={weekday}曜)
        )
        (?:[\s,、の]?(?P<wd>{weekday})曜日?
          |\((?P<wp>{weekday})(?:曜日?)?(?:・祝)?\))?
        {_part_of_day()}""",
        re.VERBOSE,
    )


def _spell(section: str) -> str:
    """Return the rules of a section of lexicon/calendar.yaml as a part of a pattern."""
    return compile_rules("calendar", section).pattern


def _words(unit: str) -> list[str]:
    """Return the words for a year, a month, a week or a day near another: 来年, 同月."""
    table = load_table("calendar")
    return [*table["relative"][unit], *table["anchored"][unit]]


def _first_character() -> str:
    """Look ahead for a character with which a date can begin: most places fail here."""
    table = load_table("calendar")
    words = [w for unit in ("year", "month", "week", "day") for w in _words(unit)]
    words += [*table["stretches"], *table["fixed_days"], *table["eras"], *table["season_offsets"]]
    words += [*table["customs"]]
    first = "".join(sorted({word[0] for word in words}))
    return rf"(?=[0-9{KANJI_DIGIT}十千紀西次月火水木金土日春夏秋冬'’‘{first}])"


def _stretch_words(not_before: str) -> str:
    """Match 年内, 来春, and a season alone where 夏までに tells that it is a time."""
    table = load_table("calendar")
    fixed = rf"{any_of(table['fixed_days'])}(?!{_spell('no_days')})"
    return rf"""
          (?:(?P<custom_year>{any_of(table["relative"]["year"])})の?)?
            (?P<custom>{any_of(table["customs"])}){_AS_TIME}
        | (?<![数0-9{KANJI_DIGIT}])
            (?P<whole>{any_of(table["stretches"])}|{fixed}){not_before}
        | (?<![そあ])(?P<prefix>{any_of(table["season_offsets"])})
            (?P<word_season>[春夏秋冬])(?!休|季)
        | (?<![一-鿿])(?P<bare_season>[春夏秋冬])
            (?=まで(?!も)|にも|にかけて|以降|ごろ|頃|には|のうちに|に(?:ずれ込|な[るり])|口(?:に|まで|から))"""


def _year(not_before: str) -> str:
    """Match a year, and a part of it behind it: 2024年6月19日, 令和6年度下期, 昨年末."""
    table = load_table("calendar")
    parts = any_of(word for word in table["parts_of_year"] if word not in {"中", "内", "明け"})
    no_month, after_short_year = _spell("no_months"), _spell("after_short_year")
    return rf"""(?:
            (?:西暦)?\s?
              (?:{_NOT_IN_NUMBER}(?P<y4>[0-9]{{4}})|(?<![{KANJI_DIGIT}〇千])(?P<yk>{_KANJI_YEAR}))
              \s?(?:年|(?<=[0-9〇零{KANJI_DIGIT}]{{2}})(?=[春夏秋冬](?!休|季)))
          | 紀元前(?P<bc>[0-9]{{1,5}})年
          | (?P<era>{any_of(table["eras"])})\s?(?P<ey>{SMALL}|元)\s?年
          | {_NOT_IN_NUMBER}['’‘]?(?P<y2>[0-9]{{2}})年
              (?:(?<=0[0-9]年)|(?<=['’‘][0-9]{{2}}年)|(?<=[早遅]くても[0-9]{{2}}年)
                |(?<=[早遅]くとも[0-9]{{2}}年)|(?={after_short_year})|(?P<topic>)(?=は))
          | (?P<ry>{any_of(_words("year"))}){not_before}
          )
          (?P<decade>代)?(?P<fiscal>度)?
          (?:(?:/|の|\s)?(?:
            (?P<ym>{SMALL})月(?!{no_month})(?P<term>期)?
              (?:(?:/|の|\s)?(?:(?P<ymp>{_month_parts()})|(?P<yd>{SMALL})日{_NO_DAY}))?
          | (?P<quarter>第?[1-4{KANJI_DIGIT[:4]}]・?四半期|Q[1-4]|[1-4]Q)
          | (?P<half>(?:上|下)半?期)
          | (?P<yp>{parts})(?!生|り|人|回)
          | (?P<season>[春夏秋冬])(?!休|季)
          ))?"""


def _month_parts() -> str:
    parts = load_table("calendar")["parts_of_month"]
    return any_of(word for word in parts if word not in {"中", "内"})


def _month(not_before: str) -> str:
    """Match 来月上旬, 9月, 6月19日."""
    no_month = _spell("no_months")
    return rf"""(?<!前年)(?P<rm>{any_of(_words("month"))}){not_before}
            (?:(?:の|\s)?(?:(?P<rmp>{_month_parts()})|(?P<rd>{SMALL})日{_NO_DAY}))?
        | {_NOT_IN_NUMBER}(?<![{KANJI_DIGIT}十第数])
            (?P<m>{SMALL})月(?!{no_month})(?P<term2>期)?
            (?:(?:/|の|\s)?(?:(?P<mp>{_month_parts()})|(?P<md>{SMALL})日{_NO_DAY}))?"""


def _day(not_before: str) -> str:
    """Match 翌日, 19日, 来週, and 先週の before a weekday."""
    no_day = _spell("no_days")
    return rf"""(?<!静)(?P<dayword>{any_of(_words("day"))}){not_before}(?!本|せ)
            (?:(?:の|\s)?(?P<dwd>{SMALL})日)?
        | {_NOT_IN_NUMBER}(?<![{KANJI_DIGIT}十第数約毎回月年])(?P<d>{SMALL})日(?!{no_day})
        | (?P<rw>{any_of([*_words("week"), "次", "前"])}){not_before}
            (?:の|\s)?(?=[月火水木金土日]曜)
        | (?P<weekword>{any_of(_words("week"))}){not_before}"""


def _part_of_day() -> str:
    parts = any_of(load_table("calendar")["parts_of_day"])
    after = rf"[0-9{KANJI_DIGIT}十]|方|刊|市|場|食|礼|会|鮮|日"
    return rf"(?:の?(?P<part>{parts})(?!{after}))?"


_ALONE = r"(?=[0-9])(?<![0-9.])(?<![0-9],)"
YEAR_RANGE = re.compile(
    rf"{_ALONE}(?<![A-Za-z-])(?P<first>[0-9]{{4}}|[0-9]{{2}})(?:(?:年度?)?{_RANGE}|、|/(?=[0-9]{{2}}年))"
    r"(?P<last>[0-9]{4}|[0-9]{2})(?:年(?P<kind>度|代)?"
    r"(?!間|以内|前|後|ぶり|ほど|近く|以上|程度|連続)|(?=シーズン))"
)
MONTH_RANGE = re.compile(
    rf"{_ALONE}(?:(?P<y>[0-9]{{4}}|[0-9]{{2}})年(?P<fy>度)?の?)?"
    rf"(?P<first>[0-9]{{1,2}})月?(?:{_RANGE}|[・、])(?P<last>[0-9]{{1,2}})月(?!間)(?P<term>期)?"
)
DAY_RANGE = re.compile(
    rf"{_ALONE}(?:(?P<m>[0-9]{{1,2}})月)?(?P<first>[0-9]{{1,2}})日?(?:{_RANGE}|[・、])"
    r"(?P<last>[0-9]{1,2})日(?!間|前|後|程度|ほど|連続|以内|分|目|中に)"
)
SHORT_DECADE = re.compile(
    rf"{_ALONE}(?<![和成正治])(?P<tens>[0-9]0)年代(?:の?(?P<part>初頭|初め|前半|はじめ|半ば|中頃|後半|終盤|末))?"
)
QUARTER = re.compile(
    r"(?=[Q第1-4])(?:(?<![A-Za-z0-9])(?:Q(?P<a>[1-4])|(?P<b>[1-4])Q)(?![A-Za-z0-9])"
    r"|(?<![年度の])第(?P<c>[1-4一二三四])・?四半期)"
)


@cache
def century() -> re.Pattern[str]:
    """19世紀末, 紀元前3世紀."""
    return re.compile(
        r"(?=[0-9一二三四五六七八九十紀])(?P<bc>紀元前)?"
        rf"(?<![0-9.半数{KANJI_DIGIT}十])(?<![0-9],)(?P<n>{SMALL})世紀(?!{_spell('no_centuries')})"
        rf"(?P<part>{any_of(load_table('calendar')['parts_of_century'])})?"
    )


@cache
def numeric() -> re.Pattern[str]:
    """2021/7/18, 2021-07, 令和3.7.18, 7/8."""
    eras = load_table("calendar")["eras"]
    first = "".join(sorted({era[0] for era in eras}))
    return re.compile(
        rf"(?=[0-9{first}])(?<![0-9A-Za-z./:-])"
        r"(?:(?P<y>[0-9]{4})(?:年?/|[-.])(?P<m>[0-9]{1,2})(?:月?[-/.](?P<d>[0-9]{1,2})日?)?"
        rf"|(?P<era>{any_of(eras)})(?P<ey>[0-9]{{1,2}})[-/.](?P<em>[0-9]{{1,2}})"
        r"(?:[-/.](?P<ed>[0-9]{1,2}))?"
        r"|(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2}))(?![0-9A-Za-z%:/]|[-.][0-9](?![0-9]:[0-9]))"
    )
