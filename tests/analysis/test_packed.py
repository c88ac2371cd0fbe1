"""Packed records are the records that were packed."""

import pickle
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from rkbrief.analysis.packed import (
    ById,
    Figures,
    Forecasts,
    Joined,
    Sentences,
    by_id,
    join,
    pack_again,
    pack_figures,
    pack_forecasts,
    pack_sentences,
)
from rkbrief.article import ArticleTask, analyse_article
from rkbrief.corpus.files import SourceFile
from rkbrief.model import ArticleFindings, Quantity, Span

TEXT = """# 橋の修理

北浜新聞　2024年6月19日

修理費は1億2000万円、工期は2年の見込みだと市は述べた。橋は1964年にできた。
次の点検は2年後になるだろう。しかし費用は3割増えるとみられる。
"""


@pytest.fixture(scope="module")
def found() -> ArticleFindings:
    return analyse_article(ArticleTask(SourceFile("a.md", TEXT.encode()), "S1"))


def check_like(packed: Sequence[object], records: Sequence[object]) -> None:
    assert len(records) > 1
    assert packed == tuple(records)
    assert repr(packed) == repr(tuple(records))
    assert hash(packed) == hash(tuple(records))
    assert (packed[0], packed[-1], packed[1:]) == (records[0], records[-1], tuple(records[1:]))
    assert pickle.loads(pickle.dumps(packed)) == tuple(records)  # noqa: S301 - our own
    with pytest.raises(IndexError):
        packed[len(records)]


def test_what_is_packed_is_what_it_was(found: ArticleFindings) -> None:
    article = found.article
    sentences = pack_sentences(article, found.sentences)
    figures = pack_figures(article, found.figures, {})
    forecasts = pack_forecasts(article, found.forecasts, {})
    assert isinstance(sentences, Sentences)
    assert isinstance(figures, Figures)
    assert isinstance(forecasts, Forecasts)
    check_like(sentences, found.sentences)
    check_like(figures, found.figures)
    check_like(forecasts, found.forecasts)
    check_like(join([figures, figures[:0], figures]), (*found.figures, *found.figures))


def test_what_would_change_is_left_as_it_is(found: ArticleFindings) -> None:
    article, first = found.article, found.figures[0]
    moved = replace(first, evidence=replace(first.evidence, span=Span(0, 1)))
    for other in (moved, replace(first, id="F01"), replace(first, id="")):
        assert pack_figures(article, [other], {}) == (other,)
    later = replace(found.sentences[0], index=2)
    assert pack_sentences(article, [later]) == (later,)
    foreign = replace(found.forecasts[0], article_id="S2")
    assert pack_forecasts(article, [foreign], {}) == (foreign,)


def test_a_whole_number_and_a_fraction_of_its_size_stay_two(found: ArticleFindings) -> None:
    pair = [replace(found.figures[0], quantity=Quantity(x)) for x in (2, 2.0)]
    packed = pack_figures(found.article, pair, {})
    assert [type(figure.quantity.value) for figure in packed] == [int, float]


def test_equal_readings_are_one(found: ArticleFindings) -> None:
    known: dict[tuple[object, ...], object] = {}
    one, other = (pack_figures(found.article, found.figures, known) for _ in range(2))  # type: ignore[arg-type]
    assert isinstance(one, Figures)
    assert isinstance(other, Figures)
    assert all(a is b for a, b in zip(one.readings, other.readings, strict=True))


def test_records_are_found_by_id_where_some_were_dropped(found: ArticleFindings) -> None:
    kept = [f for f in found.figures if f.id != "F2"]
    later = [replace(f, id=f"F{100 + n}") for n, f in enumerate(found.figures)]
    parts = [pack_figures(found.article, part, {}) for part in (kept, (), later)]
    figures = by_id(join(parts))
    assert isinstance(figures, ById)
    assert list(figures) == [f.id for f in (*kept, *later)]
    assert [figures[f.id] for f in (*kept, *later)] == [*kept, *later]
    for missing in ("F0", "F2", "F99", "F100000", "F", "P1", "F01", ""):
        assert missing not in figures


def test_records_made_by_hand_are_found_by_id(found: ArticleFindings) -> None:
    named = [replace(f, id=f"hand {f.id}") for f in found.figures]
    assert by_id(join([tuple(named)])) == {f.id: f for f in named}


def test_forecasts_that_were_told_anew_are_packed_by_article(found: ArticleFindings) -> None:
    due = [replace(f, question_id="Q1") for f in found.forecasts]
    packed = pack_again([found, replace(found, forecasts=())], due)
    assert isinstance(packed, Joined)
    assert packed == tuple(due)
