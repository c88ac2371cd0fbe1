"""Lines that name a writer: by a label, by the form of a name, beside a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.dates import find_page_dates
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.names import (
    clean_name,
    is_certain_name,
    is_japanese_person,
    is_phrase,
    is_word,
    may_be_name,
)
from rkbrief.corpus.phrases import load_phrases
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought

LONGEST_LINE = 80
_MOST_SPEAKERS = 6
MOST_NAMES = 24  # characters of a line of nothing but names
_KATAKANA = re.compile(r"^[ァ-ヶー]+(?:・[ァ-ヶー]+)+$")
_LOGIN = re.compile(r"^[a-z0-9_.-]+$")
_ADDRESS = re.compile(r"[:@]|\.[a-z]{2,4}$")
_BETWEEN_NAMES = re.compile(r"[/、,]")
_WIDE_BLANK = re.compile(r"\t| {2,}| [/|] ")
_FOOTER_LINES = 24  # at the end of a page, where it says whose it is
_PAPER_LINES = 3  # lines under the name of a paper, in which its authors stand
_HANDLES = ("followed", "ago")
_NAMED_IN_FULL = ("reviewer", "with_reading", "of_answer")
_SAID_BELOW = ("投稿", "コメント", "見解")  # of whom a site asked for his view
SURE_RULES = ("labelled", "icon", "who_wrote", "posted", "posted_by", "handle", "asker")
_BESIDE_PHRASES = frozenset(
    (
        *(*SURE_RULES, *_HANDLES, "for_members", "with_reading"),
        *("agency_credit", "sender", "owner"),
    )
)
"""Rules that also read lines which a phrase of the page tells."""


class Byline(Struct, frozen=True, gc=False):
    """A name and the line that gave it; ``inside`` tells that the line is of the body."""

    name: str
    index: int
    inside: bool = False


class Rules(dict[str, Sought]):
    """The rules of one list of lexicon/metadata.yaml by their names, compiled when asked for."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._patterns = {row["rule"]: row["pattern"] for row in load_table("metadata")[key]}

    def __missing__(self, name: str) -> Sought:
        """Compile the rule ``name``; raises KeyError where there is none."""
        self[name] = compile_pattern(self._patterns[name])
        return self[name]


@cache
def load_rules(key: str) -> Rules:
    """Return the rules of one list of lexicon/metadata.yaml by their names."""
    return Rules(key)


def labelled(page: Sequence[Judged], where: range, names: Sequence[str]) -> Iterator[Byline]:
    """Yield what the rules ``names`` of lexicon/metadata.yaml find, rule by rule."""
    rules = load_rules("authors")
    for rule in names:
        for index in where:
            if index >= len(page):
                break
            plain = page[index].line.plain
            is_sentence = page[index].line.ends_sentence and rule != "who_wrote"
            if len(plain) > LONGEST_LINE or is_sentence:
                continue
            if page[index].found and rule not in _BESIDE_PHRASES:
                continue
            found = rules[rule].search(plain) or (
                _search_parts(rules[rule], page[index]) if rule == "labelled" else None
            )
            if not found or _is_of_paper(page, index) or _is_answer(page, plain):
                continue
            if rule == "bracketed" and find_page_dates(plain):
                continue
            given = _without_day(found["name"] or found["who"])
            name = given.strip() if rule == "desk" else clean_name(given)
            if rule == "desk" and ":" in name:
                continue
            if name and (
                (rule == "bracketed" and has_post(given, name)) or _is_plausible(rule, name)
            ):
                yield Byline(name, index)


def _without_day(given: str) -> str:
    """Return a name without the day that is glued to it: なみのり2024年3月5日10時20分."""
    day = next(iter(find_page_dates(given)), None)
    return given[: day.start] if day and day.start else given


def has_post(given: str, name: str) -> bool:
    """Tell that what is given is the name with a post before it."""
    parts = (clean_name(part) for part in given.split("、"))
    return name != given and all(map(may_be_name, parts)) and not is_word(name)


def _search_parts(rule: Sought, judged: Judged) -> re.Match[str] | None:
    """Search the parts of a line that names several: 監修:山川花子　文:海野太一."""
    parts = _WIDE_BLANK.split(
        unicodedata.normalize("NFKC", judged.line.text.replace("\u3000", "\t"))
    )
    return next(filter(None, map(rule.search, parts[1:])), None)


def _is_plausible(rule: str, name: str) -> bool:
    if rule == "posted" and _LOGIN.match(name):
        return False
    if rule == "staff":
        return True
    if rule in (*SURE_RULES, *_HANDLES, "desk", "english_by"):
        return len(name) <= 30 and not re.search(r"[。、!?「」]|https?:|^\d+$|\d\s?[人名]$", name)  # noqa: PLR2004
    if rule == "with_life":  # who goes by a nickname says what he does
        return True
    return may_be_name(name) if rule in _NAMED_IN_FULL else is_person(name)


def _is_of_paper(page: Sequence[Judged], index: int) -> bool:
    """Tell the authors of a paper or book that the page is about: its name stands right above."""
    rules = load_rules("others")
    above = page[max(0, index - _PAPER_LINES) : index]
    if any(rules["paper"].search(judged.line.plain) for judged in above):
        return True
    near = page[max(0, index - _PAPER_LINES) : index + 1 + _PAPER_LINES]
    is_book = any(rules["book"].search(judged.line.plain) for judged in above)
    return is_book and any(rules["book_data"].search(judged.line.plain) for judged in near)


def is_of_book(page: Sequence[Judged], index: int) -> bool:
    """Tell the name of a book alone, above who made it and what it costs."""
    rules = load_rules("others")
    if not rules["book"].search(page[index].line.plain):
        return False
    below = page[index + 1 : index + 2 + _PAPER_LINES]
    return any(rules["book_data"].search(judged.line.plain) for judged in below)


