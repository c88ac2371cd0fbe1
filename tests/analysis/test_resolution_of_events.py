"""Which later reports settle a forecast: pairs of short articles on many topics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from rkbrief.analysis.events import keep_things
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.resolution import resolve
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Article, ArticleFindings, Summary

CLAIMS = yaml.safe_load(Path(__file__).with_name("settled_forecasts.yaml").read_text("utf-8"))
Case = tuple[dict[str, str], dict[str, str]]


def list_cases(ends: str) -> Iterator[object]:
    """Yield each claim with each of its reports that must end so."""
    for claim in CLAIMS:
        for report in claim["reports"]:
            if report["ends"] == ends:
                yield pytest.param((claim, report), id=report["text"])


def settle(case: Case) -> str | None:
    """Return how the forecast of the first article ended by the second, as read from both."""
    claim, report = case
    own = read("S1", claim["title"], claim["claim"], claim["day"])
    later = read("S2", "続報", report["text"], report["day"])
    forecasts = [p for p in own.forecasts if p.kind == "forecast"]
    assert len(forecasts) == 1, claim
    (forecast,) = resolve(forecasts, findings=(own, later))
    return forecast.resolution.status if forecast.resolution else None


def read(article_id: str, title: str, text: str, published: str) -> ArticleFindings:
    """Return the findings of an article whose body is ``text``."""
    day = date.fromisoformat(published)
    sentences = split_sentences(text, article_id=article_id, excluded=[])
    article = Article(
        article_id, f"{article_id}.txt", "0" * 40, "utf-8", title, None, None, day, text
    )
    return ArticleFindings(
        article,
        sentences,
        find_figures(sentences, reference=day),
        find_forecasts(sentences, author=None, publisher=None, reference=day),
        Summary(article_id, "lead", ()),
    )


@pytest.mark.parametrize("case", list_cases("happened"))
def test_a_report_of_the_event_settles_the_forecast(case: Case) -> None:
    assert settle(case) == "happened"


@pytest.mark.parametrize("case", list_cases("did_not_happen"))
def test_a_report_that_it_will_not_come_settles_the_forecast(case: Case) -> None:
    assert settle(case) == "did_not_happen"


@pytest.mark.parametrize("case", list_cases("open"))
def test_what_is_no_report_of_this_event_leaves_it_open(case: Case) -> None:
    assert settle(case) is None


def test_the_title_says_what_a_claim_leaves_out() -> None:
    claim = "6月末までに打ち上げられる確率は約80％だ。"
    own = read("S1", "新型ロケット「M4」2号機、打ち上げ延期", claim, "2026-05-20")
    other = read("S2", "続報", "機構は24日、「M4」ロケット1号機を打ち上げた。", "2026-06-24")
    same = read("S2", "続報", "機構は24日、「M4」ロケット2号機を打ち上げた。", "2026-06-24")
    forecasts = [p for p in own.forecasts if p.kind == "forecast"]
    (unsettled,) = resolve(forecasts, findings=(own, other))
    (settled,) = resolve(forecasts, findings=(own, same))
    assert unsettled.resolution is None
    assert settled.resolution is not None
    assert settled.resolution.evidence.quote == "機構は24日、「M4」ロケット2号機を打ち上げた。"


DEAL = (
    "外相は17日から首都で3度目の協議に臨む。外相は「8月末までに合意できると確信している」と語った。"
)


@pytest.mark.parametrize(
    ("report", "status"),
    [
        ("隣国との協議が8月29日に妥結し、輸出の再開が決まった。", "happened"),
        ("隣国との協議は8月末までに合意に至らず、9月に持ち越された。", "did_not_happen"),
        ("労使の交渉が8月29日に妥結し、賃金が上がった。", None),
        ("北方連合との協議が8月29日に妥結し、輸出の再開が決まった。", None),
    ],
)
def test_a_claim_that_leaves_its_topic_out_goes_on_with_the_sentence_before(
    report: str, status: str | None
) -> None:
    own = read("S1", "物価、隣国との関係悪化で高騰", DEAL, "2026-06-18")
    later = read("S2", "続報", report, "2026-09-03")
    forecasts = [p for p in own.forecasts if p.kind == "forecast"]
    (told,) = resolve(forecasts, findings=(own, later), stories={"S1": ("S2",)})
    assert (told.resolution.status if told.resolution else None) == status
    (apart,) = resolve(forecasts, findings=(own, later), stories={})
    assert apart.resolution is None


@pytest.mark.parametrize(
    ("thing", "status"), [("合併協議", None), ("協議", None), ("労使協議", "happened")]
)
def test_a_claim_without_a_topic_goes_on_with_one_of_a_kind(thing: str, status: str | None) -> None:
    said = "社長は「8月末までに合意できると確信している」と語った。"
    text = f"労使協議は3度目に入る。{said}合併協議も続く。"
    own = read("S1", "青嶺電機、合理化急ぐ", text, "2026-06-18")
    later = read("S2", "続報", f"{thing}が8月29日に妥結し、株価が上がった。", "2026-09-03")
    forecasts = [p for p in own.forecasts if p.kind == "forecast"]
    (told, *_) = resolve(forecasts, findings=(own, later), stories={"S1": ("S2",)})
    assert (told.resolution.status if told.resolution else None) == status


def test_another_name_for_a_thing_that_is_a_word_for_an_act_stays_an_act() -> None:
    aliases = {"通商協議": ["協議", "合意"], "湖": ["湖水"]}
    assert keep_things(aliases) == {"通商協議": ["協議"], "湖": ["湖水"]}
