"""Checks of what a brief says of an earlier one, and of the record it carries itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from rkbrief.brief.phrases import Phrases
from rkbrief.brief.reading import QUOTATION, Block, Brief
from rkbrief.brief.record import HASH_DIGITS, Record, read_record
from rkbrief.brief.reference import describe
from rkbrief.errors import ConfigError
from rkbrief.model import Article
from rkbrief.safe_text import show

_PAST = re.compile(rf"(?P<quotation>{QUOTATION.pattern})|⟨[^⟨⟩]*⟩")


def without_past(brief: Brief, record: Record | None, articles: Sequence[Article]) -> Brief:
    """Return a brief without what its section on changes need not prove.

    That is what stands between the marks of the earlier brief, the name of a source exactly
    as it is, a question as asked, and the day of the earlier brief as the record has it.
    """
    if all(block.section != "changes" for block in brief.blocks):
        return brief
    stands = [told for article in articles for told in describe(article)]
    if record is not None:
        stands += [show(ask) for q in record.questions for ask in (q.en, q.ja)]
        stands += _days(record)
    stands = sorted(filter(None, set(stands)), key=len, reverse=True)
    return replace(
        brief,
        blocks=tuple(
            _clear(block, stands) if block.section == "changes" else block for block in brief.blocks
        ),
    )


def _days(record: Record) -> list[str]:
    """Return the sentence that names the earlier brief, in both languages."""
    if record.previous is None:
        return []
    say = [Phrases(language) for language in ("en", "ja")]
    return [str(s.say("changes.compared", day=s.day(record.previous))) for s in say]


def _clear(block: Block, stands: Sequence[str]) -> Block:
    """Take out of a block what need not be proven."""
    text = block.text
    for told in stands:
        text = text.replace(told, " ")
    return replace(block, text=_PAST.sub(lambda m: m["quotation"] or " ", text))


def find_record(text: str) -> Record | None:
    """Return the record that a brief carries, None when there is none to be relied on."""
    try:
        return read_record(text)
    except ConfigError:
        return None


def find_false_records(record: Record, sources: Mapping[str, Article]) -> Iterator[str]:
    """Yield what a record says of the sources of its brief and they do not."""
    texts: dict[str, list[str]] = {}  # of one hash several, where bytes are read in two ways
    for article in sources.values():
        texts.setdefault(article.sha256[:HASH_DIGITS], []).append(article.text)
    kept = {s.sha256 for s in record.sources}
    for article in sources.values():
        if article.sha256[:HASH_DIGITS] not in kept and not record.cut:
            yield f"the record does not know {article.id}"
    for forecast in record.forecasts:
        source = record.sources[forecast.source]
        own = texts.get(source.sha256)
        if own is not None and not any(forecast.words in text for text in own):
            yield f"the record has words that {source.file} has not: {forecast.words[:30]}"
    for figure in record.figures:
        if record.cut and not figure.sources:
            continue  # all that tell it were left out
        told = [texts.get(record.sources[n].sha256) for n in figure.sources]
        if all(told) and not any(figure.words in text for own in told for text in own or ()):
            yield f"the record has a figure that no source has: {figure.words[:30]}"
