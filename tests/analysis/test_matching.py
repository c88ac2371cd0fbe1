import pytest
from joining_records import Corpus

from rkbrief.analysis import matching
from rkbrief.analysis.alikeness import measure_likeness
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.matching import join_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureKind, Modifier, Quantity


def cluster(*told: tuple[str, tuple[tuple[str, float, str], ...]]) -> list[list[str]]:
    """Return the figures that are one fact; each sentence is an article with its counts."""
    corpus = Corpus()
    for sentence, figures in told:
        article = corpus.add(sentence)
        for text, value, unit in figures:
            corpus.figure(article, text, Quantity(value, unit=unit), "count")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return [[facts[n].figure.text for n in c] for c in join_facts(facts)]


def test_several_plain_numbers_in_two_sentences_vouch_for_each_other() -> None:
    clusters = cluster(
        (
            "この事故で5人が死亡し、20人がけがをした。",
            (("5人", 5, "person"), ("20人", 20, "person")),
        ),
        ("死者は5人、負傷者は20人だった。", (("5人", 5, "person"), ("20人", 20, "person"))),
    )
    assert clusters == [["5人", "5人"], ["20人", "20人"]]


def test_one_plain_number_alone_vouches_for_nothing() -> None:
    clusters = cluster(
        ("雪崩で登山者5人が死亡した。", (("5人", 5, "person"),)),
        ("市場の火災による死者は5人だった。", (("5人", 5, "person"),)),
    )
    assert clusters == [["5人"], ["5人"]]


def test_a_number_that_equals_another_in_its_own_unit_vouches_for_it() -> None:
    corpus = Corpus()
    for sentence, text, value, unit in (
        ("新しい鉄道の路線は約300マイルになる。", "約300マイル", 300, "mile"),
        ("鉄道の延伸で路線は483キロになる。", "483キロ", 483, "km"),
        ("高速道路の延伸は512キロになる。", "512キロ", 512, "km"),
    ):
        modifier: Modifier = "about" if text[0] == "約" else "exact"
        quantity = Quantity(value, unit=unit, modifier=modifier)
        corpus.figure(corpus.add(sentence), text, quantity, "distance")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert join_facts(facts) == [[0, 1], [2]]


def test_a_distinct_number_takes_its_side_figures_along() -> None:
    clusters = cluster(
        (
            "新しい工場は毎年48万5063台を3つの棟で造る。",
            (("48万5063台", 485063, "vehicle"), ("3つ", 3, "item")),
        ),
        ("工場の3棟は48万5063台を造る。", (("48万5063台", 485063, "vehicle"), ("3棟", 3, "item"))),
    )
    assert clusters == [["48万5063台", "48万5063台"], ["3つ", "3棟"]]


