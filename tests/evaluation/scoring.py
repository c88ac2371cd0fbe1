"""Score what rkbrief reads out of one article against its annotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gold import (
    GoldArticle,
    GoldFigure,
    GoldForecast,
    GoldSentence,
    locate_figures,
    locate_sentences,
)
from ledger import Ledger
from matching import (
    Said,
    fold,
    same_condition,
    same_holder,
    same_horizon,
    same_stretch,
    same_unit,
    same_value,
)

_CHAIN = 4
_PICKS = 3


@dataclass(frozen=True)
class Place:
    """An annotated sentence and where it stands."""

    gold: GoldSentence
    start: int
    end: int


@dataclass
class Scorer:
    """One run over one export, an article at a time.

    ``facts`` holds (fact, file) by the id of a matched figure, ``asked`` (question, file) by
    the id of a matched forecast: what joins the articles at the end.
    """

    export: dict[str, Any]
    ledger: Ledger = field(default_factory=Ledger)
    facts: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    def score_article(self, gold: GoldArticle) -> None:
        """Score what one article gives by itself."""
        article = next(a for a in self.export["articles"] if a["file"] == gold.file)
        text = gold.read()
        places = [Place(*found) for found in locate_sentences(gold)]
        self._sentences(gold, article, text, places)
        self._metadata(gold, article)
        for dated in (False, True):
            self._figures(gold, article, text, places, dated=dated)
        self._forecasts(gold, article, places)
        self._summary(gold, article, places)

    def _sentences(
        self, gold: GoldArticle, article: Said, text: str, places: Sequence[Place]
    ) -> None:
        """Compare the body, sentence by sentence; count what is no body at all."""
        found: set[int] = set()
        for s in article["sentences"]:
            at = (s["start"], s["end"])
            same = [n for n, p in enumerate(places) if same_stretch(text, at, (p.start, p.end))]
            found.update(same)
            where = f"{gold.file}: {s['text'][:60]!r}"
            self.ledger.mark("sentence.p", good=bool(same), where=where)
            inside = sum(max(0, min(at[1], p.end) - max(at[0], p.start)) for p in places)
            if not same and inside * 2 < at[1] - at[0]:  # a number may be longer than its heading
                self.ledger.count("leaks", where)
        for n, place in enumerate(places):
            if not place.gold.optional:
                where = f"{gold.file}: {place.gold.text[:60]!r}"
                self.ledger.mark("sentence.r", good=n in found, where=where)

    def _metadata(self, gold: GoldArticle, article: Said) -> None:
        """Compare title, publisher, author and date; a missing one must be missing."""
        for name in ("title", "publisher", "author", "published"):
            said, wanted = article.get(name), getattr(gold, name)
            where = f"{gold.file}: {name} is {said!r}, not {wanted!r}"
            self.ledger.mark(
                "publisher" if name == "publisher" else "metadata",
                good=fold(said) == fold(wanted),
                where=where,
            )

    def _figures(
        self, gold: GoldArticle, article: Said, text: str, places: Sequence[Place], *, dated: bool
    ) -> None:
        """Match figures one to one, the right value and the larger overlap first."""
        name = "date" if dated else "figure"
        figures = [
            (figure, start, end)
            for p in places
            for figure, start, end in locate_figures(p.gold, text, p.start, p.end)
        ]
        mine = [f for f in self.export["figures"] if f["article"] == article["id"]]
        said = [f for f in mine if _is_date(f) == dated]
        goal = [f for f in figures if (f[0].date is not None) == dated]
        match = _assign(said, goal)
        for n, (figure, _, _) in enumerate(goal):
            hit = said[match[n]] if n in match else None
            self._judge_figure(name, gold.file, figure, hit)
        others = [
            (a, b) for f, a, b in figures if f.rank == "optional" or (f.date is not None) != dated
        ]
        for n, f in enumerate(said):
            good = n in match.values() or any(f["start"] < b and a < f["end"] for a, b in others)
            self.ledger.mark(f"{name}.p", good=good, where=f"{gold.file}: false {f['text']!r}")

    def _judge_figure(self, name: str, file: str, figure: GoldFigure, hit: Said | None) -> None:
        """Enter one annotated figure: found, and right in value, unit and modifier."""
        right = hit is not None and same_value(hit, figure)
        if hit is not None:
            self.facts[hit["id"]] = (figure.fact or f"only {hit['id']}", file)
        if figure.rank != "optional":
            where = f"{file}: missed {figure.text!r}"
            self.ledger.mark(f"{name}.r", good=hit is not None, where=where)
        if figure.rank == "key":
            self.ledger.mark("figure_key", good=right, where=f"{file}: {figure.text!r}")
        if hit is None or figure.rank == "optional":
            return
        said = f"{hit.get('value')} {hit.get('low')}..{hit.get('high')} {hit.get('unit')}"
        where = f"{file}: {figure.text!r} read as {said}/{hit.get('per')} {hit.get('modifier')}"
        self.ledger.mark(f"{name}_value", good=right, where=where)
        if figure.date is None:
            self.ledger.mark("figure_unit", good=same_unit(hit, figure), where=where)
            good = hit.get("modifier") == figure.modifier
            self.ledger.mark("figure_modifier", good=good, where=where)

    def _forecasts(self, gold: GoldArticle, article: Said, places: Sequence[Place]) -> None:
        """Match forecasts by the sentences of their chains; watch what must stay apart."""
        mine = [f for f in self.export["forecasts"] if f["article"] == article["id"]]
        said = [f for f in mine if f["kind"] == "forecast"]
        sentences = {s["id"]: s for s in article["sentences"]}
        free = {(n, k) for n, p in enumerate(places) for k in range(len(p.gold.forecasts))}
        spoken: set[int] = set()
        for f in sorted(said, key=lambda f: (len(f["sentences"]), f["start"])):
            chain = [sentences[i] for i in f["sentences"][:_CHAIN]]
            ours = sorted(
                {
                    n
                    for s in chain
                    for n, p in enumerate(places)
                    if s["start"] < p.end and p.start < s["end"]
                }
            )
            spoken.update(ours[:1])
            hits = [key for n in ours for key in sorted(k for k in free if k[0] == n)[:1]]
            lenient = any(places[n].gold.optional for n in ours)
            where = f"{gold.file}: {f['claim'][:60]!r}"
            self.ledger.mark("forecast.p", good=bool(hits) or lenient, where=where)
            for n, k in hits:
                free.discard((n, k))
                if not places[n].gold.forecasts[k].optional:
                    self._judge_forecast(gold, places[n].gold.forecasts[k], f)
        for n, k in sorted(free):
            if not places[n].gold.forecasts[k].optional:
                where = f"{gold.file}: {places[n].gold.text[:60]!r}"
                self.ledger.mark("forecast.r", good=False, where=where)
        for n, place in enumerate(places):
            if place.gold.apart:
                where = f"{gold.file}: {place.gold.apart} as forecast: {place.gold.text[:50]!r}"
                self.ledger.mark("kept_apart", good=n not in spoken, where=where)

    def _judge_forecast(self, article: GoldArticle, gold: GoldForecast, said: Said) -> None:
        """Enter one matched forecast: strength, holder, horizon, condition, percentage."""
        where = f"{article.file}: {said['claim'][:44]!r}"
        mark = self.ledger.mark
        mark("forecast.r", good=True, where=where)
        found = said["likelihood"]
        mark("likelihood", good=found in gold.likelihood, where=f"{where} {found}")
        good = same_holder(said, gold, article.author)
        mark("holder", good=good, where=f"{where} {said.get('holder')!r}")
        if "author" not in gold.holder:
            mark("holder_named", good=good, where=f"{where} {said.get('holder')!r}")
        if gold.horizon:
            good = same_horizon(said, gold)
            mark("horizon", good=good, where=f"{where} {said.get('horizon')}")
        if gold.condition:
            good = same_condition(said, gold)
            mark("condition", good=good, where=f"{where} {said.get('condition')!r}")
        if gold.probability:
            good = tuple(said.get("stated_probability") or ()) == gold.probability
            mark("probability", good=good, where=f"{where} {said.get('stated_probability')}")
        if gold.resolved or said.get("resolution"):
            status = (said.get("resolution") or {}).get("status")
            mark("resolution", good=status == gold.resolved, where=f"{where} {status}")
        if gold.question:
            self.asked[said["id"]] = (gold.question, article.file)

    def _summary(self, gold: GoldArticle, article: Said, places: Sequence[Place]) -> None:
        """Judge the picks of one article; a short summary misses what it does not pick."""
        summary = next(s for s in self.export["summaries"] if s["article"] == article["id"])
        sentences = {s["id"]: s for s in article["sentences"]}
        for pick in summary["sentences"]:
            s = sentences[pick["id"]]
            use = next(
                (p.gold.use for p in places if s["start"] < p.end and p.start < s["end"]), "never"
            )
            where = f"{gold.file}: {s['text'][:60]!r}"
            self.ledger.mark("summary_hit", good=use in {"key", "good"}, where=where)
            if use == "never":
                self.ledger.count("never", where)
        for _ in range(len(summary["sentences"]), _PICKS):
            self.ledger.mark("summary_hit", good=False, where=f"{gold.file}: too short")


def _is_date(said: Said) -> bool:
    """Tell whether an exported figure is a date: such ones have a text for a value."""
    return said["kind"] == "date" or isinstance(said.get("value"), str)


def _assign(said: Sequence[Said], goal: Sequence[tuple[GoldFigure, int, int]]) -> dict[int, int]:
    """Match annotated to said figures one to one; returns said's index by goal's."""
    options = []
    for n, (figure, start, end) in enumerate(goal):
        for k, f in enumerate(said):
            shared = min(end, f["end"]) - max(start, f["start"])
            if shared > 0:
                union = max(end, f["end"]) - min(start, f["start"])
                options.append((not same_value(f, figure), -shared / union, n, k))
    match: dict[int, int] = {}
    for _, _, n, k in sorted(options):
        if n not in match and k not in match.values():
            match[n] = k
    return match
