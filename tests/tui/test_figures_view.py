from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desks import make_desk, opened, read_screen, run, settled
from msgspec.structs import replace

from rkbrief import analyse
from rkbrief.brief.index import Index
from rkbrief.brief.phrases import Phrases
from rkbrief.config import Config
from rkbrief.model import Analysis, FigureGroup, GroupStatus, Quantity, Remark
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.cells import cell_width
from rkbrief.tui.facts import card_blocks, ink_of, sign_of, write_amount
from rkbrief.tui.lens import Lens
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.views.figures import FiguresView, figure_blocks, last_cells

STATES: tuple[GroupStatus, ...] = ("corroborated", "single", "range", "conflict")


def text_of(block: Block, width: int = 100) -> str:
    return "\n".join("".join(piece.text for piece in row) for row in block.layout(width))


def blocks_of(analysis: Analysis, lens: Lens | None = None) -> list[Block]:
    return list(figure_blocks(analysis, lens or Lens()))


def test_a_fact_stands_once_with_each_wording_under_it(ready: Analysis) -> None:
    shown = [text_of(block) for block in blocks_of(ready)]
    first = next(text for text in shown if "38年ぶり" in text)
    second = next(text for text in shown if "38年前" in text)
    assert first.startswith("38 years since the last stop of the line")
    assert "S1:1" in first
    assert "S2:1" in second
    assert "38 years" not in second


def test_every_figure_opens_where_it_stands(ready: Analysis) -> None:
    evidence = {block.key: block.evidence for block in blocks_of(ready) if block.selectable}
    assert evidence == {f"figure:{figure.id}": figure.evidence for figure in ready.figures}


def test_a_day_is_not_told_to_run_out(tmp_path: Path) -> None:
    text = "港の式典\n\n2024年6月3日\n\n港は2024年6月5日に開く予定だ。船は3年ほど増えるだろう。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    analysis = analyse([tmp_path], Config(as_of=date(2026, 5, 1)))
    index = Index(analysis, Phrases("en"))
    assert next(f.horizon.until for f in analysis.forecasts if f.horizon) == "2024-06-05"
    for blocks in (blocks_of(analysis), list(card_blocks(index, Lens()))):
        shown = [text_of(block) for block in blocks]
        assert any("until 3 June 2027" in text for text in shown)
        assert not any("until 5 June 2024" in text for text in shown)


def test_the_figure_stands_at_the_same_cell_in_every_wording(ready: Analysis) -> None:
    starts = set()
    for figure in ready.figures:
        block = next(b for b in blocks_of(ready) if b.key == f"figure:{figure.id}")
        row = next(r for r in block.layout(100) if any(piece.style == "title" for piece in r))
        before = row[: [piece.style for piece in row].index("title")]
        starts.add(sum(cell_width(piece.text) for piece in before))
    assert len(starts) == 1


@pytest.mark.parametrize("width", [20, 40, 60, 78, 118, 198])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_row_is_wider_than_the_list(ready: Analysis, width: int, language: str) -> None:
    for block in blocks_of(ready, Lens(language=language)):
        for row in block.layout(width):
            assert sum(cell_width(piece.text) for piece in row) <= width


def test_states_differ_by_sign_and_by_word_not_by_colour_alone(ready: Analysis) -> None:
    index = Index(ready, Phrases("en"))
    group = ready.figure_groups[0]
    told = []
    for status in STATES:
        one = replace(group, status=status)
        marked = replace(ready, figure_groups=(one,))
        head = text_of(next(b for b in blocks_of(marked) if b.selectable))
        card = text_of(list(card_blocks(Index(marked, index.say), Lens()))[1])
        assert sign_of(one) in head
        assert sign_of(one) in card
        told.append((sign_of(one), head.splitlines()[0].split(sign_of(one))[1]))
    assert len({sign for sign, _ in told}) == len(STATES)
    assert len({word for _, word in told}) == len(STATES)


