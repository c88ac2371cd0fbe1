import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.as_of import (
    UNTOLD,
    AsOf,
    are_of_two_days,
    are_of_two_stretches,
    may_be_of_two_times,
    read_times,
)
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.grouping import group_figures
from rkbrief.config import CorpusConfig
from rkbrief.model import Figure


def read_all(corpus: Corpus) -> list[Figure]:
    """Return the figures of all articles, as undated ones are read."""
    return [
        replace(figure, id=f"{article.id}-{figure.id}")
        for article in corpus.articles
        for figure in find_figures(
            [s for s in corpus.sentences.values() if s.article_id == article.id]
        )
    ]


def read(*sentences: str) -> list[AsOf]:
    """Return the time of each sentence of one article."""
    corpus = Corpus()
    corpus.add(*sentences)
    times = read_times(read_all(corpus), corpus.sentences)
    return [times.get(i, UNTOLD) for i in corpus.sentences]


def group(*articles: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the status of each group that is not single, with its wordings."""
    corpus = Corpus()
    for sentences in articles:
        corpus.add(*sentences)
    figures = read_all(corpus)
    groups = group_figures(
        figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
    )
    texts = {f.id: f.text for f in figures}
    return [(g.status, *(texts[i] for i in g.figure_ids)) for g in groups if g.status != "single"]


def test_a_day_as_of_which_is_counted_holds_for_the_sentences_behind_it() -> None:
    first, second = read("町は14日午後2時の時点で8人の死亡を確認した。", "負傷者は115人に上る。")
    assert first.days == second.days == frozenset(("14",))


def test_a_day_on_which_something_happens_is_none_as_of_which_is_counted() -> None:
    (only,) = read("町は14日に8人の死亡を確認した。")
    assert (only.days, only.named) == (frozenset(), frozenset(("14",)))


def test_numbers_announced_of_a_stretch_of_time_are_of_it() -> None:
    told = read(
        "調査会社が8日に発表した2024年度の廃業件数は1万80件だった。", "小売業が402件を占めた。"
    )
    assert [t.years for t in told] == [frozenset(("FY2024",))] * 2


@pytest.mark.parametrize(
    "sentence", ["2024年度に廃業した店は80軒だった。", "2024年に発表した計画では80軒を建てる。"]
)
def test_a_year_in_which_something_happens_is_no_stretch_of_numbers(sentence: str) -> None:
    assert [t.years for t in read(sentence)] == [frozenset()]


def test_a_day_may_leave_out_its_month() -> None:
    one, other = AsOf(days=frozenset(("06-14",))), AsOf(days=frozenset(("14",)))
    assert not are_of_two_days(one, other)
    assert are_of_two_days(one, AsOf(days=frozenset(("07-14",))))


def test_a_year_and_a_fiscal_year_are_two_and_what_is_untold_is_any() -> None:
    year, fiscal = AsOf(years=frozenset(("2024",))), AsOf(years=frozenset(("FY2024",)))
    assert are_of_two_stretches(year, fiscal)
    assert not are_of_two_stretches(year, AsOf())
    half = AsOf(parts=frozenset(("FY2024-H1",)))
    assert may_be_of_two_times(fiscal, half, grows=False)
    assert not may_be_of_two_times(fiscal, AsOf(), grows=False)


def test_tolls_of_two_days_neither_agree_nor_dispute() -> None:
    one = (
        "翠川県によると14日午後2時の時点で12人の死亡が確認された。",
        "負傷者は県全体で1015人に上る。",
    )
    other = (
        "翠川県によると15日午後2時の時点で14人の死亡が確認された。",
        "負傷者は県全体で1025人に上る。",
    )
    same = ("翠川県によると14日の時点で12人の死亡が確認された。", "負傷者は県全体で1025人に上る。")
    assert group(one, other) == []
    assert ("conflict", "1015人", "1025人") in group(one, same)


def test_one_hour_of_two_days_is_two_times() -> None:
    one = "翠川県によると14日午後2時に堤防の決壊が確認された。"
    other = "翠川県によると15日午後2時に堤防の決壊が確認された。"
    assert group((one,), (other,)) == []
    assert ("corroborated", "午後2時", "午後2時") in group((one,), (one,))


@pytest.mark.parametrize("day", ["（3日時点）", "3日時点の速報で"])
def test_a_day_of_one_number_alone_is_not_handed_on(day: str) -> None:
    first, second = read(f"入場者は{day}2500人に達した。", "損益の分岐は1800人だ。")
    assert (first.days, second.days) == (frozenset(("03",)), frozenset())


def test_that_day_is_the_one_named_last() -> None:
    told = read("山火事は28日に広がった。", "同日午後3時現在、852人が避難している。")
    assert told[1].days == frozenset(("28",))


def test_statistics_of_two_months_are_two() -> None:
    one, other = (
        read(f"統計局が発表した{month}の雇用統計によると、失業率は4.4%だった。")[0]
        for month in ("9月", "12月")
    )
    assert are_of_two_stretches(one, other)
    assert not are_of_two_stretches(one, one)
