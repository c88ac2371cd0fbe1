"""What changed since an earlier brief, as fixed sentences over the two records.

Words and numbers that rest on the earlier brief alone stand between ⟨ and ⟩: nothing in the
present sources proves them. They are somebody's text as much as an article is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from rkbrief.brief.comparison import Comparison, Move, Pair, compare
from rkbrief.brief.facts import cited_keys, say_label, say_standing
from rkbrief.brief.index import Index, cite, shorten
from rkbrief.brief.judgments import Judgment
from rkbrief.brief.keyfigures import rank_groups
from rkbrief.brief.markdown import Markdown, escape, joined
from rkbrief.brief.positions import tell_due, tell_settled
from rkbrief.brief.record import PastFigure, PastForecast, PastVoice, Record
from rkbrief.brief.recording import is_kept
from rkbrief.brief.reference import say_reference
from rkbrief.brief.wording import (
    ask,
    forecast_keys,
    say_holder,
    say_horizon,
    say_likelihood,
    say_side,
    strongest,
)
from rkbrief.model import LIKELIHOOD_BANDS, FigureGroup, Forecast, Likelihood

PAST_MARKS = ("⟨", "⟩")
_INSIDE = str.maketrans(
    dict(zip("「」“”«»〔〕⟦⟧⦅⦆⟪⟫⟨⟩", "『』‘’‹›（）（）（）〈〉〈〉", strict=True))
)
"""Marks of quotation that a reader would take for a proof become those for a quotation within."""
_EXCERPT = 56
_MOST = 5
_DOT = " · "


class _Sides(Struct, frozen=True, gc=False):
    """Both records with what the present one was made of, in the same order."""

    index: Index
    judgments: Sequence[Judgment]
    groups: Sequence[FigureGroup]
    forecasts: Sequence[Forecast]
    before: Record
    now: Record


def show_changes(
    index: Index,
    judgments: Sequence[Judgment],
    now: Record,
    before: Record | None,
    limit: int | None,
) -> dict[str, Any]:
    """Return what is different from the brief that ``before`` is of, in groups.

    ``limit`` is for each group, None for all. Without an earlier brief ``compared`` is empty.
    """
    say = index.say.say
    if before is None:
        return {"compared": Markdown(""), "intro": [], "groups": [], "none": say("changes.none")}
    sides = _Sides(index, judgments, rank_groups(index), index.pick(is_kept), before, now)
    found = compare(before, now)
    rows = [(name, list(tell(sides, found))) for name, tell in _GROUPS]
    return {
        "compared": say("changes.compared", day=index.say.day(before.as_of)),
        "intro": _introduce(sides),
        "groups": [_group(index, name, told, limit) for name, told in rows if told],
        "none": say("changes.none"),
    }


def _introduce(sides: _Sides) -> list[Markdown]:
    """Return what a reader must know of the comparison."""
    before, now = sides.before, sides.now
    say = sides.index.say.say
    told = [say("changes.marks")]
    if before.version != now.version:
        told.append(say("changes.version", version=_past(before.version)))
    if before.as_of > now.as_of:
        told.append(say("changes.later"))
    if before.cut:
        told.append(say("changes.cut"))
    return told


def _group(index: Index, name: str, rows: Sequence[Markdown], limit: int | None) -> dict[str, Any]:
    """Return one kind of change: its head and its rows, cut to the limit."""
    shown = rows[:limit]
    more = "changes.more_gone" if name.startswith("gone") else "changes.more"
    left = len(rows) - len(shown)
    return {
        "head": index.say.say(f"changes.{name}"),
        "rows": list(shown),
        "more": index.say.say(more, n=left) if left else Markdown(""),
    }


def _past(text: str, *, most: int = _EXCERPT) -> Markdown:
    """Write words of the earlier brief between its marks."""
    kept = shorten(text, most).translate(_INSIDE)
    return Markdown(f"{PAST_MARKS[0]}{escape(kept)}{PAST_MARKS[1]}")


def _was(sides: _Sides, before: Markdown, now: Markdown) -> Markdown:
    """Write how something stood and how it stands."""
    return sides.index.say.say("changes.was", before=before, now=now)


def _as_past(words: Markdown) -> Markdown:
    """Put fixed wording over the earlier record between its marks."""
    return Markdown(f"{PAST_MARKS[0]}{words}{PAST_MARKS[1]}")


# -- forecasts -----------------------------------------------------------------------------


def _resolved(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of the forecasts that a source has settled since."""
    for pair in found.resolved:
        yield _line(tell_settled(sides.index, sides.forecasts[pair.now]))


