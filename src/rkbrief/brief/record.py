"""What a brief carries for a later one to compare itself with: a record for machines.

It stands as an HTML comment before the seal, which covers it, and has a hash of its own, so
that it can still be trusted when a person has edited the text above it. It is compact JSON, an
item a line; what could end the comment or hide in it is escaped. Items are known again by their
content: a figure by the sentence that holds it, a forecast by the words of its claim.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from rkbrief.brief.embedded import extract, is_page
from rkbrief.brief.judgments import Confidence, Side
from rkbrief.brief.seal import is_export, is_sealed
from rkbrief.errors import ConfigError
from rkbrief.model import GroupStatus, HorizonState, Likelihood, Stance
from rkbrief.safe_text import find_hidden
from rkbrief.settings.nodes import read_bytes

FORMAT: Literal[1] = 1
MAX_BYTES = 2 * 1024 * 1024
"""Bytes of UTF-8 of a record that is read."""
_MAX_BRIEF = 32 * 1024 * 1024
HASH_DIGITS = 12

RECORD_OPENING = "<!-- rkbrief-record"
_RECORD = re.compile(
    rf"^{RECORD_OPENING} sha256=(?P<sha256>[0-9a-f]{{64}})\n(?P<json>[^<>]*)\n-->$", re.MULTILINE
)
_ACTIVE = re.compile(r"[<>&]|-(?=-)")
_KEYS_A_LINE = 16

Hash = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{12}\Z")]
Words = Annotated[str, msgspec.Meta(max_length=400)]
Number = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
_Places = Annotated[tuple[Number, ...], msgspec.Meta(max_length=200)]
Outcome = Literal["happened", "did_not_happen"]


class PastSource(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source: the first digits of its hash, its place below the corpus, its title."""

    sha256: Hash
    file: Words
    title: Words | None = None


class PastFigure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact: its names, its quantity, how it stood, and the figures that told it.

    ``words`` is the first figure as written. ``sources`` are places in the list of sources, and
    so are ``sides``, the sources of each number of a dispute; none in a fact without sides.
    """

    en: Words
    ja: Words
    words: Words
    status: GroupStatus
    independent: Number
    keys: Annotated[tuple[Hash, ...], msgspec.Meta(max_length=200)]
    sources: _Places
    value: float | Words | None = None
    low: float | None = None
    high: float | None = None
    unit: Words = ""
    per: Words | None = None
    sides: Annotated[tuple[_Places, ...], msgspec.Meta(max_length=200)] = ()


class PastForecast(msgspec.Struct, frozen=True, omit_defaults=True):
    """A forecast: who, how likely, until when, on what question, with what outcome.

    ``words`` is the claim, the end of a long one; ``question`` a place in the list of
    questions. ``author``: who holds it is the author of the source, whom it may not name.
    """

    key: Hash
    source: Number
    words: Words
    likelihood: Likelihood
    holder: Words | None = None
    author: bool = False
    until: Words | None = None
    state: HorizonState | None = None
    question: Number | None = None
    stance: Stance | None = None
    resolution: Outcome | None = None


class PastVoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named speaker on a question: his side, and the strength that he gives it."""

    holder: Words
    side: Side
    likelihood: Likelihood


class PastQuestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question and what the forecasts on it came to."""

    en: Words
    ja: Words
    contested: bool
    confidence: Confidence
    side: Side | None = None
    voices: Annotated[tuple[PastVoice, ...], msgspec.Meta(max_length=200)] = ()


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """The record of one brief.

    ``other`` are figures that were found and not worth telling. ``cut``: there was more than
    a record holds. ``previous``: the day that the brief before it spoke of, if it was compared.
    """

    format: Literal[1]
    version: Words
    as_of: date
    sources: Annotated[tuple[PastSource, ...], msgspec.Meta(max_length=2000)] = ()
    questions: Annotated[tuple[PastQuestion, ...], msgspec.Meta(max_length=200)] = ()
    figures: Annotated[tuple[PastFigure, ...], msgspec.Meta(max_length=2000)] = ()
    forecasts: Annotated[tuple[PastForecast, ...], msgspec.Meta(max_length=2000)] = ()
    other: Annotated[tuple[Hash, ...], msgspec.Meta(max_length=8000)] = ()
    previous: date | None = None
    cut: bool = False


def make_key(*parts: object) -> str:
    """Return what an item is known again by: the first digits of a hash of its content."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]


