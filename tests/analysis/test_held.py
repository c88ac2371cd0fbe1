"""Records held by the numbers in their ids."""

from pathlib import Path

import pytest

from rkbrief import analyse
from rkbrief.analysis.held import Held, hold
from rkbrief.analysis.packed import by_id
from rkbrief.model import Analysis


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    folder: Path = tmp_path_factory.mktemp("held")
    for n, river in enumerate(("吉井川", "旭川"), 1):
        told = f"{river}の水位は2030年までに{n}メートル下がるだろう。堤は{n}キロ延びる見通しだ。"
        text = f"{river}の水位\n\n{told}\n"
        (folder / f"{n}.txt").write_text(text, "utf-8")
    return analyse([folder])


def test_forecasts_of_a_corpus_are_held_as_numbers_and_come_back(analysis: Analysis) -> None:
    told = list(analysis.forecasts)[::-1]
    held = hold(by_id(analysis.forecasts), told)
    assert len(told) > 1
    assert isinstance(held, Held)
    assert list(held) == told
    assert held[:1] == (told[0],)
    assert held[0] is not held[0]


def test_what_is_no_packed_corpus_or_nothing_is_held_as_it_is(analysis: Analysis) -> None:
    told = list(analysis.forecasts)
    assert hold({f.id: f for f in told}, told) == tuple(told)
    assert hold(by_id(analysis.forecasts), []) == ()
