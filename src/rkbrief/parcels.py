"""An analysis in bytes for another process, taken apart so that loading it holds nobody up.

Loading a pickle keeps the interpreter to itself until it is through: over a second for a
thousand sources, in which no key is answered. Here it is many small pickles with one memory,
so that an object in two of them stays one object, and other threads get their turn between.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from rkbrief.analysis.packed import Joined
from rkbrief.model import Analysis

_PIECE = 100
"""Records a piece: a few milliseconds to load."""
_PIECES = {"findings": 5, "questions": 10}
"""The same for fields whose records hold many others."""


def pack(analysis: Analysis) -> bytes:
    """Return ``analysis`` as bytes for :func:`unpack`."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    for name in analysis.__struct_fields__:
        for piece in _cut(getattr(analysis, name), name):
            pickler.dump((name, piece))
    return buffer.getvalue()


def unpack(parcel: bytes) -> Analysis:
    """Return what was packed. Only for parcels of a process that this one started."""
    values: dict[str, Any] = {}
    parts: dict[str, list[Any]] = {}
    stream = BytesIO(parcel)
    unpickler = pickle.Unpickler(stream)  # noqa: S301 - of our own process
    while stream.tell() < len(parcel):
        name, piece = unpickler.load()
        if isinstance(piece, Joined):
            parts.setdefault(name, []).extend(piece.parts)
        elif isinstance(piece, list):
            values.setdefault(name, []).extend(piece)
        else:
            values[name] = piece
    whole: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    whole |= {name: Joined(inside) for name, inside in parts.items()}
    return Analysis(**whole)


def _cut(value: object, name: str) -> Iterator[object]:
    """Yield a tuple as lists of some records each, what is packed by articles, all else whole."""
    if isinstance(value, Joined):
        size = _PIECES["findings"]
        for at in range(0, max(1, len(value.parts)), size):
            yield Joined(value.parts[at : at + size])
        return
    if not isinstance(value, tuple):
        yield value
        return
    size = _PIECES.get(name, _PIECE)
    yield from (list(value[at : at + size]) for at in range(0, max(1, len(value)), size))
