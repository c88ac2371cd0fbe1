"""Names that begin within a number of their article, and those that only seem to."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.tearing import UNTORN, WholeNames
from rkbrief.language.sentences import split_sentences

CLAIM = "荷は来年増えるだろう"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("12港", [0, 2, 3]),
        ("1,2港", [0, 3, 4]),
        ("１．２港", [0, 3, 4]),
        ("三千港", [0, 2, 3]),
        ("A7港", [0, 2, 3]),
        ("7, 港", [0, 1, 2, 3, 4]),
        ("港", [0, 1]),
    ],
)
def test_no_place_is_within_a_number(text: str, places: list[int]) -> None:
    assert [m.start() for m in re.finditer(UNTORN, text)] == places


@pytest.mark.parametrize("token", ["7" * 90, "７" * 90, "三" * 90, "7," * 45 + "7", "A7" * 45])
@pytest.mark.parametrize(
    "text",
    [
        "{token}港湾局は「CLAIM」とみる。",
        "{token}森教授の見方はこうだ。「CLAIM」",
        "{token}森教授による「CLAIM」という予想がある。",
        "{token}港湾局は試算を発表した。それによると、CLAIM。",
    ],
)
def test_no_holder_has_the_rest_of_a_number_for_a_name(text: str, token: str) -> None:
    said = text.format(token=token).replace("CLAIM", CLAIM)
    holders = [f.holder for f in find_forecasts(split_sentences(said))]
    assert holders
    assert all(h is None or h.startswith(("港湾局", "森教授", token)) for h in holders)


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("2777港湾局は言う。", "777港湾局", "港湾局"),
        ("2777港湾局は言う。777港湾局は言う。", "777港湾局", "777港湾局"),
        ("G7首脳は言う。", "G7首脳", "G7首脳"),
        ("港,G7首脳は言う。", "G7首脳", "G7首脳"),
        ("2777は言う。", "777", None),
        ("港は言う。", "777港湾局", "777港湾局"),
    ],
)
def test_a_name_loses_a_number_that_it_stood_within_last(
    text: str, name: str, left: str | None
) -> None:
    forecast = find_forecasts(split_sentences(f"森氏は「{CLAIM}」とみる。"))[0]
    held = replace(forecast, holder=name, holder_status="stated")
    names = WholeNames()
    names.hear(text)
    (found,) = names.mend([held])
    assert found.holder == left
    assert found.holder_status == ("stated" if left else "check")
    written = replace(held, holder_status="author")
    assert names.mend([written]) == [written]


def test_a_name_is_looked_for_behind_its_sentence_as_well() -> None:
    forecast = find_forecasts(split_sentences(f"森氏は「{CLAIM}」とみる。"))[0]
    names = WholeNames()
    names.hear(CLAIM)
    (found,) = names.mend([replace(forecast, holder="777港湾局")], "2777港湾局はそうみる。")
    assert found.holder == "港湾局"
