"""The record of an earlier brief against the record of now: what came, went and moved.

Both sides are plain records, so a record compared with itself has no difference. A claim or a
figure counts as new only when its words were nowhere in the earlier record, and as gone only
when they are nowhere now: precision before recall.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rkbrief.brief.names import is_same_name
from rkbrief.brief.record import (
    PastFigure,
    PastForecast,
    PastQuestion,
    PastSource,
    PastVoice,
    Record,
)


class Pair(Struct, frozen=True, gc=False):
    """An item of the earlier record and one of now, by their places in the lists."""

    before: int
    now: int


class Move(Struct, frozen=True, gc=False):
    """A named speaker who speaks otherwise than before on the question ``now`` of the record."""

    now: int
    before: PastVoice
    after: PastVoice


class Comparison(Struct, frozen=True, gc=False):
    """What is different. Numbers are places in the lists of the two records.

    ``updated``: sources of which the file has other content. ``corroborated``: facts that
    more sources carry than before; ``before`` -1 for one that was not worth telling.
    ``restanding``: facts that stand otherwise (conflict, range, single). ``reread``: the same
    words with another strength. ``turned``: questions on which the majority, the agreement or
    the confidence is another.
    """

    new_sources: tuple[int, ...] = ()
    updated: tuple[Pair, ...] = ()
    gone_sources: tuple[int, ...] = ()
    new_figures: tuple[int, ...] = ()
    gone_figures: tuple[int, ...] = ()
    corroborated: tuple[Pair, ...] = ()
    restanding: tuple[Pair, ...] = ()
    new_forecasts: tuple[int, ...] = ()
    gone_forecasts: tuple[int, ...] = ()
    resolved: tuple[Pair, ...] = ()
    come_due: tuple[Pair, ...] = ()
    reread: tuple[Pair, ...] = ()
    turned: tuple[Pair, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is different."""
        return self == Comparison()


def compare(before: Record, now: Record) -> Comparison:
    """Return what is different between the record of an earlier brief and that of now."""
    new_sources, updated, gone_sources = _compare_sources(before.sources, now.sources)
    forecasts = _pair_forecasts(before, now)
    figures = _pair_figures(before, now)
    questions = _pair_questions(before, now, forecasts)
    claims = [(before.forecasts[p.before], now.forecasts[p.now], p) for p in forecasts]
    return Comparison(
        new_sources=new_sources,
        updated=updated,
        gone_sources=gone_sources,
        new_figures=tuple(_new_figures(before, now, {p.now for p in figures})),
        gone_figures=tuple(_gone_figures(before, now, {p.before for p in figures})),
        corroborated=tuple(_corroborated(before, now, figures)),
        restanding=tuple(_restanding(before, now, figures)),
        new_forecasts=tuple(_new_forecasts(before, now)),
        gone_forecasts=tuple(_gone_forecasts(before, now)),
        resolved=tuple(p for b, n, p in claims if n.resolution and b.resolution != n.resolution),
        come_due=tuple(p for b, n, p in claims if _came_due(b, n)),
        reread=tuple(p for b, n, p in claims if b.likelihood != n.likelihood),
        turned=tuple(
            p for p in questions if _turned(before.questions[p.before], now.questions[p.now])
        ),
        moved=tuple(_moved(before, now, questions)),
    )


def _compare_sources(
    before: Sequence[PastSource], now: Sequence[PastSource]
) -> tuple[tuple[int, ...], tuple[Pair, ...], tuple[int, ...]]:
    """Return new sources, those with other content under the same name, and gone ones."""
    known, present = {s.sha256 for s in before}, {s.sha256 for s in now}
    left = {s.file: n for n, s in enumerate(before) if s.sha256 not in present}
    fresh = [n for n, s in enumerate(now) if s.sha256 not in known]
    updated = tuple(Pair(left.pop(now[n].file), n) for n in fresh if now[n].file in left)
    replaced = {p.now for p in updated}
    return tuple(n for n in fresh if n not in replaced), updated, tuple(sorted(left.values()))


# -- forecasts -----------------------------------------------------------------------------


def _pair_forecasts(before: Record, now: Record) -> list[Pair]:
    """Pair the claims with the same words: those of one source first, each at most once."""
    pairs: list[Pair] = []
    for in_source in (True, False):
        _take_in_turn(
            pairs,
            [_claim(before, f, in_source=in_source) for f in before.forecasts],
            [_claim(now, f, in_source=in_source) for f in now.forecasts],
        )
    return sorted(pairs, key=lambda pair: pair.now)


def _claim(record: Record, forecast: PastForecast, *, in_source: bool) -> tuple[str, ...]:
    """Return what a claim is paired by."""
    if in_source:
        return forecast.key, record.sources[forecast.source].sha256
    return (forecast.key,)


def _new_forecasts(before: Record, now: Record) -> Iterator[int]:
    """Yield the claims whose words the earlier record does not have."""
    known = {f.key for f in before.forecasts}
    read = {s.sha256 for s in before.sources} if before.cut else set()
    for n, forecast in enumerate(now.forecasts):
        if forecast.key not in known and now.sources[forecast.source].sha256 not in read:
            yield n


def _gone_forecasts(before: Record, now: Record) -> Iterator[int]:
    """Yield the claims of the earlier record whose words are not there any more."""
    present = {f.key for f in now.forecasts}
    return (n for n, f in enumerate(before.forecasts) if f.key not in present)


