"""Equal parts of findings, held once, and their records packed.

Findings come out of a store or another process with a copy of their own of every unit, every
place and every 1年: of 5,000 articles half a gigabyte.
"""

from __future__ import annotations

from msgspec.structs import force_setattr

from rkbrief.analysis.packed import Readings, pack_figures, pack_forecasts, pack_sentences
from rkbrief.model import ArticleFindings, Figure, Forecast, Horizon, Quantity

_LONGEST = 16
"""Characters of a text that is likely to come again: a subject, a cue."""
_set = force_setattr  # on records that were just made and that nobody else holds yet


class Sharing:
    """The parts that were seen so far. What is put in their place is equal and of one type."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}
        self._horizons: dict[Horizon, Horizon] = {}
        self._figures: Readings[Figure] = {}
        self._forecasts: Readings[Forecast] = {}

    def share(self, findings: ArticleFindings) -> ArticleFindings:
        """Return ``findings``, changed in place to share what was seen in others."""
        article = findings.article
        for figure in findings.figures:
            _set(figure, "quantity", self.share_quantity(figure.quantity))
            for name in ("kind", "importance", "subject", "iso", "implied_date"):
                self._share_text(figure, name)
        for forecast in findings.forecasts:
            for name in ("kind", "holder_status", "likelihood", "holder", "cue", "condition"):
                self._share_text(forecast, name)
            if (horizon := forecast.horizon) is not None:
                _set(forecast, "horizon", self._horizons.setdefault(horizon, horizon))
        _set(findings, "sentences", pack_sentences(article, findings.sentences))
        _set(findings, "figures", pack_figures(article, findings.figures, self._figures))
        _set(findings, "forecasts", pack_forecasts(article, findings.forecasts, self._forecasts))
        return findings

    def share_quantity(self, quantity: Quantity) -> Quantity:
        """Return the first quantity that was equal, its numbers of the same types."""
        kinds = (type(quantity.value), type(quantity.low), type(quantity.high))  # 1 equals 1.0
        return self._quantities.setdefault((quantity, *kinds), quantity)

    def _share_text(self, record: Figure | Forecast, name: str) -> None:
        text = getattr(record, name)
        if text is not None and len(text) <= _LONGEST:
            _set(record, name, self._texts.setdefault(text, text))
