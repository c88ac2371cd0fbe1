"""A sentence to its claims: stretches that each stand under one modal of their own.

Inside a statement a modal that ends a coordinate clause (…とみられ、 …可能性があり、) closes a
claim of its own, and so does a concession under an attitude that governs both halves
(…ものの、…だろうとみる). Two who hold the like may share the last verb (Aは増、Bは減を予想する).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.modality import Cue, closes_on, find_cues, is_felt_about, without_brackets
from rkbrief.analysis.statements import opened
from rkbrief.lexicon import compile_rules
from rkbrief.model import Span

_COORDINATE = re.compile(
    r"(?:あ|なっ|っ|多|強|根強|広が|出て?|高ま|くすぶ|流れ|絶えな|浮上す)?(?:[るいたきくりすんむ]|です|ます|ている|ており|て|おり|だ|である|で|だが|だろう|でしょう)?"
    r"(?:だろう|でしょう)?(?:と(?:の|い|し|み|述|語|話|指|説|分|警|強|予|さ|はじ|見|試|推)[^、]{0,14}?)?"
    r"(?:[のん](?:です|だ))?(?:が|けれども?|けど|し|ものの|一方(?:で|、)?|も|反面|半面|ながら|ほか|のに対し(?:て)?)?\s*、"
)
_CAUSAL = re.compile(
    r"[^、]{0,6}(?:ため(?:に)?|ので|から|こと(?:から|で|により)|として|とし|中で?|上)、"
    r"|(?:ため|ので|から)(?=[^、。]{0,12}(?:注意|警戒|備え|用心|気を[付つ]け|心[が掛]け))"
)
_CONCESSION = re.compile(
    r"(?P<end>[うくぐつぬぶむる]|(?<!で)す|(?:[わかさたなばまられしきじちみびりせえけげめ])ない)(?:が|ものの|一方(?:で)?)、"
)
_ALTERNATIVE = re.compile(r"[いるだ]?し、[^、]{1,14}(?:かも|だろう|でしょう)")
_STATE = re.compile(
    r"(?:(?:てい|でい|てお|であ|があ|はあ|もあ|にあ|がい|もい)る|[をも]伴う|要する|異なる|(?:て|で|が|も)い?ます|あります)$"
)
_GOVERNING = re.compile(r"とみ|と見|見通し|見方|予想|予測|見込み")
_WORD_REST = re.compile(
    r"[ぁ-ん]{0,8}?(?=(?<!こ)と|こと|が\s*、|けれ|もの|など|[。、」』？！]|$|という|ため|から、|ので|一方)"
)
_REPORTED = re.compile(
    "(?:に(?:すぎ|過ぎ)ない|程度|前後|ほど|近く|以上|以下)?(?:だ|である)?」?と|[ぁ-ん]{0,4}」、?と"
)
"""Who says so, behind a modal or the rest of its word: 高い」と、|ありま|せん」と、."""
_INFLECTION = re.compile(r"[ぁ-ん]{0,6}")
_PREDICATE_REST = re.compile(r"[^、。「」]{1,10}(?=[、。」]|$)")
_MIN_TAIL = 12
_SOFT_LINK = re.compile(
    r"(?:ほど|程度|前後|以上|以下|くらい)?[」』]?(?:といったところ|というところ|の|こと|もの)?(?:(?:と|も)?(?:(?:言|い)(?:え|って(?:も)?(?:い|よ)い)|(?:考え|[見み]|思っ)て(?:も)?(?:い|よ)い))?(?:る|い|の|ん)?"
)
_LIKE = re.compile("(?:る|い|の)?")  # あり得|る|ように見える
_PROGRESSIVE = re.compile(r"(?:て?い)?(?:る|た)?")
_FRAME_REACH = 12
_MIN_PART = 8
_DOUBTS = frozenset({"unlikely", "very_unlikely", "almost_no_chance"})
"""Likelihoods of a doubt, which is of its own clause and not of what is conceded before it."""


class Claim(Struct, frozen=True, gc=False):
    """What one modal governs, in code points of the sentence.

    ``span`` covers the clause with its modal, ``proposition`` what stands before the modal.
    ``cue`` is None for a bare clause; ``adverb`` is the last おそらく or 必ず in it. ``plain``
    is True for a clause that borrows the modal of its neighbour. ``closing`` is True when the
    claim ends its statement, ``reason`` is True when it only gives the reason for the rest.
    ``own_holder`` is True when its topic holds it, and not the subject of the verb behind.
    """

    span: Span
    proposition: Span
    cue: Cue | None
    adverb: Cue | None = None
    plain: bool = False
    closing: bool = True
    reason: bool = False
    own_holder: bool = False


def find_claims(text: str, statement: Span) -> tuple[Claim, ...]:
    """Return the claims of one statement of ``text`` in order; at least one, perhaps bare."""
    segment = statement.of(text)
    cues = find_cues(segment)
    kept = _independent(segment, [c for c in _heads(segment, cues) if c.decides])
    claims: list[Claim] = []
    plain = without_brackets(segment)
    start = 0
    for cue, closing, reason in kept:
        first = Span(start, cue.span.start)
        conceded = _shared(segment, first, cue) or _concession(segment, first, cue)
        if conceded is not None:
            claims.append(conceded)
            start = _resume(plain, conceded.span.end)
        before = opened(segment, Span(start, cue.span.start))
        if claims and before.start >= before.end:
            continue  # という見方だ, of the claim that is just closed
        if claims and compile_rules("claims", "quoting").match(segment, before.start):
            continue  # …のではないか、と教授は期待を寄せる
        end = _word_end(plain, cue.span.end)
        span = _trimmed(segment, Span(before.start, end))
        own = bool(claims) and claims[-1].own_holder and claims[-1].cue is cue
        adverb = _adverb(cues, span)
        claims.append(
            Claim(span, before, cue, adverb, closing=closing, reason=reason, own_holder=own)
        )
        start = _resume(plain, end, told=_is_told_on(cue, plain[end:]))
    if not claims or not claims[-1].closing:
        rest = _trimmed(segment, Span(start, len(segment)))
        if not claims or rest.end - rest.start >= _MIN_PART:
            claims.append(Claim(rest, rest, None, _adverb(cues, rest)))
    return tuple(_shifted(c, statement.start) for c in claims)


def _heads(segment: str, cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield the expressions that close something, an attitude folded into the modal inside it."""
    governing = [c for c in cues if c.role != "adverb" and c.kind != "hearsay"]
    for at, cue in enumerate(governing):
        if at and _is_softened(segment, governing[at - 1], cue):
            continue
        if at and governing[at - 1].decides and is_felt_about(segment, governing[at - 1], cue):
            continue
        foretelling = cue.rule == "is forecast" and governing[at - 1].kind != "estimate"
        if (
            at
            and not foretelling
            and cue.role == "opinion"
            and governing[at - 1].decides
            and (
                closes_on(segment, governing[at - 1], cue)
                or _is_of_odds(segment, governing[at - 1], cue)
            )
        ):
            continue
        yield cue