def test_the_pairs_tried_double_when_the_figures_double(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def count(one: Fact, other: Fact) -> float:
        nonlocal tried
        tried += 1
        return measure_likeness(one, other)

    monkeypatch.setattr(matching, "measure_likeness", count)
    work = []
    for size in (100, 200):
        tried = 0
        told = tuple((f"工場{n}の社員は3人だ。", (("3人", 3.0, "person"),)) for n in range(size))
        assert sum(map(len, cluster(*told))) == size
        work.append(tried)
    assert 0 < work[1] < 2.6 * work[0]


Told = tuple[str, str, Quantity, FigureKind, str | None]
"""A sentence, a figure of it, its quantity, its kind and its date."""


def join(*told: Told) -> list[list[int]]:
    """Return which figures are one fact; each is of a sentence that is an article."""
    corpus = Corpus()
    articles: dict[str, str] = {}
    for sentence, text, quantity, kind, iso in told:
        article = articles.get(sentence) or corpus.add(sentence)
        articles[sentence] = article
        corpus.figure(article, text, quantity, kind, iso=iso)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return join_facts(facts)


def price(sentence: str, text: str, value: float, per: str | None) -> Told:
    return (sentence, text, Quantity(value, unit="JPY", per=per), "money", None)


def test_a_price_is_one_fact_where_only_one_text_says_for_how_much_it_is() -> None:
    told = (
        price("市場で小豆の卸売価格は1キロあたり436円だった。", "436円", 436, "kg"),
        price("小豆の卸売価格は436円を付けた。", "436円", 436, None),
    )
    assert join(*told) == [[0, 1]]


def test_prices_for_different_amounts_are_two_facts() -> None:
    told = (
        price("小豆の卸売価格は1キロあたり436円だった。", "436円", 436, "kg"),
        price("小豆の卸売価格は1袋436円だった。", "436円", 436, "bag"),
    )
    assert join(*told) == [[0], [1]]


def test_what_is_paid_in_a_month_is_not_what_is_paid() -> None:
    told = (
        price("団地の駐車場の料金は月額7650円だ。", "7650円", 7650, "month"),
        price("団地の駐車場の料金は7650円だ。", "7650円", 7650, None),
    )
    assert join(*told) == [[0], [1]]


def month(sentence: str, text: str) -> Told:
    return (sentence, text, Quantity("2026-03", unit="date"), "date", "2026-03")


def test_a_part_of_a_month_is_not_the_month() -> None:
    told = "港湾局は{}に浮桟橋の検査を始める。"
    apart = join(month(told.format("3月下旬"), "3月下旬"), month(told.format("3月中"), "3月中"))
    one = join(
        month(told.format("3月下旬"), "3月下旬"),
        month("港湾局による浮桟橋の検査は3月下旬に始める。", "3月下旬"),
    )
    assert (apart, one) == ([[0], [1]], [[0, 1]])


def stock(sentence: str, text: str, value: float, unit: str) -> Told:
    return (sentence, text, Quantity(value, unit=unit), "duration", None)


def test_a_stretch_in_another_unit_of_time_vouches_for_nothing() -> None:
    told = (
        stock("製粉会社の在庫は半年分ある。", "半年分", 0.5, "year"),
        stock("鉄道会社が在庫を6カ月分に積み増した。", "6カ月分", 6, "month"),
    )
    assert join(*told) == [[0], [1]]


@pytest.mark.parametrize(("other", "clusters"), [("2019", [[0], [1, 3], [2]]), ("2011", None)])
def test_a_year_of_two_like_sentences_vouches_for_a_plain_number_and_is_no_fact_beside_it(
    other: str, clusters: list[list[int]] | None
) -> None:
    one, two = (
        "王国は2019年にもニッケル鉱石の輸入を制限したが、7カ月で解除した。",
        f"{other}年に始まったニッケル鉱石の輸入規制は、7カ月で解かれた。",
    )
    told: tuple[Told, ...] = (
        (one, "2019年", Quantity("2019", unit="date"), "date", "2019"),
        stock(one, "7カ月", 7, "month"),
        (two, f"{other}年", Quantity(other, unit="date"), "date", other),
        stock(two, "7カ月", 7, "month"),
    )
    assert join(*told) == (clusters or [[0], [1], [2], [3]])


def test_articles_on_different_events_share_no_fact() -> None:
    corpus = Corpus()
    for investment, aside in (
        (
            "倉庫への投資の総額は1兆2000億円だ。",
            "熟練工を育てる職業訓練学校の寮は老朽化した3棟だ。",
        ),
        (
            "送電網への投資は1兆2000億円になる。",
            "離島の灯台を守る漁業協同組合の支部は4つだ。",
        ),
    ):
        article = corpus.add(investment, aside)
        corpus.figure(article, "1兆2000億円", Quantity(1.2e12, unit="JPY"), "money")
        corpus.figure(article, aside[-4:-2], Quantity(float(aside[-4]), unit="item"), "count")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert join_facts(facts, {"S1": ("S2",)}) == [[0, 2], [1], [3]]
    assert join_facts(facts, {}) == [[0], [1], [2], [3]]


def outcome(foretold: str, told: str, text: str, *, both: bool = False) -> list[list[int]]:
    """Return which figures are one fact where the first, or both, of two sentences forecast."""
    corpus = Corpus()
    for sentence in (foretold, told):
        words, modifier = (text, "more_than") if text in sentence else ("54例", "exact")
        quantity = Quantity(int(words[:2]), unit="case", modifier=modifier)  # type: ignore[arg-type]
        corpus.figure(corpus.add(sentence), words, quantity, "count")
    corpus.forecast("S1", foretold.rstrip("。"), "はずだ")
    if both:
        corpus.forecast("S2", told.rstrip("。"), "はずだ")
    facts = gather_facts(
        corpus.figures,
        sentences=corpus.sentences,
        corpus=CorpusConfig(),
        forecasts=corpus.forecasts,
    )
    return join_facts(facts)


@pytest.mark.parametrize(
    ("foretold", "told", "joined"),
    [
        ("この冬の感染の発生は50例を超えるはずだ。", "この冬の感染の発生は50例を超えた。", False),
        ("この冬の感染の発生は50例を超えるはずだ。", "この冬の感染の発生は54例だった。", False),
        ("この冬の感染の発生は50例を超えるはずだ。", "この冬の感染の発生は50例を超える。", True),
        ("この冬の感染の発生は54例になるはずだ。", "この冬の感染の発生は54例とされた。", True),
    ],
)
def test_what_came_of_a_forecast_does_not_confirm_it(
    foretold: str, told: str, joined: bool
) -> None:
    assert (outcome(foretold, told, "50例を超え") == [[0, 1]]) is joined


def test_a_bound_and_a_number_that_two_foretell_are_two_forecasts() -> None:
    bound, number = "この冬の感染の発生は50例を超えるはずだ。", "この冬の感染の発生は54例のはずだ。"
    assert outcome(bound, number, "50例を超え", both=True) == [[0], [1]]
    assert outcome(bound, bound, "50例を超え", both=True) == [[0, 1]]
