"""Packed groups are the groups that were packed."""

from msgspec.structs import replace

from rkbrief.analysis.packed import Joined
from rkbrief.analysis.packed_groups import Groups, pack_groups
from rkbrief.model import FigureGroup, Label

LABEL = Label("9 ferries", "渡し船：9隻")


def make(number: int, *figures: int) -> FigureGroup:
    articles = tuple(f"S{figure // 10}" for figure in figures)
    ids = tuple(f"F{figure}" for figure in figures)
    return FigureGroup(f"G{number}", LABEL, "single", ids, articles, 1)


def test_what_is_packed_is_what_it_was() -> None:
    groups = [make(n, *range(n, n + n % 3 + 1)) for n in range(1, 2400)]
    sides = (replace(make(2400, 7), id="G2400.1"), replace(make(2400, 8), id="G2400.2"))
    groups.append(replace(make(2400, 7, 8), status="conflict", sides=sides))
    packed = pack_groups(iter(groups))
    assert isinstance(packed, Joined)
    assert all(isinstance(part, Groups) for part in packed.parts)
    assert packed == tuple(groups)
    assert packed[-1] == groups[-1]
    assert packed[1500] == groups[1500]


def test_groups_with_other_ids_are_left_as_they_are() -> None:
    for other in (
        replace(make(1, 7), figure_ids=("S1F7",)),
        replace(make(1, 7), article_ids=("a",)),
        replace(make(1, 7), id="G01"),
    ):
        packed = pack_groups([other, make(2, 8)])
        assert packed == (other, make(2, 8))


def test_none_are_none() -> None:
    assert pack_groups([]) == ()
