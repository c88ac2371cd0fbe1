"""All that templates see: plain dicts and lists whose every str is Markdown already.

So a template can be rendered in another process, and no raw text of a source is ever within
its reach. templates/README.md tells the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from rkbrief.brief.analyst import say_remark, show_analyst
from rkbrief.brief.appraisal import show_gaps, show_sources
from rkbrief.brief.changes import show_changes
from rkbrief.brief.index import CITATION, Index, anchor, in_reading_order
from rkbrief.brief.judgments import Judgment, judge
from rkbrief.brief.keyfigures import choose_groups, show_figures
from rkbrief.brief.lead import show_bottom_line, show_title
from rkbrief.brief.markdown import Markdown, escape, joined
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.positions import show_assumptions, show_competing, show_due
from rkbrief.brief.record import Record
from rkbrief.brief.recording import make_record, shorten_record
from rkbrief.brief.reference import say_reference
from rkbrief.brief.sections import Layout, Limit
from rkbrief.brief.shares import share_out
from rkbrief.brief.timeline import draw_timeline
from rkbrief.brief.wording import ask, say_confidence, say_judgment
from rkbrief.config import BriefSettings
from rkbrief.lexicon import load_table
from rkbrief.model import LIKELIHOOD_BANDS, Analysis, Article
from rkbrief.safe_text import show

_HASH_DIGITS = 12


class Context(Struct, frozen=True, gc=False):
    """What the templates of one brief are rendered with, and the record it is to carry."""

    values: dict[str, Any]
    record: Record


def build_context(
    analysis: Analysis, layout: Layout, settings: BriefSettings, *, previous: Record | None = None
) -> Context:
    """Put together what one brief says; ``previous`` is the record of an earlier one."""
    index = Index(analysis, Phrases(settings.language))
    judgments = judge(index, as_of=analysis.provenance.as_of)
    record = make_record(index, judgments, to_carry=previous is None)
    carried = shorten_record(record, compared_with=previous.as_of if previous else None)
    key_groups = choose_groups(index, layout.limit("key-figures"))
    context: dict[str, Any] = {
        "language": Markdown(settings.language),
        "headings": {
            name: Markdown(words[settings.language])
            for name, words in load_table("phrases")["sections"].items()
        },
        "title": show_title(
            index,
            judgments if _judges(layout) else (),
            settings,
            cites_figures=bool({"bottom-line", "key-figures"} & set(layout.sections)),
        ),
        "bottom_line": show_bottom_line(index, judgments),
        "analyst": show_analyst(index),
        "key_judgments": _key_judgments(index, judgments, layout.limit("key-judgments")),
        "key_figures": show_figures(index, key_groups),
        "competing_forecasts": show_competing(
            index, judgments, layout.limit("competing-forecasts")
        ),
        "due_and_resolved": {
            **show_due(index, layout.limit("due-and-resolved")),
            "timeline": _timeline(index, carried) if settings.timeline else Markdown(""),
        },
        "assumptions": show_assumptions(index, judgments, layout.limit("assumptions")),
        "gaps": show_gaps(index, judgments, key_groups, layout.limit("gaps").most),
        "changes": show_changes(index, judgments, record, previous, layout.limit("changes").most),
        "sources": show_sources(index),
        "scale": _scale(index),
        "method": _method(index),
    }
    context["endnotes"] = _endnotes(index, sorted(set(_find_keys(context))))
    return Context(context, carried)


def _timeline(index: Index, record: Record) -> Markdown:
    """Return the days that the forecasts name as a time line."""
    ids = {a.sha256[:_HASH_DIGITS]: a.id for a in index.analysis.articles}
    return draw_timeline(record, ids, index.say)


def _judges(layout: Layout) -> bool:
    """Tell whether a brief says anything of forecasts, and so may in its title."""
    return bool({"bottom-line", "key-judgments", "competing-forecasts"} & set(layout.sections))


def _choose_judgments(
    index: Index, judgments: Sequence[Judgment], limit: Limit
) -> tuple[Sequence[Judgment], Sequence[Judgment]]:
    """Return the judgments that a brief could list and those that it lists.

    What the analyst asked is answered whole, unless he limits it or wants a single page.
    """
    answered = [j for j in judgments if any(v.side != "open" for v in j.voices)]
    judged = answered or list(judgments)
    asked = [j for j in judged if j.question.given] if limit.grows else []
    if limit.most is not None:
        limit = Limit(max(0, limit.most - len(asked)), limit.grows)
    found = [j for j in judged if not (limit.grows and j.question.given)]
    return judged, [*asked, *share_out(index, found, limit, Judgment.list_articles)]


def _key_judgments(index: Index, judgments: Sequence[Judgment], limit: Limit) -> dict[str, Any]:
    """Return the judgments with their confidence."""
    judged, shown = _choose_judgments(index, judgments, limit)
    left = len(judged) - len(shown)
    unasked = not index.analysis.questions and any(
        f.kind == "forecast" for f in index.analysis.forecasts
    )
    return {
        "rows": [
            {
                "ask": joined([ask(index, judgment)]),
                "judgment": say_judgment(index, judgment),
                "confidence": say_confidence(index, judgment),
                "level": Markdown(judgment.confidence),
            }
            for judgment in shown
        ],
        "more": index.say.say("judgment.more", n=left) if left else Markdown(""),
        "none": index.say.say(f"judgment.none{'_asked' if unasked else ''}"),
    }


def _scale(index: Index) -> dict[str, Markdown]:
    """Return the legend: one row of words with their bands, and the rules of confidence."""
    say = index.say.say
    steps = [
        say("scale.step", word=say(f"likelihood.{word}"), low=low, high=high)
        for word, (low, high) in LIKELIHOOD_BANDS.items()
    ]
    return {
        "words": say("scale.words", steps=joined(steps, say("marks.comma"))),
        "possible": say("scale.possible"),
        "mirrored": say("scale.mirrored"),
        "confidence": say("scale.confidence"),
    }


def _method(index: Index) -> dict[str, Markdown]:
    """Return how the brief was made."""
    made = index.analysis.provenance
    return {
        "made": index.say.say(
            "method.made",
            version=made.version,
            day=index.say.day(made.as_of),
            method=made.method,
            tokenizer=made.tokenizer,
            config=made.config_sha256[:_HASH_DIGITS],
        ),
        "rule": index.say.say("method.rule"),
        "marks": index.say.say("method.marks"),
    }


def _find_keys(value: object) -> Iterator[str]:
    """Yield every citation key in a context, nested or not."""
    if isinstance(value, str):
        yield from (m["key"] for m in CITATION.finditer(value))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _find_keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from _find_keys(item)


def _endnotes(index: Index, keys: list[str]) -> dict[str, Any]:
    """Return, by source, a note for each citation key."""
    known = [key for key in keys if key in index.sentences]
    by_article: dict[str, list[str]] = {article.id: [] for article in index.analysis.articles}
    for key in in_reading_order(known, index.analysis.articles):
        by_article[key.partition(":")[0]].append(key)
    return {
        "intro": index.say.say("endnotes.intro"),
        "rows": [
            _source_notes(index, article, by_article[article.id])
            for article in index.analysis.articles
        ],
    }


def _source_notes(index: Index, article: Article, keys: list[str]) -> dict[str, Any]:
    """Return the head of one source's notes and the notes."""
    digest = article.digest_of
    mark = index.say.say("endnotes.digest") if digest else Markdown("")
    rows = []
    for key in keys:
        sentence = index.sentences[key]
        words = index.words_in_place(article.id, sentence.text)
        place = Markdown(f"{sentence.span.start}–{sentence.span.end}")
        rows.append(
            {
                "key": Markdown(key),
                "anchor": Markdown(anchor(key)),
                "place": Markdown(f"{index.say.say('endnotes.characters')} {place}"),
                "mark": mark,
                "colon": index.say.colon,
                "words": words,
                "remark": say_remark(index, key),
            }
        )
    name = escape(show(article.path, one_line=True))
    original = (
        index.say.say("endnotes.digest_of", file=show(digest.file, one_line=True))
        if digest
        else Markdown("")
    )
    return {
        "id": Markdown(article.id),
        "reference": say_reference(index.say, article),
        "file": Markdown(f"{index.say.say('endnotes.file')} {name}"),
        "sha256": Markdown(article.sha256[:_HASH_DIGITS]),
        "mark": original,
        "rows": rows,
    }
