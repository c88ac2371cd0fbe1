"""How a sentence holds what it says: expressions to kind and likelihood.

The table is lexicon/modality.yaml. A Japanese sentence closes with its modals, so the
outermost expression is the one that ends last; an attitude (とみられる, と思う) yields to a
modal right inside it (可能性があるとみられる is a possibility).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from rkbrief.analysis.probabilities import find_probabilities, step_of
from rkbrief.language.remembering import remembered
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.model import Likelihood, Modality, ModalityKind, Span

Role = Literal["modal", "opinion", "adverb", "outlook"]

_PAST = re.compile(
    r"っ?た(?:[。、」』]|$|が|と|も|け|ため|こ)|(?:だ|であ|で)?った|でした|ました|て?いた(?!め|[。」]?と)"
)
_ASKED = re.compile(
    r"(?:ます)?(?:の|ん)?(?:だろう|でしょう)?か(?:どうか)?(?:[はがもをに、。？?]|$|と|につ)"
)
_BEFORE_NOUN = re.compile(
    r"(?!一方|中[、でに]|上[、に]|反面|限り|点|以上|半面|(?:情勢|状況|展開|様相|局面|雲行き)(?:だ|です|で?あ|に|。))[一-龥々ァ-ヴA-Za-z0-9０-９]"
)
_DENIED = re.compile(
    r"(?:て?[いお]り?)?(?:ま?せん|ない|なく|なかっ|らず|ず(?=[、。に]))|(?<=く)[はも]?(?:な[いくか]|ありませ)"
)
"""Behind an expression, what turns its own word round: 考えられ|ません, 検討しており|ません."""
_ONLY = re.compile(r"しか[^、。「」]*$")
_PARTICLES = frozenset("がをもはに、")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_LINK = re.compile(
    r"(?:い|(?:だ|です|である)(?=[」』]))?[」』]?(?:の|こと|もの)?(?:だ|である|で|が|は|も|を|に|と|な)?(?:と|か)?(?:は|の|も)?"
    r"|[」』]?と、?[^、。「」]{2,30}[はがも]、?"
)
"""Grammar alone, or the subject of the attitude: 恐れがあると、専門家は|予測している."""
_WITH_ODDS = re.compile("で(?!あ|す|し|はな|もな|、?(?:は|も)?[。」]|$)、?(?P<what>[^、。]{2,})")
_ENDS_OF_CHANCES = frozenset("率性算")  # 確率, 可能性, 公算
_OF_A_NOUN = re.compile("[うくぐすつぬぶむる](?!上|中|一方|見|恐れ|可能|公算)[一-龥々ァ-ヴ]")
"""A verb before the noun that it describes: 三割の確率で|起きる地震に備える."""
_IS_SO_LIKELY = re.compile("[のとん率性算](?:は|が|も)、?$")
"""Before odds that are what is said: 雨が降るのは|三割の確率で、平年より低い."""
_QUOTED = re.compile(
    r"[ぁ-ん]{0,3}[。！]?[」』](?:など)?(?:と、?[^、。「」]{2,28}[はがも]、?|と?、?)"
)
"""The end of a quotation behind its modal, and who feels so: はずだ|」と社長は|期待を寄せる."""


class CueRule(Struct, frozen=True, gc=False):
    """A row of the table.

    ``needs`` are literals, one of which stands in any match; ``given`` and ``unless`` must and
    must not be found before it; ``with_only`` is the likelihood after しか, whose ない belongs
    to what is claimed; ``traits`` are as the table explains them.
    """

    name: str
    kind: ModalityKind
    likelihood: Likelihood | None
    role: Role
    needs: tuple[str, ...]
    pattern: str
    given: str | None
    unless: str | None
    with_only: Likelihood | None
    traits: frozenset[str]


class Cue(Struct, frozen=True, gc=False):
    """An expression where it stands. ``probability`` is (low, high) in percent or None.

    ``past`` when the expression itself is in the past tense, ``asked`` inside a question,
    ``attributive`` right before the noun it describes.
    """

    rule: str
    kind: ModalityKind
    likelihood: Likelihood | None
    role: Role
    span: Span
    text: str
    past: bool = False
    asked: bool = False
    attributive: bool = False
    probability: tuple[float, float] | None = None
    traits: frozenset[str] = frozenset()

    @property
    def decides(self) -> bool:
        """Tell whether the expression closes a clause of the writer's own."""
        return not (self.asked or self.attributive)


@cache
def cue_rules() -> tuple[CueRule, ...]:
    """Return the rows of lexicon/modality.yaml."""
    return tuple(
        CueRule(
            name=row["name"],
            kind=row["kind"],
            likelihood=row.get("likelihood"),
            role=row["role"],
            needs=tuple(row["needs"]),
            pattern=row["pattern"],
            given=row.get("given"),
            unless=row.get("unless"),
            with_only=row.get("with_only"),
            traits=frozenset(row.get("traits", ())),
        )
        for row in load_table("modality")["rules"]
    )


@cache
def _needed_words() -> Mapping[str, list[tuple[str, int]]]:
    """Return every needed word with the place of its rule, by the word's first character.

    One cheap pass sorts rules out.
    """
    words: dict[str, list[tuple[str, int]]] = {}
    for at, rule in enumerate(cue_rules()):
        for word in rule.needs:
            words.setdefault(word[0], []).append((word, at))
    return words