def _is_answer(page: Sequence[Judged], plain: str) -> bool:
    """Tell one of the readers who answer another, on a page that names who asked."""
    rules = load_rules("others")
    if not rules["answered"].search(plain):
        return False
    return any(rules["asked"].search(judged.line.plain[:LONGEST_LINE]) for judged in page)


def name_lines(page: Sequence[Judged], where: range, body: Body) -> Iterator[Byline]:
    """Yield lines of nothing but a name, unless the article is about that person."""
    paragraphs = (j.line.plain for j in page[body.first : body.last + 1])
    topics = "\n".join(plain for plain in paragraphs if len(plain) > MOST_NAMES)
    owners = "\n".join(
        j.line.plain for j in page[-_FOOTER_LINES:] if any(f.rule == "copyright" for f in j.found)
    )
    buttons = load_rules("others")["button"]
    posts = "\n".join(j.line.plain for j in page if "さんの" in j.line.plain)
    for index in where:
        judged = page[index]
        plain = judged.line.plain
        if judged.found or judged.is_date or len(plain) > LONGEST_LINE or _is_of_roll(page, index):
            continue
        if _is_of_paper(page, index):
            continue
        is_owner = plain in owners and not is_japanese_person(plain.replace(" ", ""))
        if _takes_part(page, index) or is_owner or buttons.search(plain):
            continue
        if any(f"{plain}さんの{said}" in posts for said in _SAID_BELOW):
            continue
        if _is_row_of_names(plain):
            yield Byline(plain, index)
            continue
        name = clean_name(_without_outlet(plain))
        if not name or topics.count(name) > 1 or name in topics[:200]:
            continue
        certain = is_certain_name(name)
        if certain and not is_person(name):
            continue
        is_due = index - 1 in where and _is_by(page[index - 1])
        named = (certain and judged.line.is_japanese) or (is_due and may_be_name(name))
        if named or (not certain and name not in topics and is_japanese_person(name)):
            yield Byline(name, index)


def _is_of_roll(page: Sequence[Judged], index: int) -> bool:
    """Tell a line of those who were present, each with his part in brackets before the name."""
    near = (page[i] for i in (index - 1, index + 1) if 0 <= i < len(page))
    parts = load_rules("others")["part_before"]
    if parts.match(page[index].line.plain) and "、(" in page[index].line.plain:
        return True
    return bool(parts.match(page[index].line.plain)) and any(
        parts.match(judged.line.plain) for judged in near
    )


def _takes_part(page: Sequence[Judged], index: int) -> bool:
    """Tell one of those whom a heading above names as taking part in a talk."""
    rule = load_rules("others")["participants"]
    for above in range(index - 1, max(-1, index - 1 - _MOST_SPEAKERS), -1):
        if rule.match(page[above].line.plain):
            return True
        if page[above].is_prose or page[above].line.length > MOST_NAMES:
            return False
    return False


def _is_row_of_names(plain: str) -> bool:
    """Tell several names with a comma between them, one of which at least reads as a person's."""
    parts = plain.split("、") if len(plain) <= MOST_NAMES else []
    return len(parts) > 1 and all(map(may_be_name, parts)) and any(map(is_japanese_person, parts))


def _without_outlet(plain: str) -> str:
    """Return the line without the outlet behind the name: 海野 太一 港町新聞."""
    before, _, last = plain.rpartition(" ")
    is_outlet = load_rules("publishers")["outlet"].search(last) and not _ADDRESS.search(last)
    return before if before and is_outlet else plain


def _is_by(judged: Judged) -> bool:
    """Tell a label that has a line of its own, the name being in the next one."""
    return bool(load_rules("others")["label"].search(judged.line.plain.rstrip(" :")))


def is_byline(judged: Judged) -> bool:
    """Tell a line that names a writer by its form alone."""
    plain = judged.line.plain
    if len(plain) > LONGEST_LINE or judged.line.ends_sentence:
        return False
    rules = load_rules("authors")
    if any(
        rules[rule].search(plain)
        for rule in (
            *SURE_RULES,
            "staff",
            "written_by",
            "with_post",
            "foreign_with_post",
            "with_role",
            "foreign_with_role",
            "to_follow",
            "desk",
        )
    ):
        return True
    found = rules["with_colon"].search(plain) or rules["with_mail"].search(plain)
    if found and is_person(clean_name(found["name"])):
        return True
    found = (
        rules["bracketed"].search(plain)
        or rules["reader_with_job"].search(plain)
        or rules["reader"].search(plain)
    )
    return bool(found and is_person(clean_name(found["name"]))) or _is_person_line(plain)


def _is_person_line(plain: str) -> bool:
    """Tell a line of nothing but names: 海野太一/山川花子, or of one with his office and post."""
    name = clean_name(plain)
    if " " in plain and name != plain and plain.removesuffix(" 氏").endswith(name):
        return is_person(name)
    parts = [clean_name(part) for part in _BETWEEN_NAMES.split(plain)]
    return len(plain) <= MOST_NAMES and all(part and is_person(part) for part in parts)


def _holds_outlet(name: str) -> bool:
    """Tell a name that an outlet's is a part of, or a word of a page's: 港町新聞 電子版, 検索."""
    outlet, words = load_rules("publishers")["outlet"], load_phrases().all_words
    return any(outlet.search(part) or part in words for part in (name, *name.split()))


def is_person(name: str) -> bool:
    """Tell a person's name, by its form or by the dictionary, from an outlet's."""
    if is_certain_name(name):
        words = _KATAKANA.match(name) and all(map(is_word, name.split("・")))
        return not (words or is_phrase(name) or _holds_outlet(name))
    return may_be_name(name) and is_japanese_person(name)
