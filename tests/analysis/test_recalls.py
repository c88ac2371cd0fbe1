"""What became of a forecast by a later sentence that recalls it."""

from __future__ import annotations

from datetime import date

import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.resolution import resolve

ABOVE = "研究所の湖畔健教授は、浜の値が12月に1キロ900円を超えると予想する。"
BY_THEN = "町の幹部は、渡しの再開を9月末までに決めると話した。"
ODDS = "防災会議は、3カ月以内に堤が切れる確率を60％とみている。"
SEASON = "会議の湖畔健議長は、堤が直るのは早くても2031年の春になるとみている。"
END = "町の湖畔健町長は、9月末までに流行が必ず収束すると話した。"
EXACT = "県は、今年の収穫が671万トンになるとの見通しを示した。"


def settle(claim: str, holder: str, report: str, *, together: bool = True) -> str | None:
    """Return the status of a forecast of 10 July 2030 after a report of January 2031."""
    corpus = Corpus()
    ahead = corpus.add(claim, published=date(2030, 7, 10))
    later = corpus.add(report, published=date(2031, 1, 20))
    corpus.forecast(ahead, claim.rstrip("。"), None)
    told = tuple(replace(f, holder=holder, holder_status="stated") for f in corpus.forecasts)
    stories = {ahead: (later,), later: (ahead,)} if together else {}
    (forecast,) = resolve(told, findings=corpus.findings(), stories=stories)
    if forecast.resolution is None:
        return None
    assert forecast.resolution.evidence.quote == report
    return forecast.resolution.status


@pytest.mark.parametrize(
    ("claim", "holder", "report", "status"),
    [
        (
            ABOVE,
            "湖畔健教授",
            "湖畔教授が900円を超えると読んだ12月の浜の値は860円にとどまった。",
            "did_not_happen",
        ),
        (
            ABOVE,
            "湖畔健教授",
            "12月に900円を超えると湖畔教授は胸を張ったが、読みは外れた。",
            "did_not_happen",
        ),
        (
            "湖畔健教授は、浜の値が900円を下回ることはないと述べた。",
            "湖畔健教授",
            "900円を下回らないと言ってきた湖畔教授の期待には、1割届きませんでした。",
            "did_not_happen",
        ),
        (
            "湖畔健教授は、浜の水揚げが年内に2割減るとの見通しを示した。",
            "湖畔健教授",
            "湖畔教授は水揚げが2割減ると述べたが、実際には1割増えた。",
            "did_not_happen",
        ),
        (
            "湖畔健教授は、浜の水揚げが年内に2割減るとの見通しを示した。",
            "湖畔健教授",
            "湖畔教授は水揚げが2割減ると述べたが、実際には3割減った。",
            None,
        ),
        (
            "町の湖畔健町長は、9月末までに流行が必ず収束すると話した。",
            "湖畔健町長",
            "湖畔町長が9月末までに収束すると話していた流行は、まだ収束していない。",
            None,
        ),
        (
            ABOVE,
            "湖畔健教授",
            "900円を超えるという湖畔氏の見立ては、暮れを待たずに当たった。",
            "happened",
        ),
        (
            ABOVE,
            "湖畔健教授",
            "湖畔教授が予想した900円を、12月の値は大きく上回った。",
            "happened",
        ),
        (
            BY_THEN,
            "町の幹部",
            "「9月末までに決める」という町の幹部の約束は守られなかった。",
            "did_not_happen",
        ),
        (
            ODDS,
            "防災会議",
            "防災会議が「3カ月以内に60％」とした堤の決壊は、期限を過ぎても起きていない。",
            "did_not_happen",
        ),
        (
            SEASON,
            "湖畔健議長",
            "湖畔議長は「早くても31年の春」と話していたから、そのとおりになった。",
            "happened",
        ),
        (
            SEASON,
            "湖畔健議長",
            "湖畔議長は「早くても32年の春」と話していたから、そのとおりになった。",
            None,
        ),
        (
            END,
            "湖畔健町長",
            "町長は9月末までに収束すると述べていましたが、新たな患者の報告は10月以降も続きました。",
            "did_not_happen",
        ),
        (EXACT, "県", "県が見込んでいた671万トンには届かなかった。", None),
        (EXACT, "青葉県", "青葉県が見込んでいた671万トンには届かなかった。", "did_not_happen"),
    ],
)
def test_a_forecast_that_is_recalled_is_settled(
    claim: str, holder: str, report: str, status: str | None
) -> None:
    assert settle(claim, holder, report) == status


@pytest.mark.parametrize(
    "report",
    [
        "漁協の組合長が900円を超えると読んだ12月の浜の値は860円にとどまった。",  # another's
        "湖畔教授が950円を超えると読んだ12月の浜の値は860円にとどまった。",  # another number
        "湖畔教授が900円を超えると読んだ12月の浜の値は、860円にとどまる可能性がある。",  # doubted
        "12月の浜の値は860円にとどまり、湖畔教授は900円を超えると予想した理由を語った。",  # before
        "湖畔教授は、900円を超えると予想している。",  # no outcome
    ],
)
def test_what_does_not_recall_it_settles_nothing(report: str) -> None:
    assert settle(ABOVE, "湖畔健教授", report) is None


def test_another_story_settles_nothing() -> None:
    report = "湖畔教授が900円を超えると読んだ12月の浜の値は860円にとどまった。"
    assert settle(ABOVE, "湖畔健教授", report, together=False) is None


def test_of_what_was_held_unlikely_nothing_is_said() -> None:
    corpus = Corpus()
    ahead = corpus.add(ABOVE, published=date(2030, 7, 10))
    later = corpus.add(
        "900円を超えないという湖畔教授の見立ては当たった。", published=date(2031, 1, 20)
    )
    corpus.forecast(ahead, ABOVE.rstrip("。"), None, "unlikely")
    told = tuple(replace(f, holder="湖畔健教授") for f in corpus.forecasts)
    (forecast,) = resolve(told, findings=corpus.findings(), stories={ahead: (later,)})
    assert forecast.resolution is None
