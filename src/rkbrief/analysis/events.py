"""Acts under one name, however they are spelled, and whether a sentence tells them as done.

利上げする, 利上げに踏み切った and 追加利上げを決めた are one act, 打ち上げられる and
打ち上げに成功した another. Verbs are read by the conjugations of school grammar, nouns by the
light verbs of lexicon/joining.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought

Outcome = Literal["done", "undone", "dropped", "put off"]

_K = "々\u4e00-\u9fff"
_NOUN = (
    rf"(?:[{_K}ァ-ヴー]{{2,8}}"
    rf"|[{_K}]{{1,4}}[ぁ-ん]?[{_K}]{{0,1}}[げきりいめえち](?=[をがにはすし]))"
)
_SURU = re.compile(
    rf"(?P<noun>{_NOUN})(?:を|が|に)?(?P<passive>される|され)?(?:する|できる|した|し)?$"
)
_JOINT = r"(?:(?![をにがはでとものへ])[ぁ-ん])?"
_VERB = re.compile(rf"(?:[{_K}]{_JOINT})?[{_K}][ぁ-ん]{{1,5}}$")
_ONE_STEP = "いきしちにひみりぎじびえけせてねへめれげぜべ"
_ROW = {
    "う": "わい", "く": "かき", "ぐ": "がぎ", "す": "さし", "つ": "たち", "ぬ": "なに",
    "ぶ": "ばび", "む": "まみ", "る": "らり",
}  # fmt: skip
_PAST = {
    "う": "った", "く": "いた", "ぐ": "いだ", "す": "した", "つ": "った", "ぬ": "んだ",
    "ぶ": "んだ", "む": "んだ", "る": "った",
}  # fmt: skip


class Act(Struct, frozen=True, gc=False):
    """What a clause says is done: its name, where its words begin, and the voice."""

    name: str
    start: int
    passive: bool


class Told(Struct, frozen=True, gc=False):
    """An act in a report, at ``[start, end)``, and what became of it.

    ``is_state`` where it is told as what holds: 可決されています, 鎮圧に至っていない.
    """

    name: str
    start: int
    end: int
    outcome: Outcome
    passive: bool
    is_state: bool = False


def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_table("joining")["resolution"]
    return table


@cache
def _names() -> Mapping[str, str]:
    """Return the acts that are another word for one, with that one."""
    return {act: group[0] for group in load_table("joining")["same_acts"] for act in group}


def keep_things(aliases: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the spellings of a corpus but for words for acts: 合意 for 協議 hides an act."""
    return {
        name: [s for s in spellings if s not in _names()] for name, spellings in aliases.items()
    }


def name_act(act: str) -> str:
    """Return one name for an act and its synonyms: 調印 is 署名."""
    return _names().get(act, act)


@cache
def _opposites() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in load_table("joining")["opposite_acts"]:
        for act, against in ((name_act(one), name_act(other)), (name_act(other), name_act(one))):
            found[act] = (*found.get(act, ()), against)
    return found


def opposites(act: str) -> tuple[str, ...]:
    """Return the acts that exclude ``act``: 否決 and 廃案 of 成立."""
    return _opposites().get(act, ())


@cache
def moves() -> frozenset[str]:
    """Return the acts that happen again and again: 上昇."""
    return frozenset(name_act(a) for a in load_table("joining")["moves"])


@cache
def recurring() -> frozenset[str]:
    """Return the acts of every meeting, which count within the time of a forecast: 据え置き."""
    return frozenset(name_act(a) for a in load_table("joining")["recurring"])


def _stems(verb: str) -> tuple[str, str]:
    """Return the stem of a verb in the dictionary form and its row, ``"one"`` for 上げる."""
    if (
        verb.endswith("る")
        and verb[-2:-1] in _ONE_STEP
        and verb not in load_table("joining")["godan"]
    ):
        return verb[:-1], "one"
    return verb[:-1], verb[-1]


def _lemma(form: str) -> tuple[str, bool] | None:
    """Return the dictionary form of a verb that closes a claim, and whether it is passive."""
    if form.endswith("られる") and form[-4:-3] in _ONE_STEP:
        return form[:-3] + "る", True
    if form.endswith("れる") and len(form) > 3:  # noqa: PLR2004 - 取れる is a verb itself
        row = next((final for final, row in _ROW.items() if row[0] == form[-3]), None)
        if row:
            return form[:-3] + row, True
    if form[-1] in _ROW:
        return form, False
    row = next((final for final, row in _ROW.items() if row[1] == form[-1]), None)
    return (form[:-1] + row, False) if row else None


def read_act(claim: str) -> Act | None:
    """Return the act that closes a claim without its modal, None when it is no plain act.

    ``claim`` is in NFKC. The last verb counts: 行う and the like give the noun before them.
    """
    claim = re.sub(r"(?:こと|の|と|は|も|が|という)+$", "", claim.rstrip(" 、。"))
    light = re.compile(rf"(?P<noun>{_NOUN})(?:を|が|に|は){_table()['light']}$").search(claim)
    if light:
        return Act(name_act(light["noun"]), light.start(), "れる" in light[0])
    noun = _SURU.search(claim)
    if noun and noun.end() > noun.end("noun"):
        return Act(name_act(noun["noun"]), noun.start(), bool(noun["passive"]))
    verb = _VERB.search(claim)
    if verb:
        for start in (verb.start(), verb.start() + 1, verb.start() + 2):
            lemma = _lemma(claim[start:]) if len(claim) - start > 1 else None
            if lemma and (lemma[0] in _names() or _is_compound(lemma[0])):
                return Act(name_act(lemma[0]), start, lemma[1])
    return None


