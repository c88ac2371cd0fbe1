from collections.abc import Mapping

import pytest
from joining_records import Corpus

from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.foretold import find_foretold
from rkbrief.analysis.gathering import gather_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


def read(
    *told: tuple[str, str], aliases: Mapping[str, tuple[str, ...]] | None = None
) -> list[Fact]:
    """Return the facts of percentages, one an article."""
    corpus = Corpus()
    for sentence, text in told:
        corpus.figure(corpus.add(sentence), text, Quantity(3.2, unit="percent"), "percentage")
    config = CorpusConfig(aliases=dict(aliases or {}))
    return list(gather_facts(corpus.figures, sentences=corpus.sentences, corpus=config))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("輸出は3.2%増えた。", "輸出は3.2%減った。"),
        ("輸出は前年比3.2%増だった。", "輸出は前月比3.2%増だった。"),
        ("山形県では3.2%が停電した。", "秋田県では3.2%が停電した。"),
        ("支持率は3.2%だった。", "不支持率は3.2%だった。"),
    ],
)
def test_what_moves_or_is_reckoned_otherwise_is_another_fact(one: str, other: str) -> None:
    a, b = read((one, "3.2%"), (other, "3.2%"))
    assert contradict(a, b)
    assert contradict(b, a)


def test_figures_of_different_years_are_different_facts() -> None:
    corpus = Corpus()
    for year in ("2023", "2024"):
        article = corpus.add(f"{year}年の輸出は3.2%増えた。")
        corpus.figure(article, "3.2%", Quantity(3.2, unit="percent"), "percentage")
        corpus.figure(article, f"{year}年", Quantity(year), "date", iso=year)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert contradict(facts[0], facts[2])


def test_a_year_that_a_sentence_only_looks_back_to_is_not_its_period() -> None:
    corpus = Corpus()
    article = corpus.add("不作は1985年以来の重さだ。")
    corpus.figure(article, "1985年", Quantity("1985"), "date", iso="1985")
    (fact,) = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert (fact.since, fact.periods) == ("1985", frozenset())


@pytest.mark.parametrize(
    "sentence",
    [
        "両者が最後に会ったのは1985年だった。",
        "前回の噴火は1985年。",
        "山が噴いたのは1985年が最後だ。",
        "株価は1985年の高値以来の水準だ。",
    ],
)
def test_the_year_of_the_last_time_is_what_a_figure_goes_back_to(sentence: str) -> None:
    corpus = Corpus()
    corpus.figure(corpus.add(sentence), "1985年", Quantity("1985"), "date", iso="1985")
    (fact,) = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert (fact.since, fact.periods) == ("1985", frozenset())


def test_two_counts_are_of_one_thing_where_one_names_the_subject_of_the_other() -> None:
    corpus = Corpus()
    told = (
        ("国境警備隊は峠に24人を配置した。", "峠に警備隊の隊員24人がいる。"),
        ("役場の職員24人が休んだ。",),
    )
    for sentence in told[0] + told[1]:
        corpus.figure(corpus.add(sentence), "24人", Quantity(24, unit="person"), "count")
    a, b, c = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert not contradict(a, b)
    assert contradict(a, c)


def test_names_are_compared_in_one_spelling() -> None:
    aliases = {"訪米": ("米国を訪問",)}
    told = ("訪米を支持する人は3.2%だ。", "3.2%"), ("米国を訪問した人は3.2%だ。", "3.2%")
    a, b = read(*told, aliases=aliases)
    assert "訪米" in set(a.near) & set(b.near)


def test_the_number_itself_is_no_word() -> None:
    (fact,) = read(("四半世紀で3.2%増えた。", "3.2%"))
    assert not any(term.isdigit() for term in fact.around)


def test_a_period_of_a_later_clause_is_not_that_of_a_figure() -> None:
    corpus = Corpus()
    text = "4月に3.2%の関税がかかれば、2028年の成長率は1.5%下がる。"
    article = corpus.add(text)
    for words, value in (("3.2%", 3.2), ("1.5%", 1.5)):
        corpus.figure(article, words, Quantity(value, unit="percent"), "percentage")
    for words, iso in (("4月", "2027-04"), ("2028年", "2028")):
        corpus.figure(article, words, Quantity(iso, unit="date"), "date", iso=iso)
    tariff, growth, *_ = gather_facts(
        corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig()
    )
    assert tariff.periods == {"2027-04"}
    assert growth.periods == {"2027-04", "2028"}


def test_a_sentence_that_names_a_month_speaks_of_the_month_of_a_day_too() -> None:
    corpus = Corpus()
    for text, dates in (
        (
            "4月、3.2%の関税を9月1日から課すと決めた。",
            (("4月", "2027-04"), ("9月1日", "2027-09-01")),
        ),
        ("3.2%の関税を9月1日から課す。", (("9月1日", "2027-09-01"),)),
    ):
        article = corpus.add(text)
        corpus.figure(article, "3.2%", Quantity(3.2, unit="percent"), "percentage")
        for words, iso in dates:
            corpus.figure(article, words, Quantity(iso, unit="date"), "date", iso=iso)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    told = {f.figure.evidence.article_id: f.periods for f in facts if f.figure.text == "3.2%"}
    assert told == {"S1": {"2027-04", "2027-09"}, "S2": frozenset()}


@pytest.mark.parametrize(
    ("claim", "text", "foretold"),
    [
        ("駅の利用者は三年で40万人に減る", "40万人", True),
        ("52万人の利用者は、三年で40万人に減る", "52万人", False),
        ("52万人の利用者は、三年で40万人に減る", "40万人", True),
        ("昨年の52万人を上回る", "52万人", False),
        ("去年を52万人上回る", "52万人", True),
        ("利用者が52万人を超えることから、駅の建て替えは避けられない", "52万人", False),
        ("昨年は52万人だったが、三年で40万人に減る", "52万人", False),
        ("利用者（52万人）は三年で減る", "52万人", False),
        ("52万人の削減は避けられない", "52万人", True),
        ("52万人の参加が見込まれる", "52万人", True),
    ],
)
def test_a_forecast_does_not_foretell_what_it_starts_from(
    claim: str, text: str, *, foretold: bool
) -> None:
    corpus = Corpus()
    article = corpus.add(f"{claim}だろう。")
    figure = corpus.figure(article, text, Quantity(float(text[:2]) * 1e4, unit="person"), "count")
    corpus.forecast(article, claim, "だろう")
    assert (figure.id in find_foretold(corpus.figures, corpus.forecasts)) is foretold
