"""The time line of a brief: what it shows, and that no text in it can be taken for Mermaid."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from rkbrief.brief.page import render_page, verify_page
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.reading import read_brief
from rkbrief.brief.record import PastForecast, PastSource, Record
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import seal
from rkbrief.brief.timeline import draw_timeline, find_false_lines
from rkbrief.brief.verify import verify_brief
from rkbrief.config import BriefSettings
from rkbrief.model import Analysis
from rkbrief.pipeline import analyse

WIND = Path(__file__).parent.parent.parent / "examples" / "wind"
FENCE = re.compile(r"```mermaid\n(.*?)\n```\n", re.DOTALL)
HASH = "a" * 12
ASKED = """
questions:
  - id: bridge
    ask: 橋は開通するか
    ask_en: Will the bridge open?
    terms: [橋]
    affirm: ["開通"]
"""
HOSTILE = [
    "a: b; c # d", "%%{init: {'theme':'dark'}}%%", "```\n# x", "<br><script>alert(1)</script>",
    "&lt; #quot; &#58;", "$$x$$ `y` **z**", "-->|x|", "accTitle: q", "\\n : x", "\u202e\x1b[31m",
]  # fmt: skip


@pytest.fixture(scope="module")
def wind() -> Analysis:
    return analyse([WIND], as_of=date(2026, 7, 1))


def record_of(*forecasts: tuple[str, str]) -> Record:
    """Return a record whose forecasts are of a holder, until a day."""
    return Record(
        1,
        "0",
        date(2026, 1, 1),
        sources=(PastSource(HASH, "a.txt"),),
        forecasts=tuple(
            PastForecast(
                f"{n:012x}", 0, "値上がりする", "likely", holder=holder, until=until, state="open"
            )
            for n, (holder, until) in enumerate(forecasts)
        ),
    )


def draw(*forecasts: tuple[str, str], language: str = "en") -> list[str]:
    drawn = draw_timeline(record_of(*forecasts), {HASH: "S1"}, Phrases(language))
    return str(drawn).splitlines()


def test_who_is_not_named_is_told_so_in_full() -> None:
    lines = draw(("", "2027-03-01"), ("森", "2025-05-02"))
    assert "    1 March 2027 : S1 speaker not named · likely · open" in lines


AUTHORS = "橋は2027年7月1日までに開通する可能性が高い。市場は2028年9月1日までに閉じる恐れがある。\n"


@pytest.mark.parametrize(
    ("language", "name", "other"),
    [
        ("en", "unnamed author of S1", "speaker not named"),
        ("ja", "S1の筆者（氏名不明）", "話者不明"),
    ],
)
def test_an_author_without_a_name_is_called_the_same_wherever_a_brief_tells_of_him(
    tmp_path: Path, language: Literal["en", "ja"], name: str, other: str
) -> None:
    (tmp_path / "a.txt").write_text(f"橋の行方\n\n2026年5月1日\n\n{AUTHORS}", "utf-8")
    (tmp_path / "corpus.yaml").write_text(ASKED, "utf-8")
    found = analyse([tmp_path], as_of=date(2026, 7, 1))
    text = render_brief(found, settings=BriefSettings(language=language))
    body = text.partition("<!-- rkbrief-record")[0]
    (line,) = FENCE.findall(body)
    shown = render_page(text, language=language).partition('<script type="text/markdown"')[0]
    pictures = "".join(re.findall(r"<svg.*?</svg>", shown, re.DOTALL))
    table = body.replace(line, "")
    for part in (table, pictures, unicodedata.normalize("NFKC", line)):
        assert unicodedata.normalize("NFKC", name) in unicodedata.normalize("NFKC", part)
        assert other not in part
    assert verify_brief(text, found.articles) == ()


def test_days_stand_in_order_with_that_of_the_brief_among_them() -> None:
    assert draw(("林", "2027-03-01"), ("森", "2025-05-02"), ("原", "2027-03-01")) == [
        "timeline",
        "    title Horizons that the forecasts name",
        "    2 May 2025 : S1 森 · likely · open",
        "    1 January 2026 : day of this brief",
        "    1 March 2027 : S1 原 · likely · open",
        "    : S1 林 · likely · open",
    ]


@pytest.mark.parametrize(
    "forecasts",
    [
        [],
        [("林", "2027-03-01")],
        [("林", "2027-03-01"), ("森", "2027-03-01")],
        [("林", "2027-03-01"), ("森", "2027-03"), ("森", "2027"), ("原", "soon")],
    ],
)
def test_it_takes_two_days_to_make_a_line(forecasts: list[tuple[str, str]]) -> None:
    assert draw(*forecasts) == []


def test_a_long_line_keeps_what_fell_due_last_and_falls_due_next() -> None:
    days = [f"{year}-01-02" for year in (*range(2000, 2026), *range(2026, 2060))]
    shown = re.findall(r"2 January (\d+)", "\n".join(draw(*(("林", day) for day in days))))
    assert shown == [str(year) for year in range(2019, 2033)]


@given(st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE))
def test_f04_no_name_is_taken_for_mermaid_or_markdown(name: str) -> None:
    lines = draw((name, "2026-02-01"), ("林", "2026-03-01"))
    assert len(lines) == 5
    words = lines[3].removeprefix("    1 February 2026 : ")
    assert re.search(r"[!-*/:-@\[-`{-~\x00-\x1f\x7f]", words) is None
    block = "```mermaid\n" + "\n".join(lines) + "\n```\n"
    assert [token.type for token in MarkdownIt().parse(block)] == ["fence"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_line_of_a_brief_stands_until_it_is_forged(wind: Analysis, language: str) -> None:
    text = render_brief(wind, settings=BriefSettings(language=language))  # type: ignore[arg-type]
    (line,) = FENCE.findall(text)
    assert len(line.splitlines()) > 4
    assert verify_brief(text, wind.articles) == ()
    body = text.rpartition("<!-- rkbrief ")[0]
    for forged in (line.replace("2029", "2028", 1), line.replace("S1", "S2", 1), f"{line}\n    x"):
        again = seal(body.replace(line, forged), version="0", template="standard")
        assert {finding.kind for finding in verify_brief(again, wind.articles)} == {"timeline"}


def test_a_line_in_a_section_of_somebodys_own_is_his(wind: Analysis) -> None:
    text = render_brief(wind)
    mine = "## Mine\n\n```mermaid\ntimeline\n    1999 : x\n```\n\n"
    body = text.rpartition("<!-- rkbrief ")[0].replace(
        "## Information gaps", f"{mine}## Information gaps"
    )
    assert mine in body
    assert verify_brief(seal(body, version="0", template="standard"), wind.articles) == ()


def test_a_page_has_a_picture_in_its_place(wind: Analysis) -> None:
    text = render_brief(wind)
    page = render_page(text, language="en")
    shown = page.partition('<script type="text/markdown"')[0]
    assert "mermaid" not in shown
    assert "day of this brief" not in shown
    assert "Horizons that the forecasts name</title>" in shown
    assert verify_page(page, wind.articles) == ()


def test_the_config_leaves_it_out(wind: Analysis) -> None:
    assert FENCE.findall(render_brief(wind, settings=BriefSettings(timeline=False))) == []


def test_a_brief_of_one_day_has_none(wind: Analysis) -> None:
    bare = replace(wind, forecasts=(), questions=())
    assert FENCE.findall(render_brief(bare)) == []


def test_a_brief_stands_whose_line_names_sources_that_it_does_not_cite(tmp_path: Path) -> None:
    for number in range(1, 31):
        day = f"2029年{number % 12 + 1}月2日"
        said = f"同社の林太郎部長は{day}までに風車{number}基が完成するとの見通しを示した。"
        text = f"# 風車{number}\n\n{said}\n"
        (tmp_path / f"{number:02}.md").write_text(text, encoding="utf-8")
    analysis = analyse([tmp_path], as_of=date(2026, 1, 2))
    text = render_brief(analysis)
    (line,) = FENCE.findall(text)
    named, cited = (set(re.findall(rf"{before}(S\d+)", text)) for before in (": ", r"\n\*\*"))
    assert named - cited, line
    assert verify_brief(text, analysis.articles) == ()


@pytest.mark.parametrize("block", ["```mermaid\nx\n```\n\n", "```mermaid\n"])
def test_f13_many_blocks_take_time_by_their_number(block: str) -> None:
    brief = read_brief("# T\n\n## What came due and what was resolved\n\n")

    def find(size: int) -> None:
        text = "# T\n\n## What came due and what was resolved\n\n" + block * size
        assert len(list(find_false_lines(text, brief, None))) == size

    assert growth(find, 5_000, 20_000) < 4 * 2
