"""Whatever an article, its name or a setting holds is shown for what it is and never acts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from desks import make_desk, opened, read_screen, run, settled
from hostile import ACTING, HIDING, MARKING, READING, write_documents
from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.pilot import Pilot
from textual.strip import Strip

from rkbrief import analyse, find_figures, render_brief
from rkbrief.brief.export import export_json
from rkbrief.brief.page import render_page, verify_page
from rkbrief.brief.sections import lay_out
from rkbrief.brief.verify import verify_brief
from rkbrief.config import (
    ArticleNote,
    BriefSettings,
    CacheSettings,
    Config,
    CorpusConfig,
    OutletNote,
    QuestionConfig,
)
from rkbrief.model import Analysis
from rkbrief.records import open_store
from rkbrief.safe_text import find_hidden, show
from rkbrief.tui.article_view import ArticleView
from rkbrief.tui.block_list import BlockList

DAY = date(2026, 5, 1)
TOGETHER = 20
"""Documents in one corpus: few enough that most are quoted in its brief."""
Often = Callable[[int, int], int]
LANGUAGES = ("en", "ja")
VIEWS = "123456"


def corpora(folder: Path, documents: int) -> Iterator[Analysis]:
    """Yield the analyses of hostile documents, some at a time, each document once."""
    for first in range(0, documents, TOGETHER):
        place = folder / str(first)
        write_documents(place, range(first, first + TOGETHER))
        analysis = analyse([place], Config(as_of=DAY))
        assert len(analysis.articles) + len(analysis.skipped) == TOGETHER
        yield analysis


def assert_shown(text: str) -> None:
    """Assert that nothing in ``text`` acts on a terminal or hides."""
    assert list(find_hidden(text)) == []


def lost(analysis: Analysis) -> list[tuple[str, int]]:
    """Return the places of what is in no sentence and no dropped line, or in several."""
    found = []
    for findings in analysis.findings:
        text = findings.article.text
        spans = [s.span for s in findings.sentences] + [d.span for d in findings.article.dropped]
        read = Counter(at for span in spans for at in range(span.start, span.end))
        wrong = [at for at, c in enumerate(text) if not c.isspace() and read[at] != 1]
        found += [(findings.article.path, at) for at in wrong]
    return found


def read_tokens(markdown: str) -> list[Token]:
    """Return all tokens of a brief as a reader with every extension sees it."""
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(markdown)
    return [each for token in tokens for each in (token, *(token.children or []))]


def assert_shape(markdown: str) -> None:
    """Assert that a brief has its own headings, citations and comments and nothing else."""
    tokens = read_tokens(markdown)
    kinds = {token.type.partition("_")[0] for token in tokens}
    assert kinds.isdisjoint({"image", "code", "hr", "blockquote", "s", "linkify"})
    fences = [token.info for token in tokens if token.type == "fence"]
    assert fences in ([], ["mermaid"])  # the time line
    hrefs = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    assert [href for href in hrefs if not re.fullmatch(r"#s\d+-\d+", href)] == []
    raw = [token.content for token in tokens if token.type in {"html_inline", "html_block"}]
    ours = re.compile(r'<a id="s\d+(?:-\d+)?">|</a>|<!-- rkbrief[^<>]*-->\n?')
    assert [content for content in raw if not ours.fullmatch(content)] == []
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    # Every mark of bold is read as one (F05).
    marks = re.sub(r"\\.|<!--.*?-->|^```.*?^```", "", markdown, flags=re.DOTALL | re.MULTILINE)
    assert marks.count("**") == 2 * sum(token.type == "strong_open" for token in tokens)
    parts = sum(token.type == "heading_open" and token.tag == "h2" for token in tokens)
    assert parts <= len(lay_out("standard", BriefSettings()).sections)


def assert_whole(analysis: Analysis) -> None:
    """Assert that a corpus gives briefs in which nothing acts, hides or is not its sources'."""
    assert lost(analysis) == []
    export = export_json(analysis)
    assert_shown(export.decode("utf-8"))
    texts = [article["sentences"] for article in json.loads(export)["articles"]]
    assert [[s["text"] for s in found] for found in texts] == [
        [s.text for s in findings.sentences] for findings in analysis.findings
    ]
    for language in LANGUAGES:
        brief = render_brief(analysis, settings=BriefSettings(language=language))  # type: ignore[arg-type]
        assert_shown(brief)
        assert_shape(brief)
        assert verify_brief(brief, analysis.articles) == ()
        page = render_page(brief, language=language)
        assert_shown(page)
        assert verify_page(page, analysis.articles) == ()


