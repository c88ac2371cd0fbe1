"""Which figures a brief tells first, and in what units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

from rkbrief.brief.facts import say_label, set_against
from rkbrief.brief.happened import leading_figure
from rkbrief.brief.index import Index
from rkbrief.brief.keyfigures import rank_groups, say_conversion, show_figures
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.render import render_brief
from rkbrief.config import BriefSettings, Config
from rkbrief.pipeline import analyse

FIRST = """
港で船が桟橋に衝突し、乗客5人が死亡した。港の年間の利用者は約48万人に上る。
復旧は来年3月までかかる見通しだ。桟橋は全長120メートルある。
"""
SECOND = """
港の桟橋に船が衝突した事故で、乗客5人が死亡した。
霧が出ていたとみられる。壊れた桟橋の長さは394フィートだった。
"""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    for number, text in enumerate((FIRST, SECOND)):
        page = f"港の事故{number}\n\n2027年5月{number + 1}日\n{text}"
        (tmp_path / f"{number}.txt").write_text(page, "utf-8")
    return Index(analyse([tmp_path], config=Config(), as_of=date(2027, 6, 1)), Phrases("en"))


def test_what_sources_agree_on_comes_before_a_large_number_and_a_mere_day_last(
    index: Index,
) -> None:
    told = [[index.figures[i].text for i in group.figure_ids] for group in rank_groups(index)]
    assert told[0] == ["5人", "5人"]
    assert told.index(["約48万人"]) < told.index(["来年3月"])


def test_a_unit_is_converted_only_where_no_source_does(index: Index) -> None:
    metric, foreign = (
        next(f for f in index.analysis.figures if f.text == text)
        for text in ("120メートル", "394フィート")
    )
    shown = say_conversion(index, [foreign])
    assert shown is not None
    assert "120 m" in shown
    assert say_conversion(index, [metric, foreign]) is None
    assert say_conversion(index, [metric]) is None


def test_a_day_is_not_told_to_run_out(index: Index) -> None:
    groups = rank_groups(index)
    day = next(g for g in groups if index.figures[g.figure_ids[0]].text == "来年3月")
    assert "until" not in str(show_figures(index, [day])["rows"])


AGREED = (
    "丸木橋の架け替えは9月12日に始まった。費用は3億4000万円で、長さは88メートルある。",
    "9月12日に丸木橋の架け替えが始まり、長さ88メートルの橋に3億4000万円の費用をかける。",
    "丸木橋を架け替える工事が9月12日に始まった。費用は3億4000万円だ。",
)
QUARREL = (
    "渡り初めの客は町の集計で410人、警察の集計で260人だった。",
    "渡り初めの客は町の集計では410人だったが、警察の集計では260人だ。",
    "",
)


def test_a_dispute_is_told_before_what_as_many_agree_on_and_a_day_behind_numbers(
    tmp_path: Path,
) -> None:
    for n, (agreed, quarrel) in enumerate(zip(AGREED, QUARREL, strict=True), 1):
        page = f"丸木橋の架け替え{n}\n\n2027年9月{n + 12}日\n\n{agreed}{quarrel}\n"
        (tmp_path / f"{n}.txt").write_text(page, "utf-8")
    index = Index(analyse([tmp_path], as_of=date(2027, 10, 1)), Phrases("ja"))
    groups = rank_groups(index)
    order = [index.figures[g.figure_ids[0]].text for g in groups]
    places = [order.index(text) for text in ("3億4000万円", "410人", "88メートル")]
    assert places == sorted(places)
    assert groups[order.index("9月12日")].independent == groups[0].independent == 3
    assert order.index("9月12日") > order.index("3億4000万円")
    leading = leading_figure(index, None)
    assert leading is not None
    assert leading.status == "corroborated"


DISPUTED = (
    "駅前の客は、町の集計で410人、警察の集計で260人だった。",
    "駅前の客は町の集計では410人だったが、警察の集計では260人だ。",
    "駅前の客は、町の集計で410人、警察の集計で260人、店の集計で330人だった。",
)


@pytest.mark.parametrize(
    ("number", "language", "standing"),
    [
        (2, "en", "conflict between sources, 2 against 2 independent"),
        (2, "ja", "食い違い（独立2資料対2資料）"),
        (3, "en", "conflict between sources, 3 different numbers"),
    ],
)
def test_a_dispute_is_told_side_against_side(
    tmp_path: Path, number: int, language: Literal["en", "ja"], standing: str
) -> None:
    for n, text in enumerate(DISPUTED[:number], 1):
        page = f"駅前の催し{n}\n\n2027年5月{n}日\n\n{text}\n"
        (tmp_path / f"{n}.txt").write_text(page, "utf-8")
    settings = BriefSettings(language=language)
    brief = render_brief(analyse([tmp_path], as_of=date(2027, 6, 1)), settings=settings)
    (row,) = (line for line in brief.splitlines() if "410" in line and line.startswith("| **"))
    assert standing in row
    wordings = row.split("|")[3]
    assert wordings.count(" ≠ ") == number - 1
    assert wordings.index("410") < wordings.index("≠") < wordings.index("260人")


def told(folder: Path, *texts: str, language: Literal["en", "ja"] = "en") -> str:
    for n, text in enumerate(texts, 1):
        page = f"駅前の催し{n}\n\n2027年5月{n}日\n\n{text}\n"
        (folder / f"{n}.txt").write_text(page, "utf-8")
    analysis = analyse([folder], as_of=date(2027, 6, 1))
    return render_brief(analysis, settings=BriefSettings(language=language))


@pytest.mark.parametrize(
    ("language", "title", "clause"),
    [
        ("en", "# A figure in dispute: ", "a figure is in dispute: "),
        ("ja", "# 食い違う数値：", "食い違う数値："),
    ],
)
def test_a_title_and_a_bottom_line_take_no_side_in_a_dispute(
    tmp_path: Path, language: Literal["en", "ja"], title: str, clause: str
) -> None:
    lines = told(tmp_path, *DISPUTED[:2], language=language).splitlines()
    (happened,) = (line for line in lines if line.startswith("- **") and "[[S1" in line)
    for line in (lines[0].partition(title)[2], happened.partition(clause)[2]):
        assert line.index("410") < line.index(" ≠ ") < line.index("260")


def test_a_dispute_is_in_the_bottom_line_beside_what_sources_agree_on(tmp_path: Path) -> None:
    agreed = "駅前の舞台の建設費は82億円だった。"
    lines = told(tmp_path, *(f"{text}{agreed}" for text in DISPUTED[:2])).splitlines()
    (dispute,) = (line for line in lines if line.startswith("- **Where the figures conflict.**"))
    assert dispute.index("410") < dispute.index(" ≠ ") < dispute.index("260") < dispute.index("[[S")
    (happened,) = (line for line in lines if line.startswith("- **What happened.**"))
    assert "≠" not in happened


def test_the_bottom_line_does_not_cite_every_copy_of_a_figure(tmp_path: Path) -> None:
    copies = ["駅前の舞台の建設費は82億円だった。" for _ in range(9)]
    lines = told(tmp_path, *copies, "舞台の建設費は82億円に上った。駅前の話である。").splitlines()
    (happened,) = (line for line in lines if line.startswith("- **What happened.**"))
    (row,) = (line for line in lines if line.startswith("| **") and "8.2 billion" in line)
    assert happened.partition("figure: ")[2].count("[[S") == 4
    assert row.count("[[S") == len(copies) + 1


def test_a_source_that_tells_of_a_dispute_alone_is_not_called_several(tmp_path: Path) -> None:
    assert "| conflict within one source |" in told(tmp_path, DISPUTED[0])


def test_sources_whose_numbers_nearly_fit_are_not_told_to_agree(tmp_path: Path) -> None:
    brief = told(
        tmp_path, "駅前の催しの参加者は約120人だった。", "駅前の催しの参加者は110～130人だった。"
    )
    assert "| range |" in brief
    assert brief.startswith("# 2 sources report ")
    assert "2 sources give a figure, not quite the same: " in brief


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["客：410人", "客：260人"], "客：410人 ≠ 260人"),
        (["visitors: about 410", "visitors: 260"], "visitors: about 410 ≠ 260"),
        (["about 410 (「客」)", "260 (「客」)"], "about 410 ≠ 260 (「客」)"),
        (["3 May: opening", "4 May: opening"], "3 May ≠ 4 May: opening"),
        (["410人", "観客：260人"], "410人 ≠ 観客：260人"),
        (["客：1人", "客：2人", "客：3人", "客：4人"], "客：1人 ≠ 2人 ≠ 3人 ≠ …"),
        (["410人"], "410人"),
    ],
)
def test_what_the_sides_of_a_dispute_share_is_told_once(names: list[str], told: str) -> None:
    assert set_against(names) == told


def test_a_name_that_cannot_be_quoted_leaves_no_brackets(index: Index) -> None:
    group = next(g for g in rank_groups(index) if g.label.en)
    label = replace(group.label, en="5 people (「遠い所」)")
    assert say_label(index, replace(group, label=label)) == "5 people"


def test_how_long_a_forecast_gives_something_is_not_behind_every_number(tmp_path: Path) -> None:
    outlook = "渡し船の増便は長くは続きそうにない。その長さは1年ほどだ。"
    text = f"渡し船の行方\n\n2027年5月1日\n\n{outlook}\n修理費は3億円だった。乗客は年間48万人だ。\n"
    (tmp_path / "1.txt").write_text(text, "utf-8")
    found = Index(analyse([tmp_path], as_of=date(2029, 6, 1)), Phrases("en"))
    told = [found.figures[group.figure_ids[0]].text for group in rank_groups(found)]
    assert told.index("1年ほど") < told.index("3億円")


def test_what_happened_is_not_told_with_one_number_of_a_dispute(tmp_path: Path) -> None:
    texts = (
        "町は2日、駅前で催しの説明会を開いた。駅前の客は町の集計では410人だった。",
        "町は3日、駅前の客は410人だったと発表した。警察の集計では駅前の客は260人だ。",
    )
    lines = told(tmp_path, *texts).splitlines()
    (happened,) = (line for line in lines if line.startswith("- **What happened.**"))
    assert "説明会を開いた" in happened.partition("[[")[0]