def _come_due(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of the forecasts whose time has run out since."""
    for pair in found.come_due:
        forecast = sides.forecasts[pair.now]
        if forecast.horizon and forecast.horizon.until:
            yield _line(tell_due(sides.index, forecast))


def _line(told: dict[str, Markdown]) -> Markdown:
    """Put the parts of a forecast that ended in a line."""
    claim = joined([told["words"], told["citations"]], " ")
    outcome = joined([p for p in (told["outcome"], told["outcome_citations"]) if p], " ")
    return joined([Markdown(f"**{told['state']}**"), told["who"], claim, outcome], _DOT)


def _new_forecasts(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of claims that are new, those on a question first."""
    new = [sides.forecasts[n] for n in found.new_forecasts]
    for forecast in sorted(new, key=lambda f: f.question_id is None):
        index = sides.index
        words = index.words(forecast.article_id, forecast.claim, most=_EXCERPT)
        parts = [say_holder(index, forecast), say_likelihood(index, forecast), words]
        if forecast.horizon:
            parts.insert(2, say_horizon(index, forecast))
        yield joined([joined(parts, _DOT), cite(forecast_keys(index, forecast))], " ")


def _gone_forecasts(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of claims that are nowhere any more, and whether their source is."""
    for n in found.gone_forecasts:
        old = sides.before.forecasts[n]
        who = _past(old.holder) if old.holder else _unnamed(sides, old)
        source = _gone_source(sides, [old.source])
        strength = _as_past(_strength(sides, old.likelihood))
        yield joined([who, strength, _past(old.words), source], _DOT)


def _unnamed(sides: _Sides, old: PastForecast) -> Markdown:
    """Name an earlier speaker who has no name: an author after his article."""
    if not old.author:
        return sides.index.say.say("marks.unnamed")
    source = sides.before.sources[old.source]
    return sides.index.say.say("marks.unnamed_author", id=_past(source.title or source.file))


def _gone_source(sides: _Sides, places: Iterable[int]) -> Markdown:
    """Tell whether the sources of an item that is gone are still there, as they were or not."""
    sources = [sides.before.sources[n] for n in places]
    hashes = {s.sha256 for s in sides.now.sources}
    files = {s.file for s in sides.now.sources}
    if there := [s for s in sources if s.sha256 in hashes]:
        key = "changes.unread"
    elif there := [s for s in sources if s.file in files]:
        key = "changes.rewritten"
    else:
        key, there = "changes.without_source", sources
    named = [_past(s.title or s.file) for s in there[:1]]
    return sides.index.say.say(key, source=joined(named))


def _reread(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of speakers who moved on a question, then of words that are read otherwise."""
    for move in found.moved:
        yield _tell_move(sides, move)
    for pair in found.reread:
        old, new = sides.before.forecasts[pair.before], sides.forecasts[pair.now]
        index = sides.index
        words = index.words(new.article_id, new.claim, most=_EXCERPT)
        told = _was(
            sides, _as_past(_strength(sides, old.likelihood)), _strength(sides, new.likelihood)
        )
        read = joined(
            [say_holder(index, new), told, index.say.say("changes.same_words"), words], _DOT
        )
        yield joined([read, cite(forecast_keys(index, new))], " ")


def _tell_move(sides: _Sides, move: Move) -> Markdown:
    """Tell how a speaker's answer to a question moved."""
    judgment = sides.judgments[move.now]
    index = sides.index
    voice = next(
        v for v in judgment.voices if v.named and (v.holder or "")[:80] == move.after.holder
    )
    lead = strongest(voice.forecasts, voice.side)
    told = _was(
        sides,
        _as_past(_answer(sides, judgment, move.before)),
        _answer(sides, judgment, move.after),
    )
    parts = [say_holder(index, lead), joined([ask(index, judgment)]), told]
    return joined([joined(parts, _DOT), cite(forecast_keys(index, lead))], " ")


def _answer(sides: _Sides, judgment: Judgment, voice: PastVoice) -> Markdown:
    """Write a speaker's side and the strength he gives it."""
    side = say_side(sides.index, judgment, voice.side)
    return joined([side, _strength(sides, voice.likelihood)], sides.index.say.say("marks.comma"))


def _strength(sides: _Sides, likelihood: Likelihood) -> Markdown:
    """Write a word of likelihood with its band."""
    word = sides.index.say.say(f"likelihood.{likelihood}")
    band = LIKELIHOOD_BANDS.get(likelihood)
    return Markdown(f"{word} ({band[0]}–{band[1]} %)") if band else word


# -- questions -----------------------------------------------------------------------------


def _turned(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of questions that come out otherwise, are contested now, or no longer."""
    index = sides.index
    say = index.say.say
    for pair in found.turned:
        old, new = sides.before.questions[pair.before], sides.now.questions[pair.now]
        judgment = sides.judgments[pair.now]
        told = []
        if old.contested != new.contested:
            told.append(say("changes.contested" if new.contested else "changes.agreed"))
        if old.side != new.side:
            sides_told = [
                say_side(index, judgment, s) if s else say("changes.no_majority")
                for s in (old.side, new.side)
            ]
            turned = _was(sides, _as_past(sides_told[0]), sides_told[1])
            told.append(joined([say("changes.majority"), turned], index.say.colon))
        if old.confidence != new.confidence:
            levels = [say(f"confidence.{q.confidence}") for q in (old, new)]
            level = _was(sides, _as_past(levels[0]), levels[1])
            told.append(joined([say("changes.confidence"), level], index.say.colon))
        leads = [strongest(v.forecasts, v.side) for v in judgment.voices]
        keys = cite((f.evidence[0].sentence_id for f in leads), most=_MOST)
        yield joined([joined([ask(index, judgment), *told], _DOT), keys], " ")


# -- figures -------------------------------------------------------------------------------


def _corroborated(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of facts that more sources carry than before."""
    return (_tell_standing(sides, pair) for pair in found.corroborated)


def _restanding(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of facts that stand otherwise: in conflict, or on fewer sources."""
    return (_tell_standing(sides, pair) for pair in found.restanding)


def _tell_standing(sides: _Sides, pair: Pair) -> Markdown:
    """Tell how a fact stood and how it stands."""
    group = sides.groups[pair.now]
    status = sides.before.figures[pair.before].status if pair.before >= 0 else "single"
    count = sides.before.figures[pair.before].independent if pair.before >= 0 else 1
    before = sides.index.say.say(f"status.{status}", n=count)
    told = _was(sides, _as_past(before), say_standing(sides.index, group))
    return _with_figures(sides, group, told)


def _with_figures(sides: _Sides, group: FigureGroup, told: Markdown) -> Markdown:
    """Put the name of a fact before what is told of it, and its citations after."""
    label = say_label(sides.index, group)
    return joined([joined([label, told], _DOT), cite(cited_keys(sides.index, group))], " ")


def _new_figures(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of new facts."""
    for n in found.new_figures:
        group = sides.groups[n]
        yield _with_figures(sides, group, say_standing(sides.index, group))


def _gone_figures(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of facts that no source tells any more."""
    for n in found.gone_figures:
        old = sides.before.figures[n]
        yield joined([_past(_name(sides, old)), _gone_source(sides, old.sources)], _DOT)


def _name(sides: _Sides, figure: PastFigure) -> str:
    """Return the name of a fact of the earlier record."""
    return (figure.ja if sides.index.language == "ja" else figure.en) or figure.ja or figure.words


# -- sources -------------------------------------------------------------------------------


def _new_sources(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of sources that are new, then of those with another text than before."""
    index = sides.index
    for n in found.new_sources:
        yield _tell_source(index, n)
    for pair in found.updated:
        yield joined([_tell_source(index, pair.now), index.say.say("changes.updated")], _DOT)


def _tell_source(index: Index, place: int) -> Markdown:
    """Name a source; the section on sources tells the rest."""
    article = index.analysis.articles[place]
    return joined([Markdown(article.id), say_reference(index.say, article)], _DOT)


def _gone_sources(sides: _Sides, found: Comparison) -> Iterable[Markdown]:
    """Tell of sources that are gone."""
    for n in found.gone_sources:
        old = sides.before.sources[n]
        yield _past(old.title or old.file)


_Tell = Callable[[_Sides, Comparison], Iterable[Markdown]]
_GROUPS: tuple[tuple[str, _Tell], ...] = (
    ("resolved", _resolved),
    ("come_due", _come_due),
    ("questions", _turned),
    ("strength", _reread),
    ("corroborated", _corroborated),
    ("standing", _restanding),
    ("new_forecasts", _new_forecasts),
    ("new_figures", _new_figures),
    ("new_sources", _new_sources),
    ("gone_forecasts", _gone_forecasts),
    ("gone_figures", _gone_figures),
    ("gone_sources", _gone_sources),
)
