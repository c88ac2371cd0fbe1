"""The nouns of rkbrief: frozen records without behaviour beyond properties.

Offsets are code points of an article's decoded text: CRLF and CR read as LF, a byte order
mark dropped, nothing else changed. Text in a record is always the exact slice of the source;
what may be shown of it is decided by :mod:`rkbrief.safe_text` at the edge.

Structs are made ten times as fast as dataclasses and defined forty times as fast; without the
garbage collector (``gc=False``) because records are frozen and hold no cycles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, field

SentenceKind = Literal["sentence", "heading", "bullet", "deck"]
Modifier = Literal[
    "exact",
    "about",
    "at_least",
    "at_most",
    "nearly",
    "more_than",
    "less_than",
    "tens_of",
    "range",
]
FigureKind = Literal[
    "duration",
    "interval_since",
    "rate",
    "count",
    "distance",
    "length",
    "area",
    "volume",
    "money",
    "percentage",
    "date",
    "horizon",
    "mass",
    "energy",
    "speed",
    "temperature",
    "power",
    "ordinal",
    "multiple",
    "age",
    "probability",
    "exchange_rate",
    "yield",
    "time",
    "number",
]
Importance = Literal["key", "supporting", "incidental"]
GroupStatus = Literal["corroborated", "single", "range", "conflict"]
ForecastKind = Literal["forecast", "assessment", "plan", "norm", "counterfactual", "gap"]
HolderStatus = Literal["stated", "author", "carried", "check"]
Likelihood = Literal[
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even",
    "likely",
    "very_likely",
    "almost_certain",
    "possible",
    "asserted",
    "undetermined",
]
ModalityKind = Literal["estimate", "hearsay", "plan", "norm", "counterfactual", "none"]
HorizonState = Literal["open", "due", "event"]
Stance = Literal["affirm", "deny", "unclear"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]

LIKELIHOOD_BANDS: Mapping[Likelihood, tuple[int, int]] = {
    "almost_no_chance": (1, 5),
    "very_unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly_even": (45, 55),
    "likely": (55, 80),
    "very_likely": (80, 95),
    "almost_certain": (95, 99),
}
"""Percentages of ICD 203 (2015), one row of words; the other likelihoods have no band."""


class Span(Struct, frozen=True, order=True, gc=False):
    """Where something stands: half-open, in code points, ``0 <= start <= end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span names."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the same stretch ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


class Label(Struct, frozen=True, gc=False):
    """One name in the two languages of a brief."""

    en: str
    ja: str

    def in_language(self, language: str) -> str:
        """Return the Japanese name for ``"ja"``, else the English one."""
        return self.ja if language == "ja" else self.en


class DroppedLine(Struct, frozen=True, gc=False):
    """A line of the file that is not the article, with the rule that dropped it.

    By the rule ``note_mark`` it is a mark between sentences or behind a heading ([1], [編集]), by
    ``speaker_label`` who speaks; by ``byline`` or ``end_mark`` it may be what stands behind the
    last sentence. The rest of such a line stays. ``line`` counts from 1.
    ``rule`` is a name of lexicon/boilerplate.yaml (``menu``, ``caption``, ``title``, ...).
    """

    line: int
    span: Span
    text: str
    rule: str


class DigestOf(Struct, frozen=True, gc=False):
    """What a digest stands for: the original's file name and the SHA-256 of its bytes."""

    file: str
    sha256: str


class Article(Struct, frozen=True, gc=False):
    """One source as read.

    ``path`` is below the corpus, with ``/``. ``published`` is None when the page gives no
    date; ``reference_date`` is what weekdays and 来春 are read against: the date of
    publication, else the latest full date that the text gives for its own events, else None.
    ``digest_of`` is None unless this is a digest that stands for an original.
    ``reliability`` is A to F from corpus.yaml, None when nobody rated the source;
    ``publisher_en`` and ``note`` are what corpus.yaml says of the outlet and of the source.
    """

    id: str
    path: str
    sha256: str
    encoding: str
    title: str | None
    publisher: str | None
    author: str | None
    published: date | None
    text: str
    dropped: tuple[DroppedLine, ...] = ()
    warnings: tuple[str, ...] = ()
    reference_date: date | None = None
    url: str | None = None
    digest_of: DigestOf | None = None
    reliability: Reliability | None = None
    note: str | None = None
    publisher_en: str | None = None


class Sentence(Struct, frozen=True, gc=False):
    """A unit of the body: ``text`` is exactly ``span`` of the article's text.

    ``index`` counts from 1 in the article, ``paragraph`` from 1 likewise.
    """

    article_id: str
    index: int
    paragraph: int
    kind: SentenceKind
    span: Span
    text: str

    @property
    def id(self) -> str:
        """The citation key, ``S2:7``."""
        return f"{self.article_id}:{self.index}"


