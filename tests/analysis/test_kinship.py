from collections.abc import Sequence
from itertools import combinations

from joining_records import Corpus

from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.kinship import add_kin, add_story, list_partners, name_events
from rkbrief.analysis.matching import join_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureKind, Quantity

Told = tuple[str, str, float, str, FigureKind]
"""A sentence, the figure in it, its value, its unit and its kind."""

SHIP: Sequence[Told] = (
    ("沈んだ貨物船は全長187.5メートルだ。", "187.5メートル", 187.5, "m", "length"),
    ("重油4320キロリットルが流れ出た。", "4320キロリットル", 4320, "kl", "volume"),
)
SAME_SHIP: Sequence[Told] = (
    ("貨物船の全長は187.5メートルある。", "187.5メートル", 187.5, "m", "length"),
    ("流れ出た重油は4320キロリットルに上る。", "4320キロリットル", 4320, "kl", "volume"),
)
OTHER: Sequence[Told] = (
    ("市の図書館は蔵書が多い。", "蔵書", 1.0, "copy", "count"),
    ("体育館の屋根を直す。", "屋根", 1.0, "unit", "count"),
)
CREW: Told = ("乗っていた24人は救命ボートで逃れた。", "24人", 24, "person", "count")
ALSO_CREW: Told = (
    "港ではきのう、救助された船員24人が手当てを受けた。",
    "24人",
    24,
    "person",
    "count",
)


def joined(*articles: Sequence[Told]) -> set[tuple[str, ...]]:
    """Return the texts of the figures that are one fact in several articles."""
    corpus = Corpus()
    for told in articles:
        article = corpus.add(*(sentence for sentence, *_ in told))
        for _, text, value, unit, kind in told:
            corpus.figure(article, text, Quantity(value, unit=unit), kind)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    clusters = [[facts[n].figure for n in cluster] for cluster in join_facts(facts)]
    return {tuple(f.text for f in c) for c in clusters if len(c) > 1}


def test_a_number_told_once_in_each_of_two_articles_on_one_event_is_one_fact() -> None:
    assert ("24人", "24人") in joined([*SHIP, CREW], [*SAME_SHIP, ALSO_CREW])


def test_the_same_number_in_articles_that_share_nothing_else_is_no_fact_of_both() -> None:
    assert ("24人", "24人") not in joined([*SHIP, CREW], [*OTHER, ALSO_CREW])


def test_a_number_that_an_article_gives_twice_is_left_alone() -> None:
    again: Told = ("捜索には潜水士24人が加わった。", "24人", 24, "person", "count")
    assert ("24人", "24人") not in joined([*SHIP, CREW, again], [*SAME_SHIP, ALSO_CREW])


def test_a_plain_number_is_not_joined_by_kinship() -> None:
    one: Told = ("乗客の3人は救命ボートで逃れた。", "3人", 3, "person", "count")
    other: Told = ("港ではきのう、船会社の3人が会見した。", "3人", 3, "person", "count")
    assert ("3人", "3人") not in joined([*SHIP, one], [*SAME_SHIP, other])


def test_articles_of_one_day_and_many_words_are_kin() -> None:
    def told(*sentences: str) -> Sequence[Told]:
        return [(s, "3月6日", 0, "date", "date") for s in sentences]

    assert partners(
        told("榧野の山の火事は3月6日も続き、消防の散水が行われた。"),
        told("3月6日、榧野の山の火事で消防が散水を行った。"),
    )
    assert not partners(
        told("榧野の山の火事は3月6日も続き、消防の散水が行われた。"),
        told("3月6日、湖東の病院の統合で県と市が協定を結んだ。"),
    )


def partners(*articles: Sequence[Told]) -> dict[str, list[str]]:
    """Return the kin of each article of a corpus in which all figures of one day are one fact."""
    corpus = Corpus()
    for told in articles:
        article = corpus.add(*(sentence for sentence, *_ in told))
        for _, text, _, _, kind in told:
            corpus.figure(article, text, Quantity("2027-03-06", unit="date"), kind)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return list_partners(facts, combinations(range(len(facts)), 2))


def test_articles_tell_of_one_event_that_have_kin_in_common() -> None:
    events = name_events({"S1": ("S2",), "S4": ("S5",)}, {"S3": ["S2"]})
    assert events["S1"] == events["S2"] == events["S3"]
    assert events["S4"] == events["S5"] != events["S1"]
    assert "S6" not in events


def test_articles_of_one_event_are_kin_once_they_share_a_fact() -> None:
    corpus = Corpus()
    for _ in range(3):
        corpus.figure(corpus.add("船は24隻だ。"), "24隻", Quantity(24, unit="ship"), "count")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    kin = {"S1": ["S2"], "S2": ["S1"]}
    add_kin(kin, facts, [(0, 1), (1, 2), (2, 1)])
    assert kin == {"S1": ["S2"], "S2": ["S1", "S3"], "S3": ["S2"]}


def test_articles_of_one_story_are_kin_where_both_have_kin() -> None:
    partners = {"S1": ["S2"], "S2": ["S1", "S3"], "S3": ["S2"]}
    add_story(partners, {"S1": ("S3", "S4"), "S4": ("S1",)})
    assert partners == {"S1": ["S2", "S3"], "S2": ["S1", "S3"], "S3": ["S2", "S1"]}
