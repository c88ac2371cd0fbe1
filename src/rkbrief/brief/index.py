"""An analysis, by id: what the sections of a brief look things up in."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rkbrief.analysis.packed import Picked, by_id
from rkbrief.analysis.sentences_by_id import SentencesById
from rkbrief.brief.markdown import Markdown, quoted, set_apart
from rkbrief.brief.phrases import Phrases
from rkbrief.lexicon import compile_rules
from rkbrief.model import Analysis, Article, Figure, Forecast
from rkbrief.safe_text import show

CITATION = re.compile(r"\[\[(?P<key>S\d+:\d+)\]\]\(#s\d+-\d+\)")
"""A citation as Markdown. Source text cannot form one: its brackets are escaped."""


_BULLET = re.compile(r"-\s+|[・•●◆■](?![・•●◆■])\s*|[○◎◇□△▽▲▼☆★※]\s+")
"""The mark of an item; -3% and △3% have a sign, and ●●町 a name that is left out."""


_PHRASE_START = re.compile(r"(?<=[\u3041-\u3096])(?=[\u30a1-\u30fa\u4e00-\u9fff])")


def anchor(key: str) -> str:
    """Return the name of the endnote of ``S2:7``: ``s2-7``."""
    return key.lower().replace(":", "-")


def cite(keys: Iterable[str], *, most: int | None = None) -> Markdown:
    """Return links to the endnotes of ``keys``, each once, at most ``most`` of them."""
    unique = list(dict.fromkeys(keys))[:most]
    return Markdown(" ".join(f"[[{key}]](#{anchor(key)})" for key in unique))


@dataclass(frozen=True, slots=True)
class Index:
    """The records of ``analysis`` by their ids, and the wording of the brief.

    ``outlooks`` are the places of the forecasts that end on a day, by each article that they cite.
    ``stories`` are the stories of the articles, by number, the same for all that tell one.
    ``ranked`` are the places of the facts worth telling, empty until they are ranked
    (:func:`rkbrief.brief.keyfigures.rank_groups`).
    """

    analysis: Analysis
    say: Phrases
    articles: dict[str, Article] = field(init=False)
    sentences: SentencesById = field(init=False)
    figures: Mapping[str, Figure] = field(init=False)
    forecasts: Mapping[str, Forecast] = field(init=False)
    outlooks: dict[str, array[int]] = field(init=False)
    origins: dict[str, int] = field(init=False)
    stories: dict[str, int] = field(init=False)
    ranked: array[int] = field(init=False, default_factory=lambda: array("I"))

    def __post_init__(self) -> None:
        analysis = self.analysis
        fill = object.__setattr__
        fill(self, "articles", {a.id: a for a in analysis.articles})
        fill(self, "sentences", SentencesById(analysis.findings))
        fill(self, "figures", by_id(analysis.figures))
        fill(self, "forecasts", by_id(analysis.forecasts))
        outlooks: dict[str, array[int]] = {}
        for place, forecast in enumerate(analysis.forecasts):
            if forecast.horizon and forecast.horizon.until:
                for article in {evidence.article_id for evidence in forecast.evidence}:
                    outlooks.setdefault(article, array("I")).append(place)
        fill(self, "outlooks", outlooks)
        origins = {a: n for n, group in enumerate(analysis.origins) for a in group}
        fill(self, "origins", origins)
        stories = {a: n for n, group in enumerate(analysis.stories) for a in group}
        fill(self, "stories", stories)

    @property
    def language(self) -> str:
        """The language of the brief, ``en`` or ``ja``."""
        return self.say.language

    def list_outlooks(self, sentence_id: str) -> list[Forecast]:
        """Return the forecasts that end on a day and have a sentence in their chains."""
        places = self.outlooks.get(sentence_id.rpartition(":")[0], ())
        ahead = (self.analysis.forecasts[place] for place in places)
        return [forecast for forecast in ahead if sentence_id in forecast.sentence_ids]

    def pick(self, is_wanted: Callable[[Forecast], object]) -> Picked[Forecast]:
        """Return the forecasts that ``is_wanted`` tells true of, made when they are looked at."""
        forecasts = self.analysis.forecasts
        wanted = (place for place, forecast in enumerate(forecasts) if is_wanted(forecast))
        return Picked(forecasts, array("I", wanted))

    def origin(self, article_id: str) -> int | str:
        """Return what stands for the origin of an article: itself when it shares none."""
        return self.origins.get(article_id, article_id)

    def words(self, article_id: str, text: str, *, most: int | None = None) -> Markdown:
        """Return words of a source: in quotation marks, or a digest's in brackets.

        ``most`` code points are kept of a longer text, its end first: the predicate of a
        Japanese sentence, and with it the strength of a claim, stands last. Lines that the
        source broke within are joined.
        """
        whole = unbroken(text) if "\n" in text else text
        kept = shorten(_without_opening(whole), most) if most else whole
        kept = self._completed(article_id, text, kept)
        return self.words_in_place(article_id, kept)

    def words_in_place(self, article_id: str, text: str) -> Markdown:
        """Return words of a source, marked as :meth:`words` does, letter by letter and whole."""
        if self.articles[article_id].digest_of is None:
            return quoted(text, language=self.language)
        return set_apart(text)

    def _completed(self, article_id: str, text: str, kept: str) -> str:
        """Return ``kept`` with the bracket of a quotation that stands right beside ``text``."""
        source = self.articles[article_id].text
        for opening, closing in ("「」", "『』"):
            unclosed = kept.count(opening) - kept.count(closing)
            if unclosed > 0 and text + closing in source:
                return kept + closing
            if unclosed < 0 and not kept.startswith("…") and opening + text in source:
                return opening + kept
        return kept


def _without_opening(text: str) -> str:
    """Return ``text`` without the mark of an item of a list and without a conjunction."""
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    found = compile_rules("anaphora", "conjunctions").match(text)
    return f"…{text[found.end() :]}" if found else text


def unbroken(text: str) -> str:
    """Return ``text`` in one line: where it broke, a blank stands between ASCII only."""
    whole, *lines = (line.strip() for line in text.split("\n"))
    for line in filter(None, lines):
        whole += f" {line}" if (whole[-1:] + line[0]).isascii() else line
    return whole


def shorten(text: str, most: int) -> str:
    """Return ``text``, or an ellipsis and the end of it, cut after a comma or between phrases.

    A phrase of Japanese tends to end in hiragana and the next to begin without. What is shown
    of the end is the end of what is shown: no cut parts a letter from its marks.
    """
    if len(text) <= most:
        return text
    tail = text[-most:]
    cuts = [at + 1 for at in (tail.find("、"), tail.find("，")) if 0 <= at < most // 2]
    phrase = _PHRASE_START.search(tail[: most // 2])
    kept = tail[min(cuts, default=phrase.start() if phrase else 0) :]
    shown = show(text)
    while not shown.endswith(show(kept)):
        kept = kept[1:]
    return "…" + kept


def in_reading_order(keys: Iterable[str], articles: Sequence[Article]) -> list[str]:
    """Sort citation keys by article, then by sentence."""
    order = {a.id: n for n, a in enumerate(articles)}

    def place(key: str) -> tuple[int, int]:
        article, _, sentence = key.partition(":")
        return order.get(article, len(order)), int(sentence)

    return sorted(set(keys), key=place)
