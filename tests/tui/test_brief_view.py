"""The brief on the screen is the brief on the disk; nobody's work is overwritten unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from desks import make_desk, make_ready, opened, read_screen, run, settled
from textual.pilot import Pilot
from textual.widgets import OptionList

from rkbrief.brief.record import RECORD_OPENING
from rkbrief.brief.render import render_brief
from rkbrief.brief.writer import inspect_brief, write_atomically
from rkbrief.config import BriefSettings
from rkbrief.errors import ExportError, VerificationError
from rkbrief.model import Analysis, Sentence
from rkbrief.tui.app import Dashboard
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.cells import NOT_AT_START, cell_width
from rkbrief.tui.desk import Desk
from rkbrief.tui.dialogs import Choose
from rkbrief.tui.drafts import (
    Draft,
    choice_blocks,
    choose,
    diff_blocks,
    fold_record,
    page_blocks,
)
from rkbrief.tui.lens import Lens

LENS = Lens()


def write(target: Path, text: str, *, force: bool) -> None:
    write_atomically(target, text.encode(), inspect=inspect_brief, force=force)


def writing_desk(folder: Path, **others: Any) -> Desk:  # noqa: ANN401
    """A desk that writes into a folder, as the program does."""
    fields: dict[str, Any] = {
        "find_target": lambda _, settings: folder / f"brief-{settings.template}.md",
        "read_target": lambda target: target.read_text("utf-8") if target.exists() else None,
        "write": write,
    }
    return make_desk(**{**fields, **others})


@asynccontextmanager
async def on_brief(desk: Desk, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    async with opened(desk, size=size) as pilot:
        await pilot.press("5")
        await settled(pilot)
        yield pilot


def known(analysis: Analysis) -> dict[str, Sentence]:
    return {sentence.id: sentence for sentence in analysis.sentences}


def written(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def page(pilot: Pilot[int]) -> BlockList:
    return pilot.app.screen_stack[0].query_one("#brief-page", BlockList)


def said(pilot: Pilot[int]) -> str:
    return "\n".join(notice.message for notice in pilot.app._notifications)


def rows_of(block: Block, width: int) -> list[str]:
    return ["".join(piece.text for piece in row) for row in block.layout(width)]


def shown_text(blocks: list[Block] | tuple[Block, ...], width: int) -> str:
    return "".join("".join(rows_of(block, width)) + "\n" for block in blocks)


@pytest.mark.parametrize("template", ["standard", "one-page", "figures-only"])
def test_the_page_is_the_text_to_the_character_but_for_its_record(template: str) -> None:
    analysis = make_ready()
    text = render_brief(analysis, template)
    blocks = list(page_blocks(text, known(analysis), LENS))
    before, _, after = text.partition(RECORD_OPENING)
    whole = before + fold_record(text)[before.count("\n")] + after.partition("\n-->")[2]
    assert shown_text(blocks, 10_000) == whole
    for width in (20, 60, 118):  # a blank at which a row ends is not shown
        assert shown_text(blocks, width).replace(" ", "") == whole.replace(" ", "")


def test_the_record_of_a_brief_is_one_short_line_on_the_page_and_in_the_diff() -> None:
    analysis = make_ready()
    text = render_brief(analysis)
    there = render_brief(analysis, settings=BriefSettings(language="ja"))
    other = text.replace("sha256=", "sha256=0", 1)
    draft = Draft(BriefSettings(), text, Path("a"), other)
    for blocks in (
        list(page_blocks(text, known(analysis), LENS)),
        list(diff_blocks(draft, known(analysis), LENS)),
        list(diff_blocks(Draft(BriefSettings(), text, Path("a"), there), {}, LENS)),
    ):
        told = [block.words for block in blocks if RECORD_OPENING in block.words]
        assert told
        assert all(len(line) < 70 and " lines -->" in line for line in told)
        assert not any('"format"' in block.words for block in blocks)


def test_a_change_within_the_record_is_shown_line_by_line() -> None:
    text = render_brief(make_ready())
    other = text.replace('"format":1', '"format":2')
    shown = [b.words for b in diff_blocks(Draft(BriefSettings(), text, None, other), {}, LENS)]
    assert '{"format":2,' in shown


@pytest.mark.parametrize("text", ["", "a\n", f"{RECORD_OPENING} sha256=0\nopen\nend\n"])
def test_what_is_no_record_is_not_folded(text: str) -> None:
    assert fold_record(text) == text.splitlines()


def test_no_row_of_the_page_is_too_wide_or_starts_with_closing_punctuation() -> None:
    analysis = make_ready()
    text = render_brief(analysis, settings=BriefSettings(language="ja"))
    for block in page_blocks(text, known(analysis), LENS):
        rows = rows_of(block, 76)
        assert all(cell_width(row) <= 76 for row in rows)
        assert not any(row[0] in NOT_AT_START for row in rows[1:] if row)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
def test_a_brief_opens_at_its_title_however_small_the_screen(size: tuple[int, int]) -> None:
    async def look() -> None:
        async with opened(size=size) as pilot:
            await pilot.press("5")
            await settled(pilot)
            assert "  # Will the valley line stay open?" in read_screen(pilot)
            await pilot.press("e")
            await settled(pilot)
            await pilot.press("r")
            await settled(pilot)
            assert "  # Will the valley line stay open?" in read_screen(pilot)

    run(look)


def test_what_is_shown_is_what_export_writes(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            shown = [block.words for block in page(pilot).blocks]
            assert "a new file" in read_screen(pilot)
            await pilot.press("e")
            await settled(pilot)
            target = tmp_path / "brief-standard.md"
            assert shown == fold_record(target.read_text("utf-8"))
            assert str(target) in said(pilot)
            assert "as it is on the disk" in read_screen(pilot)

    run(check)


def test_export_works_from_any_view(tmp_path: Path) -> None:
    async def check() -> None:
        async with opened(writing_desk(tmp_path)) as pilot:
            await pilot.press("e")
            await settled(pilot)
            await settled(pilot)
            assert (tmp_path / "brief-standard.md").exists()

    run(check)


def test_nothing_is_rendered_before_the_view_is_looked_at() -> None:
    asked = []

    def render(analysis: Analysis, settings: BriefSettings) -> str:
        asked.append(settings.template)
        return render_brief(analysis, settings.template, settings=settings)

    async def check() -> None:
        async with opened(make_desk(render=render)) as pilot:
            await pilot.press("3", "4", "1")
            await settled(pilot)
            assert not asked
            await pilot.press("5", "1", "5")
            await settled(pilot)
            assert asked == ["standard"]

    run(check)


def conflict(tmp_path: Path) -> Path:
    target = tmp_path / "brief-standard.md"
    text = render_brief(make_ready())
    target.write_text(text.replace("\n\n", "\n\nMy own words.\n", 1), "utf-8")
    return target


def test_an_edited_brief_is_replaced_only_after_a_yes_and_kept(tmp_path: Path) -> None:
    target = conflict(tmp_path)
    edited = target.read_text("utf-8")

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            for answer in ("escape", "enter"):
                await pilot.press("e")
                await pilot.pause(0.1)
                await pilot.pause()
                assert isinstance(pilot.app.screen, Choose)
                assert "Somebody's work" in read_screen(pilot)
                await pilot.press(answer)
                await settled(pilot)
                assert target.read_text("utf-8") == edited
            await pilot.press("e")
            await pilot.pause(0.1)
            await pilot.press("j", "j", "enter")
            await settled(pilot)
            assert target.read_text("utf-8") == render_brief(make_ready())
            assert (tmp_path / "brief-standard~1.md").read_text("utf-8") == edited

    run(check)


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    def refuse(target: Path, text: str, *, force: bool) -> None:
        del text, force
        raise ExportError(f"cannot write {target.name}: [/] no space left")

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path, write=refuse)) as pilot:
            await pilot.press("e")
            await settled(pilot)
            assert "cannot write brief-standard.md: [/] no space left" in said(pilot)
            assert len(pilot.app.screen_stack) == 1

    run(check)


def test_a_brief_that_does_not_stand_is_told_and_not_written(tmp_path: Path) -> None:
    def render(*_: object) -> str:
        raise VerificationError("the brief does not stand: line 7: [/b] not at its place")

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path, render=render)) as pilot:
            assert "line 7: [/b] not at its place" in read_screen(pilot)
            assert "There is no brief to write." in read_screen(pilot)
            await pilot.press("e")
            await settled(pilot)
            assert "line 7" in said(pilot)
            assert not written(tmp_path)

    run(check)


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path, read_only=True)) as pilot:
            await pilot.press("e")
            await settled(pilot)
            assert "Read-only" in said(pilot)
            assert not written(tmp_path)

    run(check)


def test_the_diff_shows_what_comes_and_goes_with_signs(tmp_path: Path) -> None:
    conflict(tmp_path)

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            assert "! it was edited since rkbrief wrote it" in read_screen(pilot)
            assert "+0 -1" in read_screen(pilot)
            await pilot.press("d")
            await settled(pilot)
            screen = read_screen(pilot)
            assert "- My own words." in screen
            assert "@@" in screen
            await pilot.press("d")
            await settled(pilot)
            assert "- My own words." not in read_screen(pilot)

    run(check)


def test_the_diff_is_reached_from_any_view(tmp_path: Path) -> None:
    conflict(tmp_path)

    async def check() -> None:
        async with opened(writing_desk(tmp_path)) as pilot:
            await pilot.press("3", "d")
            await settled(pilot)
            await settled(pilot)
            assert "- My own words." in read_screen(pilot)

    run(check)


def test_a_diff_has_a_sign_before_every_row_of_a_line() -> None:
    draft = Draft(BriefSettings(), "一" * 30 + "\n", Path("a"), "二" * 30 + "\n")
    rows = [row for block in diff_blocks(draft, {}, LENS) for row in rows_of(block, 22)]
    assert rows[1:] == ["- " + "二" * 10] * 3 + ["+ " + "一" * 10] * 3


def test_a_template_and_sections_are_chosen_beside_the_page(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            assert "☑ Key figures" in read_screen(pilot)
            await pilot.press("s")
            choices = pilot.app.screen.query_one("#brief-choices", BlockList)
            assert choices.has_focus
            while choices.current and choices.current.key != "section:key-figures":
                await pilot.press("j")
            await pilot.press("space")
            await settled(pilot)
            assert "☐ Key figures" in read_screen(pilot)
            assert not any("Key figures" in block.words for block in page(pilot).blocks)
            await pilot.press("space")
            await settled(pilot)
            assert any("Key figures" in block.words for block in page(pilot).blocks)
            await pilot.press("g", "j", "enter")
            await settled(pilot)
            assert "brief-one-page.md" in read_screen(pilot)
            assert "◉ one-page" in read_screen(pilot)
            await pilot.press("s")
            assert page(pilot).has_focus

    run(check)


def test_where_there_is_no_room_the_layout_is_a_dialog(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path), size=(80, 24)) as pilot:
            assert "Key figures" not in read_screen(pilot).splitlines()[2]
            await pilot.press("s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Choose)
            await pilot.press("j", "enter")
            await pilot.pause(0.1)
            await pilot.press("escape")
            await settled(pilot)
            assert "brief-one-page.md" in read_screen(pilot)

    run(check)


def test_a_line_of_the_brief_opens_its_evidence(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            block = page(pilot).current
            assert block is not None
            while "[[" not in block.words or block.words.count("](#") > 1:
                await pilot.press("j")
                block = page(pilot).current
                assert block is not None
            assert block.evidence is not None
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(pilot.app, Dashboard)
            assert pilot.app.view.NAME == "reader"
            assert block.evidence.quote[:10] in read_screen(pilot)
            await pilot.press("escape")
            assert pilot.app.view.NAME == "brief"

    run(check)


def test_a_line_that_cites_several_asks_which(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            block = page(pilot).current
            assert block is not None
            while block.words.count("](#") < 2:
                await pilot.press("j")
                block = page(pilot).current
                assert block is not None
            await pilot.press("enter")
            await pilot.pause()
            asked = pilot.app.screen
            assert isinstance(asked, Choose)
            second = asked._choices[1][1].split("]")[0].lstrip("[")
            await pilot.press("j", "enter")
            await settled(pilot)
            assert isinstance(pilot.app, Dashboard)
            assert pilot.app.view.NAME == "reader"
            assert second in read_screen(pilot)

    run(check)


def test_what_no_brief_goes_without_cannot_be_switched_off() -> None:
    settings = BriefSettings()
    assert choose(settings, "section:endnotes") == settings
    assert not choose(settings, "section:gaps").sections["gaps"].show
    assert choose(choose(settings, "section:gaps"), "section:gaps").sections["gaps"].show


def test_templates_of_ones_own_can_be_chosen() -> None:
    settings = BriefSettings(templates={"mine": ("title", "weather", "endnotes")})
    chosen = choose(settings, "template:mine")
    assert chosen.template == "mine"
    keys = [block.key for block in choice_blocks(chosen, LENS)]
    assert keys.index("section:title") < keys.index("section:weather")
    assert "section:gaps" not in keys


def test_an_unwritable_choice_says_what_is_wrong_in_words(tmp_path: Path) -> None:
    settings = BriefSettings(template="mine", templates={"mine": ("title", "weather")})

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path, settings=settings)) as pilot:
            assert "weather" in shown_text(page(pilot).blocks, 400)
            await pilot.press("s", "g", "enter")
            await settled(pilot)
            assert "Bottom line" in read_screen(pilot)

    run(check)


def test_the_diff_is_against_what_is_on_the_disk_by_now(tmp_path: Path) -> None:
    target = tmp_path / "brief-standard.md"

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            await pilot.press("e")
            await settled(pilot)
            for keys, word in ((("d",), "EDITED 1"), (("1", "5"), "EDITED 2")):
                text = target.read_text("utf-8")
                target.write_text(text.replace("\n\n", f"\n\n{word}\n", 1), "utf-8")
                await pilot.press(*keys)
                await settled(pilot)
                await settled(pilot)
                screen = read_screen(pilot)
                assert f"- {word}" in screen
                assert "! it was edited since rkbrief wrote it" in screen

    run(check)


def test_the_target_stands_in_one_row_with_its_ending(tmp_path: Path) -> None:
    long = tmp_path / "briefs" / f"{'a-very-long-name-' * 6}one-page-ja.md"

    async def check() -> None:
        desk = writing_desk(tmp_path, find_target=lambda *_: long)
        for size in ((60, 16), (80, 24), (120, 40)):
            async with on_brief(desk, size) as pilot:
                (line,) = [row for row in read_screen(pilot).splitlines() if "→ …/" in row]
                assert line.endswith("one-page-ja.md")

    run(check)


def test_lines_behind_the_end_of_a_brief_are_an_edit(tmp_path: Path) -> None:
    text = render_brief(make_ready())
    (tmp_path / "brief-standard.md").write_text(text + "x\n", "utf-8")

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            assert "! it was edited since rkbrief wrote it" in read_screen(pilot)

    run(check)


def test_the_difference_can_be_seen_before_anything_is_replaced(tmp_path: Path) -> None:
    target = conflict(tmp_path)
    edited = target.read_text("utf-8")

    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            await pilot.press("1", "e")
            await pilot.pause(0.1)
            await pilot.pause()
            assert isinstance(pilot.app.screen, Choose)
            await pilot.press("j", "enter")
            await settled(pilot)
            assert "- My own words." in read_screen(pilot)
            assert target.read_text("utf-8") == edited

    run(check)


def test_a_section_that_stays_says_so(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path)) as pilot:
            choices = pilot.app.screen.query_one("#brief-choices", BlockList)
            await pilot.press("s")
            while choices.current and choices.current.key != "section:title":
                await pilot.press("j")
            assert "▪ Title (always)" in read_screen(pilot)
            await pilot.press("space")
            await settled(pilot)
            assert said(pilot) == "No brief goes without it."

    run(check)


def test_the_dialog_stays_until_everything_is_chosen(tmp_path: Path) -> None:
    async def check() -> None:
        async with on_brief(writing_desk(tmp_path), size=(80, 24)) as pilot:
            await pilot.press("s")
            await pilot.pause()
            for _ in range(2):
                asked = pilot.app.screen
                assert isinstance(asked, Choose)
                keys = [key for key, _ in asked._choices]
                at = asked.query_one(OptionList).highlighted or 0
                wanted = keys.index("section:key-figures")
                await pilot.press(*["j"] * (wanted - at), "space")
                await pilot.pause(0.1)
                assert pilot.app.screen is not asked
            await pilot.press("escape")
            await settled(pilot)
            assert len(pilot.app.screen_stack) == 1

    run(check)