class Morpheme(Struct, frozen=True, gc=False):
    """One token; ``pos`` is the part of speech as IPADIC spells it (名詞,固有名詞,人名,姓)."""

    surface: str
    base_form: str
    pos: str
    reading: str
    span: Span


class Evidence(Struct, frozen=True, gc=False):
    """A place in a source. ``quote`` is exactly ``span`` of the article's text."""

    article_id: str
    sentence_index: int
    span: Span
    quote: str

    @property
    def sentence_id(self) -> str:
        """The citation key of the sentence that holds it, ``S2:7``."""
        return f"{self.article_id}:{self.sentence_index}"


class Quantity(Struct, frozen=True, gc=False):
    """A number as written and what it counts.

    ``value`` is the number as written (11,000個以上: 11000), an ISO 8601 string for a date,
    None for a range or a vague number, which have ``low`` and ``high`` (either may be None
    when that side is open). ``unit`` is a singular English word or a symbol (interface:
    year, percent, km, JPY, round, ...), ``""`` for a bare number. ``per`` is the unit of
    the denominator (``day``) or None.
    """

    value: int | float | str | None
    low: int | float | None = None
    high: int | float | None = None
    unit: str = ""
    per: str | None = None
    modifier: Modifier = "exact"


class Figure(Struct, frozen=True, gc=False):
    """A quantity in a sentence.

    ``iso`` is the TIMEX3 value of a date or a duration (2024-06-19, P1Y), else None.
    ``subject`` is what the number is about, in the words of the source, None when unclear.
    ``implied_date`` is what an interval points at (24年ぶり in 2024: ``2000``), an ISO date
    or ``START/END``, None when there is nothing to reckon from.
    """

    id: str
    evidence: Evidence
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    subject: str | None = None
    label: Label | None = None
    implied_date: str | None = None
    importance: Importance = "supporting"

    @property
    def span(self) -> Span:
        """Where the figure stands in its article."""
        return self.evidence.span

    @property
    def text(self) -> str:
        """The figure as written."""
        return self.evidence.quote


class FigureGroup(Struct, frozen=True, gc=False):
    """One fact, however many times it is told.

    ``figure_ids`` are in the order of the corpus. ``independent`` counts the origins behind
    ``article_ids``: articles that share an origin count once. ``sides`` are the numbers that a
    disputed group sets against each other, each a group of those who tell it, the first told
    first; ``()`` in any other group, and where its rival is a group of its own.
    """

    id: str
    label: Label
    status: GroupStatus
    figure_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    independent: int
    importance: Importance = "supporting"
    sides: tuple[FigureGroup, ...] = ()


class Modality(Struct, frozen=True, gc=False):
    """How a sentence holds what it says.

    ``cue`` is the expression that decides, as written, None for a bare sentence; ``span`` is
    its place in the sentence. ``rule`` names the row of lexicon/modality.yaml.
    """

    kind: ModalityKind
    likelihood: Likelihood | None
    cue: str | None
    span: Span | None = None
    rule: str | None = None
    stated_probability: tuple[float, float] | None = None


class Horizon(Struct, frozen=True, gc=False):
    """Until when a forecast reaches.

    ``duration`` is ISO 8601 (P1Y; for a vague one the nominal value) or None. ``until`` is
    the last day of it as an ISO date, None when it hangs on an event or on nothing known.
    ``state``: ``due`` when ``until`` lies before the date of the brief, ``event`` when an
    event ends it, else ``open``.
    """

    text: str
    duration: str | None = None
    until: str | None = None
    state: HorizonState = "open"


class Resolution(Struct, frozen=True, gc=False):
    """A later sentence that reports what a forecast spoke of."""

    status: Literal["happened", "did_not_happen"]
    evidence: Evidence


class Forecast(Struct, frozen=True, gc=False):
    """One claim about what will be (or, by ``kind``, what is kept apart from forecasts).

    ``evidence`` holds the sentences of the chain, one to four, the claim's first.
    ``claim`` is exactly ``span`` of the article. ``holder`` is a name or a description in
    the words of the source, None when nobody can be named; ``holder_status`` is ``author``
    for the writer, ``carried`` from an earlier sentence, ``check`` when a person must look.
    ``band`` is in percent. ``stated_probability`` is (low, high) in percent as the source
    gives it (5％以下 is 0 to 5), else None.
    """

    id: str
    article_id: str
    evidence: tuple[Evidence, ...]
    span: Span
    claim: str
    kind: ForecastKind
    holder: str | None
    holder_status: HolderStatus
    cue: str | None
    likelihood: Likelihood
    stated_probability: tuple[float, float] | None = None
    horizon: Horizon | None = None
    condition: str | None = None
    question_id: str | None = None
    stance: Stance | None = None
    resolution: Resolution | None = None

    @property
    def band(self) -> tuple[int, int] | None:
        """The percentages behind the likelihood word, None for a mere possibility."""
        return LIKELIHOOD_BANDS.get(self.likelihood)

    @property
    def sentence_ids(self) -> tuple[str, ...]:
        """The citation keys of the chain."""
        return tuple(e.sentence_id for e in self.evidence)


