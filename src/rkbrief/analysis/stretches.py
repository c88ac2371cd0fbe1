"""A stretch of time that a forecast names to the horizon that it sets, its far end reckoned."""

from __future__ import annotations

import calendar
import math
import re
from datetime import date, timedelta
from functools import partial

from rkbrief.analysis.quantities import Mention
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Horizon

_rules = partial(compile_rules, "futures")

_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_SEVERAL = re.compile("[数何幾](?=[十百千カか年月週日時])(?!.*(?:から|ないし|[-~～〜–—]))")
"""A far end of no known length: 数年, 1年から数年, and not 数カ月から半年."""
_GONE_BY = re.compile(
    r"(?:にわたり|にわたって|ほど|近く|以上|余り|あまり|間)?(?:も|かけて|も続けて)?"
    r"[^、。はがで「」]{0,6}[いっしれけきてめえ]た(?=[一-龥ァ-ヴ「])|[^、。「」]{0,10}てき[てた]"
)
"""A stretch that was spent: 20年近く続いた協力, 30年使われてきた橋."""
_OF_NOUN = re.compile("(?:以下|未満|以上|間|ほど|程度)?の(?!うち|間に)")
"""Behind a stretch that measures the noun after it: 10年間の|追放."""
_RECKONED_FROM = re.compile(
    r"(?<!今日)(?<!現在)(?P<event>[^、。「」はがをも]{2,12})(?:してから|から|後)$"
)
"""Before a stretch that begins with an event, not with the day of writing: 運転開始から|5年."""
_STOCK = re.compile("分(?:あ|を|の|が|に|し|は|と)|年?産|期生|年?物")
"""Behind a stretch that measures a stock, or a number that names a year: 3カ月分ある, 31年産."""
_MONTHS_A_YEAR = 12
_HOURS_A_DAY = 24


def read_stretch(text: str, mention: Mention, reference: date | None) -> Horizon | None:
    """Return the horizon of a span of time ahead; of a range its far end, of 数年 no day."""
    if mention.kind == "interval_since" or not mention.iso:
        return None
    iso = mention.iso.rpartition("/")[2]
    parts = _DURATION.fullmatch(iso)
    if parts is None or not any(parts.groups()) or _is_behind(text, mention):
        return None
    if parts[5] and mention.kind != "horizon":
        return None  # 一日に8時間
    begun = _RECKONED_FROM.search(text, max(0, mention.span.start - 16), mention.span.start)
    if begun and not _rules("from_now").search(begun["event"]):
        return Horizon(begun[0] + mention.text, iso, state="event")
    several = _SEVERAL.search(mention.text) is not None
    until = _after(reference, parts) if reference and not several else None
    return Horizon(mention.text, iso, until.isoformat() if until else None)


def _is_behind(text: str, mention: Mention) -> bool:
    """Tell whether a span of time lies before its telling (過去1年, 10年前, 10年連続)."""
    before = text[max(0, mention.span.start - 3) : mention.span.start]
    after = text[mention.span.end :]
    if _rules("gone_by").search(before + mention.text) or after.startswith(
        tuple(load_table("futures")["gone_by_behind"])
    ):
        return True
    if mention.text.endswith(("分", "以下", "未満")) or before.endswith(("’", "‘", "'")):
        return True  # ’19年 is a year
    if _STOCK.match(after) or _rules("shifts").match(after):
        return True
    ahead = mention.kind == "horizon" or "以内" in mention.text or "後" in mention.text
    return not ahead and (_GONE_BY.match(after) or _OF_NOUN.match(after)) is not None


def _after(reference: date, duration: re.Match[str]) -> date:
    """Return the day ``duration`` after ``reference``, at most the last day of the calendar."""
    years, months, weeks, days, hours = (float(group or 0) for group in duration.groups())
    days += math.ceil(hours / _HOURS_A_DAY)
    index = reference.month - 1 + int(months + years * _MONTHS_A_YEAR)
    year = min(reference.year + index // _MONTHS_A_YEAR, date.max.year)
    month = index % _MONTHS_A_YEAR + 1
    first = date(year, month, min(reference.day, calendar.monthrange(year, month)[1]))
    return first + timedelta(days=min(weeks * 7 + days, (date.max - first).days))