def test_f01_f03_f04_f05_f38_hostile_documents_give_whole_briefs_in_which_nothing_acts(
    tmp_path: Path, often: Often
) -> None:
    for analysis in corpora(tmp_path, often(60, 2000)):
        assert_whole(analysis)


@pytest.mark.parametrize("pieces", [ACTING, HIDING, MARKING, READING])
def test_f01_f02_f03_f04_what_settings_say_does_not_act_either(
    tmp_path: Path, pieces: Sequence[str]
) -> None:
    text = "港の橋\n\n市は橋を2年後に架け替える。費用は増える可能性が高い。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    for words in pieces:
        note = ArticleNote(publisher=f"甲{words}", author=f"乙{words}", note=words)
        ask = QuestionConfig(
            id="Q1", ask=f"費用{words}は", ask_en=f"Cost {words}?", terms=("費用",)
        )
        corpus = CorpusConfig(
            title=words,
            articles={"a.txt": note},
            outlets={f"甲{words}": OutletNote(name_en=words, note=words)},
            glossary={"費用": words},
            questions=(ask,),
        )
        analysis = analyse([tmp_path], Config(as_of=DAY), corpus=corpus)
        brief = render_brief(analysis, settings=BriefSettings(author=words, audience=words))
        assert_shown(brief)
        assert_shape(brief)
        assert_shown(render_page(brief, language="en"))


@pytest.mark.parametrize(
    ("author", "publisher", "skipped"),
    [
        ("47の会 編集部", "47ニュース", "第3報.md"),
        ("「海」の会", "“波”新聞", "「蜜月」.md"),
        ("社会部24時取材班", "週刊「橋」8月号", "約10万人⟪x⟫.md"),
        ("〔特集〕班", "⟦x⟧", "“引用”.md"),
        ("3", "10", "2024. 1.md"),
    ],
)
def test_f04_names_with_numbers_and_quotation_marks_cost_no_brief(
    tmp_path: Path, author: str, publisher: str, skipped: str
) -> None:
    text = "市は橋を2年後に架け替える。費用は約45億円で、負担が増える可能性が高い。"
    head = f"---\ntitle: 橋\nauthor: '{author}'\npublisher: '{publisher}'\n---\n\n"
    (tmp_path / "a.md").write_text(head + text, "utf-8")
    (tmp_path / skipped).touch()
    assert_whole(analyse([tmp_path], Config(as_of=DAY)))


@pytest.mark.parametrize("number", ["9" * 30, "9" * 307, "9" * 400, "1e309"])
def test_f38_numbers_beyond_reckoning_cost_nothing(tmp_path: Path, number: str) -> None:
    for name in "ab":
        text = f"港の荷\n\n荷は{number}トンで、費用は{number}億円に増えるだろう。"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with open_store(CacheSettings()) as store:
        assert_whole(analyse([tmp_path], Config(as_of=DAY), store=store))


@pytest.mark.parametrize("number", ["7" * 90, "７" * 90, "三" * 90, "7," * 45 + "7", "A7" * 45])
def test_f38_names_behind_numbers_of_any_length_cost_no_brief(tmp_path: Path, number: str) -> None:
    for name, holder in {"a": "研究所は", "b": "連合会では", "c": "総研が"}.items():
        text = f"港の荷\n\n{number}{holder}、荷は2027年に2割増えるとみている。"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    text = f"船の数\n\n{number}青木氏の見方はこうだ。「船は2027年に増えるだろう」"
    (tmp_path / "d.txt").write_text(text, "utf-8")
    text = f"島の店\n\n同盟は{number}終結と共に消える可能性が高い。"
    (tmp_path / "e.txt").write_text(text, "utf-8")
    assert_whole(analyse([tmp_path], Config(as_of=DAY)))


