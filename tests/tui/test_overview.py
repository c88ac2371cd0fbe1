from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from desks import make_desk, opened, read_screen, run, settled
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rkbrief.brief.index import Index, cite
from rkbrief.brief.judgments import judge
from rkbrief.brief.markdown import escape
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.reasons import say_reason
from rkbrief.config import Config
from rkbrief.model import Analysis, AnalystWords, ArticleFindings
from rkbrief.pipeline import analyse
from rkbrief.safe_text import show
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.cells import cell_width
from rkbrief.tui.digits import enlarge
from rkbrief.tui.facts import CARDS, card_blocks
from rkbrief.tui.leads import bottom_line_blocks, due_blocks, judgment_blocks
from rkbrief.tui.lens import Lens
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.sources import count_findings, source_blocks
from rkbrief.tui.views.overview import OverviewView, make_sections
from rkbrief.tui.wording import find_keys, inked, plain


def text_of(block: Block, width: int = 60) -> str:
    return "\n".join("".join(piece.text for piece in row) for row in block.layout(width))


def told(blocks: Iterable[Block], width: int = 60) -> str:
    return "\n".join(text_of(block, width) for block in blocks)


def index_of(analysis: Analysis, language: str = "en") -> Index:
    return Index(analysis, Phrases(language))


# -- sources ---------------------------------------------------------------------------------


def test_a_source_tells_who_wrote_it_when_and_what_it_holds(ready: Analysis) -> None:
    first = text_of(list(source_blocks(index_of(ready), Lens()))[1])
    assert "S1 渓谷線、復旧か廃止か" in first
    assert "山里新聞 · 田所薫" in first
    assert "2024-08-02  F3 P2" in first


def test_a_source_without_title_and_date_says_so(ready: Analysis) -> None:
    third = text_of(list(source_blocks(index_of(ready), Lens()))[3])
    assert "no title" in third
    assert "undated" in third
    assert "! no date on the page" in third


def test_in_japanese_what_is_missing_is_said_in_japanese(ready: Analysis) -> None:
    third = text_of(list(source_blocks(index_of(ready, "ja"), Lens(language="ja")))[3])
    assert "無題" in third
    assert "日付不明" in third


def test_sources_of_one_origin_name_each_other(ready: Analysis) -> None:
    shared = replace(ready, origins=(("S1", "S3"), ("S2",)))
    shown = [text_of(block) for block in source_blocks(index_of(shared), Lens())]
    assert "same origin as S3" in shown[1]
    assert "same origin" not in shown[2]


def test_only_forecasts_count_as_forecasts(ready: Analysis) -> None:
    counts = count_findings(ready)
    assert (counts["S3"].ahead, counts["S3"].mere) == (2, 2)
    assert counts["S2"].check == 1


def test_enter_on_a_source_leads_to_its_beginning(ready: Analysis) -> None:
    places = {b.key: b.evidence for b in source_blocks(index_of(ready), Lens()) if b.selectable}
    assert {key: e.sentence_id for key, e in places.items() if e} == {
        "article:S1": "S1:1",
        "article:S2": "S2:1",
        "article:S3": "S3:1",
    }


def test_a_source_of_no_sentences_still_opens(ready: Analysis) -> None:
    empty: ArticleFindings = replace(ready.findings[0], sentences=())
    bare = replace(ready, findings=(empty, *ready.findings[1:]))
    evidence = list(source_blocks(index_of(bare), Lens()))[1].evidence
    assert evidence is not None
    assert evidence.article_id == "S1"


# -- what they come to -----------------------------------------------------------------------


