"""An analysis comes out of its parcel as it went in, a little at a time."""

from __future__ import annotations

import pytest
from desks import make_ready
from msgspec.structs import replace

from rkbrief import parcels
from rkbrief.parcels import pack, unpack


def test_what_is_unpacked_is_what_was_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = make_ready()
    for size in (1, 2, 100):
        monkeypatch.setattr(parcels, "_PIECE", size)
        assert repr(unpack(pack(ready))) == repr(ready)


def test_an_empty_field_stays_an_empty_tuple() -> None:
    bare = unpack(pack(replace(make_ready(), figures=(), findings=())))
    assert (bare.figures, bare.findings) == ((), ())


def test_one_object_in_two_pieces_stays_one() -> None:
    ready = make_ready()
    assert ready.findings[0].figures[0] is ready.figures[0]
    again = unpack(pack(ready))
    assert again.findings[0].figures[0] is again.figures[0]


def test_no_piece_is_large() -> None:
    ready = make_ready()
    many = replace(ready, figures=tuple(ready.figures) * 500)
    pieces = list(parcels._cut(many.figures, "figures"))
    assert len(pieces) > 1
    assert all(isinstance(piece, list) and len(piece) <= 100 for piece in pieces)
