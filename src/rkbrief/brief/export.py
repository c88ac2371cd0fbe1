"""An analysis as plain data, schema ``rkbrief/1``, for other programs.

The schema itself is export.schema.json beside this file. Offsets are code points of the
article's decoded text, and every text is exactly the slice that its offsets name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

from rkbrief.brief.record import escape_hidden
from rkbrief.brief.seal import seal_json
from rkbrief.model import (
    Analysis,
    ArticleFindings,
    Figure,
    FigureGroup,
    Forecast,
    Horizon,
    Label,
    Provenance,
    Question,
    Resolution,
    Summary,
)

SCHEMA = "rkbrief/1"
_SCORE_DIGITS = 6
"""Digits of a score: more would differ between machines that add in another order."""


def to_export(analysis: Analysis, *, language: str = "en") -> dict[str, object]:
    """Return ``analysis`` as schema ``rkbrief/1``; labels and questions in ``language``."""
    return {
        name: list(value) if isinstance(value, Iterator) else value
        for name, value in _lay_out(analysis, language).items()
    }


def _lay_out(analysis: Analysis, language: str) -> dict[str, object]:
    """Return the parts of an export; the long lists come item by item."""
    return {
        "schema": SCHEMA,
        "provenance": _provenance(analysis.provenance),
        "articles": (_article(findings) for findings in analysis.findings),
        "skipped": [{"file": s.path, "reason": s.reason} for s in analysis.skipped],
        "problems": [
            {
                "article": problem.article_id,
                "start": problem.span.start if problem.span else None,
                "end": problem.span.end if problem.span else None,
                "kind": problem.kind,
                "note": problem.note,
            }
            for problem in analysis.problems
        ],
        "summaries": (_summary(summary) for summary in analysis.summaries),
        "figures": (_figure(figure, language) for figure in analysis.figures),
        "figure_groups": (
            _group(told, language)
            for group in analysis.figure_groups
            for told in (group, *group.sides)
        ),
        "forecasts": (_forecast(forecast) for forecast in analysis.forecasts),
        "questions": (_question(question, language) for question in analysis.questions),
    }


def export_json(analysis: Analysis, *, language: str = "en") -> bytes:
    """Return the export as UTF-8 JSON that ends with a line feed.

    Characters that could act on a terminal are escaped, so the bytes may be shown as they are;
    a lone surrogate (a file name that is not UTF-8) is escaped too, so they are always valid.
    The last member is the seal.
    """
    written = _write(_lay_out(analysis, language))
    with written.getbuffer() as members:  # no copy of it
        end = seal_json(members)
    written.write(end)
    return written.getvalue()


def _write(export: Mapping[str, object]) -> BytesIO:
    """Write the members of an export, always the same for the same content, without its end.

    A list is written item by item, so that no more than one is held as text: the export of a
    large corpus is some hundred megabytes.
    """
    encode = json.JSONEncoder(ensure_ascii=False, indent=1).encode
    written = BytesIO()

    def write(text: str, depth: int = 0) -> None:
        indented = text.replace("\n", "\n" + " " * depth)
        written.write(escape_hidden(indented).encode("utf-8"))

    opening = "{"
    for name, value in export.items():
        write(f"{opening}\n {encode(name)}: ")
        opening = ","
        if isinstance(value, list | Iterator):
            _write_list(value, encode, write)
        else:
            write(encode(value), 1)
    return written


def _write_list(
    items: Iterable[object], encode: Callable[[object], str], write: Callable[[str, int], None]
) -> None:
    """Write a list that stands one deep, an item at a time."""
    opening = "["
    for item in items:
        write(f"{opening}\n  ", 0)
        write(encode(item), 2)
        opening = ","
    write("[]" if opening == "[" else "\n ]", 0)


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the export."""
    text = files("rkbrief.brief").joinpath("export.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _provenance(provenance: Provenance) -> dict[str, object]:
    return {
        "version": provenance.version,
        "config_sha256": provenance.config_sha256,
        "as_of": provenance.as_of.isoformat(),
        "method": provenance.method,
        "tokenizer": provenance.tokenizer,
    }


def _article(findings: ArticleFindings) -> dict[str, object]:
    article = findings.article
    return {
        "id": article.id,
        "file": article.path,
        "sha256": article.sha256,
        "encoding": article.encoding,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "characters": len(article.text),
        "sentences": [
            {
                "id": sentence.id,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "text": sentence.text,
                "paragraph": sentence.paragraph,
                "kind": sentence.kind,
            }
            for sentence in findings.sentences
        ],
        "dropped": [
            {
                "line": dropped.line,
                "start": dropped.span.start,
                "end": dropped.span.end,
                "text": dropped.text,
                "rule": dropped.rule,
            }
            for dropped in article.dropped
        ],
        "warnings": list(article.warnings),
    }


def _summary(summary: Summary) -> dict[str, object]:
    return {
        "article": summary.article_id,
        "method": summary.method,
        "sentences": [
            {
                "id": ranked.sentence.id,
                "score": round(ranked.score, _SCORE_DIGITS),
                "parts": _round(ranked.parts),
            }
            for ranked in summary.sentences
        ],
    }


def _round(parts: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, _SCORE_DIGITS) for name, value in parts.items()}