@pytest.mark.parametrize(("independent", "sign"), [(1, "●●"), (2, "●●"), (3, "●●●"), (7, "●●●")])
def test_dots_count_the_sources_up_to_three(ready: Analysis, independent: int, sign: str) -> None:
    group = replace(ready.figure_groups[0], status="corroborated", independent=independent)
    assert sign_of(group) == sign


def test_each_state_has_an_ink_of_its_own(ready: Analysis) -> None:
    group = ready.figure_groups[0]
    assert len({ink_of(replace(group, status=status)) for status in STATES}) == len(STATES)


def amount(ready: Analysis, *quantities: Quantity, **more: object) -> tuple[str, str]:
    figures = [replace(ready.figures[0], quantity=quantity) for quantity in quantities]
    return write_amount(figures, **{"language": "en", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quantity", "language", "written"),
    [
        (Quantity(38, unit="year"), "en", ("38", "")),
        (Quantity(12e9, unit="JPY"), "en", ("12", "billion")),
        (Quantity(12e9, unit="JPY"), "ja", ("120", "億")),
        (Quantity(3.5e6, unit="person"), "ja", ("350", "万")),
        (Quantity(2400, unit="person", per="day"), "ja", ("2,400", "")),
        (Quantity(62.5, unit="percent"), "en", ("62.5", "%")),
        (Quantity(None, 10, 20, "year", modifier="range"), "en", ("10-20", "")),
        (Quantity("2024-06-19"), "en", ("", "")),
        (Quantity(None), "en", ("", "")),
    ],
)
def test_a_number_is_large_where_digits_say_it(
    ready: Analysis, quantity: Quantity, language: str, written: tuple[str, str]
) -> None:
    assert amount(ready, quantity, language=language) == written


def test_sources_that_differ_give_both_ends(ready: Analysis) -> None:
    cost = Quantity(12e9, unit="JPY", modifier="about"), Quantity(15e9, unit="JPY")
    assert amount(ready, *cost, differ=True) == ("12-15", "billion")
    assert amount(ready, *cost) == ("15", "billion")


DISPUTED = (
    "駅前の客は、町の集計で410人、警察の集計で260人だった。",
    "駅前の客は町の集計では410人だったが、警察の集計では260人だ。",
)


@pytest.fixture
def disputed(tmp_path: Path) -> Analysis:
    for n, text in enumerate(DISPUTED, 1):
        page = f"駅前の催し{n}\n\n2027年5月{n}日\n\n{text}\n"
        (tmp_path / f"{n}.txt").write_text(page, "utf-8")
    return analyse([tmp_path], as_of=date(2027, 6, 1))


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_a_dispute_is_laid_out_side_after_side(disputed: Analysis, ambiguous: int) -> None:
    blocks = [b for b in blocks_of(disputed, Lens(ambiguous=ambiguous)) if b.evidence]
    head, *rows = "\n".join(text_of(b) for b in blocks if "410人" in b.words).splitlines()
    assert head.index("410") < head.index("≠") < head.index("260")
    told = [row for row in rows if row.strip()]
    assert [row[0].strip() for row in told] == ["", "", "≠", ""]
    assert {cell_width(row[: row.index("S")], ambiguous) for row in told} == {2}
    column = {
        cell_width(row[: row.index(n)], ambiguous)
        for row, n in zip(told, ("410人", "410人", "260人", "260人"), strict=True)
    }
    assert len(column) == 1


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_a_card_sets_the_numbers_of_a_dispute_against_each_other(
    disputed: Analysis, ambiguous: int
) -> None:
    index = Index(disputed, Phrases("en"))
    blocks = card_blocks(index, Lens(ambiguous=ambiguous))
    card = text_of(next(b for b in blocks if "410" in b.words), 80)
    assert "≠" in card.splitlines()[1][:20]
    assert "-" not in card.splitlines()[1][:20]


def test_a_card_says_its_number_large_and_whole_words_beside_it(ready: Analysis) -> None:
    cards = list(card_blocks(Index(ready, Phrases("en")), Lens()))
    card = text_of(next(b for b in cards if "cost of repair" in b.words), 80)
    assert "╺━╸" in card
    assert "billion" in card
    assert "≠ conflict between sources" in card
    assert "[S1:2] [S3:2]" in card


def test_a_card_without_room_for_digits_keeps_its_words(ready: Analysis) -> None:
    for block in card_blocks(Index(ready, Phrases("en")), Lens()):
        told = text_of(block, 30)
        assert "┃" not in told
        assert all(cell_width(line) <= 30 for line in told.splitlines())


def test_wide_ambiguous_characters_get_digits_of_ascii(ready: Analysis) -> None:
    blocks = list(card_blocks(Index(ready, Phrases("en")), Lens(ambiguous=2)))
    digits = "".join(text_of(block, 80) for block in blocks)
    assert "|_|" in digits
    assert "┃" not in digits


def test_a_wording_is_what_the_analyst_pins_and_his_note_is_shown(ready: Analysis) -> None:
    told = replace(ready, remarks={"F2": Remark(pinned=True, note="Checked by telephone.")})
    block = next(b for b in blocks_of(told) if b.key == "figure:F2")
    assert "Checked by telephone." in text_of(block)
    (item,) = block.items
    assert (item.kind, item.quote) == ("figure", "38年前")


def test_what_the_analyst_dropped_stays_at_hand(ready: Analysis) -> None:
    desk = make_desk(replace(ready, figures=ready.figures[1:]))

    async def look() -> None:
        async with opened(desk) as pilot:
            await pilot.press("3")
            await settled(pilot)
            assert "38年ぶり" in read_screen(pilot).split("Dropped")[1]

    run(look)


@pytest.mark.parametrize(
    ("text", "width", "end"),
    [("", 4, "    "), ("ab", 4, "  ab"), ("あいうえお", 4, " …お"), ("あいう", 6, "あいう")],
)
def test_the_words_before_a_figure_fill_their_column(text: str, width: int, end: str) -> None:
    assert last_cells(text, width) == end
    assert cell_width(last_cells(text, width)) == width


def test_without_figures_the_view_says_so(ready: Analysis) -> None:
    bare = replace(ready, figures=(), figure_groups=())
    (block,) = blocks_of(bare)
    assert text_of(block) == "The sources give no figure."


def test_a_filter_keeps_a_fact_whole(ready: Analysis) -> None:
    desk = make_desk(ready)

    async def look() -> None:
        async with opened(desk) as pilot:
            await pilot.press("3")
            view = pilot.app.query_one(FiguresView)
            view.show_analysis(ready, Lens(query="３８年前"))
            keys = [b.key for b in view.query_one(BlockList).blocks if b.selectable]
            assert keys == ["figure:F1", "figure:F2"]

    run(look)


def test_words_with_markup_and_controls_are_shown_as_they_are(ready: Analysis) -> None:
    label = replace(ready.figure_groups[0].label, en="[bold]38[/] \x1b[31myears")
    hostile: FigureGroup = replace(ready.figure_groups[0], label=label)
    shown = text_of(blocks_of(replace(ready, figure_groups=(hostile,)))[1])
    assert "[bold]38[/] ␛[31myears" in shown
    assert "\x1b" not in shown


def test_a_heading_counts_the_facts_that_a_filter_leaves(ready: Analysis) -> None:
    blocks = Shelf(figure_blocks(ready, Lens())).take(Lens(query="３８年前"))
    assert "(1/" in text_of(blocks[0])
    assert sum(block.selectable for block in blocks) == 2  # wordings of one fact
    whole = Shelf(figure_blocks(ready, Lens())).take(Lens())
    assert "/" not in text_of(whole[0])


def test_a_card_is_found_by_the_words_around_its_figure(ready: Analysis) -> None:
    index = Index(ready, Phrases("en"))
    cards = [block for block in card_blocks(index, Lens()) if block.selectable]
    assert cards[0].evidence is not None
    sentence = index.sentences[cards[0].evidence.sentence_id].text
    assert sentence not in text_of(cards[0])
    assert cards[0] in Shelf(cards).take(Lens(query=sentence[-6:]))
