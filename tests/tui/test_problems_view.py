"""Problems: what was not read, what hides, who must be checked, what was told twice."""

from __future__ import annotations

from desks import opened, read_screen, run, settled
from msgspec.structs import replace

from rkbrief.curation import ItemKey
from rkbrief.model import Analysis, Problem, Skipped, Span
from rkbrief.tui.blocks import Block
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.problems import count_problems, problem_blocks


def told(analysis: Analysis, language: str = "en") -> list[str]:
    blocks = problem_blocks(analysis, Lens(language))
    return ["".join(p.text for p in row).strip("─ ") for b in blocks for row in b.layout(77)]


def blocks(analysis: Analysis) -> list[Block]:
    return [b for b in problem_blocks(analysis, Lens()) if b.selectable]


def calm(analysis: Analysis) -> Analysis:
    return replace(analysis, skipped=(), problems=())


def test_what_was_not_read_comes_first_with_its_reason(ready: Analysis) -> None:
    assert told(ready)[:3] == ["Files that were not read (1)", "✘ photo.png", "binary"]


def test_hidden_characters_come_before_speakers_and_those_before_warnings(
    ready: Analysis,
) -> None:
    warned = replace(ready, problems=(Problem("S3", "warning", "undated"), *ready.problems))
    lines = told(warned)
    kinds = ["Hidden characters (1)", "Speakers to check (1)", "Warnings (1)"]
    assert [lines.index(kind) for kind in kinds] == sorted(lines.index(kind) for kind in kinds)


def test_enter_leads_to_the_place_of_a_problem(ready: Analysis) -> None:
    (hidden,) = [b for b in blocks(ready) if b.key.startswith("hidden")]
    assert hidden.evidence is not None
    assert (hidden.evidence.article_id, hidden.evidence.span) == ("S1", Span(3, 4))
    assert hidden.evidence.sentence_index == 1


def test_a_speaker_to_check_can_be_corrected_from_here(ready: Analysis) -> None:
    (speaker,) = [b for b in blocks(ready) if b.key.startswith("speaker")]
    sha = next(a.sha256 for a in ready.articles if a.id == "S3")[:12]
    assert speaker.items == (ItemKey("forecast", sha, "住民の間で"),)


def test_warnings_of_an_article_stand_in_one_block(ready: Analysis) -> None:
    problems = tuple(Problem("S3", "warning", note) for note in ("no author", "undated"))
    lines = told(replace(calm(ready), problems=problems))
    assert lines == ["Warnings (1)", "! S3 railway/03.txt", "no author · undated"]


def test_encodings_and_shared_origins_are_told(ready: Analysis) -> None:
    first, *others = ready.findings
    odd = replace(first, article=replace(first.article, encoding="cp932"))
    origins = (("S1", "S2"), ("S3",))
    lines = told(replace(calm(ready), findings=(odd, *others), origins=origins))
    assert "Encodings other than UTF-8 (1)" in lines
    assert "cp932" in lines
    assert "Told more than once: these count as one source (1)" in lines
    assert "S1 S2" in lines


def test_a_problem_of_no_article_is_told_too(ready: Analysis) -> None:
    lines = told(replace(calm(ready), problems=(Problem(None, "summary", "no summary"),)))
    assert "no summary" in lines


def test_when_all_is_well_that_is_said(ready: Analysis) -> None:
    (line,) = told(calm(ready))
    assert line.startswith("Nothing to look at")


def test_file_names_cannot_act_on_the_screen(ready: Analysis) -> None:
    hostile = "\x1b[2J[/]\u202e.txt"
    shown = "\n".join(told(replace(calm(ready), skipped=(Skipped(hostile, "binary"),))))
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "[/]" in shown


def test_the_view_opens_the_place_and_comes_back() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("6")
            await settled(pilot)
            await pilot.press("down", "enter")
            await settled(pilot)
            assert "S1 渓谷線、復旧か廃止か" in read_screen(pilot)
            await pilot.press("escape")
            await settled(pilot)
            assert "Hidden characters" in read_screen(pilot)

    run(test)


def test_enter_on_a_file_that_was_not_read_says_that_there_is_nothing_to_open() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("6")
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert "photo.png" in read_screen(pilot)
            notices = [notice.message for notice in pilot.app._notifications]
            assert notices == ["There is no article behind it."]

    run(test)


def test_the_badge_counts_what_the_view_lists(ready: Analysis) -> None:
    assert count_problems(ready) == len(blocks(ready)) == 3

    async def check() -> None:
        async with opened() as pilot:
            assert f"Problems({count_problems(ready)})" in read_screen(pilot)

    run(check)


def test_a_filter_that_leaves_nothing_says_so() -> None:
    async def check() -> None:
        async with opened() as pilot:
            await pilot.press("6", "slash", *"zzz", "enter")
            await settled(pilot)
            assert "Nothing matches the filter." in read_screen(pilot)

    run(check)


def test_a_place_outside_the_body_is_not_cited_as_a_sentence(ready: Analysis) -> None:
    article = ready.findings[0].article
    span = article.dropped[0].span
    odd = replace(ready, problems=(Problem("S1", "hidden character", "U+200B", span),))
    (line,) = [b.words for b in blocks(odd) if b.key.startswith("hidden")]
    assert line.startswith("[S1] U+200B")
