from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from joining_records import Corpus

from rkbrief.analysis.grouping import group_figures
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


def statuses(
    *told: tuple[str, float, str],
    days: tuple[int, ...] = (),
    stories: Mapping[str, Sequence[str]] | None = None,
) -> list[str]:
    """Group counts of tons, one an article, and return the groups' statuses."""
    corpus = Corpus()
    for n, (sentence, value, text) in enumerate(told):
        published = date(2025, 10, days[n]) if days else None
        article = corpus.add(sentence, published=published)
        corpus.figure(article, text, Quantity(value, unit="t"), "mass")
    groups = group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
        stories=stories,
    )
    return [g.status for g in groups]


ONE = ("政府は備蓄米30万トンの放出を決めた。", 300000.0, "30万トン")
OTHER = ("政府が決めた備蓄米の放出は25万トンだ。", 250000.0, "25万トン")


def test_two_numbers_for_one_thing_are_a_conflict() -> None:
    assert statuses(ONE, OTHER, days=(8, 12)) == ["conflict"]


def test_articles_on_different_events_do_not_dispute() -> None:
    assert statuses(ONE, OTHER, stories={"S1": ("S2",)}) == ["conflict"]
    assert statuses(ONE, OTHER, stories={}) == ["single", "single"]


def test_numbers_of_different_weeks_may_both_be_right() -> None:
    assert statuses(ONE, OTHER, days=(1, 30)) == ["single", "single"]


def test_numbers_of_a_time_that_is_over_do_not_grow() -> None:
    one = ("港が昨季に積んだ備蓄米は30万トンだった。", 300000.0, "30万トン")
    other = ("昨季に港が積んだ備蓄米は25万トンだった。", 250000.0, "25万トン")
    assert statuses(one, other, days=(1, 30)) == ["conflict"]
    running = ("今季に港が積んだ備蓄米は25万トンだった。", 250000.0, "25万トン")
    assert statuses(one, running, days=(1, 30)) == ["single", "single"]


def test_a_third_number_shows_that_the_thing_is_not_one() -> None:
    third = ("政府は備蓄米28万トンの放出を決めた。", 280000.0, "28万トン")
    assert statuses(ONE, OTHER, third) == ["single", "single", "single"]


@pytest.mark.parametrize(
    "other",
    [
        ("政府は備蓄米3万トンの放出を決めた。", 30000.0, "3万トン"),
        ("市場は豚肉25万トンの輸入を待つ。", 250000.0, "25万トン"),
    ],
)
def test_other_sizes_and_other_things_are_no_conflict(other: tuple[str, float, str]) -> None:
    assert statuses(ONE, other) == ["single", "single"]


def test_an_agreed_number_stays_agreed_beside_its_rival() -> None:
    again = ("備蓄米30万トンの放出を政府が決めた。", 300000.0, "30万トン")
    assert statuses(ONE, again, OTHER) == ["corroborated", "conflict"]


def test_lone_rivals_of_one_number_are_one_conflict() -> None:
    again = ("30万トンの備蓄米が倉庫から政府により放出へ向かった。", 300000.0, "30万トン")
    assert "conflict" in statuses(OTHER, ONE, again)


def kin(*figures: tuple[str, str, float]) -> list[str]:
    """Return the statuses of sums in articles that share two facts, one sum an article."""
    corpus = Corpus()
    shared = (
        ("沈んだ貨物船は全長187.5メートルだ。", "187.5メートル", 187.5, "m"),
        ("貨物船から重油4320キロリットルが流れ出た。", "4320キロリットル", 4320, "kl"),
    )
    for sentence, text, value in figures:
        article = corpus.add(*(s for s, *_ in shared), sentence)
        for _, part, number, unit in shared:
            corpus.figure(article, part, Quantity(number, unit=unit), "length")
        corpus.figure(article, text, Quantity(value, unit="JPY"), "money")
    groups = group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
    )
    return [g.status for g in groups if figures[0][1] in str(g.label) or g.status == "conflict"]


def test_articles_on_one_event_dispute_with_one_number_each_of_one_matter() -> None:
    one = ("回収費は62億円に膨らむとの試算もある。", "62億円", 6.2e9)
    other = ("回収の費用は45億円に上る見込みだ。", "45億円", 4.5e9)
    assert "conflict" in kin(one, other)


def test_what_is_done_with_two_sums_is_one_matter_without_a_time_too() -> None:
    one = ("会社は引き揚げに62億円を投じる。", "62億円", 6.2e9)
    assert "conflict" in kin(one, ("船主は45億円を投資する考えだ。", "45億円", 4.5e9))
    assert "conflict" not in kin(one, ("船主は45億円を削減する考えだ。", "45億円", 4.5e9))


def test_sums_of_different_matters_do_not_dispute_in_articles_on_one_event() -> None:
    one = ("回収費は62億円に膨らむとの試算もある。", "62億円", 6.2e9)
    other = ("補償費は45億円に上る見込みだ。", "45億円", 4.5e9)
    assert "conflict" not in kin(one, other)


def test_what_two_actors_pay_is_no_dispute() -> None:
    one = ("船会社は62億円を払う。", "62億円", 6.2e9)
    other = ("船会社は45億円を借りる。", "45億円", 4.5e9)
    assert "conflict" not in kin(one, other)


def corrected(verb: str, *again: str) -> list[str]:
    """Return the statuses where articles repeat a claim and another turns against it."""
    corpus = Corpus()
    for text in ("協同組合の倉庫には小麦30万トンの備蓄がある。", *again):
        corpus.figure(corpus.add(text), "30万トン", Quantity(300000.0, unit="t"), "mass")
    other = corpus.add(f"30万トンと{verb}協同組合の倉庫の小麦の備蓄は、実際には19万トンだった。")
    for text, value in (("30万トン", 300000.0), ("19万トン", 190000.0)):
        corpus.figure(other, text, Quantity(value, unit="t"), "mass")
    groups = group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
    )
    return [g.status for g in groups]


def test_a_sentence_that_corrects_a_claim_disputes_it_with_who_repeats_the_claim() -> None:
    assert corrected("説明していた") == ["conflict"]


def test_a_claim_that_an_article_corrects_is_no_agreed_one() -> None:
    assert corrected("説明していた", "協同組合の倉庫は小麦30万トンを備蓄する。") == ["conflict"]


def test_a_forecast_that_failed_is_no_dispute() -> None:
    assert "conflict" not in corrected("予想されていた")


def test_a_number_beyond_a_bound_that_is_open_there_disputes_nothing() -> None:
    corpus = Corpus()
    text, value, wording = ONE
    corpus.figure(corpus.add(text), wording, Quantity(value, unit="t"), "mass")
    least = Quantity(200000.0, unit="t", modifier="at_least")
    corpus.figure(
        corpus.add("政府が決めた備蓄米の放出は少なくとも20万トンだ。"), "20万トン", least, "mass"
    )
    groups = group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
    )
    assert "conflict" not in [g.status for g in groups]
