from collections.abc import Sequence
from datetime import date

import pytest
from joining_records import Corpus

from rkbrief.analysis.grouping import group_figures
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureGroup, FigureKind, Modifier, Quantity

ALIASES = CorpusConfig(aliases={"訪米": ("米国を訪問", "米国訪問")})


def years(value: float, modifier: Modifier = "exact") -> Quantity:
    return Quantity(value, unit="year", modifier=modifier)


def group(corpus: Corpus, origins: tuple[tuple[str, ...], ...] = ()) -> Sequence[FigureGroup]:
    return group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=origins or tuple((a.id,) for a in corpus.articles),
        corpus=ALIASES,
    )


def join(*told: tuple[str, str, FigureKind, Quantity]) -> Sequence[FigureGroup]:
    """Group figures of which each stands in an article of its own."""
    corpus = Corpus()
    for sentence, figure, kind, quantity in told:
        iso = quantity.value if isinstance(quantity.value, str) else None
        corpus.figure(corpus.add(sentence), figure, quantity, kind, iso=iso)
    return group(corpus)


def test_an_interval_told_in_three_ways_is_one_fact() -> None:
    groups = join(
        ("首相が24年ぶりに訪米し、大統領と会談した。", "24年ぶり", "interval_since", years(24)),
        ("首相が最後に米国を訪問したのは24年前だった。", "24年前", "interval_since", years(24)),
        (
            "首相は約四半世紀ぶりとなる米国訪問に先立ち、謝意を示した。",
            "約四半世紀ぶり",
            "interval_since",
            years(25, "about"),
        ),
    )
    assert [g.status for g in groups] == ["corroborated"]
    assert groups[0].article_ids == ("S1", "S2", "S3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("提携の期間は1年ほど。", "1年ほど", "horizon", years(1, "about")),
            ("過去1年で提携は進んだ。", "過去1年", "duration", years(1)),
        ),
        (
            (
                "軍は1日に約1万発の砲弾を使う。",
                "約1万発",
                "rate",
                Quantity(10000, unit="round", per="day", modifier="about"),
            ),
            (
                "砲弾を積んだ1万1000個以上のコンテナを送った。",
                "1万1000個以上",
                "count",
                Quantity(11000, unit="container", modifier="at_least"),
            ),
        ),
        (
            ("輸出は前年比3.2%増えた。", "3.2%", "percentage", Quantity(3.2, unit="percent")),
            ("輸出は前年比3.2%減った。", "3.2%", "percentage", Quantity(3.2, unit="percent")),
        ),
        (
            ("輸出は前年比3.2%増えた。", "3.2%", "percentage", Quantity(3.2, unit="percent")),
            ("輸出は前月比3.2%増えた。", "3.2%", "percentage", Quantity(3.2, unit="percent")),
        ),
        (
            ("取材に応じた2人の外交官は沈黙した。", "2人", "count", Quantity(2, unit="person")),
            ("事故で作業員2人が重傷を負った。", "2人", "count", Quantity(2, unit="person")),
        ),
        (
            ("会社は6月19日に新型車を発売する。", "6月19日", "date", Quantity("2024-06-19")),
            ("台風が6月19日、九州に上陸した。", "6月19日", "date", Quantity("2024-06-19")),
        ),
        (
            ("会社は6月19日に新型車を発売する。", "6月19日", "date", Quantity("2024-06-19")),
            ("会社は6月20日に新型車を発売する。", "6月20日", "date", Quantity("2024-06-20")),
        ),
    ],
)
def test_figures_that_only_look_alike_stay_apart(
    one: tuple[str, str, FigureKind, Quantity], other: tuple[str, str, FigureKind, Quantity]
) -> None:
    assert [g.status for g in join(one, other)] == ["single", "single"]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (
            (
                "原油の生産は日量1.8万バレルだった。",
                "1.8万バレル",
                "rate",
                Quantity(18000, unit="barrel", per="day"),
            ),
            (
                "原油の生産量は1日あたり1万8000バレルに達した。",
                "1万8000バレル",
                "rate",
                Quantity(18000, unit="barrel", per="day"),
            ),
            "corroborated",
        ),
        (
            (
                "世論調査で内閣の支持率は31.5%だった。",
                "31.5%",
                "percentage",
                Quantity(31.5, unit="percent"),
            ),
            (
                "内閣支持率が31.5%に下がった。",
                "31.5%",
                "percentage",
                Quantity(31.5, unit="percent"),
            ),
            "corroborated",
        ),
        (
            ("首相は6月19日、米国を訪問した。", "6月19日", "date", Quantity("2024-06-19")),
            ("6月19日に訪米した首相は演説した。", "6月19日", "date", Quantity("2024-06-19")),
            "corroborated",
        ),
        (
            (
                "山火事で住宅数十棟が全焼した。",
                "数十棟",
                "count",
                Quantity(None, 20, 99, "building", None, "tens_of"),
            ),
            ("山火事で住宅62棟が全焼した。", "62棟", "count", Quantity(62, unit="building")),
            "range",
        ),
    ],
)
def test_one_fact_in_two_wordings_is_joined(
    one: tuple[str, str, FigureKind, Quantity],
    other: tuple[str, str, FigureKind, Quantity],
    status: str,
) -> None:
    assert [g.status for g in join(one, other)] == [status]


def test_two_counts_of_one_thing_are_a_conflict() -> None:
    groups = join(
        ("山火事で住宅62棟が全焼した。", "62棟", "count", Quantity(62, unit="building")),
        ("山火事で住宅85棟が全焼した。", "85棟", "count", Quantity(85, unit="building")),
    )
    assert [(g.status, g.article_ids) for g in groups] == [("conflict", ("S1", "S2"))]