def lead(analysis: Analysis, language: str = "en") -> list[Block]:
    index, lens = index_of(analysis, language), Lens(language=language)
    judgments = judge(index, as_of=analysis.provenance.as_of)
    return [
        *bottom_line_blocks(index, judgments, lens),
        *judgment_blocks(index, judgments, lens),
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_bottom_line_is_told_plainly_without_signs_of_markdown(
    ready: Analysis, language: str
) -> None:
    shown = told(lead(ready, language))
    assert "\\" not in shown
    assert "](#" not in shown
    assert "&#" not in shown
    assert "[S1:1]" in shown


def test_the_leading_question_comes_with_its_confidence(ready: Analysis) -> None:
    shown = told(lead(ready), 200)
    assert "Will the valley line stay open?" in shown
    assert "Confidence in this reading: low." in shown


def test_what_the_analyst_wrote_comes_first(ready: Analysis) -> None:
    written = replace(ready, words=AnalystWords(bottom_line="It *stays*. [not a link](x)"))
    first = text_of(lead(written)[1])
    assert "It *stays*. [not a link](x)" in first


def test_every_clause_opens_the_first_sentence_it_cites(ready: Analysis) -> None:
    for block in lead(ready):
        if block.selectable:
            assert block.evidence is not None
            assert f"[{block.evidence.sentence_id}]" in block.copied


def test_what_is_due_and_what_was_settled_differ_by_sign_and_word(ready: Analysis) -> None:
    shown = told(due_blocks(index_of(ready), Lens()), 120)
    assert "⚑ 森下教授  Came due on 31 March 2026 (reckoned)" in shown
    assert "✔ " in shown
    assert "It happened" in shown
    assert "no outcome found" in shown


def test_without_forecasts_nothing_is_due(ready: Analysis) -> None:
    bare = replace(ready, forecasts=(), questions=())
    assert "No forecast has come due" in told(due_blocks(index_of(bare), Lens()))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_on_the_screen_is_markup_any_more(ready: Analysis, language: str) -> None:
    for blocks in make_sections(ready, Lens(language=language)).values():
        pieces = [piece for block in blocks for row in block.layout(70) for piece in row]
        assert {type(piece.text) for piece in pieces} <= {str}


# -- the view --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [30, 47, 78, 120])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_row_is_wider_than_its_list(ready: Analysis, width: int, language: str) -> None:
    for blocks in make_sections(ready, Lens(language=language)).values():
        for block in blocks:
            for row in block.layout(width):
                assert sum(cell_width(piece.text) for piece in row) <= width


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((80, 24), ["overview-all"]),
        ((120, 40), ["overview-sources", "overview-lead", "overview-figures"]),
        ((200, 50), ["overview-sources", "overview-lead", "overview-figures"]),
    ],
)
def test_panes_stand_side_by_side_where_there_is_room(
    ready: Analysis, size: tuple[int, int], shown: list[str]
) -> None:
    async def look() -> None:
        async with opened(make_desk(ready), size=size) as pilot:
            lists = pilot.app.query("#overview-body BlockList").results(BlockList)
            assert [each.id for each in lists if each.size.width] == shown

    run(look)


def test_the_pane_that_has_the_keys_is_told_without_colour(ready: Analysis) -> None:
    async def look() -> None:
        async with opened(make_desk(ready)) as pilot:
            for pane in ("overview-sources", "overview-lead", "overview-figures"):
                rows = [row for row in read_screen(pilot).splitlines() if "▌" in row]
                strong = {cell_width(row[: row.index("▌")]) for row in rows}
                shown = pilot.app.query_one(f"#{pane}")
                assert {shown.region.x} == strong
                await pilot.press("tab")
                await settled(pilot)

    run(look)


def test_a_narrower_window_keeps_a_list_in_focus(ready: Analysis) -> None:
    async def look() -> None:
        async with opened(make_desk(ready)) as pilot:
            await pilot.press("tab")
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            focused = pilot.app.screen.focused
            assert focused is not None
            assert focused.id == "overview-all"

    run(look)


