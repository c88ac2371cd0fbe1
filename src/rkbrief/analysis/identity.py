"""Whether what a claim and a report speak of is one thing.

Two phrases name one thing when their heads agree and nothing in either is foreign to the
other's article: another number (2号機), name or place tells another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rkbrief.analysis.arguments import Phrase, read_phrase
from rkbrief.lexicon import load_table

_COINED = re.compile(r"[A-Za-z0-9ぁ-ん]")
"""In a name: one that was made for the thing (H9, あさぎり3), not a common noun (ダム)."""
_HEAD = 2
"""Kanji that tell what kind of thing a compound names: 協議 of 通商協議."""
_SPECIFIC = 4
"""Kanji in a row that make a phrase tell one thing from others: 動物愛護法."""


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether one name shortens the other: 中銀 and 中央銀行, both beginning alike."""
    if len(short) < 2 or short[0] != long[:1] or long.startswith(short):  # noqa: PLR2004
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def _alike(one: str, other: str, beside_one: str, beside_other: str) -> bool:
    """Tell whether two words name one thing; what the longer adds stands beside the shorter."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other, beside_one = other, one, beside_other
    if len(one) > 1 and other.removeprefix(one) in load_table("joining")["counts"]:
        return True
    if len(one) > 1 and other.endswith(one):
        return other.removesuffix(one) in beside_one
    return _is_short_for(one, other)


def _same_numbers(one: Phrase, other: Phrase) -> bool:
    """Tell whether the numbers of the first stand in the second: 2工場 is not 1工場."""
    return one.numbers <= other.numbers or not one.numbers


def names_same(one: Phrase, other: Phrase, text: str, other_text: str) -> bool:
    """Tell whether two phrases name one thing; the texts are those of their whole articles."""
    if one.stands_for_another or other.stands_for_another:
        known, beside = (other, text) if one.stands_for_another else (one, other_text)
        return known.stands_for_another or is_known(known, beside)
    if not _same_numbers(one, other):
        return False
    whole, other_whole = (re.sub("[「」のな]", "", p.text) for p in (one, other))
    if whole == other_whole or _is_short_for(whole, other_whole):
        return True
    if not all(name in other_text for name in one.names):
        return False
    if not all(name in text for name in other.names):
        return False
    return _same_words(one, other, text, other_text)


def _same_words(one: Phrase, other: Phrase, text: str, other_text: str) -> bool:
    """Tell whether the kanji words agree: the heads, and no word foreign to the other side."""
    if not one.words or not other.words:
        return bool(one.names & other.names)
    heads = _alike(one.words[-1], other.words[-1], text, other_text)
    if not heads and not one.names & other.names:
        return False
    known = _covers(one, other, other_text, text) and _covers(other, one, text, other_text)
    return known or any(_COINED.search(name) for name in one.names & other.names)


def _covers(one: Phrase, other: Phrase, other_text: str, text: str) -> bool:
    """Tell whether every word of a phrase stands in the other phrase or its article."""
    manners = load_table("joining")["manners"]
    return all(
        w in other_text or w in manners or any(_alike(w, v, text, other_text) for v in other.words)
        for w in one.words
    )


def is_known(phrase: Phrase, text: str) -> bool:
    """Tell whether every word and name of a phrase stands in ``text``."""
    return all(w in text for w in (*phrase.words, *phrase.names))


def agree(claimed: Sequence[Phrase], told: Sequence[Phrase], text: str, other_text: str) -> bool:
    """Tell whether a report speaks of all that a claim names and of nobody else."""
    pairs: dict[int, Phrase] = {}
    swapped = _has_both(claimed) and _has_both(told)
    plain_first = sorted(enumerate(told), key=lambda told_at: told_at[1].stands_for_another)
    for phrase in sorted(claimed, key=lambda p: p.stands_for_another):
        partner = next(
            (
                n
                for n, q in plain_first
                if n not in pairs
                and (not swapped or _fits(phrase, q))
                and names_same(phrase, q, text, other_text)
            ),
            None,
        )
        if partner is not None:
            pairs[partner] = phrase
        elif (
            phrase.role != "subject"
            or _names_subject(told)
            or (not phrase.stands_for_another and not is_known(phrase, other_text))
        ):
            return False
    named = any(p.names for p in pairs.values())
    return all(
        n in pairs
        or _is_light(q)
        or q.role not in {"subject", "object"}
        or named
        or is_known(q, text)
        for n, q in enumerate(told)
    )


def is_marked(claimed: Sequence[Phrase], title: str, other_text: str) -> bool:
    """Tell whether a claim that agrees with a report is of one thing and not of any of a kind.

    It names something, or two things, or what its title begins with, or the report's article
    speaks of what the title begins with: 売上高 alone is everybody's.
    """
    named = [p for p in claimed if p.words or p.names]
    persons = tuple(load_table("joining")["persons"])
    if (
        any(p.names or p.words[-1].endswith(persons) for p in named)
        or len([p for p in named if not p.stands_for_another]) > 1
    ):
        return True
    if not title:
        return any(len(w) >= _SPECIFIC for p in named for w in p.words)
    first = read_phrase(re.split(r"[、\s]", title, maxsplit=1)[0], "subject")
    if any(
        title.startswith(p.text) or (first and _is_short_for(first.text, p.text)) for p in named
    ):
        return True
    return first is not None and is_known(first, other_text)


def _is_light(phrase: Phrase) -> bool:
    """Tell whether a phrase only says how: 追加の, 正式な."""
    return not phrase.names and set(phrase.words) <= set(load_table("joining")["manners"])


def _names_subject(phrases: Iterable[Phrase]) -> bool:
    return any(p.role == "subject" for p in phrases)


def _has_both(phrases: Iterable[Phrase]) -> bool:
    return {"subject", "object"} <= {p.role for p in phrases}


def _fits(one: Phrase, other: Phrase) -> bool:
    return one.role == other.role or not {one.role, other.role} <= {"subject", "object"}


def shares_topic(title: str, told: Sequence[Phrase], text: str) -> bool:
    """Tell whether a report is on what an article is about, for a claim that leaves it out.

    ``title`` is the article's, in NFKC: all that it names must stand in ``text``; where it
    names nothing, its first phrase must be who the report is about.
    """
    whole = read_phrase(title, "subject")
    if whole is None:
        return False
    names, numbered = set(whole.names), tuple(load_table("joining")["numbered"])
    names |= {n + c for c, n in whole.numbers if c.startswith(numbered)}
    if names:
        plain = re.sub("[「」]", "", text)
        return all(name in plain for name in names) and any(
            p.names & whole.names or any(w in title for w in p.words) for p in told
        )
    first = read_phrase(re.split(r"[、\s]", title, maxsplit=1)[0], "subject")
    return first is not None and any(
        p.role == "subject" and names_same(first, p, title, text) for p in told
    )


def goes_on(before: str, told: Sequence[Phrase], text: str) -> bool:
    """Tell whether a report is on what the sentences before a claim are about.

    For a claim that leaves out its topic: ``before`` names the thing that the report tells of,
    by its head at least (協議 of 通商協議), and ``text``, the claim's article, all that the report
    names. Several things of which the report tells, or of that kind, are too many.
    """
    named = [p for p in told if p.role in {"subject", "object", "matter"} and p.words]
    if len(named) != 1 or named[0].stands_for_another or len(named[0].words[-1]) < _HEAD:
        return False
    whole, head = named[0].words[-1], named[0].words[-1][-_HEAD:]
    kinds = set(re.findall(rf"[々\u4e00-\u9fff]+{re.escape(head)}", text))
    if head not in before or (len(kinds) > 1 and (whole == head or whole not in before)):
        return False  # 労使協議 beside 合併協議
    return all(is_known(p, text) for p in told if p.role != "で")