def test_a_side_of_a_dispute_is_told_by_all_who_take_it() -> None:
    corpus = Corpus()
    for text in (
        "売店は市の集計で62棟、組合の集計では85棟に上る。",
        "売店は市によれば62棟、組合の調べでは85棟だ。",
        "売店は市の集計で62棟、商会の集計では70棟を超える。",
    ):
        article = corpus.add(text)
        for number in (62.0, 85.0, 70.0):
            if f"{number:.0f}棟" in text:
                modifier: Modifier = "more_than" if number == 70 else "exact"
                told = Quantity(number, unit="building", modifier=modifier)
                corpus.figure(article, f"{number:.0f}棟", told, "count")
    (disputed,) = group(corpus)
    assert disputed.status == "conflict"
    assert [(s.status, s.article_ids, s.independent) for s in disputed.sides] == [
        ("corroborated", ("S1", "S2", "S3"), 3),
        ("corroborated", ("S1", "S2"), 2),
        ("single", ("S3",), 1),
    ]
    assert sorted(i for s in disputed.sides for i in s.figure_ids) == sorted(disputed.figure_ids)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("同国の避難民は62万人に上る。", "避難民は62万人だ。", "避難民"),
        (
            "工芸展を閉じ、その結果は62万人だった。",
            "工芸展の来場者は62万人だった。",
            "工芸展の来場者",
        ),
        ("港の利用者は62万人だ。", "利用者は62万人を数えた。", "港の利用者"),
    ],
)
def test_a_fact_has_the_name_that_is_understood_alone(one: str, other: str, name: str) -> None:
    people = Quantity(620000, unit="person")
    corpus = Corpus()
    for text in (one, other):
        corpus.figure(corpus.add(text), "62万人", people, "count")
    (told,) = group(corpus)
    assert told.status == "corroborated"
    assert told.label.ja == f"{name}：62万人"


def test_the_sides_of_a_dispute_are_named_by_what_is_disputed() -> None:
    corpus = Corpus()
    for text in (
        "来場者は市の集計で62人、警察は85人と数えた。",
        "来場者は市の集計で62人、警察の集計で85人だった。",
    ):
        article = corpus.add(text)
        for number in (62, 85):
            corpus.figure(article, f"{number}人", Quantity(number, unit="person"), "count")
    (disputed,) = group(corpus)
    assert {side.label.ja.split("：")[0] for side in disputed.sides} == {"来場者"}


def test_what_nobody_disputes_has_no_sides() -> None:
    corpus = Corpus()
    for _ in range(2):
        article = corpus.add("山火事で住宅62棟が全焼した。")
        corpus.figure(article, "62棟", Quantity(62, unit="building"), "count")
    assert [g.sides for g in group(corpus)] == [()]


def test_articles_of_one_origin_count_once() -> None:
    corpus = Corpus()
    for _ in range(2):
        article = corpus.add("首相が24年ぶりに訪米した。", published=date(2024, 6, 20))
        corpus.figure(article, "24年ぶり", years(24), "interval_since")
    (told,) = group(corpus, (("S1", "S2"),))
    assert (told.status, told.independent) == ("single", 1)


def test_a_fact_that_one_article_repeats_is_single() -> None:
    corpus = Corpus()
    article = corpus.add("首相が24年ぶりに訪米した。", "首相の訪米は24年ぶりとなる。")
    corpus.figure(article, "24年ぶり", years(24), "interval_since")
    corpus.figure(article, "24年ぶりとなる", years(24), "interval_since")
    assert [(g.status, len(g.figure_ids)) for g in group(corpus)] == [("single", 2)]


def test_every_figure_is_in_exactly_one_group() -> None:
    corpus = Corpus()
    for n in range(6):
        article = corpus.add(f"工場の社員は{n + 100}人で、売上高は{n}%増えた。")
        corpus.figure(article, f"{n + 100}人", Quantity(n + 100, unit="person"), "count")
        corpus.figure(article, f"{n}%", Quantity(n, unit="percent"), "percentage")
        corpus.figure(article, "増", Quantity(None), "number")
    ids = [i for g in group(corpus) for i in g.figure_ids]
    assert sorted(ids) == sorted(f.id for f in corpus.figures)
    assert [g.id for g in group(corpus)] == [f"G{n}" for n in range(1, len(group(corpus)) + 1)]


def test_no_figures_give_no_groups() -> None:
    assert group(Corpus()) == ()


@pytest.mark.parametrize(
    ("claimed", "denied"),
    [
        ("町の図書館の改修費は70億円になる。", "町の図書館の改修費は70億円にはならない。"),
        ("町の図書館の改修費は70億円だった。", "町の図書館の改修費は70億円ではなかった。"),
        (
            "町の図書館の改修費は70億円になるとみる。",
            "町の図書館の改修費は70億円になるとは考えにくい。",
        ),
    ],
)
def test_who_denies_a_number_does_not_confirm_it(claimed: str, denied: str) -> None:
    cost = Quantity(7e9, unit="JPY")
    told = [(text, "70億円", "money", cost) for text in (claimed, denied, claimed)]
    assert [g.status for g in join(*told[:2])] == ["single", "single"]  # type: ignore[arg-type]
    (fact,) = (g for g in join(*told) if len(g.figure_ids) > 1)  # type: ignore[arg-type]
    assert fact.article_ids == ("S1", "S3")


def test_a_number_that_is_passed_does_not_confirm_that_it_is_not() -> None:
    more, most = (Quantity(7e9, unit="JPY", modifier=m) for m in ("more_than", "at_most"))
    groups = join(
        ("町の図書館の改修費は70億円を超えた。", "70億円を超えた", "money", more),
        ("町の図書館の改修費は70億円を超えなかった。", "70億円", "money", most),
    )
    assert all(len(g.article_ids) == 1 or g.status == "conflict" for g in groups)