@remembered(256)  # asked of one clause by several
def find_cues(text: str) -> tuple[Cue, ...]:
    """Return the modal expressions of ``text`` ordered by where they end, the longest last.

    Expressions inside brackets are left out, and so is one that lies wholly inside another.
    """
    plain = without_brackets(text)
    found = sorted(_read_all(plain), key=lambda c: (c.span.end, -c.span.start))
    kept: list[Cue] = []
    widest = Span(len(text) + 1, len(text) + 1)
    for cue in reversed(found):
        if widest.start > cue.span.start or widest == cue.span:
            kept.append(cue)
            widest = cue.span
    return tuple(reversed(kept))


def without_brackets(text: str) -> str:
    """Return ``text`` with what stands in round brackets blanked, every offset kept."""
    if "(" not in text and "（" not in text:
        return text
    return _BRACKETED.sub(lambda m: " " * len(m[0]), text)


def _read_all(text: str) -> Iterator[Cue]:
    rules = cue_rules()
    needed = _needed_words()
    begun = (pair for char in needed.keys() & set(text) for pair in needed[char])
    for at in sorted({at for word, at in begun if word in text}):
        rule = rules[at]
        for match in compile_pattern(rule.pattern).finditer(text):
            if rule.unless and compile_pattern(rule.unless).search(text, 0, match.start()):
                continue
            if rule.given and not compile_pattern(rule.given).search(text, 0, match.start()):
                continue
            if rule.role != "adverb" and _DENIED.match(text, match.end()):
                continue
            if rule.kind == "plan" and compile_rules("modality", "hindered").match(
                text, match.end()
            ):
                continue
            yield _cue_at(text, rule, Span(*match.span()))
    for found in find_probabilities(text):
        yield Cue(
            "stated probability",
            "estimate",
            step_of(found),
            "adverb" if _goes_with_verb(text, found.span) else "modal",
            found.span,
            found.span.of(text),
            probability=found.bounds,
            traits=frozenset({"ahead"}),
        )


def _goes_with_verb(text: str, span: Span) -> bool:
    """Tell whether odds only say how likely the verb behind them is: 三割の確率で|雨が降る."""
    told = _WITH_ODDS.match(text, span.end)
    if told is None or text[span.end - 1] not in _ENDS_OF_CHANCES:
        return False
    return not _OF_A_NOUN.search(told["what"]) and not _IS_SO_LIKELY.search(text, 0, span.start)


def _cue_at(text: str, rule: CueRule, span: Span) -> Cue:
    only = rule.with_only if _ONLY.search(text, 0, span.start) else None
    role = "adverb" if rule.role == "modal" and _goes_with_verb(text, span) else rule.role
    return Cue(
        rule=rule.name,
        kind=rule.kind,
        likelihood=only or rule.likelihood,
        role=role,
        span=span,
        text=span.of(text),
        past=_PAST.match(text, span.end) is not None,
        asked=_ASKED.match(text, span.end) is not None,
        attributive=(
            role != "adverb"
            and text[span.end - 1] not in _PARTICLES
            and not text.endswith("あり", span.start, span.end)
            and _BEFORE_NOUN.match(text, _end_of_verb(text, span.end)) is not None
        ),
        traits=rule.traits,
    )


def _end_of_verb(text: str, end: int) -> int:
    """Return where the passive that an expression cuts short ends: とみられ|る."""
    return end + 1 if text[end - 1 : end + 1] == "れる" else end


def outermost(text: str, cues: tuple[Cue, ...]) -> Cue | None:
    """Return the expression of ``cues`` that decides how ``text`` is held, None for none."""
    deciding = [c for c in cues if c.decides and c.role != "adverb"]
    if not deciding:
        adverbs = [c for c in cues if c.role == "adverb" and not c.asked]
        return adverbs[-1] if adverbs else None
    last = deciding[-1]
    for inner in reversed(deciding[:-1]):
        within = last.role == "opinion" and closes_on(text, inner, last)
        if last.probability or not (within or is_felt_about(text, inner, last)):
            break
        last = inner
    return last


def closes_on(text: str, inner: Cue, outer: Cue) -> bool:
    """Tell whether nothing but grammar stands between two expressions."""
    between = text[inner.span.end : max(outer.span.start, inner.span.end)]
    return _LINK.fullmatch(between) is not None


def is_felt_about(text: str, inner: Cue, outer: Cue) -> bool:
    """Tell whether ``outer`` is felt about a quotation that ``inner`` closes, which decides.

    So it is in 「赤字は減るだろう」と期待する and 「値崩れは避けられない」と懸念を示す.
    """
    between = text[inner.span.end : max(outer.span.start, inner.span.end)]
    quoted = "felt" in outer.traits and _QUOTED.fullmatch(between) is not None
    return quoted and inner.kind == "estimate" and inner.likelihood != "undetermined"


def read_modality(sentence: str) -> Modality:
    """Return how ``sentence`` holds what it says, by its outermost expression.

    ``kind`` is none where nothing says so; then ``likelihood`` may still be given by a
    categorical denial (あり得ない). Never raises.
    """
    cue = outermost(sentence, find_cues(sentence))
    if cue is None:
        return Modality("none", None, None)
    return Modality(
        cue.kind, cue.likelihood, cue.span.of(sentence), cue.span, cue.rule, cue.probability
    )