def test_tab_goes_from_pane_to_pane_and_enter_opens_what_is_selected(ready: Analysis) -> None:
    async def look() -> None:
        async with opened(make_desk(ready)) as pilot:
            view = pilot.app.query_one(OverviewView)
            keys = []
            for _ in range(3):
                block = view.current_block()
                keys.append(block.key if block else "")
                await pilot.press("tab")
            assert keys == ["article:S1", "bottom:0", "group:G2"]
            await pilot.press("j", "enter")
            await settled(pilot)
            assert pilot.app.query_one("#views").current == "reader"  # type: ignore[attr-defined]
            await pilot.press("escape")
            await settled(pilot)
            assert pilot.app.query_one("#views").current == "overview"  # type: ignore[attr-defined]

    run(look)


def test_a_filter_narrows_every_section_widths_and_kana_folded(ready: Analysis) -> None:
    async def look() -> None:
        async with opened(make_desk(ready)) as pilot:
            view = pilot.app.query_one(OverviewView)
            view.show_analysis(ready, Lens(query="Ｓ１ 田所"))
            await settled(pilot)
            screen = read_screen(pilot)
            assert "田所薫" in screen
            assert "止まった鉄道" not in screen
            assert "Nothing matches the filter." in screen

    run(look)


def make_many(ready: Analysis, count: int) -> Analysis:
    """Return ``count`` sources like the railway's first."""
    first = ready.findings[0]
    more = tuple(
        replace(first, article=replace(first.article, id=f"S{n}", title=f"第{n}報、復旧か廃止か"))
        for n in range(4, count + 1)
    )
    findings = (*ready.findings, *more)
    return replace(ready, findings=findings, origins=tuple((f.article.id,) for f in findings))