def write_record(record: Record) -> str:
    """Return the comment that holds a record; it adds nothing to what Markdown shows."""
    parts = []
    for name, value in msgspec.to_builtins(record).items():
        parts.append(f"{_dump(name)}:{_lay(value)}")
    text = "{" + ",\n".join(parts) + "}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{RECORD_OPENING} sha256={digest}\n{text}\n-->\n"


def _lay(value: Any) -> str:  # noqa: ANN401 - JSON as it comes
    """Write one member: a list an item a line, or sixteen keys a line."""
    if not isinstance(value, list | tuple):
        return _dump(value)
    items = [_dump(item) for item in value]
    step = _KEYS_A_LINE if value and isinstance(value[0], str) else 1
    lines = [",".join(items[at : at + step]) for at in range(0, len(items), step)]
    return "[\n" + ",\n".join(lines) + "\n]"


def _dump(value: object) -> str:
    """Write JSON that may stand in a comment and hides nothing."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ACTIVE.sub(lambda m: _escape(m[0]), escape_hidden(text))


def escape_hidden(text: str) -> str:
    """Return JSON with escapes for what would act on a terminal or hide; it means the same."""
    pieces, at = [], 0
    for span, _ in find_hidden(text):
        pieces += [text[at : span.start], _escape(span.of(text))]
        at = span.end
    return "".join([*pieces, text[at:]])


def _escape(characters: str) -> str:
    """Write characters as JSON's escapes."""
    return "".join(
        json.dumps(c)[1:-1] if ord(c) > 0x7E else f"\\u{ord(c):04x}"  # noqa: PLR2004 - ASCII
        for c in characters
    )


def load_record(path: Path) -> Record | None:
    """Return the record of the brief ``path``, None when a person changed the record.

    Raises:
        ConfigError: there is no such file, or see :func:`read_record`.
    """
    data = read_bytes(path, most=_MAX_BRIEF)
    if is_export(data):
        raise ConfigError(f"{path}: an export has no record; name a brief in Markdown or HTML")
    text = data.decode("utf-8", "surrogateescape")
    try:
        return read_record((extract(text) or "") if is_page(text) else text)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def read_record(text: str) -> Record | None:
    """Return the record of a brief, None when a person changed it after it was written.

    Raises:
        ConfigError: the text is no brief, has no record, or has one that cannot be read.
    """
    matches = list(_RECORD.finditer(text.replace("\r\n", "\n")))
    if not matches:
        if has_record(text):
            return None
        if is_sealed(text):
            raise ConfigError(
                "a brief of an older version, which carries no record to compare with"
            )
        raise ConfigError("no brief by rkbrief")
    written = matches[-1]["json"].encode("utf-8", "surrogateescape")
    if len(written) > MAX_BYTES:
        raise ConfigError(f"the record is larger than {MAX_BYTES} bytes")
    if hashlib.sha256(written).hexdigest() != matches[-1]["sha256"]:
        return None
    return _parse(written)


def has_record(text: str) -> bool:
    """Tell whether a brief carries a record, whatever has become of it."""
    return RECORD_OPENING in text


def _parse(written: bytes) -> Record:
    """Read the JSON of a record.

    Raises:
        ConfigError: it is none, or of another format.
    """
    try:
        content = json.loads(written, parse_constant=_refuse)
        number = content.get("format") if isinstance(content, dict) else None
        if isinstance(number, int) and number > FORMAT:
            raise ConfigError(f"a record of format {number}, which a newer rkbrief wrote")
        record = msgspec.convert(content, Record)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise ConfigError("the record cannot be read") from error
    told = [side for f in record.figures for side in (f.sources, *f.sides)]
    places = [*chain.from_iterable(told), *(f.source for f in record.forecasts)]
    asked = [f.question for f in record.forecasts if f.question is not None]
    if max(places, default=-1) >= len(record.sources) or max(asked, default=-1) >= len(
        record.questions
    ):
        raise ConfigError("the record names what it does not hold")
    return record


def _refuse(constant: str) -> float:
    """Refuse what JSON does not have: NaN and the infinities."""
    raise ValueError(constant)
