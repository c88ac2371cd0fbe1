"""Where a claim lies in time: behind, now, or ahead, read off its predicate and its time words."""

from __future__ import annotations

import re
from typing import Literal

from rkbrief.lexicon import compile_rules

Tense = Literal["past", "progressive", "state", "noun", "ahead"]

_LINKS = re.compile(
    r"(?:と(?:の|いう)(?:見方|見通し|予想|予測|説|主張|意見|声|観測)|という|こと|[のとはがもをにへで、」』\s\u3000]|ような|よう(?=$)|といった|なんて|など|程度)+$"
)
_EVENT = re.compile(r"[うくぐすつぬぶむる]こと(?:である|だ|です|であ|になる|はない|もない)$")
_ENDINGS: tuple[tuple[re.Pattern[str], Tense], ...] = (
    (
        re.compile(
            r"[うくぐすつぬぶむる](?:こと|の)は(?:難し|困難|厳し|不可能|無理|容易で(?:は)?な)[いだ]?$"
        ),
        "ahead",
    ),
    (re.compile(r"[ただ](?:こと|計算|勘定)になり?(?:る|ます)$"), "past"),
    (_EVENT, "ahead"),
    (
        re.compile(
            r"(?:[てで](?:い|お)(?:る|ない|ます|ません|り)|[てで]ある|つつある|[てで]きて|(?<![年月週期度日])中)$"
        ),
        "progressive",
    ),
    (re.compile(r"(?:た|でした|ました|[んい]だ)$"), "past"),
    (
        re.compile(
            r"(?:[わかさたばまられしきじちみびりせえけげめべねぜで]|来|見|出|得)"
            r"(?:ない|ません|ず|なくなる)$"
        ),
        "ahead",
    ),
    (
        re.compile(
            r"(?:あ|い|すぎ|過ぎ|要す|存在す|異な|違|似てい|含まれ|属す|適す|有す|意味す|示す|値す)[るう]$|含む$"
            r"|(?:である|だ|です|であ|な|い)$"
        ),
        "state",
    ),
    (
        re.compile(r"(?:[うくぐすぬぶむるゆ]|[立打待持勝保経絶断撃放]つ|ます)(?<![多近遠早]く)$"),
        "ahead",
    ),
)

_REGRETTED = re.compile("(?:(?<=な)っ)?[てで]しま(?:う|います)$")
_REGRETTED_DEED = re.compile("してしま(?:う|います)$")
_NAMED = re.compile("「[^「」。]{1,16}」(?=[をのに])")
"""A thing called so, whose words are no time of the claim: 「今後の分」を."""
_YEAR = re.compile(
    "(?<![0-9.])(?:2[01])?[0-9]{2}(?=年[度代]?(?:[、にはもの末中春夏秋冬前後半ご頃ま]|$))"
)
_CENTURY = 100
_SHORT = 2  # digits of a year without its century
_AHEAD = range(1, 41)
"""Years after the writing in which a year without its century lies ahead."""
_PREDICATE = re.compile(r"[いえかくしちっつてなはまらりるれせんすゆ]{0,6}")


def tense_of(proposition: str) -> Tense:
    """Return the tense of what stands before a modal; ``ahead`` is a verb of action, non-past."""
    text = _LINKS.sub("", proposition)
    if proposition.rstrip("とのは、 」") != text:
        event = _EVENT.search(proposition.rstrip("とのは、 」"))
        if event:
            return "ahead"
    return next((tense for ending, tense in _ENDINGS if ending.search(text)), "noun")


def looks_ahead(text: str) -> bool:
    """Tell whether a word of ``text`` sets it in time to come, not one of a clause told before."""
    text = _NAMED.sub(lambda m: " " * len(m[0]), text)
    told = [m.end() for m in compile_rules("futures", "told_before").finditer(text)]
    return compile_rules("futures", "ahead").search(text, told[-1] if told else 0) is not None


def names_year_ahead(text: str, written: int | None) -> bool:
    """Tell whether ``text`` names a year after ``written``, with its century or without."""
    if written is None:
        return False
    years = (match[0] for match in _YEAR.finditer(text))
    return any(
        int(year) > written if len(year) > _SHORT else (int(year) - written) % _CENTURY in _AHEAD
        for year in years
    )


def foretells(text: str) -> bool:
    """Tell whether the predicate means by itself that something will (not) last or be."""
    return compile_rules("futures", "lasting").search(text) is not None


def is_habit(text: str) -> bool:
    """Tell whether ``text`` speaks of habit, law or definition."""
    return compile_rules("futures", "habits").search(text) is not None


def changes(text: str) -> bool:
    """Tell whether ``text`` ends in a verb of change, without an agent who decides."""
    text = _plain(text)
    return any(
        _PREDICATE.fullmatch(text, m.end())
        for m in compile_rules("futures", "changes").finditer(text)
    )


def _plain(text: str) -> str:
    """Return ``text`` without the regret at its end: 消えてしまう is 消える."""
    return _REGRETTED.sub("る", _REGRETTED_DEED.sub("する", text))


def becomes(text: str) -> bool:
    """Tell whether ``text`` ends in になる or ことはない, which may foretell."""
    return compile_rules("futures", "becoming").search(_plain(text)) is not None


def is_pledge(text: str) -> bool:
    """Tell whether ``text`` is what its speaker binds himself to (二度と起こさない)."""
    return compile_rules("futures", "pledges").search(text) is not None


def is_foreseen(text: str) -> bool:
    """Tell whether ``text`` is told by somebody's view of what is to come (彼の見立てでは)."""
    return compile_rules("futures", "foreseen").search(text) is not None


def dates_event(text: str) -> bool:
    """Tell whether the predicate of ``text`` says when or how many it will be (…のは来春)."""
    return compile_rules("futures", "clefts").search(text) is not None


def tells_outcome(text: str) -> bool:
    """Tell whether ``text`` says of what follows from something how it is (影響は小さい)."""
    return compile_rules("futures", "outcomes").search(text) is not None


def is_scheduled(text: str) -> bool:
    """Tell whether ``text`` ends in what somebody decides: a schedule, not a forecast."""
    return any(
        m.end() >= len(text) - 4 for m in compile_rules("futures", "schedules").finditer(text)
    )
