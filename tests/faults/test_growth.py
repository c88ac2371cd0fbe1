"""No stage takes more than its share of time, whatever a text repeats (F13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from growth import growth

from rkbrief import analyse
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.config import Config
from rkbrief.corpus.reader import read_article
from rkbrief.language.boundaries import LONGEST_SENTENCE
from rkbrief.language.sentences import split_sentences

Often = Callable[[int, int], int]
DAY = date(2026, 5, 1)
RATIO = 2.6
"""What twice as much may take: twice the time, and what a busy machine adds."""
UNITS = (
    "と述べ、", "1年", "「", "だろう。", "あ", "。", "」", "「「あ」", "10%", "10～", "(", "、",
    "億", "今年", "3月", "年", "約", "数", "A社は", "増える見込みだ", "もし雪なら、", "によると",
    "\u3099",
)  # fmt: skip
STAGES: dict[str, Callable[[str], object]] = {
    "reading": read_article,
    "splitting": split_sentences,
    "figures": lambda text: find_figures(split_sentences(text), reference=DAY),
    "forecasts": lambda text: find_forecasts(
        split_sentences(text), author=None, publisher=None, title=None, reference=DAY
    ),
}


@pytest.mark.parametrize("stage", STAGES)
def test_f13_twice_the_text_takes_a_stage_twice_the_time(stage: str, often: Often) -> None:
    size = 40_000 if stage in {"reading", "splitting"} else 3_000
    for unit in UNITS[: often(4, len(UNITS))]:

        def work(characters: int, unit: str = unit) -> None:
            STAGES[stage](f"橋の話\n\n{unit * (characters // len(unit))}")

        assert (unit, growth(work, size, 2 * size) < RATIO) == (unit, True)


@pytest.mark.parametrize("unit", ["あ", "。", "「", "\n", "x"])
def test_f13_a_million_characters_of_one_kind_are_read_like_any_other(
    tmp_path: Path, unit: str, often: Often
) -> None:
    text = f"橋\n\n{unit * often(100_000, 1_000_000)}"
    (tmp_path / "long.txt").write_text(text, "utf-8")
    (tmp_path / "other.txt").write_text("橋の話\n\n橋は2年後に架け替えられるだろう。\n", "utf-8")
    analysis = analyse([tmp_path], Config(as_of=DAY))
    read = {a.path: a.text for a in analysis.articles}
    read.update(dict.fromkeys((s.path for s in analysis.skipped), text))
    assert read["long.txt"] == text
    assert [p.holder_status for p in analysis.forecasts if p.article_id == analysis.articles[-1].id]
    assert max(len(s.text) for f in analysis.findings for s in f.sentences) <= LONGEST_SENTENCE


def test_f13_a_file_of_fifty_megabytes_is_told_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (tmp_path / "other.txt").write_text("橋の話\n\n橋は2年後に架け替えられるだろう。\n", "utf-8")
    analysis = analyse([tmp_path], Config(as_of=DAY))
    assert [(s.path, s.reason) for s in analysis.skipped] == [("huge.txt", "larger than 5 MiB")]