def _figure(figure: Figure, language: str) -> dict[str, object]:
    quantity = figure.quantity
    return {
        "id": figure.id,
        "article": figure.evidence.article_id,
        "sentence": figure.evidence.sentence_id,
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.text,
        "value": quantity.value if isinstance(quantity.value, str) else _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "per": quantity.per,
        "modifier": quantity.modifier,
        "kind": figure.kind,
        "subject": figure.subject,
        "label": _label(figure.label, language),
        "implied_date": figure.implied_date,
        "importance": figure.importance,
    }


def _number(value: float | None) -> float | None:
    """Write a whole number without a fraction: 10000, not 10000.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _label(label: Label | None, language: str) -> str | None:
    return label.in_language(language) if label else None


def _group(group: FigureGroup, language: str) -> dict[str, object]:
    return {
        "label": group.label.in_language(language),
        "status": group.status,
        "figures": list(group.figure_ids),
        "articles": list(group.article_ids),
        "independent": group.independent,
    }


def _forecast(forecast: Forecast) -> dict[str, object]:
    stated = forecast.stated_probability
    return {
        "id": forecast.id,
        "article": forecast.article_id,
        "sentences": list(forecast.sentence_ids),
        "start": forecast.span.start,
        "end": forecast.span.end,
        "claim": forecast.claim,
        "kind": forecast.kind,
        "holder": forecast.holder or ("author" if forecast.holder_status == "author" else None),
        "holder_status": forecast.holder_status,
        "cue": forecast.cue,
        "likelihood": forecast.likelihood,
        "band": list(forecast.band) if forecast.band else None,
        "stated_probability": [_number(bound) for bound in stated] if stated else None,
        "horizon": _horizon(forecast.horizon),
        "condition": forecast.condition,
        "question": forecast.question_id,
        "stance": forecast.stance,
        "resolution": _resolution(forecast.resolution),
    }


def _horizon(horizon: Horizon | None) -> dict[str, object] | None:
    if horizon is None:
        return None
    return {
        "text": horizon.text,
        "duration": horizon.duration,
        "until": horizon.until,
        "state": horizon.state,
    }


def _resolution(resolution: Resolution | None) -> dict[str, object] | None:
    if resolution is None:
        return None
    return {
        "status": resolution.status,
        "sentence": resolution.evidence.sentence_id,
        "start": resolution.evidence.span.start,
        "end": resolution.evidence.span.end,
    }


def _question(question: Question, language: str) -> dict[str, object]:
    return {
        "id": question.id,
        "ask": question.ask.in_language(language),
        "forecasts": list(question.forecast_ids),
        "contested": question.contested,
    }
