"""An article's findings laid over its text, and the reasons why each place was marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rkbrief.analysis.labels import name_quantity
from rkbrief.brief.judgments import side_of
from rkbrief.curation import SHA_DIGITS, ItemKey
from rkbrief.model import (
    Analysis,
    Article,
    Evidence,
    Figure,
    FigureGroup,
    Forecast,
    Question,
    RankedSentence,
    Remark,
    Sentence,
    Span,
)
from rkbrief.tui.article_view import Page, make_layer
from rkbrief.tui.lens import Lens, fold
from rkbrief.tui.positions import name_holder, say_strength, say_until, wording
from rkbrief.tui.rules import name_rule
from rkbrief.tui.views.view import speak

PICKED, FIGURE, AHEAD = "■", "#", "?"
PARTS = {
    "evidence": "figures and forecasts",
    "salience": "salience",
    "position": "place in the text",
    "title": "words of the title",
    "coverage": "concepts not yet covered",
    "antecedent": "leans on what comes before",
    "thread": "continues a thread",
    "long": "long",
    "deck": "deck",
    "question": "question",
    "fragment": "fragment",
    "superseded": "superseded",
    "pinned": "pinned",
}
"""How the parts of a score are told."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One article with what was found in it, in the order of the text.

    ``places`` are the stretches that ``n`` stops at: figures, forecasts, picked sentences.
    """

    article: Article
    sentences: Sequence[Sentence]
    figures: tuple[Figure, ...]
    forecasts: tuple[Forecast, ...]
    picked: Mapping[str, RankedSentence]
    places: tuple[Span, ...]

    def sentence_at(self, span: Span) -> Sentence | None:
        """Return the sentence in which a stretch begins, else one that it touches."""
        at = max(0, bisect_right(self.sentences, span.start, key=lambda s: s.span.start) - 1)
        return next((s for s in self.sentences[at : at + 2] if s.span.overlaps(span)), None)

    def evidence(self, span: Span) -> Evidence:
        """Return a stretch as evidence; its sentence is 0 outside the body."""
        sentence = self.sentence_at(span)
        index = sentence.index if sentence else 0
        return Evidence(self.article.id, index, span, span.of(self.article.text))

    def item(self, span: Span) -> ItemKey | None:
        """Return the name of what stands exactly at a stretch, else of its sentence."""
        sha = self.article.sha256[:SHA_DIGITS]
        if any(f.span == span for f in self.figures):
            return ItemKey("figure", sha, span.of(self.article.text))
        if any(f.span == span for f in self.forecasts):
            return ItemKey("forecast", sha, span.of(self.article.text))
        sentence = self.sentence_at(span)
        return ItemKey("sentence", sha, sentence.text) if sentence else None


class Library:
    """The articles of an analysis, made into leaves when they are opened."""

    def __init__(self, analysis: Analysis) -> None:
        self.ids = tuple(a.id for a in analysis.articles)
        self.remarks: Mapping[str, Remark] = analysis.remarks
        self.questions: Mapping[str, Question] = {q.id: q for q in analysis.questions}
        self.groups: dict[str, FigureGroup] = {
            i: group for group in analysis.figure_groups for i in group.figure_ids
        }
        self._findings = {f.article.id: f for f in analysis.findings}
        self._figures: dict[str, list[Figure]] = {}
        self._forecasts: dict[str, list[Forecast]] = {}
        for figure in analysis.figures:
            self._figures.setdefault(figure.evidence.article_id, []).append(figure)
        for forecast in analysis.forecasts:
            self._forecasts.setdefault(forecast.article_id, []).append(forecast)
        self._leaves: dict[str, Leaf] = {}

    def open(self, article_id: str) -> Leaf:
        """Return an article with its findings as the analyst left them."""
        if article_id not in self._leaves:
            found = self._findings[article_id]
            figures = tuple(sorted(self._figures.get(article_id, ()), key=lambda f: f.span))
            forecasts = tuple(sorted(self._forecasts.get(article_id, ()), key=lambda f: f.span))
            picked = {r.sentence.id: r for r in found.summary.sentences}
            ahead = (f.span for f in forecasts if f.kind == "forecast")
            places = {*(f.span for f in figures), *ahead}
            places |= {r.sentence.span for r in picked.values()}
            self._leaves[article_id] = Leaf(
                found.article, found.sentences, figures, forecasts, picked, tuple(sorted(places))
            )
        return self._leaves[article_id]


def make_page(leaf: Leaf, lens: Lens) -> Page:
    """Lay an article's findings over its text."""
    figures = {figure.evidence.sentence_id for figure in leaf.figures}
    ahead = [f for f in leaf.forecasts if f.kind == "forecast"]
    foretold = {i for forecast in ahead for i in forecast.sentence_ids}
    headings = (s.span for s in leaf.sentences if s.kind == "heading")
    layers = (
        make_layer("article--dropped", (line.span for line in leaf.article.dropped)),
        make_layer("article--heading", headings),
        make_layer("article--picked", (r.sentence.span for r in leaf.picked.values())),
        make_layer("article--forecast", (f.span for f in ahead)),
        make_layer("article--figure", (f.span for f in leaf.figures)),
    )
    margins = {
        s.span.start: (
            f"{PICKED if s.id in leaf.picked else ' '}"
            f"{FIGURE if s.id in figures else ' '}{AHEAD if s.id in foretold else ' '}{s.index}"
        )
        for s in leaf.sentences
    }
    rules = {line.span.start: name_rule(line.rule, lens) for line in leaf.article.dropped}
    return Page(leaf.article.text, layers, margins, rules)


