"""What the sources are worth, and what they do not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rkbrief.brief.facts import read_standing
from rkbrief.brief.index import Index, cite
from rkbrief.brief.judgments import Judgment
from rkbrief.brief.markdown import Markdown, escape, joined
from rkbrief.brief.reasons import say_reason
from rkbrief.brief.reference import say_reference
from rkbrief.brief.wording import forecast_keys
from rkbrief.model import Article, FigureGroup, Forecast, Skipped
from rkbrief.safe_text import show

_LONGEST_TITLE = 70
_LONGEST_NOTE = 200
_NAMES = 6


def show_sources(index: Index) -> dict[str, Any]:
    """Return a row for each source; ``share`` is filled when the brief's citations are known."""
    columns = ("source", "type", "reliability", "share", "remarks")
    shared = [group for group in index.analysis.origins if len(group) > 1]
    rated = any(a.reliability for a in index.analysis.articles)
    return {
        "heads": [index.say.say(f"sources.{name}") for name in columns],
        "rows": [
            {
                "id": Markdown(article.id),
                "reference": say_reference(index.say, article),
                "type": index.say.say(f"sources.{'digest' if article.digest_of else 'article'}"),
                "reliability": escape(article.reliability)
                if article.reliability
                else index.say.say("sources.unrated"),
                "remarks": _remarks(index, article),
                "share": Markdown(""),
            }
            for article in index.analysis.articles
        ],
        "origins": [
            index.say.say("sources.origin", ids=joined(group, index.say.say("marks.comma")))
            for group in shared
        ],
        "rating": index.say.say("sources.rating") if rated else Markdown(""),
    }


def _remarks(index: Index, article: Article) -> Markdown:
    """Write the analyst's note and what the reading of the file warned of.

    What is missing (no author, undated) is told in the reference already.
    """
    warnings = [
        say_reason(warning, index.language)
        for warning in article.warnings
        if not warning.startswith(("no ", "undated"))
    ]
    remarks = [show(r, one_line=True).rstrip(".") for r in (article.note, *warnings) if r]
    text = "; ".join(dict.fromkeys(remarks))
    kept = text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE] + "…"
    return escape(kept) if kept else index.say.say("marks.none")


def show_gaps(
    index: Index,
    judgments: Sequence[Judgment],
    key_groups: Sequence[FigureGroup],
    limit: int | None,
) -> dict[str, Any]:
    """Return what the reader should know to be missing, the gravest first."""
    notes = [
        *_source_gaps(index),
        *_figure_gaps(index, key_groups),
        *_forecast_gaps(index),
        *_questions_without_answer(index, judgments),
        *_open_points(index, limit),
        *_reading_gaps(index),
    ]
    return {"notes": notes, "none": index.say.say("gaps.none")}


def _source_gaps(index: Index) -> list[Markdown]:
    """Name the sources without date or author, and those of a day that is yet to come."""
    comma = index.say.say("marks.comma")
    undated = [a.id for a in index.analysis.articles if a.published is None]
    as_of = index.analysis.provenance.as_of
    later = [a.id for a in index.analysis.articles if a.published and a.published > as_of]
    anonymous = [a.id for a in index.analysis.articles if not a.author]
    notes = []
    if undated:
        notes.append(index.say.say("gaps.undated", n=len(undated), ids=joined(undated, comma)))
    if later:
        notes.append(index.say.say("gaps.later", ids=joined(later, comma)))
    if anonymous:
        notes.append(index.say.say("gaps.anonymous", ids=joined(anonymous, comma)))
    return notes


def _figure_gaps(index: Index, groups: Sequence[FigureGroup]) -> list[Markdown]:
    """Count the key figures that nobody confirms."""
    single = sum(read_standing(g) == "single" for g in groups)
    return [index.say.say("gaps.single", n=single, all=len(groups))] if single else []


def _forecast_gaps(index: Index) -> list[Markdown]:
    """Count the forecasts that commit themselves to nothing."""
    told = Counter(
        (f.horizon is None, f.likelihood == "possible")
        for f in index.analysis.forecasts
        if f.kind == "forecast"
    )
    dateless = sum(n for (is_dateless, _), n in told.items() if is_dateless)
    possible = sum(n for (_, is_possible), n in told.items() if is_possible)
    counts = (("gaps.horizons", dateless), ("gaps.possible", possible))
    return [index.say.say(key, n=n, all=told.total()) for key, n in counts if n]


def _questions_without_answer(index: Index, judgments: Sequence[Judgment]) -> list[Markdown]:
    """Name the questions that were asked and to which nobody gives an answer."""
    answered = {j.question.id for j in judgments if any(v.side != "open" for v in j.voices)}
    open_asks = [
        q.ask.in_language(index.language) or q.ask.ja
        for q in index.analysis.questions
        if q.given and q.id not in answered
    ]
    return [index.say.say("gaps.unanswered", ask=text) for text in open_asks]


def _open_points(index: Index, limit: int | None) -> list[Markdown]:
    """Quote where a source itself says that something is unknown, and doubtful speakers."""
    doubtful = index.pick(lambda f: f.holder_status == "check")
    unknown = index.pick(lambda f: f.kind == "gap")
    notes = []
    for forecast in doubtful[:limit]:
        name = forecast.holder or index.say.say("marks.unnamed")
        notes.append(index.say.say("gaps.check", name=name, words=_claim(index, forecast)))
    if (left := len(doubtful) - len(doubtful[:limit])) > 0:
        notes.append(index.say.say("gaps.more_checks", n=left))
    notes += [index.say.say("gaps.open", words=_claim(index, f)) for f in unknown[:limit]]
    if (left := len(unknown) - len(unknown[:limit])) > 0:
        notes.append(index.say.say("gaps.more_open", n=left))
    return notes


def _skipped(index: Index, skipped: Skipped) -> Markdown:
    """Name a file that was not read, with the reason."""
    reason = say_reason(skipped.reason, index.language)
    return escape(show(f"{skipped.path} ({reason})", one_line=True))


def _claim(index: Index, forecast: Forecast) -> Markdown:
    """Quote a claim and cite it."""
    words = index.words(forecast.article_id, forecast.claim, most=_LONGEST_TITLE)
    return joined([words, cite(forecast_keys(index, forecast))], " ")


def _reading_gaps(index: Index) -> list[Markdown]:
    """Name the files that were not read and those that hide characters."""
    notes = []
    comma = index.say.say("marks.comma")
    skipped = index.analysis.skipped
    if skipped:
        names = [_skipped(index, each) for each in skipped[:_NAMES]]
        left = len(skipped) - _NAMES
        names += [index.say.say("gaps.and_more", n=left)] if left > 0 else []
        notes.append(index.say.say("gaps.skipped", n=len(skipped), names=joined(names, comma)))
    hidden = [p.article_id for p in index.analysis.problems if p.kind == "hidden character"]
    ids = [i for i in dict.fromkeys(hidden) if i]
    if ids:
        notes.append(index.say.say("gaps.hidden", ids=joined(ids, comma)))
    return notes
