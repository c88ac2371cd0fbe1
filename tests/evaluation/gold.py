"""The hand annotation of the evaluation articles: its shape, and where it lies in them.

One YAML file an article in the gold/ of a corpus, written from reading and never from output,
plus gold/corpus.yaml for what its articles have in common. README.md tells the conventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import yaml

HERE = Path(__file__).parent

Rank = Literal["key", "supporting", "optional"]
Use = Literal["key", "good", "plain", "never"]
Apart = Literal["plan", "norm", "counterfactual", "assessment", "gap"]


class GoldFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A figure: ``date`` for a date, else ``value`` or ``low`` and ``high``.

    ``optional`` ones are neither missed nor false. ``fact`` joins figures across articles.
    """

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    date: str | None = None
    unit: str = ""
    per: str | None = None
    modifier: str | None = None
    kind: str | None = None
    rank: Rank = "supporting"
    fact: str | None = None


class GoldForecast(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A forecast. ``likelihood`` and ``holder`` list what is accepted, the best first.

    ``horizon`` is its wording; ``until`` (a prefix of an ISO date) or ``duration`` its value.
    ``resolved``: a later article of the corpus tells how it ended.
    """

    likelihood: tuple[str, ...]
    holder: tuple[str, ...]
    horizon: str | None = None
    until: str | None = None
    duration: str | None = None
    condition: str | None = None
    probability: tuple[float, float] | None = None
    question: str | None = None
    resolved: Literal["happened", "did_not_happen"] | None = None
    optional: bool = False


class GoldSentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A unit of the body as it stands in the article, but for line breaks inside it.

    ``apart`` says why a sentence about what will or might be is no forecast. ``use`` says what
    a summary may do with it. ``skip``: how often its text stands further up (in a table of
    contents).
    """

    text: str
    kind: Literal["sentence", "heading", "bullet", "deck"] = "sentence"
    use: Use = "plain"
    apart: Apart | None = None
    optional: bool = False
    skip: int = 0
    figures: tuple[GoldFigure, ...] = ()
    forecasts: tuple[GoldForecast, ...] = ()


class GoldArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An annotated article. Whatever stands in no ``body`` sentence is to be dropped."""

    file: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    body: tuple[GoldSentence, ...]
    encoding: str = "utf-8"
    folder: str = ""

    def read(self) -> str:
        """Return the article's text as the offsets count it."""
        text = Path(self.folder, self.file).read_bytes().decode(self.encoding)
        return text.replace("\r\n", "\n")


class GoldFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the figures of one fact are to each other.

    ``independent``: how many origins tell it, where articles share one.
    """

    relation: Literal["same", "conflict"]
    about: str
    independent: int | None = None


class GoldCorpus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Facts by name, and pairs of facts that must never be taken for one."""

    facts: dict[str, GoldFact]
    apart: tuple[tuple[str, str], ...] = ()


def load_gold(corpus: Path = HERE) -> tuple[GoldArticle, ...]:
    """Read every annotated article of a corpus, in the order of the files."""
    found = (
        msgspec.convert(yaml.safe_load(path.read_text("utf-8")), GoldArticle)
        for path in sorted((corpus / "gold").glob("[0-9]*.yaml"))
    )
    return tuple(msgspec.structs.replace(g, folder=str(corpus / "articles")) for g in found)


def load_gold_corpus(corpus: Path = HERE) -> GoldCorpus:
    """Read what the articles of a corpus have in common."""
    text = (corpus / "gold" / "corpus.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), GoldCorpus)


def find_exactly(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Find ``wanted`` in ``text[start:end]``; only line breaks may come between its letters.

    Raises:
        ValueError: it is not there.
    """
    pattern = re.compile(r"\n?".join(re.escape(c) for c in wanted))
    found = pattern.search(text, start, end)
    if found is None:
        raise ValueError(f"not in the article from {start} on: {wanted!r}")
    return found.span()


def locate_sentences(article: GoldArticle) -> Iterator[tuple[GoldSentence, int, int]]:
    """Yield each body sentence with its span, in the order of the text."""
    text, at = article.read(), 0
    for sentence in article.body:
        for _ in range(sentence.skip):
            _, at = find_exactly(sentence.text, text, at, len(text))
        start, at = find_exactly(sentence.text, text, at, len(text))
        yield sentence, start, at


def locate_figures(
    sentence: GoldSentence, text: str, start: int, end: int
) -> Iterator[tuple[GoldFigure, int, int]]:
    """Yield each figure of a sentence that stands at ``text[start:end]``, with its span."""
    at = start
    for figure in sentence.figures:
        first, at = find_exactly(figure.text, text, at, end)
        yield figure, first, at