def find_sentences(leaf: Leaf, query: str) -> tuple[Span, ...]:
    """Return the sentences that hold every word of a filter."""
    parts = fold(query).split()
    folded = ((s, fold(s.text)) for s in leaf.sentences)
    return tuple(s.span for s, text in folded if all(part in text for part in parts))


# -- why -------------------------------------------------------------------------------------------


def tell_why(library: Library, leaf: Leaf, span: Span, lens: Lens) -> Iterator[str]:
    """Yield why a stretch is marked: its place in the summary, its figures, its forecasts."""
    sentence = leaf.sentence_at(span)
    if sentence is None:
        dropped = next((d for d in leaf.article.dropped if d.span.overlaps(span)), None)
        if dropped:
            name = name_rule(dropped.rule, lens)
            yield f"{leaf.article.id}  {speak('not the article', lens)}: {name}"
        return
    yield _tell_rank(leaf, sentence, lens)
    figures = [f for f in leaf.figures if f.span.overlaps(span)]
    forecasts = [f for f in leaf.forecasts if f.span.overlaps(span)]
    for forecast in sorted(forecasts, key=lambda f: f.span != span):
        yield _tell_forecast(library, forecast, lens)
    for figure in sorted(figures, key=lambda f: f.span != span):
        yield _tell_figure(library, figure, lens)
    for name in (*(f.id for f in forecasts), *(f.id for f in figures), sentence.id):
        remark = library.remarks.get(name)
        if remark and (remark.pinned or remark.dropped):
            sign, state = ("★", "pinned") if remark.pinned else ("⊘", "dropped")
            yield f"{sign} {speak(state, lens)}"
        if remark and remark.note:
            yield f"✎ {remark.note}"


def _tell_rank(leaf: Leaf, sentence: Sentence, lens: Lens) -> str:
    """Say why a sentence is in the summary, or that it is not."""
    ranked = leaf.picked.get(sentence.id)
    if ranked is None:
        return f"{sentence.id}  {speak('not in the summary', lens)}"
    parts = sorted(ranked.parts.items(), key=lambda part: -abs(part[1]))
    told = [
        f"{'−' if value < 0 else '+'} {abs(value):.2f} {speak(PARTS.get(name, name), lens)}"
        for name, value in parts
        if value
    ]
    score = f"{speak('in the summary', lens)} {ranked.score:.2f}"
    why = " ".join(told).removeprefix("+ ")
    return f"{sentence.id}  {PICKED} {score}" + (f" = {why}" if why else "")


def _tell_figure(library: Library, figure: Figure, lens: Lens) -> str:
    """Say what a figure was read as, and who else gives it."""
    group = library.groups.get(figure.id)
    side = _side_of(group, figure) if group else None
    named = _name(side or figure, lens)
    value = name_quantity(figure.quantity) if not figure.iso else figure.iso
    parts = [f"{FIGURE} 「{figure.text}」 {value}", named if named != value else ""]
    if group and side:
        parts.append(_standing(group, lens))
        parts.append(" ".join(a for a in side.article_ids if a != figure.evidence.article_id))
        rivals = [rival for rival in group.sides if rival is not side]
        if rivals:
            told = [f"{_name(rival, lens)} {' '.join(rival.article_ids)}" for rival in rivals]
            parts.append(f"≠ {' ≠ '.join(told)}")
    if figure.implied_date:
        parts.append(f"→ {figure.implied_date}")
    return " · ".join(part for part in parts if part)


def _name(one: Figure | FigureGroup, lens: Lens) -> str:
    """Return what a figure or a fact is called, ``""`` where it has no name."""
    return one.label.in_language(lens.language) or one.label.ja if one.label else ""


def _side_of(group: FigureGroup, figure: Figure) -> FigureGroup:
    """Return the side of a dispute that a figure is on, the whole group of any other fact."""
    return next((side for side in group.sides if figure.id in side.figure_ids), group)


def _standing(group: FigureGroup, lens: Lens) -> str:
    """Say how a fact stands, in the brief's word for it."""
    if group.status == "corroborated":
        return speak("corroborated", lens)
    within = "_within" if group.sides and len(group.article_ids) == 1 else ""
    return wording(f"status.{group.status}{within}", lens)


def _tell_forecast(library: Library, forecast: Forecast, lens: Lens) -> str:
    """Say how a claim was read: strength, holder, cue, horizon, question."""
    sign = AHEAD if forecast.kind == "forecast" else "·"
    parts = [
        f"{sign} {speak(forecast.kind, lens)}: {say_strength(forecast, lens)}",
        name_holder(forecast, lens),
        f"{speak('cue', lens)} 「{forecast.cue}」" if forecast.cue else "",
        say_until(forecast, lens)[0],
    ]
    question = library.questions.get(forecast.question_id or "")
    if question:
        stance = {"affirm": "✔", "deny": "✘"}.get(side_of((forecast,)), "○")
        parts.append(f"{stance} {question.ask.in_language(lens.language) or question.ask.ja}")
    return " · ".join(part for part in parts if part)


def describe(leaf: Leaf, library: Library) -> Sequence[str]:
    """Return what names an article: its id, title, publisher, author, date; its place of all."""
    article = leaf.article
    day = article.published.isoformat() if article.published else ""
    of_all = f"{library.ids.index(article.id) + 1}/{len(library.ids)}"
    parts = (article.publisher, article.author, day)
    return article.title or article.path, " · ".join(part for part in parts if part), of_all