def _is_softened(segment: str, inner: Cue, outer: Cue) -> bool:
    """Tell whether だろう merely softens the modal that it closes on (まずないだろう).

    So does ようだ an attitude of others (減ると予想しているようだ).
    """
    between = segment[inner.span.end : max(outer.span.start, inner.span.end)]
    if inner.kind != "estimate" or not inner.decides:
        return False
    if outer.rule == "seems about to" and inner.likelihood == "possible":
        return not between  # 可能性があり|そうだ
    if outer.rule == "appears" and inner.likelihood == "possible":
        return _LIKE.fullmatch(between) is not None
    if outer.rule == "appears":
        return inner.role == "opinion" and _PROGRESSIVE.fullmatch(between) is not None
    soft = outer.rule in {"presumably", "signs are"}  # 見込めない|だろう, 見込めない|もよう
    firm = ("firm" in inner.traits or inner.probability is not None) and soft
    return firm and _SOFT_LINK.fullmatch(between) is not None


def _is_of_odds(segment: str, inner: Cue, outer: Cue) -> bool:
    """Tell whether ``outer`` is held of the probability stated in the same clause."""
    between = segment[inner.span.end : max(outer.span.start, inner.span.end)]
    return inner.probability is not None and "、" not in between and len(between) <= _MIN_TAIL


