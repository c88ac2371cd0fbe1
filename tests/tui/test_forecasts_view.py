"""Forecasts: positions side by side under their question, and when they are due."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from desks import opened, read_screen, run, settled
from growth import growth
from msgspec.structs import replace

from rkbrief.brief.render import render_brief
from rkbrief.model import Analysis, Position, Remark
from rkbrief.tui.blocks import Block
from rkbrief.tui.cells import cell_width
from rkbrief.tui.columns import Board
from rkbrief.tui.lens import Lens
from rkbrief.tui.outlooks import Outlook
from rkbrief.tui.views.forecasts import Prospect, forecast_blocks


def rows(blocks: Sequence[Block], width: int) -> list[str]:
    return ["".join(p.text for p in row).rstrip() for b in blocks for row in b.layout(width)]


def told(analysis: Analysis, width: int = 117, **more: object) -> str:
    whole = bool(more.pop("whole", False))
    blocks = list(forecast_blocks(analysis, Lens(**more), whole=whole))  # type: ignore[arg-type]
    return "\n".join(rows(blocks, width))


def members(analysis: Analysis, **more: object) -> list[Block]:
    blocks = forecast_blocks(analysis, Lens(), **more)  # type: ignore[arg-type]
    return [m for b in blocks if isinstance(b, Board) for m in b.members]


def test_a_question_is_headed_by_how_its_voices_stand(ready: Analysis) -> None:
    head = told(ready).splitlines()[0]
    assert head.startswith("─ Will the valley line stay open? ─")
    assert "≠ contested" in head
    assert "✔2 ✘1+◌1" in head  # one of those against it holds no more than possible
    assert head.endswith("4 positions · 3 named")


def test_the_head_of_a_question_counts_as_the_title_of_the_brief_does(ready: Analysis) -> None:
    title = render_brief(ready).splitlines()[0]
    assert title.endswith("Contested: 2 say yes, 1 says no")
    assert "✔2 ✘1+o1" in told(ready, ambiguous=2)
    bare = [replace(f, likelihood="possible") for f in ready.forecasts]
    assert "✔◌2 ✘◌2" in told(replace(ready, forecasts=tuple(bare)))


def test_positions_stand_side_by_side_where_there_is_room(ready: Analysis) -> None:
    wide, narrow = told(ready).splitlines(), told(ready, 77).splitlines()
    assert any("早川町長" in line and "田所薫" in line for line in wide)
    assert not any("早川町長" in line and "田所薫" in line for line in narrow)


@pytest.mark.parametrize("width", [77, 117])
def test_a_position_tells_side_strength_horizon_condition_words_and_place(
    ready: Analysis, width: int
) -> None:
    shown = told(ready, width)
    for part in (
        "✘ no",
        "✔ yes",
        "▁▁▁▁▁▐██▁▁",
        "likely 55–80 %",
        "■ ▁▁▁▁▁▁▁▁▁▁",
        "stated outright",
        "◌ ▁▁▁▁▁▁▁▁▁▁",
        "possible only",
        "until 2026-03-31 ⚑ due",
        "if 「乗客が戻らなければ」",
        "[S2:2]",
    ):
        assert part in shown


def test_the_line_of_time_shows_what_is_due(ready: Analysis) -> None:
    lines = told(ready).splitlines()
    due = next(line for line in lines if line.startswith("S2:2"))
    ahead = next(line for line in lines if line.startswith("S1:5"))
    assert "┤⚑" in due
    assert "┼" in ahead


def test_forecasts_on_no_question_and_other_kinds_stand_apart(ready: Analysis) -> None:
    lines = told(ready).splitlines()
    heads = [line.strip("─ 0123456789") for line in lines if line.startswith("─ ")]
    assert heads.index("On no question") < heads.index("What is not known")
    loose = "\n".join(lines[heads.index("On no question") :])
    assert "線路が残るかどうかは不明だ" in loose


def test_a_question_that_nobody_answers_is_said_to_be_open(ready: Analysis) -> None:
    assert "No forecast answers it." in told(ready)


def test_an_outcome_is_told_with_its_place(ready: Analysis) -> None:
    assert "✔ It happened [S3:2]" in told(ready)


def test_in_full_every_claim_is_a_member_with_all_of_its_words(ready: Analysis) -> None:
    first = next(q for q in ready.questions if q.id == "Q1")
    same = replace(first, positions=(Position("S1", "早川町長", first.forecast_ids),))
    analysis = replace(ready, questions=(same,))
    short = [m for m in members(analysis) if m.key in first.forecast_ids]
    whole = [m for m in members(analysis, whole=True) if m.key in first.forecast_ids]
    assert (len(short), len(whole)) == (1, len(first.forecast_ids))


def test_every_member_leads_to_its_place_and_can_be_curated(ready: Analysis) -> None:
    articles = {a.id: a for a in ready.articles}
    for member in members(ready):
        assert member.evidence is not None
        article = articles[member.evidence.article_id]
        assert member.evidence.quote in article.text
        (item,) = member.items
        assert item.kind == "forecast"
        assert article.sha256.startswith(item.article)


def test_what_the_analyst_says_stands_with_the_position(ready: Analysis) -> None:
    remark = Remark(
        pinned=True,
        note="Ask the ministry.",
        translation="The rails will stay.",
        original={"holder": "町長"},
    )
    shown = told(replace(ready, remarks={"P1": remark}))
    for part in ("★ pinned", "✎ Ask the ministry.", "✎ The rails will stay.", "町長"):
        assert part in shown


def test_a_filter_keeps_the_positions_that_match_under_their_question(ready: Analysis) -> None:
    shown = told(ready, query="ﾓﾘｼﾀ 廃止")
    assert shown == ""
    shown = told(ready, query="森下")
    assert "Will the valley line stay open?" in shown
    assert "早川町長" not in shown
    assert "S1:5" not in shown


def test_the_view_speaks_japanese(ready: Analysis) -> None:
    shown = told(ready, language="ja")
    for part in ("渓谷線は残るか", "肯定", "否定", "期限到来", "可能性が高い"):
        assert part in shown


@pytest.mark.parametrize("width", [12, 20, 40, 59, 60, 77, 95, 97, 117, 197, 400])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_no_row_is_wider_than_the_list(
    ready: Analysis, width: int, language: str, ambiguous: int
) -> None:
    blocks = list(forecast_blocks(ready, Lens(language, "", ambiguous)))
    too_wide = [row for row in rows(blocks, width) if cell_width(row) > width]
    least = 30
    if width >= least:
        assert not too_wide
    assert blocks


def test_a_source_cannot_act_on_the_screen(ready: Analysis) -> None:
    hostile = "[@click=app.quit]\x1b]0;x\x07\u202e"
    forecasts = tuple(replace(f, claim=hostile, holder=hostile) for f in ready.forecasts)
    shown = told(replace(ready, forecasts=forecasts))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[@click" in shown


def test_keys_go_through_the_positions_and_enter_opens_the_evidence() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("4")
            await settled(pilot)
            await pilot.press("l", "l", "enter")
            await settled(pilot)
            screen = read_screen(pilot)
            assert "S2 止まった鉄道" in screen
            marked = [line for line in screen.splitlines() if line.startswith("▌")]
            assert marked
            await pilot.press("escape")
            await settled(pilot)
            assert "≠ contested" in read_screen(pilot)

    run(test)


def test_z_shows_everything_and_less_again() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("4")
            await settled(pilot)
            before = read_screen(pilot)
            await pilot.press("z")
            await settled(pilot)
            await pilot.press("z")
            await settled(pilot)
            assert read_screen(pilot) == before

    run(test)


def test_the_time_to_make_the_view_grows_with_the_positions_and_no_faster(
    ready: Analysis,
) -> None:
    asked = next(q for q in ready.questions if q.id == "Q1")
    one = next(f for f in ready.forecasts if f.question_id == "Q1")

    def make(count: int) -> Analysis:
        forecasts = tuple(replace(one, id=f"P{n}", holder=f"委員{n}") for n in range(count))
        positions = tuple(Position("S1", f.holder, (f.id,)) for f in forecasts)
        question = replace(asked, positions=positions)
        return replace(ready, forecasts=forecasts, questions=(question,))

    made = {count: make(count) for count in (150, 600)}
    ratio = growth(lambda count: list(forecast_blocks(made[count], Lens())), 150, 600)
    linear, doubt = 4, 2
    assert ratio < linear * doubt


def test_the_head_of_a_section_counts_what_a_filter_leaves(ready: Analysis) -> None:
    outlook = Outlook(ready, Lens())
    prospect = Prospect(outlook, ready, Lens(), whole=False)
    first = next(s for s in outlook.sections() if len(s.members.blocks) > 1)
    claim = first.spoken[first.members.blocks[0].key][0].claim
    head, *_ = prospect.take(Lens(query=claim[:12]))
    told = "".join(piece.text for row in head.layout(110) for piece in row)
    assert f" 1/{len(first.members.blocks)} · " in told
    whole = "".join(p.text for row in prospect.take(Lens())[0].layout(110) for p in row)
    assert "1/" not in whole


def test_a_filter_that_leaves_nothing_says_so_here_too() -> None:
    async def check() -> None:
        async with opened() as pilot:
            await pilot.press("4", "slash", *"zzz", "enter")
            await settled(pilot)
            assert "Nothing matches the filter." in read_screen(pilot)

    run(check)