@pytest.mark.parametrize(
    "day", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-11-30", "9999-12-31"]
)
def test_f38_days_at_an_end_of_the_calendar_cost_nothing(tmp_path: Path, day: str) -> None:
    text = (
        "橋は来年には架け替えられるだろう。費用は10年後に45億円に増える見込みだ。昨年は30億円だった。"
        "先月、一昨年、24年ぶり、前日、翌週、来週月曜日、再来年までに、今世紀末までに終わる見通しだ。"
    )
    for name in "ab":
        head = f"---\ntitle: 港の橋{name}\npublished: {day}\n---\n\n"
        (tmp_path / f"{name}.md").write_text(head + text, "utf-8")
    for as_of in (DAY, date.fromisoformat(day)):
        analysis = analyse([tmp_path], Config(as_of=as_of))
        assert analysis.skipped == ()
        assert_whole(analysis)


def test_f03_a_clipped_quotation_is_not_torn_off_in_a_heap_of_marks(tmp_path: Path) -> None:
    for marks in (40, 60, 70):
        heap = "e" + "\u0301" * marks
        text = f"港の話\n\n来年は{heap}便数が3割減るとみられる。半分になる可能性が高い。"
        (tmp_path / "a.txt").write_text(text, "utf-8")
        assert_whole(analyse([tmp_path], Config(as_of=DAY)))


def rows_of(pilot: Pilot[int]) -> Iterator[Strip]:
    """Yield every row of every list and article of the screen, in sight or not."""
    yield from pilot.app.screen._compositor.render_strips()
    for widget in pilot.app.screen.query("BlockList, ArticleView"):
        if isinstance(widget, BlockList | ArticleView) and widget.is_on_screen:
            for y in range(widget.virtual_size.height):
                yield widget.render_line(y)


def assert_rows(pilot: Pilot[int]) -> None:
    """Assert that no row holds what acts or hides, a link, or an action."""
    for strip in rows_of(pilot):
        assert_shown(strip.text)
        for segment in strip:
            assert segment.control is None
            if segment.style is not None:
                assert segment.style.link is None
                assert not any("click" in key for key in segment.style.meta)


def assert_article(view: ArticleView) -> None:
    """Assert that the article in sight stands in its rows to the last character."""
    text = view.page.text
    kept = "".join(text[view._row(y).start : view._row(y).end] for y in range(len(view._starts)))
    assert "".join(kept.split()) == "".join(text.split())
    for y in range(len(view._starts)):
        shown = view.render_line(y).text
        if "‹+" not in shown:  # a letter under a heap of marks takes more room than it should
            assert letters(view._row(y).of(text)) in letters(shown)


def letters(text: str) -> str:
    """Return the letters and digits of a text, without the signs for what cannot be seen."""
    return "".join(filter(str.isalnum, re.sub(r"‹[^‹›]*›", "", show(text))))


def test_f01_f02_f03_no_screen_shows_what_acts_hides_or_is_cut_out_of_a_hostile_document(
    tmp_path: Path, often: Often
) -> None:
    async def walk(analysis: Analysis) -> None:
        async with opened(make_desk(analysis), size=(110, 40)) as pilot:
            for key in VIEWS:
                await pilot.press(key)
                await settled(pilot)
                assert_rows(pilot)
            await pilot.press("2")
            for _ in analysis.articles:
                await settled(pilot)
                assert_rows(pilot)
                assert_article(pilot.app.screen.query_one(ArticleView))
                await pilot.press("right_square_bracket")
            await pilot.press("question_mark")
            await settled(pilot)
            assert_shown(read_screen(pilot))

    for analysis in corpora(tmp_path, often(40, 2000)):
        run(lambda read=analysis: walk(read))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4四半期2年ぶりに増えた", ["4四半期", "2年ぶり"]),
        ("10営業日3時間を要した", ["10営業日", "3時間"]),
        ("5ミリ秒3秒後に止まる", ["5ミリ秒", "3秒後"]),
        ("1年2カ月10日かかる", ["1年2カ月10日"]),
    ],
)
def test_f38_spans_of_time_in_a_row_cost_nothing_whatever_their_units(
    text: str, found: list[str]
) -> None:
    assert [figure.text for figure in find_figures(text)] == found