def read_nominal_act(claim: str) -> Act | None:
    """Return the act that closes a claim as a noun: 議案の否決は(避けられない), 妥結は(五分五分だ).

    Only acts of the lexicon count: any noun may stand there.
    """
    claim = re.sub(r"(?:の|が|は|も)+$", "", claim.rstrip(" 、。"))
    noun = _nominal().search(claim)
    return Act(name_act(noun["noun"]), noun.start("noun"), passive=False) if noun else None


@cache
def _nominal() -> re.Pattern[str]:
    """Return what closes a claim with a known act: behind の, a date or nothing, no compound."""
    pairs = load_table("joining")["opposite_acts"]
    known = {*_names(), *(act for pair in pairs for act in pair)}
    nouns = sorted(act for act in known if act[-1] not in _ROW)
    return re.compile(rf"(?:^|の|[はが、])(?P<noun>{'|'.join(map(re.escape, nouns))})$")


def _is_compound(lemma: str) -> bool:
    """Tell whether a verb is made of two (打ち上げる): such a one says enough by itself."""
    return re.match(rf"[{_K}]{_JOINT}[{_K}]", lemma) is not None


@cache
def _spellings(name: str) -> tuple[Sought, ...]:
    """Return what tells an act as done, undone, dropped, put off, done first and as a state.

    All but the first two take a noun.
    """
    members = {name, *(a for a, n in _names().items() if n == name)}
    verbs = [m for m in members if m[-1] in _ROW and len(m) > 1]
    nouns = [m for m in members if m not in verbs]
    nouns += [s for s, row in map(_stems, verbs) if row == "one"]
    noun = "|".join(map(re.escape, sorted(nouns, key=lambda n: (-len(n), n)))) or "(?!)"
    table = _table()
    decided = f"|{table['decided']}" if name in map(name_act, table["decisions"]) else ""
    past = "|".join(_past(v, lasts=name in recurring()) for v in verbs) or "(?!)"
    negative = "|".join(_negative(v) for v in verbs) or "(?!)"
    of_noun = (
        rf"(?:{noun}){table['between']}(?:{table['dropped']})",
        rf"(?:{noun}){table['between']}(?:{table['put_off']})",
        rf"(?:{noun})(?:{table['done_first']})",
        rf"(?:{noun})(?:{table['done_state']})",
    )
    return (
        Sought(rf"(?:{past}|(?:{noun})(?:{table['done']}{decided}))"),
        Sought(rf"(?:{negative}|(?:{noun})(?:{table['undone']}))"),
        *(Sought(pattern, nouns or [noun]) for pattern in of_noun),
    )


def _past(verb: str, *, lasts: bool = False) -> str:
    """Return the past forms of a verb, with 据え置いていた where the act ``lasts``."""
    stem, row = _stems(verb)
    if row == "one":
        return rf"{stem}(?:られ)?(?:た|ました)"
    past = _PAST[row]
    held = rf"|{past[:-1]}{'で' if past[-1] == 'だ' else 'て'}い(?:た|ました)" if lasts else ""
    return rf"{stem}(?:{past}|{_ROW[row][1]}ました|{_ROW[row][0]}れ(?:た|ました){held})"


def _negative(verb: str) -> str:
    stem, row = _stems(verb)
    if row == "one":
        return rf"{stem}(?:られ)?なかった"
    return rf"{stem}(?:{_ROW[row][0]}(?:れ)?なかった)"


_OUTCOMES: tuple[Outcome, ...] = ("done", "undone", "dropped", "put off", "done", "done")
_FIRST, _STATE = 4, 5
_NOT_YET = ("いない", "いません")
_ENDS_PAST = re.compile(r"[ただ](?:という|とのこと(?:だ|です))?[。」]*$")
_NOUN_BEHIND = re.compile(rf"[{_K}ァ-ヴA-Z「]")


@cache
def _plain() -> Sought:
    """Return what may stand behind a past form for it to be told as a fact."""
    return compile_pattern(_table()["happened"]["pattern"])


def ends_in_past(text: str) -> bool:
    """Tell whether a sentence ends in a past form, which holds for its earlier clauses, too."""
    return _ENDS_PAST.search(text) is not None


def is_told_as_fact(text: str, end: int) -> bool:
    """Tell whether the past form that ends at ``end`` is told as a fact."""
    return _plain().match(text[end:]) is not None


@cache
def list_stems(name: str) -> tuple[str, ...]:
    """Return the beginnings by which the spellings of an act can be found."""
    members = {name, *(a for a, n in _names().items() if n == name)}
    return tuple(_stems(m)[0] if m[-1] in _ROW and len(m) > 1 else m for m in members)


def tell_outcomes(text: str, name: str) -> Iterator[Told]:
    """Yield each place where ``text`` (NFKC) tells what became of the act ``name``."""
    past = ends_in_past(text)
    for n, (pattern, outcome) in enumerate(zip(_spellings(name), _OUTCOMES, strict=True)):
        if n == _FIRST and not past:
            continue
        for match in pattern.finditer(text):
            if is_told_as_fact(text, match.end()):
                is_state = n == _STATE or match[0].endswith(_NOT_YET)
                yield _told(name, match, outcome, is_state=is_state)


def describe_nouns(text: str, name: str) -> Iterator[Told]:
    """Yield each place where a past form of the act describes the noun behind it.

    3月6日に署名された|文書: the noun begins where what is told ends.
    """
    for match in _spellings(name)[0].finditer(text):
        if _NOUN_BEHIND.match(text, match.end()):
            yield _told(name, match, "done", is_state=False)


def _told(name: str, match: re.Match[str], outcome: Outcome, *, is_state: bool) -> Told:
    passive = re.search(r"[わかがさたなばまら]れ", match[0]) is not None
    return Told(name, match.start(), match.end(), outcome, passive, is_state)