def test_five_thousand_sources_are_filtered_without_stutter(ready: Analysis) -> None:
    many = make_many(ready, 5000)

    async def look() -> None:
        async with opened(make_desk(many)) as pilot:
            view = pilot.app.query_one(OverviewView)
            spent = []
            for query in ("第", "第4", "第49", "第499", "第49", "第4", "第"):
                start = time.perf_counter()
                view.show_analysis(many, Lens(query=query))
                spent.append(time.perf_counter() - start)
            assert sorted(spent)[len(spent) // 2] < 0.25, spent
            view.show_analysis(many, Lens(query="第499"))
            blocks = pilot.app.query_one("#overview-sources", BlockList).blocks
            assert sum(block.selectable for block in blocks) == 11

    run(look)


# -- wording, shelf, digits ------------------------------------------------------------------


@given(st.text(max_size=60))
def test_plain_undoes_what_escape_did(text: str) -> None:
    assert plain(escape(text)) == show(text)


def test_citations_become_their_keys() -> None:
    assert plain(cite(["S1:2", "S10:3"])) == "[S1:2] [S10:3]"
    assert find_keys(cite(["S1:2", "S10:3", "S1:2"])) == ["S1:2", "S10:3"]


def test_a_citation_stays_on_one_row() -> None:
    rows = inked("abcdefgh [S1:2] [S1:13]", 12)
    assert ["".join(p.text for p in row).strip() for row in rows] == [
        "abcdefgh",
        "[S1:2]",
        "[S1:13]",
    ]


def test_inked_words_are_those_of_the_text() -> None:
    rows = inked("前[S1:2]後[S3:4]", 40)
    assert [(p.text, p.style) for p in rows[0]] == [
        ("前", ""),
        ("[S1:2]", "accent"),
        ("後", ""),
        ("[S3:4]", "accent"),
    ]


def test_a_shelf_keeps_headings_only_over_what_is_left() -> None:
    def block(key: str, words: str, *, selectable: bool = True) -> Block:
        return Block(key, lambda _: [()], words=words, selectable=selectable)

    shelf = Shelf(
        [
            block("h1", "Sources", selectable=False),
            block("a", "カタカナ"),
            block("h2", "Figures", selectable=False),
            block("b", "ﾊﾞｽ 12"),
        ]
    )
    assert [b.key for b in shelf.take(Lens(query="かたかな"))] == ["h1", "a"]
    assert [b.key for b in shelf.take(Lens(query="１２ バス"))] == ["h2", "b"]
    assert [b.key for b in shelf.take(Lens())] == ["h1", "a", "h2", "b"]
    assert shelf.take(Lens(query="Sources")) == []


@given(st.from_regex(r"\A[0-9][0-9,.\-]{0,9}\Z"), st.sampled_from([1, 2]))
def test_large_digits_have_three_rows_of_one_width(number: str, ambiguous: int) -> None:
    widths = {cell_width(row, ambiguous) for row in enlarge(number, ambiguous=ambiguous)}
    assert len(widths) == 1


def test_no_two_digits_look_alike() -> None:
    for ambiguous in (1, 2):
        shapes = {enlarge(digit, ambiguous=ambiguous) for digit in "0123456789-"}
        assert len(shapes) == 11


def test_the_date_of_the_analysis_is_that_of_the_provenance(ready: Analysis) -> None:
    later = replace(ready.provenance, as_of=date(2030, 1, 1))
    assert told(lead(replace(ready, provenance=later)))


def test_a_note_goes_on_without_a_blank_at_the_start_of_its_second_row(ready: Analysis) -> None:
    first = ready.findings[0]
    article = replace(first.article, note="word " * 30)
    noted = replace(ready, findings=(replace(first, article=article), *ready.findings[1:]))
    for width in range(20, 60):
        block = list(source_blocks(index_of(noted), Lens()))[1]
        rows = [row for row in text_of(block, width).splitlines() if "word" in row]
        assert len({len(row) - len(row.lstrip()) for row in rows}) == 1, width


def test_what_is_missing_has_one_name_in_japanese() -> None:
    for word, key in (("no author", "no_author"), ("undated", "undated"), ("no title", "no_title")):
        assert say_reason(word, "ja") == str(Phrases("ja").say(f"sources.{key}"))


def test_the_sources_are_not_headed_as_an_appraisal(ready: Analysis) -> None:
    assert "─ 情報源  " in told(source_blocks(index_of(ready, "ja"), Lens(language="ja")))


def test_what_cannot_be_pinned_says_where_to_do_so() -> None:
    async def look() -> None:
        async with opened() as pilot:
            await pilot.press("space")
            await settled(pilot)
            notices = [notice.message for notice in pilot.app._notifications]
            assert notices == ["Open it and select a figure, a forecast or a sentence."]

    run(look)


def test_a_second_story_has_its_share_of_the_overview() -> None:
    folder = Path(__file__).parents[1] / "evaluation" / "small" / "railway-and-truce"
    analysis = analyse([folder / "articles"], Config(corpus_file=str(folder / "corpus.yaml")))
    index = index_of(analysis)
    judged = judge(index, as_of=analysis.provenance.as_of)
    for blocks in (card_blocks(index, Lens()), judgment_blocks(index, judged, Lens())):
        shown = [block.evidence.article_id for block in blocks if block.evidence]
        assert all(set(shown) & set(story) for story in analysis.stories)
        assert len(shown) <= CARDS
    bottom = told(bottom_line_blocks(index, judged, Lens()))
    others = told(judgment_blocks(index, judged, Lens()))
    for ask in ("Will riders come back?", "Will a peace accord be signed by the end of June?"):
        assert ask in bottom.replace("\n    ", " ").replace("\n  ", " ")
        assert ask not in others
    assert bottom.count("Confidence in this reading") == 2


def test_no_heading_stands_alone_in_the_last_row_of_its_list(ready: Analysis) -> None:
    async def scene() -> None:
        shown = set()
        async with opened(make_desk(ready), size=(80, 24)) as pilot:
            everything = pilot.app.screen.query_one("#overview-all", BlockList)
            for height in range(14, 40):
                await pilot.resize_terminal(80, height)
                await settled(pilot)
                last = everything.render_line(everything.size.height - 1)
                assert "─ Key figures" not in last.text
                shown.add("─ Key figures" in read_screen(pilot))
        assert shown == {False, True}

    run(scene)