class Position(Struct, frozen=True, gc=False):
    """What one holder says on a question in one article: his forecasts in text order."""

    article_id: str
    holder: str | None
    forecast_ids: tuple[str, ...]


class Question(Struct, frozen=True, gc=False):
    """Forecasts on one question, side by side.

    ``given`` is True when corpus.yaml asked it, False when rkbrief grouped the forecasts.
    """

    id: str
    ask: Label
    positions: tuple[Position, ...]
    contested: bool
    given: bool

    @property
    def forecast_ids(self) -> tuple[str, ...]:
        """Every forecast on the question, in the order of its positions."""
        return tuple(f for position in self.positions for f in position.forecast_ids)


class RankedSentence(Struct, frozen=True, gc=False):
    """A sentence picked for a summary; ``score`` orders the picks, ``parts`` add up to why."""

    sentence: Sentence
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


class Summary(Struct, frozen=True, gc=False):
    """Picked sentences in reading order; ``article_id`` is None for the whole corpus."""

    article_id: str | None
    method: str
    sentences: tuple[RankedSentence, ...]


class Problem(Struct, frozen=True, gc=False):
    """Something a person should know; ``span`` is None when it concerns a whole article."""

    article_id: str | None
    kind: str
    note: str
    span: Span | None = None


class Skipped(Struct, frozen=True, gc=False):
    """A file that was not read, and why."""

    path: str
    reason: str


class Remark(Struct, frozen=True, gc=False):
    """What the analyst says of an item, to be shown as his with the original beside it.

    ``original`` gives what rkbrief read where the analyst corrected it: ``holder``,
    ``likelihood`` or ``question`` to the former value (None where there was none; always None
    for a question, which is only asked of all forecasts together). What is ``dropped`` is in
    the findings only.
    """

    pinned: bool = False
    note: str | None = None
    translation: str | None = None
    original: Mapping[str, str | None] = field(default_factory=dict)
    dropped: bool = False


class AnalystWords(Struct, frozen=True, gc=False):
    """What the analyst wrote for the brief itself; None where nothing."""

    title: str | None = None
    bottom_line: str | None = None
    comment: str | None = None
    implication: str | None = None


class Provenance(Struct, frozen=True, gc=False):
    """What a brief must say of its making. ``as_of`` is the day it speaks of."""

    version: str
    config_sha256: str
    as_of: date
    method: str
    tokenizer: str


class ArticleFindings(Struct, frozen=True, gc=False):
    """All that one article gives by itself; what a store keeps and a worker returns.

    ``words`` are what a tokenizer made of the title and of each sentence, folded by
    language.content; ``b""`` where it was not asked.
    """

    article: Article
    sentences: Sequence[Sentence]
    figures: Sequence[Figure]
    forecasts: Sequence[Forecast]
    summary: Summary
    problems: tuple[Problem, ...] = ()
    words: bytes = b""


class Analysis(Struct, frozen=True, eq=False, gc=False):
    """Everything a front end needs. Compared by identity, so that a view can tell old from new.

    ``origins`` are groups of article ids that share an origin; every article is in one.
    ``stories`` are groups of article ids that tell one story, likewise; empty where nobody asked.
    ``findings`` hold everything that was found; ``figures`` and ``forecasts`` leave out what
    the analyst dropped, with his corrections in place. ``remarks`` are his, by the id of a
    figure, a forecast or a sentence.
    """

    provenance: Provenance
    title: str | None
    findings: tuple[ArticleFindings, ...]
    corpus_summary: Summary
    figures: Sequence[Figure]
    figure_groups: Sequence[FigureGroup]
    forecasts: Sequence[Forecast]
    questions: tuple[Question, ...]
    origins: tuple[tuple[str, ...], ...]
    stories: tuple[tuple[str, ...], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    words: AnalystWords = AnalystWords()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the order of their ids."""
        return tuple(f.article for f in self.findings)

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """One summary an article, then the corpus's."""
        return (*(f.summary for f in self.findings), self.corpus_summary)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every body sentence of the corpus, in order."""
        return tuple(s for f in self.findings for s in f.sentences)
