"""The reader: an article with its findings marked, why each is, and keys through them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from desks import make_desk, make_ready, opened, read_screen, run, settled
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import DimFilter
from textual.pilot import Pilot

from rkbrief import analyse
from rkbrief.model import Analysis, ArticleFindings, RankedSentence, Sentence, Span
from rkbrief.tui.article_view import ArticleView
from rkbrief.tui.inks import find_ink
from rkbrief.tui.lens import Lens
from rkbrief.tui.pages import Library, find_sentences, make_page, tell_why
from rkbrief.tui.themes import OWN
from rkbrief.tui.views.reader import ReaderView


def why(analysis: Analysis, article_id: str, words: str, language: str = "en") -> list[str]:
    library = Library(analysis)
    leaf = library.open(article_id)
    start = leaf.article.text.index(words)
    return list(tell_why(library, leaf, Span(start, start + len(words)), Lens(language)))


def lengthened(analysis: Analysis, times: int) -> Analysis:
    """Return an analysis whose first article is its text ``times`` over."""
    first, *others = analysis.findings
    text = first.article.text.partition("\n")[0]
    sentences = tuple(
        replace(s, index=at * len(first.sentences) + s.index, span=s.span.shifted(at * len(text)))
        for at in range(times)
        for s in first.sentences
    )
    article = replace(first.article, text=text * times, dropped=())
    long = replace(first, article=article, sentences=sentences)
    return replace(analysis, findings=(long, *others))


# -- pages -----------------------------------------------------------------------------------------


def test_a_sentence_carries_signs_for_what_is_in_it(ready: Analysis) -> None:
    leaf = Library(ready).open("S1")
    margins = make_page(leaf, Lens()).margins or {}
    by_number = {margin[3:]: margin[:3] for margin in margins.values()}
    assert by_number == {"1": "■# ", "2": " # ", "3": " # ", "4": "  ?", "5": "  ?"}


def test_dropped_lines_carry_the_rule_that_dropped_them(ready: Analysis) -> None:
    page = make_page(Library(ready).open("S1"), Lens())
    rules = {page.text[at:].splitlines()[0]: rule for at, rule in (page.rules or {}).items()}
    assert rules == {"関連記事": "related", "- バス転換の時代": "related"}


def test_every_layer_is_in_order_and_free_of_overlaps(ready: Analysis) -> None:
    for article_id in ("S1", "S2", "S3"):
        for layer in make_page(Library(ready).open(article_id), Lens()).layers:
            ends = [0, *(span.end for span in layer.spans)]
            assert all(s.start >= end for s, end in zip(layer.spans, ends, strict=False))


def test_what_the_analyst_dropped_is_not_marked(ready: Analysis) -> None:
    leaf = Library(replace(ready, figures=(), forecasts=())).open("S1")
    assert [line[:3] for line in (make_page(leaf, Lens()).margins or {}).values()][1:] == [
        "   "
    ] * 4
    assert leaf.places == tuple(r.sentence.span for r in leaf.picked.values())


# -- why -------------------------------------------------------------------------------------------


def with_parts(analysis: Analysis, parts: dict[str, float]) -> Analysis:
    def rank(found: ArticleFindings) -> ArticleFindings:
        ranked = tuple(RankedSentence(s, sum(parts.values()), parts) for s in found.sentences[:1])
        return replace(found, summary=replace(found.summary, sentences=ranked))

    return replace(analysis, findings=tuple(rank(f) for f in analysis.findings))


def test_a_pick_is_told_by_the_parts_of_its_score_the_weightiest_first(ready: Analysis) -> None:
    parts = {"salience": 0.4, "evidence": 1.25, "fragment": -0.3}
    told = why(with_parts(ready, parts), "S1", "渓谷線は昨年")[0]
    assert told == (
        "S1:1  ■ in the summary 1.35 = 1.25 figures and forecasts + 0.40 salience − 0.30 fragment"
    )


def test_a_sentence_that_was_not_picked_says_so(ready: Analysis) -> None:
    assert why(ready, "S1", "県の試算では")[0] == "S1:3  not in the summary"


def test_a_figure_is_told_by_its_reading_its_label_and_who_else_gives_it(ready: Analysis) -> None:
    (told,) = [line for line in why(ready, "S1", "約120億円") if line.startswith("#")]
    assert "「約120億円」 about JPY 12 billion" in told
    assert "cost of repair" in told
    assert "conflict between sources" in told
    assert "S3" in told


def test_a_figure_in_dispute_is_told_by_its_own_side_and_those_against_it(tmp_path: Path) -> None:
    for n, text in enumerate(("町の集計で410人、警察の集計で260人", "町の集計で410人"), 1):
        page = f"駅前の催し{n}\n\n2027年5月{n}日\n\n駅前の客は、{text}だった。\n"
        (tmp_path / f"{n}.txt").write_text(page, "utf-8")
    analysis = analyse([tmp_path], as_of=date(2027, 6, 1))
    town, police = (
        next(line for line in why(analysis, "S1", words) if line.startswith(f"# 「{words}"))
        for words in ("410人", "260人")
    )
    assert town.index("410 people") < town.index(" S2 ") < town.index("≠ 260 people")
    assert town.endswith("S1")
    assert police.index("260 people") < police.index("≠ 410 people")
    assert police.endswith("S1 S2")


def test_a_forecast_is_told_by_its_strength_its_holder_and_its_question(ready: Analysis) -> None:
    (told,) = [line for line in why(ready, "S2", "廃止される") if line.startswith("?")]
    for part in ("likely 55–80 %", "森下教授", "until 2026-03-31", "✘ Will the valley line"):
        assert part in told


def test_a_line_that_is_not_the_article_says_by_which_rule(ready: Analysis) -> None:
    assert why(ready, "S1", "関連記事") == ["S1  not the article: related"]


def test_reasons_are_told_in_japanese(ready: Analysis) -> None:
    told = " ".join(why(ready, "S2", "廃止される", "ja"))
    assert "可能性が高い 55–80 %" in told
    assert "渓谷線は残るか" in told


def test_a_filter_finds_sentences_with_widths_and_kana_folded(ready: Analysis) -> None:
    leaf = Library(ready).open("S1")
    (found,) = find_sentences(leaf, "１２０億 かかる")
    assert "約120億円" in found.of(leaf.article.text)
    assert find_sentences(leaf, "ない言葉") == ()


# -- keys ------------------------------------------------------------------------------------------


def drive(
    test: Callable[[Pilot[int], ArticleView], Awaitable[None]],
    *,
    analysis: Analysis | None = None,
    size: tuple[int, int] = (120, 40),
) -> None:
    async def go() -> None:
        async with opened(make_desk(analysis) if analysis else None, size=size) as pilot:
            await pilot.press("2")
            await settled(pilot)
            await test(pilot, pilot.app.query_one(ArticleView))

    run(go)


def target(article: ArticleView) -> str:
    return article.target.of(article.page.text) if article.target else ""


def test_n_goes_through_the_findings_in_the_order_of_the_text_and_back() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        seen = []
        for key in ("n", "n", "n", "n", "n", "n", "n", "N"):
            await pilot.press(key)
            seen.append(target(article))
        assert [words[:7] for words in seen] == [
            "渓谷線は昨年、",
            "38年ぶり",
            "約120億円",
            "1日に約240",
            "線路は必ず残る",
            "国の補助が決ま",
            "国の補助が決ま",
            "線路は必ず残る",
        ]

    drive(test)


def test_the_marked_place_has_a_bar_and_a_reason_below() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        await pilot.press("n", "n", "n")
        await settled(pilot)
        screen = read_screen(pilot)
        assert target(article) == "約120億円"
        assert any(line.startswith("▌") and "約120億円" in line for line in screen.splitlines())
        assert "# 「約120億円」" in screen

    drive(test)


def test_brackets_go_to_the_next_article_and_back_and_stop_at_the_ends() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        seen = []
        for key in ("left_square_bracket", *["right_square_bracket"] * 3, "left_square_bracket"):
            await pilot.press(key)
            await settled(pilot)
            seen.append(read_screen(pilot).splitlines()[1].split()[0])
        assert seen == ["S1", "S2", "S3", "S3", "S2"]
        assert article.target is None

    drive(test)


def test_shift_j_and_k_go_through_the_sentences() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        await pilot.press("J", "J", "J")
        assert target(article).startswith("県の試算では")
        await pilot.press("K")
        assert target(article).startswith("復旧には")

    drive(test)


def test_a_click_marks_the_sentence_under_it_for_the_analyst() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        await pilot.click(ArticleView, offset=(60, 0))
        await settled(pilot)
        assert target(article).startswith("復旧には")
        block = pilot.app.query_one(ReaderView).current_block()
        assert block is not None
        assert block.evidence is not None
        assert block.evidence.sentence_id == "S1:2"
        (item,) = block.items
        assert (item.kind, item.quote) == ("sentence", target(article))

    drive(test)


def test_the_filter_goes_through_its_matches_with_their_count() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        await pilot.press("slash", *"は", "enter")
        await settled(pilot)
        first = target(article)
        await pilot.press("n")
        await settled(pilot)
        assert first.startswith("渓谷線は")
        assert target(article).startswith("復旧には")
        assert "/は  2/" in read_screen(pilot)

    drive(test)


def test_the_title_stays_in_its_line_at_any_width() -> None:
    for size in ((60, 16), (80, 24), (200, 50)):

        async def test(pilot: Pilot[int], article: ArticleView) -> None:
            line = read_screen(pilot).splitlines()[1]
            assert line.startswith(" S1 ")
            assert line.endswith("1/3")
            assert article.size.height > 4

        drive(test, size=size)


def test_evidence_in_an_article_that_was_never_open_is_in_sight_at_once() -> None:
    long = lengthened(make_ready(), 60)
    last = long.findings[0].sentences[-1]

    async def go() -> None:
        async with opened(make_desk(long)) as pilot:
            reader = pilot.app.query_one(ReaderView)
            leaf = Library(long).open("S1")
            pilot.app.show_evidence(leaf.evidence(last.span))  # type: ignore[attr-defined]
            await settled(pilot)
            assert reader.query_one(ArticleView).target == last.span
            assert any(line.startswith("▌") for line in read_screen(pilot).splitlines())

    run(go)


def test_the_marked_place_stays_in_sight_when_the_terminal_is_resized() -> None:
    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        await pilot.press("end", "J")
        for size in ((60, 16), (200, 50), (30, 10), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert article.target is not None
            assert any("▌" in line for line in read_screen(pilot).splitlines())

    drive(test, analysis=lengthened(make_ready(), 40))


# -- large articles --------------------------------------------------------------------------------


def sized(count: int) -> Analysis:
    """Return an analysis of one article of ``count`` sentences, 40 characters each."""
    ready = make_ready()
    first = ready.findings[0]
    words = "検査の結果は来月にも公表される見込みだと担当者が述べ、費用は120億円になるという。"
    text = "\n".join([words] * count)
    step = len(words) + 1
    sentences = tuple(
        Sentence("S1", n + 1, n + 1, "sentence", Span(n * step, n * step + len(words)), words)
        for n in range(count)
    )
    figure = ready.figures[2]
    figures = tuple(
        replace(figure, id=f"F{n}", evidence=replace(figure.evidence, span=Span(s, s + 5)))
        for n, s in ((n, n * step + words.index("120億円")) for n in range(count))
    )
    article = replace(first.article, text=text, dropped=())
    found = replace(first, article=article, sentences=sentences, figures=figures)
    return replace(ready, findings=(found,), figures=figures, forecasts=(), questions=())


@pytest.mark.parametrize("count", [2000])
def test_opening_costs_twice_as_much_for_twice_the_text_and_no_more(count: int) -> None:
    async def seconds(pilot: Pilot[int], analysis: Analysis) -> float:
        view = pilot.app.query_one(ArticleView)
        started = perf_counter()
        view.show_page(make_page(Library(analysis).open("S1"), Lens()))
        return perf_counter() - started

    async def test(pilot: Pilot[int], _: ArticleView) -> None:
        few, many = sized(count), sized(4 * count)
        await seconds(pilot, few)
        short = min([await seconds(pilot, few) for _ in range(3)])
        long = min([await seconds(pilot, many) for _ in range(3)])
        growth, doubt = 4, 2
        assert long < growth * doubt * short

    drive(test)


def test_a_key_costs_the_same_in_a_long_article_as_in_a_short_one() -> None:
    def seconds(article: ArticleView) -> float:
        rows = range(article.size.height)
        started = perf_counter()
        for row in rows:
            article.render_line(row)
        return perf_counter() - started

    times: dict[int, float] = {}

    async def test(pilot: Pilot[int], article: ArticleView) -> None:
        for count in (200, 8000):
            article.show_page(make_page(Library(sized(count)).open("S1"), Lens()))
            await pilot.press("pagedown", "pagedown")
            await settled(pilot)
            seconds(article)
            times[count] = min(seconds(article) for _ in range(5))

    drive(test)
    doubt = 3
    assert times[8000] < doubt * times[200]


def test_keys_go_on_from_what_is_in_sight(ready: Analysis) -> None:
    async def check() -> None:
        async with opened(make_desk(lengthened(ready, 40)), size=(60, 16)) as pilot:
            await pilot.press("2", "n", "G")
            await settled(pilot)
            view = pilot.app.query_one(ReaderView)
            shown = view.query_one(ArticleView)
            top = shown.top_offset
            await pilot.press("J")
            assert shown.target is not None
            assert shown.target.start >= top
            await pilot.press("g", "K")
            assert shown.target.start >= top  # there is none before the first

    run(check)


def _luminance(color: Color) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", OWN)
def test_what_is_not_the_article_is_dimmed_and_can_still_be_read(theme: str) -> None:
    async def look() -> None:
        async with opened() as pilot:
            pilot.app.theme = theme
            await pilot.press("2")
            await settled(pilot)
            view = pilot.app.query_one(ArticleView)
            ground = view.background_colors[1]

            def contrast(style: Style) -> float:
                (shown,) = DimFilter().apply([Segment("x", view.rich_style + style)], ground)
                assert shown.style
                assert shown.style.color
                ink = _luminance(Color.from_rich_color(shown.style.color)) + 0.05
                paper = _luminance(ground) + 0.05
                return max(ink, paper) / min(ink, paper)

            body, dropped = contrast(Style.null()), contrast(find_ink(view, "article--dropped"))
            assert body > 1.5 * dropped
            assert dropped >= 4.5  # WCAG 2.2, 1.4.3

    run(look)
