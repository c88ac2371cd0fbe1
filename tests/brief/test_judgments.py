"""Confidence follows its printed rules, and speakers are counted once."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from rkbrief.brief.index import Index
from rkbrief.brief.judgments import is_named, is_polar, judge, strength_on_side
from rkbrief.brief.phrases import Phrases
from rkbrief.model import Horizon, Label, Position, Question

AS_OF = date(2026, 5, 1)
SOON = Horizon("1年", "P1Y", "2027-05-01", "open")
FAR = Horizon("10年", "P10Y", "2036-05-01", "open")


def judged(build: SimpleNamespace, claims: list[dict[str, Any]], *, contested: bool = False) -> Any:  # noqa: ANN401
    """Judge a question on which each claim is made in an article of its own."""
    articles = [build.article(n, f"記事{n}。続く。") for n in range(1, len(claims) + 1)]
    forecasts = [
        build.forecast(n, article, f"記事{n}。", holder_status="stated", **claim)
        for n, (article, claim) in enumerate(zip(articles, claims, strict=True), 1)
    ]
    positions = tuple(Position(f.article_id, f.holder, (f.id,)) for f in forecasts)
    question = Question("Q1", Label("Will it?", "続くか"), positions, contested, given=True)
    analysis = build.analysis(articles, forecasts=forecasts, questions=[question])
    return judge(Index(analysis, Phrases("en")), as_of=AS_OF)[0]


A, B, C = {"holder": "森下教授"}, {"holder": "水野氏"}, {"holder": "田所薫"}
SOMEBODY = {"holder": "専門家"}


@pytest.mark.parametrize(
    ("claims", "level"),
    [
        ([A | {"horizon": SOON}, B, C], "high"),
        ([A, B, C], "moderate"),
        ([A | {"horizon": FAR}, B, C], "moderate"),
        ([A | {"horizon": SOON}, SOMEBODY, SOMEBODY], "moderate"),
        ([A, B], "moderate"),
        ([A], "moderate"),
        ([SOMEBODY], "low"),
        ([SOMEBODY, {"holder": None}], "moderate"),
        ([A, B | {"stance": "deny"}], "low"),
        ([A | {"likelihood": "possible"}, B | {"likelihood": "possible"}], "low"),
    ],
)
def test_confidence_follows_its_rules(
    build: SimpleNamespace, claims: list[dict[str, Any]], level: str
) -> None:
    assert judged(build, claims).confidence == level


def test_a_contested_question_has_low_confidence(build: SimpleNamespace) -> None:
    assert judged(build, [A, B, C], contested=True).confidence == "low"


def test_one_speaker_in_two_articles_is_one_voice(build: SimpleNamespace) -> None:
    assert len(judged(build, [A, A, B]).voices) == 2
    assert len(judged(build, [SOMEBODY, SOMEBODY]).voices) == 2


def test_a_speaker_who_argues_both_ways_is_on_no_side(build: SimpleNamespace) -> None:
    judgment = judged(build, [A, A | {"stance": "deny"}, B])
    assert [v.side for v in judgment.voices] == ["both", "affirm"]
    assert judgment.split


def test_where_nobody_takes_a_side_confidence_is_low(build: SimpleNamespace) -> None:
    taken = judged(build, [A, B, C])
    assert taken.confidence != "low"
    loose = judged(build, [each | {"stance": "unclear"} for each in (A, B, C)])
    assert {v.side for v in loose.voices} == {"open"}
    assert loose.confidence == "low"
    assert ("judgment.no_side", 0) in loose.reasons
    assert ("judgment.no_side", 0) not in taken.reasons


def test_an_even_chance_takes_no_side(build: SimpleNamespace) -> None:
    judgment = judged(build, [A | {"likelihood": "roughly_even"}, B])
    assert [v.side for v in judgment.voices] == ["open", "affirm"]


def test_the_majority_gives_the_side_and_a_tie_none(build: SimpleNamespace) -> None:
    assert judged(build, [A, B, C | {"stance": "deny"}]).side == "affirm"
    assert judged(build, [A, C | {"stance": "deny"}]).side is None


def test_a_denial_that_calls_the_contrary_unlikely_counts_as_likely(build: SimpleNamespace) -> None:
    article = build.article(1, "記事。")
    claim = build.forecast(1, article, "記事。", likelihood="unlikely", stance="deny")
    assert strength_on_side(claim, "deny") == "likely"
    assert strength_on_side(replace(claim, stance="affirm"), "affirm") == "likely"
    assert strength_on_side(claim, "open") == "unlikely"
    assert strength_on_side(replace(claim, likelihood="possible"), "deny") == "possible"


@pytest.mark.parametrize(
    "holder",
    [
        "森下教授",
        "ロバート・E・ケリー",
        "国務省",
        "早川町長",
        "新井一二三",
        "前田百人氏",
        "主席エコノミストの森下氏",
    ],
)
def test_a_name_is_a_name(build: SimpleNamespace, holder: str) -> None:
    assert is_named(build.forecast(1, build.article(1, "記事。"), "記事。", holder=holder))


@pytest.mark.parametrize(
    "holder",
    [
        None,
        "専門家",
        "4人の外交官",
        "政府関係者",
        "消息筋",
        "委員の1人",
        "エコノミスト20人",
        "ある駅長",
        "数十人の町民",
    ],
)
def test_a_description_is_no_name(build: SimpleNamespace, holder: str | None) -> None:
    assert not is_named(build.forecast(1, build.article(1, "記事。"), "記事。", holder=holder))


@pytest.mark.parametrize(
    ("ask", "language", "polar"),
    [
        ("Will it last?", "en", True),
        ("Does the treaty bind them?", "en", True),
        ("What will it do?", "en", False),
        ("How long will it last?", "en", False),
        ("渓谷線は残るか", "ja", True),
        ("渓谷線は残るか？", "ja", True),
        ("誰が払うか", "ja", False),
        ("どう変わるか", "ja", False),
        ("制裁の行方", "ja", False),
        ("渓谷線は残るか", "en", True),
    ],
)
def test_yes_and_no_answer_only_questions_that_take_them(
    ask: str, language: str, *, polar: bool
) -> None:
    assert is_polar(ask, language) is polar


def test_a_source_that_tells_both_sides_is_no_conflict_between_sources(
    build: SimpleNamespace,
) -> None:
    alone = judged(build, [A, A | {"stance": "deny"}])
    two = judged(build, [A, B | {"stance": "deny"}])
    assert ("judgment.conflict", 0) in alone.reasons  # two articles
    assert ("judgment.conflict", 0) in two.reasons
    article = build.article(1, "渡しは続く。渡しは続かない。")
    said = [
        build.forecast(1, article, "渡しは続く。", **A),
        build.forecast(2, article, "渡しは続かない。", stance="deny", **B),
    ]
    positions = tuple(Position("S1", f.holder, (f.id,)) for f in said)
    question = Question("Q1", Label("Will it?", "続くか"), positions, contested=True, given=True)
    analysis = build.analysis([article], forecasts=said, questions=[question])
    within = judge(Index(analysis, Phrases("en")), as_of=AS_OF)[0]
    assert ("judgment.conflict_within", 0) in within.reasons
    assert within.confidence == "low"


def test_a_spread_on_one_side_is_told_apart_from_a_conflict(build: SimpleNamespace) -> None:
    spread = judged(build, [A, B, C], contested=True)
    conflict = judged(build, [A, B | {"stance": "deny"}])
    assert ("judgment.spread", 0) in spread.reasons
    assert ("judgment.conflict", 0) in conflict.reasons


def test_who_answers_alone_differs_from_nobody(build: SimpleNamespace) -> None:
    open_ones = [B | {"stance": "unclear"}, C | {"stance": "unclear"}]
    alone = judged(build, [A, *open_ones], contested=True)
    assert ("judgment.no_conflict", 0) in alone.reasons
    assert alone.confidence == "moderate"
