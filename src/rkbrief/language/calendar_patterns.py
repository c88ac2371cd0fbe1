"""The regular expressions of dates, put together from lexicon/calendar.yaml.

All are linear: no quantifier stands on an expression that holds another unbounded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rkbrief.language.numerals import read_value
from rkbrief.lexicon import load_table

KANJI_DIGIT = "一二三四五六七八九"
SMALL = rf"(?:[0-9]{{1,2}}|[{KANJI_DIGIT}]?十[{KANJI_DIGIT}]?|[{KANJI_DIGIT}])"
_NOT_IN_NUMBER = r"(?<![0-9.A-Za-z])(?<![0-9],)(?<![0-9]-)(?<![0-9][~/])"
_RANGE = r"\s?[-~–—]\s?"


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def small_number(text: str) -> int:
    """Read 元, １２ or 十二 as an int."""
    return 1 if text == "元" else int(read_value(text)[0] or 0)


@cache
def date_pattern() -> re.Pattern[str]:
    """Year, part of it, month, part of it, day, weekday, part of day: each may be missing."""
    table = load_table("calendar")
    years = any_of([*table["relative"]["year"], *table["anchored"]["year"]])
    months = any_of([*table["relative"]["month"], *table["anchored"]["month"]])
    weeks = any_of([*table["relative"]["week"], *table["anchored"]["week"], "次", "前"])
    days = any_of([*table["relative"]["day"], *table["anchored"]["day"]])
    whole = any_of([*table["stretches"], *table["fixed_days"]])
    not_before = any_of(table["not_before"])
    year_parts = any_of(word for word in table["parts_of_year"] if word not in {"中", "内", "明け"})
    month_parts = any_of(word for word in table["parts_of_month"] if word not in {"中", "内"})
    day_parts = any_of(table["parts_of_day"])
    era = any_of(table["eras"])
    prefixes = any_of(table["season_offsets"])
    first = "".join(
        sorted(
            {
                word[0]
                for group in (table["relative"], table["anchored"])
                for words in group.values()
                for word in words
            }
            | {word[0] for word in (*table["stretches"], *table["fixed_days"], *table["eras"])}
        )
    )
    week_words = any_of([*table["relative"]["week"], *table["anchored"]["week"]])
    kanji_year = rf"[一二][〇零{KANJI_DIGIT}]{{3}}|二?千[百十〇{KANJI_DIGIT}]{{0,6}}"
    # 12年 is a year only where these words follow; else it is a length of time.
    after_short_year = (
        r"度|代|版|[0-9]{1,2}月|[春夏秋冬末初]|の?[上下]半?期|から|まで|以降|以来|以前|当時|時点|現在"
        r"|ごろ|頃|には|に(?!わた|渡|及|一|[0-9])|の(?!間|歴|歳|刑|実|経|任|契|年|時)|[、,]"
    )
    no_month = r"(?!間|額|産|給|収|並)"
    no_day = "(?!間|本|連続)"
    no_bare_day = "(?!月|坊主|ごと|目|本|銀|経|系|課|産|雇|給|割|数|記|当|常|程)"
    return re.compile(
        rf"""(?=[0-9{KANJI_DIGIT}十千紀西次月火水木金土日春夏秋冬'{first}])
        (?:
          (?P<whole>{whole})(?!{not_before})
        | (?P<prefix>{prefixes})(?P<word_season>[春夏秋冬])(?!休|季)
        | (?<![一-鿿])(?P<bare_season>[春夏秋冬])(?=まで(?!も)|にも|にかけて|以降|ごろ|頃|には)
        |
          (?:
            (?:西暦)?\s?
              (?:{_NOT_IN_NUMBER}(?P<y4>[0-9]{{4}})|(?<![{KANJI_DIGIT}〇千])(?P<yk>{kanji_year}))
              \s?(?:年|(?=[春夏秋冬](?!休|季)))
          | 紀元前(?P<bc>[0-9]{{1,5}})年
          | (?P<era>{era})\s?(?P<ey>{SMALL}|元)\s?年
          | {_NOT_IN_NUMBER}'?(?P<y2>[0-9]{{2}})年
              (?:(?<=0[0-9]年)|(?<='[0-9]{{2}}年)|(?={after_short_year}))
          | (?P<ry>{years})(?!{not_before})
          )
          (?P<decade>代)?(?P<fiscal>度)?
          (?:(?:/|の|\s)?(?:
            (?P<ym>{SMALL})月{no_month}(?P<term>期)?
              (?:(?:/|の|\s)?(?:(?P<ymp>{month_parts})|(?P<yd>{SMALL})日{no_day}))?
          | (?P<quarter>第?[1-4{KANJI_DIGIT[:4]}]四半期|Q[1-4]|[1-4]Q)
          | (?P<half>(?:上|下)半?期)
          | (?P<yp>{year_parts})(?!生|り|人|回)
          | (?P<season>[春夏秋冬])(?!休|季)
          ))?
        | (?P<rm>{months})(?!{not_before})
            (?:(?:の|\s)?(?:(?P<rmp>{month_parts})|(?P<rd>{SMALL})日{no_day}))?
        | {_NOT_IN_NUMBER}(?<![{KANJI_DIGIT}十第数])
            (?P<m>{SMALL})月{no_month}(?P<term2>期)?
            (?:(?:/|の|\s)?(?:(?P<mp>{month_parts})|(?P<md>{SMALL})日{no_day}))?
        | (?P<dayword>{days})(?!{not_before}|本)(?:(?:の|\s)?(?P<dwd>{SMALL})日)?
        | {_NOT_IN_NUMBER}(?<![{KANJI_DIGIT}十第数約毎回月年])(?P<d>{SMALL})日{no_bare_day}
        | (?P<rw>{weeks})(?!{not_before})(?:の|\s)?(?=[月火水木金土日]曜)
        | (?P<weekword>{week_words})(?!{not_before})
        | (?=[月火水木金土日]曜)
        )
        (?:[\s,、の]?(?P<wd>[月火水木金土日])曜日?
          |\((?P<wp>[月火水木金土日])(?:曜日?)?(?:・祝)?\))?
        (?:の?(?P<part>{day_parts})(?![0-9{KANJI_DIGIT}十]|方|刊|市|場|食|礼|会|鮮|日))?""",
        re.VERBOSE,
    )


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
    r"(?P<last>[0-9]{1,2})日(?!間|前|後|程度|ほど|連続|以内|分|目)"
)
CENTURY = re.compile(
    r"(?=[0-9一二三四五六七八九十紀])(?P<bc>紀元前)?"
    rf"(?<![0-9.半数{KANJI_DIGIT}十])(?<![0-9],)(?P<n>{SMALL})世紀"
    r"(?!間|ぶり|以上|にわたり|にわたって|に渡|近く|もの|にもわた|余り|ほど|前(?!半)|後(?!半)|ごと|分)"
    r"(?P<part>初頭|初め|前半|半ば|後半|末|に入って)?"
)
SHORT_DECADE = re.compile(
    rf"{_ALONE}(?<![和成正治])(?P<tens>[0-9]0)年代(?P<part>初頭|初め|前半|半ば|後半|末)?"
)
NUMERIC = re.compile(
    r"(?=[0-9令平昭大明])(?<![0-9A-Za-z./:-])"
    r"(?:(?P<y>[0-9]{4})(?:年?/|[-.])(?P<m>[0-9]{1,2})(?:月?[-/.](?P<d>[0-9]{1,2})日?)?"
    r"|(?P<era>令和|平成|昭和|大正|明治)(?P<ey>[0-9]{1,2})[-/.](?P<em>[0-9]{1,2})"
    r"(?:[-/.](?P<ed>[0-9]{1,2}))?"
    r"|(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2}))(?![0-9A-Za-z%:/]|[-.][0-9])"
)
QUARTER = re.compile(
    r"(?=[Q第1-4])(?:(?<![A-Za-z0-9])(?:Q(?P<a>[1-4])|(?P<b>[1-4])Q)(?![A-Za-z0-9])"
    r"|(?<![年度の])第(?P<c>[1-4一二三四])四半期)"
)
