"""Equal parts of findings, held once: most of what figures are made of stands in thousands.

Findings come out of a store or another process with a copy of their own of every unit, every
offset and every 1年. Of 5,000 articles that is a third of the memory.
"""

from __future__ import annotations

from msgspec.structs import force_setattr

from rkbrief.model import ArticleFindings, Evidence, Figure, Forecast, Horizon, Quantity, Span

_LONGEST = 16
"""Characters of a text that is likely to come again: a quantity, a subject, a cue."""
_set = force_setattr  # on records that were just made and that nobody else holds yet


class Sharing:
    """The parts that were seen so far. What is put in their place is equal and of one type."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._offsets: dict[int, int] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}
        self._horizons: dict[Horizon, Horizon] = {}

    def share(self, findings: ArticleFindings) -> ArticleFindings:
        """Return ``findings``, changed in place to share what was seen in others."""
        spans: dict[Span, Span] = {}
        quotes: dict[str, str] = {}
        for sentence in findings.sentences:
            _set(sentence, "span", self._share_span(sentence.span, spans))
            quotes.setdefault(sentence.text, sentence.text)
        for figure in findings.figures:
            self._share_figure(figure, spans, quotes)
        for forecast in findings.forecasts:
            self._share_forecast(forecast, spans, quotes)
        return findings

    def _share_figure(
        self, figure: Figure, spans: dict[Span, Span], quotes: dict[str, str]
    ) -> None:
        self._share_evidence(figure.evidence, spans, quotes)
        _set(figure, "quantity", self.share_quantity(figure.quantity))
        for name in ("kind", "importance", "subject", "iso", "implied_date"):
            self._share_text(figure, name)

    def _share_forecast(
        self, forecast: Forecast, spans: dict[Span, Span], quotes: dict[str, str]
    ) -> None:
        for evidence in forecast.evidence:
            self._share_evidence(evidence, spans, quotes)
        _set(forecast, "span", self._share_span(forecast.span, spans))
        _set(forecast, "claim", quotes.setdefault(forecast.claim, forecast.claim))
        for name in ("kind", "holder_status", "likelihood", "holder", "cue", "condition"):
            self._share_text(forecast, name)
        if forecast.horizon is not None:
            horizon = forecast.horizon
            _set(forecast, "horizon", self._horizons.setdefault(horizon, horizon))

    def _share_evidence(
        self, evidence: Evidence, spans: dict[Span, Span], quotes: dict[str, str]
    ) -> None:
        quote = evidence.quote
        known = self._texts if len(quote) <= _LONGEST else quotes
        _set(evidence, "quote", known.setdefault(quote, quote))
        _set(evidence, "span", self._share_span(evidence.span, spans))

    def share_quantity(self, quantity: Quantity) -> Quantity:
        """Return the first quantity that was equal, its numbers of the same types."""
        kinds = (type(quantity.value), type(quantity.low), type(quantity.high))  # 1 equals 1.0
        return self._quantities.setdefault((quantity, *kinds), quantity)

    def _share_span(self, span: Span, known: dict[Span, Span]) -> Span:
        kept = known.setdefault(span, span)
        if kept is span:
            _set(span, "start", self._offsets.setdefault(span.start, span.start))
            _set(span, "end", self._offsets.setdefault(span.end, span.end))
        return kept

    def _share_text(self, record: Figure | Forecast, name: str) -> None:
        text = getattr(record, name)
        if text is not None and len(text) <= _LONGEST:
            _set(record, name, self._texts.setdefault(text, text))
