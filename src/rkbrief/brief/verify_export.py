"""Proof that an export says what its sources say: every hash, place and words, and the seal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from rkbrief.brief.export import SCHEMA
from rkbrief.brief.json_lines import RECORDS
from rkbrief.brief.seal import is_intact_export, is_of_lines
from rkbrief.brief.verify import Finding
from rkbrief.errors import ConfigError
from rkbrief.model import Article
from rkbrief.safe_text import show

_ID = re.compile(r'"id"\s*:\s*"([SFPQ]\d+(?::\d+)?)"')
_HASH_DIGITS = 12


class _Words(Struct, gc=False):
    """Words and the place where they stand; ``line`` is that of a dropped one in its source."""

    start: int
    end: int
    text: str
    id: str | None = None
    line: int | None = None


class _Source(Struct, gc=False):
    """An article of an export."""

    id: str
    sha256: str
    file: str
    characters: int
    sentences: list[_Words]
    dropped: list[_Words]


class _Figure(Struct, gc=False):
    """A figure, with the sentence that holds it."""

    id: str
    article: str
    sentence: str
    start: int
    end: int
    text: str


class _Forecast(Struct, gc=False):
    """A forecast, with the sentences that make it."""

    id: str
    article: str
    sentences: list[str]
    start: int
    end: int
    claim: str


class _Export(Struct, gc=False):
    """What of an export stands in its sources; the rest is told of that."""

    schema: str
    articles: list[_Source]
    figures: list[_Figure]
    forecasts: list[_Forecast]


def verify_export(data: bytes, articles: Sequence[Article]) -> tuple[Finding, ...]:
    """Check an export, as JSON or as JSON lines, against the articles that it is of.

    Lines of findings are those of the export. Raises ConfigError when it is not of the schema.
    """
    text = data.decode("utf-8", "surrogateescape")
    export = _read(text, lines=is_of_lines(data))
    places: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for name in _ID.findall(line):
            places.setdefault(name, number)
    by_hash: dict[str, list[Article]] = {}
    for article in articles:
        by_hash.setdefault(article.sha256, []).append(article)
    sources = {source.id: _choose(source, by_hash) for source in export.articles}
    findings = [
        Finding(places.get(name, 1), kind, note)
        for check in (_check_sources, _check_records)
        for name, kind, note in check(export, sources)
    ]
    if not is_intact_export(data):
        note = "the export was changed after rkbrief wrote it"
        findings.append(Finding(max(1, text.count("\n")), "seal", note))
    return tuple(sorted(set(findings)))


def _choose(source: _Source, by_hash: Mapping[str, Sequence[Article]]) -> Article | None:
    """Return the article that an export tells of; of files with the same bytes that of its name."""
    same = by_hash.get(source.sha256, ())
    return next((a for a in same if show(a.path) == show(source.file)), same[-1] if same else None)


def _read(text: str, *, lines: bool) -> _Export:
    """Return what an export, as JSON ``lines`` or whole, says that can be checked.

    Raises:
        ConfigError: it is no JSON, or not of the schema.
    """
    try:
        if lines:
            content = _gather(json.loads(line) for line in text.split("\n") if line)
        else:
            content = json.loads(text)
        export = msgspec.convert(content, _Export)
    except (ValueError, RecursionError, TypeError) as error:
        raise ConfigError(f"no export of schema {SCHEMA} that can be read: {error}") from error
    if export.schema != SCHEMA:
        raise ConfigError(f"no export of schema {SCHEMA}")
    return export


def _gather(records: Iterator[Any]) -> dict[str, Any]:
    """Put the records of JSON lines together as one document."""
    lists = {record: name for name, record in RECORDS.items()}
    content: dict[str, Any] = {name: [] for name in RECORDS}
    for record in records:
        kind = record.get("record") if isinstance(record, dict) else None
        if kind == "export":
            content["schema"] = record.get("schema")
        elif kind in lists:
            content[lists[kind]].append(record)
    return content


def _check_sources(
    export: _Export, sources: Mapping[str, Article | None]
) -> Iterator[tuple[str, str, str]]:
    """Yield what the articles of an export say that their files do not."""
    for source in export.articles:
        article = sources[source.id]
        if article is None:
            note = f"no source has the hash {source.sha256[:_HASH_DIGITS]} of {source.id}"
            yield source.id, "hash", note
            continue
        if source.characters != len(article.text):
            yield source.id, "source", f"{source.id} has {len(article.text)} characters"
        for words in (*source.sentences, *source.dropped):
            name = words.id or f"{source.id}, line {words.line}"
            if not _stands(article, words.start, words.end, words.text):
                place = f"{words.start}–{words.end}"
                note = f"{name}: other words stand at {place}"
                yield words.id or source.id, "quotation", note


def _check_records(
    export: _Export, sources: Mapping[str, Article | None]
) -> Iterator[tuple[str, str, str]]:
    """Yield figures and forecasts that do not stand at their places or name no sentence."""
    known = {words.id for source in export.articles for words in source.sentences}
    for figure in export.figures:
        yield from _check_place(figure, figure.text, [figure.sentence], known, sources)
    for forecast in export.forecasts:
        yield from _check_place(forecast, forecast.claim, forecast.sentences, known, sources)


def _check_place(
    record: _Figure | _Forecast,
    words: str,
    cited: Sequence[str],
    known: set[str | None],
    sources: Mapping[str, Article | None],
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the place of one record."""
    for key in cited:
        if key not in known or key.partition(":")[0] != record.article:
            yield record.id, "citation", f"{record.id} cites {key}, which is no sentence of it"
    if record.article not in sources:
        yield record.id, "citation", f"{record.id} is of {record.article}, which is no article"
        return
    article = sources[record.article]
    if article is not None and not _stands(article, record.start, record.end, words):
        place = f"{record.start}–{record.end}"
        yield record.id, "quotation", f"{record.id}: other words stand at {place}"


def _stands(article: Article, start: int, end: int, words: str) -> bool:
    """Tell whether words stand at a place of an article."""
    return 0 <= start <= end and article.text[start:end] == words
