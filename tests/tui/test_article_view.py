"""An article in cells: rows, layers, margins, and what a mouse selects of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from rkbrief.model import Span
from rkbrief.tui.article_view import MARGIN, ArticleView, Page, make_layer
from rkbrief.tui.cells import NOT_AT_END, NOT_AT_START, cell_width

MARKED = "■  "
TEXT = "「線路は残る」と町長は述べた。復旧には時間がかかるという。\n\n\n関連記事\nおしまい。"


class Host(App[None]):
    """An app of one article."""

    CSS = "ArticleView { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield ArticleView()


def drive(
    page: Page,
    test: Callable[[Pilot[None], ArticleView], Awaitable[None]],
    *,
    size: tuple[int, int] = (40, 12),
) -> None:
    async def go() -> None:
        async with Host().run_test(size=size) as pilot:
            view = pilot.app.query_one(ArticleView)
            view.show_page(page)
            await pilot.pause()
            await test(pilot, view)

    asyncio.run(go())


def lines(view: ArticleView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=20))
def test_a_layer_is_in_order_without_overlaps_and_covers_what_it_was_made_of(
    pairs: list[tuple[int, int]],
) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    layer = make_layer("x", spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert {at for span in layer.spans for at in range(span.start, span.end)} == covered
    assert list(layer.spans) == sorted(layer.spans)
    assert sum(span.end - span.start for span in layer.spans) == len(covered)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=20),
    st.integers(0, 60),
    st.integers(0, 30),
)
def test_a_row_takes_from_a_layer_exactly_what_lies_in_it(
    pairs: list[tuple[int, int]], start: int, length: int
) -> None:
    layer = make_layer("x", [Span(at, at + size) for at, size in pairs])
    row = Span(start, start + length)
    taken = {at for span in layer.among(row) for at in range(span.start, span.end)}
    covered = {at for span in layer.spans for at in range(span.start, span.end)}
    assert taken == covered & set(range(row.start, row.end))


def test_several_blank_lines_become_one_row() -> None:
    async def test(_: Pilot[None], view: ArticleView) -> None:
        shown = [line.strip() for line in lines(view)]
        at = shown.index("関連記事")
        assert shown[at - 1] == ""
        assert shown[at - 2] != ""

    drive(Page(TEXT), test)


@pytest.mark.parametrize("width", [12, 20, 33, 80])
def test_rows_keep_the_kinsoku_rules_and_the_width(width: int) -> None:
    async def test(_: Pilot[None], view: ArticleView) -> None:
        shown = [line for line in lines(view) if line.strip()]
        assert all(cell_width(line) <= width for line in shown)
        assert not any(line.strip()[0] in NOT_AT_START for line in shown)
        assert not any(line.strip()[-1] in NOT_AT_END for line in shown)

    drive(Page(TEXT), test, size=(width, 30))


def test_a_row_is_no_longer_than_an_eye_follows() -> None:
    async def test(_: Pilot[None], view: ArticleView) -> None:
        rows = lines(view)
        assert all(cell_width(row) == view.size.width for row in rows)
        assert {cell_width(row.rstrip()) for row in rows[:3]} == {MARGIN + 100}

    drive(Page("路" * 400, (), {}), test, size=(200, 12))


def test_signs_of_sentences_that_begin_in_one_row_stand_together() -> None:
    margins = {0: " # 1", 15: "  ?2"}

    async def test(_: Pilot[None], view: ArticleView) -> None:
        first = lines(view)[0]
        assert first[:MARGIN] == "  #?   1 "

    drive(Page(TEXT, (), margins, {}), test, size=(80, 12))


def test_the_rule_of_a_dropped_line_stands_at_the_right_edge() -> None:
    rules = {TEXT.index("関連記事"): "related"}

    async def test(_: Pilot[None], view: ArticleView) -> None:
        (line,) = [line for line in lines(view) if "関連記事" in line]
        assert line.endswith("related")
        assert cell_width(line) == 80

    drive(Page(TEXT, (), {}, rules), test, size=(80, 12))


def test_layers_add_up_and_the_target_lies_on_top() -> None:
    bold = make_layer("article--picked", [Span(0, 15)])
    line = make_layer("article--figure", [Span(1, 3)])

    class Styled(Host):
        CSS = Host.CSS + (
            ".article--picked { text-style: bold; } .article--figure { text-style: underline; }"
            " .article--target { text-style: reverse; }"
        )

    async def go() -> None:
        async with Styled().run_test(size=(80, 12)) as pilot:
            view = pilot.app.query_one(ArticleView)
            view.show_page(Page(TEXT, (bold, line)), Span(2, 4))
            await pilot.pause()
            styles = {}
            for segment in view.render_line(0):
                if segment.style:
                    styles[segment.text] = segment.style
            assert styles["「"].bold
            assert not styles["「"].underline
            assert styles["線"].bold
            assert styles["線"].underline
            assert styles["路"].reverse
            assert styles["路"].underline
            assert styles["は"].reverse
            assert not styles["は"].underline

    asyncio.run(go())


def test_a_selection_copies_the_text_of_the_source_without_the_breaks_of_rows() -> None:
    async def test(_: Pilot[None], view: ArticleView) -> None:
        everything = view.get_selection(Selection(None, None))
        assert everything is not None
        text, _end = everything
        assert text == TEXT.replace("\n\n\n", "\n\n")
        some = view.get_selection(Selection(Offset(3, 0), Offset(2, 1)))
        assert some is not None
        assert some[0] in TEXT
        assert some[0].startswith(TEXT[3:6])

    drive(Page(TEXT, (), {}, {}), test, size=(30, 12))


def test_control_characters_of_a_document_are_shown_and_never_sent() -> None:
    async def test(_: Pilot[None], view: ArticleView) -> None:
        shown = "".join(lines(view))
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert "␛]0;x␇" in shown
        assert "[/]" in shown

    drive(Page("題\x1b]0;x\x07と[/]と\u202e。"), test)


def test_a_click_tells_the_character_under_it() -> None:
    seen: list[int] = []

    class Pointed(Host):
        def on_article_view_pointed(self, message: ArticleView.Pointed) -> None:
            seen.append(message.offset)

    async def go() -> None:
        async with Pointed().run_test(size=(60, 12)) as pilot:
            pilot.app.query_one(ArticleView).show_page(Page(TEXT, (), {}, {}))
            await pilot.pause()
            for x in (0, MARGIN, MARGIN + 1, MARGIN + 2, MARGIN + 9):
                await pilot.click(ArticleView, offset=(x, 0))

    asyncio.run(go())
    assert seen == [0, 0, 0, 1, 4]


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (9, 3), (10, 2), (20, 5), (500, 200)])
def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    async def test(pilot: Pilot[None], view: ArticleView) -> None:
        view.show_target(Span(20, 25))
        await pilot.press("down", "end")
        assert view.scroll_offset.y == view.max_scroll_y
        await pilot.press("home")
        rows = lines(view)
        assert len(rows) == size[1]
        assert all(cell_width(row) <= max(size[0], MARGIN + 1) for row in rows)
        assert rows[0][1:MARGIN] == f"{MARKED}{1:>{MARGIN - 5}} "
        assert rows[0][MARGIN:].startswith(TEXT[0]) or size[0] < MARGIN + 3

    drive(
        Page(TEXT, (make_layer("article--figure", [Span(1, 3)]),), {0: f"{MARKED}1"}, {}),
        test,
        size=size,
    )