def _came_due(before: PastForecast, now: PastForecast) -> bool:
    """Tell whether the time of a forecast ran out since, with no outcome told."""
    return before.state != "due" and now.state == "due" and now.resolution is None


# -- figures -------------------------------------------------------------------------------


def _pair_figures(before: Record, now: Record) -> list[Pair]:
    """Pair facts by the figures that they share, the most first, then by name and quantity."""
    holders: dict[str, list[int]] = {}
    for n, old in enumerate(before.figures):
        for key in set(old.keys):
            holders.setdefault(key, []).append(n)
    shared = Counter(
        (b, n)
        for n, new in enumerate(now.figures)
        for key in set(new.keys)
        for b in holders.get(key, ())
    )
    pairs: list[Pair] = []
    _take(pairs, sorted(shared, key=lambda pair: (-shared[pair], pair[1], pair[0])))
    _take_in_turn(pairs, [_name(f) for f in before.figures], [_name(f) for f in now.figures])
    return sorted(pairs, key=lambda pair: pair.now)


def _take(pairs: list[Pair], found: Sequence[tuple[int, int]]) -> None:
    """Add the pairs in their order, each item at most once."""
    taken, done = {p.before for p in pairs}, {p.now for p in pairs}
    for b, n in found:
        if b not in taken and n not in done:
            pairs.append(Pair(b, n))
            taken.add(b)
            done.add(n)


def _take_in_turn(pairs: list[Pair], before: Sequence[object], now: Sequence[object]) -> None:
    """Pair what is left and equal: the first with the first, the second with the second."""
    taken, done = {p.before for p in pairs}, {p.now for p in pairs}
    places: dict[object, deque[int]] = {}
    for b, name in enumerate(before):
        if b not in taken:
            places.setdefault(name, deque()).append(b)
    for n, name in enumerate(now):
        if n not in done and (found := places.get(name)):
            pairs.append(Pair(found.popleft(), n))


def _name(figure: PastFigure) -> tuple[object, ...]:
    """Return what a fact told by other sentences is known again by."""
    return figure.ja, figure.value, figure.low, figure.high, figure.unit, figure.per


def _new_figures(before: Record, now: Record, paired: set[int]) -> Iterator[int]:
    """Yield the facts of which the earlier record has no figure at all."""
    known = _figure_keys(before)
    read = {s.sha256 for s in before.sources} if before.cut else set()
    for n, figure in enumerate(now.figures):
        if n in paired or known & set(figure.keys):
            continue
        if not any(now.sources[s].sha256 in read for s in figure.sources):
            yield n


def _gone_figures(before: Record, now: Record, paired: set[int]) -> Iterator[int]:
    """Yield the facts of the earlier record of which no figure is left."""
    present = _figure_keys(now)
    for n, figure in enumerate(before.figures):
        if n not in paired and not present & set(figure.keys):
            yield n


def _figure_keys(record: Record) -> set[str]:
    """Return the keys of every figure that a record knows of."""
    return {key for figure in record.figures for key in figure.keys} | set(record.other)


def _corroborated(before: Record, now: Record, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the facts that more independent sources carry than before."""
    earlier = {p.now: p.before for p in pairs}
    others = set(before.other)
    for n, figure in enumerate(now.figures):
        if figure.status != "corroborated":
            continue
        if n not in earlier:
            if others & set(figure.keys):
                yield Pair(-1, n)
            continue
        old = before.figures[earlier[n]]
        if old.status != "corroborated" or old.independent < figure.independent:
            yield Pair(earlier[n], n)


def _restanding(before: Record, now: Record, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the facts that stand otherwise than before and are no better corroborated."""
    for pair in pairs:
        old, new = before.figures[pair.before], now.figures[pair.now]
        fewer = new.independent < old.independent
        if new.status == "corroborated":
            if old.status == "corroborated" and fewer:
                yield pair
        elif old.status != new.status:
            yield pair


# -- questions -----------------------------------------------------------------------------


def _pair_questions(before: Record, now: Record, claims: Sequence[Pair]) -> list[Pair]:
    """Pair questions by their wording, then by most of their claims."""
    pairs: list[Pair] = []
    _take_in_turn(pairs, [q.ja for q in before.questions], [q.ja for q in now.questions])
    shared: Counter[tuple[int, int]] = Counter()
    for pair in claims:
        old, new = before.forecasts[pair.before].question, now.forecasts[pair.now].question
        if old is not None and new is not None:
            shared[old, new] += 1
    size = Counter(f.question for f in before.forecasts)
    found = [(b, n) for (b, n), count in shared.most_common() if 2 * count > size[b]]
    _take(pairs, found)
    return sorted(pairs, key=lambda pair: pair.now)


def _turned(before: PastQuestion, now: PastQuestion) -> bool:
    """Tell whether a question has another answer, agreement or confidence than before."""
    return (before.side, before.contested, before.confidence) != (
        now.side,
        now.contested,
        now.confidence,
    )


def _moved(before: Record, now: Record, questions: Sequence[Pair]) -> Iterator[Move]:
    """Yield the speakers who take another side, or give theirs another strength."""
    for pair in questions:
        earlier = before.questions[pair.before].voices
        for voice in now.questions[pair.now].voices:
            same = [v for v in earlier if is_same_name(v.holder, voice.holder)]
            if len(same) != 1:
                continue
            if (same[0].side, same[0].likelihood) != (voice.side, voice.likelihood):
                yield Move(pair.now, same[0], voice)