def _independent(segment: str, heads: Sequence[Cue]) -> list[tuple[Cue, bool, bool]]:
    """Pick the heads that carry a claim of their own.

    Each comes with whether it ends the statement and whether it is only a reason.
    """
    kept: list[tuple[Cue, bool, bool]] = []
    plain = without_brackets(segment)
    for at, cue in enumerate(heads):
        tail = plain[cue.span.end :].rstrip()
        if _CAUSAL.match(tail):
            kept.append((cue, False, not tail.startswith("」と")))
        elif at == len(heads) - 1 and (
            "、" not in tail[:-1]
            or _REPORTED.match(tail)
            or compile_rules("claims", "only_told").match(tail)
        ):
            kept.append((cue, True, False))
        elif _ALTERNATIVE.match(tail) and heads[at + 1].rule == cue.rule:
            continue
        elif _COORDINATE.match(tail) or segment[cue.span.end - 1] == "、" or _is_told_on(cue, tail):
            kept.append((cue, False, False))
    return kept


def _is_told_on(cue: Cue, tail: str) -> bool:
    """Tell whether a view is only told of behind ``cue``, and the sentence goes on: を|示し、."""
    spoken = cue.role == "opinion" or "told" in cue.traits
    return spoken and compile_rules("claims", "told_on").match(tail) is not None


def _shared(segment: str, before: Span, cue: Cue) -> Claim | None:
    """Return the claim of the first of two who share the verb at ``cue``: Aは二割増、Bは…."""
    if cue.rule not in {"is forecast", "expected", "is estimated"}:
        return None
    pair = compile_rules("claims", "shared_verb").search(segment, before.start, cue.span.end)
    if pair is None or not (name_of_holder(pair["who"]) and name_of_holder(pair["other"])):
        return None
    told = Span(before.start, pair.end("what"))
    return Claim(told, told, cue, None, plain=True, closing=False, own_holder=True)


def _concession(segment: str, before: Span, cue: Cue) -> Claim | None:
    """Return the conceded half in ``before`` when the attitude at ``cue`` governs both halves."""
    view = _GOVERNING.search(segment, cue.span.start, cue.span.end + _FRAME_REACH)
    if "firm" in cue.traits or view is None or cue.likelihood in _DOUBTS:
        return None
    for match in _CONCESSION.finditer(segment, before.start, before.end):
        half = _trimmed(segment, Span(before.start, match.end("end")))
        if half.end - half.start >= _MIN_PART and not _STATE.search(half.of(segment)):
            return Claim(half, half, cue, None, plain=True, closing=False)
    return None


def _word_end(segment: str, end: int) -> int:
    """Return where the word that ``end`` stands in is over: みられ|る, 示|した."""
    rest = _WORD_REST.match(segment, end)
    if segment[end - 1] in "がをも":
        rest = _PREDICATE_REST.match(segment, end)
    if rest is None and "一" <= segment[end - 1] <= "龥":
        rest = _INFLECTION.match(segment, end)  # the stem of a verb: 示|した後
    return rest.end() if rest else end


def _resume(segment: str, end: int, *, told: bool = False) -> int:
    """Return where the next clause begins after the connective at ``end``.

    ``told`` when a view ends there that is told of further: との見方を|示しており、.
    """
    joint = _COORDINATE.match(segment, end) or _CAUSAL.match(segment, end)
    if joint is None and told:
        behind = compile_rules("claims", "told_on").match(segment[end:])
        return end + behind.end() if behind else end
    return joint.end() if joint else end


def _adverb(cues: Sequence[Cue], span: Span) -> Cue | None:
    inside = [c for c in cues if c.role == "adverb" and span.contains(c.span)]
    return inside[-1] if inside else None


def _trimmed(text: str, span: Span) -> Span:
    """Drop blanks, brackets and commas at the start of ``span``, blanks and commas at its end."""
    start, end = opened(text, span).start, span.end
    while start < end and (text[end - 1].isspace() or text[end - 1] == "、"):
        end -= 1
    return Span(start, end)


def _shifted(claim: Claim, by: int) -> Claim:
    return replace(claim, span=claim.span.shifted(by), proposition=claim.proposition.shifted(by))
