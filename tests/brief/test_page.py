"""A brief as one HTML page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from browser import CHROMIUM, open_browser
from msgspec.structs import replace

from rkbrief import analyse
from rkbrief.brief.embedded import embed, extract, is_page
from rkbrief.brief.page import render_page, verify_page
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import is_intact, seal
from rkbrief.config import BriefSettings
from rkbrief.model import Analysis


class Elements(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def markdown(railway: Analysis) -> str:
    return render_brief(railway)


@pytest.fixture(scope="module")
def page(markdown: str) -> str:
    return render_page(markdown, language="en")


def reseal(page: str) -> str:
    """Give a changed page a seal of its own, as a forger would."""
    body = page[: page.rindex("\n<!-- rkbrief ")]
    return seal(body, version="0.1.0", template="standard")


def test_the_page_carries_the_markdown_to_the_byte(markdown: str, page: str) -> None:
    assert is_page(page)
    assert not is_page(markdown)
    assert extract(page) == markdown
    assert is_intact(page)
    assert render_page(markdown, language="en") == page


@pytest.mark.parametrize("text", ["</script><b>", "<!-- -->", '"\\u003c', "改行\n\u2028", ""])
def test_nothing_can_end_the_data_block(text: str) -> None:
    block = embed(text)
    assert block.count("<") == 2
    assert extract(f"<!DOCTYPE html>{block}") == text
    assert extract(block + block) is None


def test_every_link_stays_in_the_page_and_leads_somewhere(page: str) -> None:
    elements = Elements(page).found
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    targets = [str(attrs["href"]) for tag, attrs in elements if tag == "a" and "href" in attrs]
    assert len(ids) == len(set(ids))
    assert len(targets) > 20
    assert {target[1:] for target in targets} <= {str(i) for i in ids}


def test_each_citation_leads_to_its_note_and_the_note_back(page: str) -> None:
    for target, note in re.findall(r'id="(from-s\d+-\d+-\d+)" href="#(s\d+-\d+)"', page):
        note_line = next(line for line in page.splitlines() if f'<a id="{note}">' in line)
        assert f'href="#{target}"' in note_line


def test_each_cell_has_the_name_of_its_column_beside_it(railway: Analysis) -> None:
    settings = BriefSettings(language="ja")
    page = render_page(render_brief(railway, settings=settings), language="ja")
    assert page.count("<table ") > 2
    for table in re.findall(r"<table .*?</table>", page, re.DOTALL):
        head, *rows = re.findall(r"<tr .*?</tr>", table, re.DOTALL)
        names = re.findall(r"<t[hd] [^>]*>(.*?)</t[hd]>", head)
        assert len(names) > 2
        for row in rows:
            cells = re.findall(r"<td ([^>]*)>", row)
            told = [re.search(r'data-column="([^"]*)"', cell) for cell in cells]
            assert [label[1] if label else "" for label in told] == names
    assert page.count('<td role="cell" data-column="条件" class="empty">–</td>') > 0


def test_no_table_and_no_picture_is_wider_than_the_window(
    railway: Analysis, tmp_path: Path
) -> None:
    file = tmp_path / "brief.html"
    file.write_text(render_page(render_brief(railway), language="en"))

    async def measure(width: int) -> list[int]:
        async with open_browser(tmp_path / str(width)) as browser:
            await browser.open(file.as_uri(), width=width, height=800)
            await browser.wait_for("document.readyState === 'complete'")
            wide = "[document.documentElement, ...document.querySelectorAll('.scroll, figure')]"
            over: list[int] = await browser.ask(
                f"{wide}.map(each => each.scrollWidth - each.clientWidth)"
            )
            seen = await browser.ask(
                "[...document.querySelectorAll('svg')].map(svg => svg.clientWidth)"
            )
            shown = [width for width in seen if width]
            assert len(shown) == len(seen) / 2 > 1  # each in one of its two forms
            return over

    if CHROMIUM:  # not every machine has it
        for width in (320, 390, 738, 1100):
            assert set(asyncio.run(measure(width))) == {0}


def test_the_page_fetches_and_runs_nothing(page: str) -> None:
    elements = Elements(page).found
    assert {tag for tag, _ in elements}.isdisjoint({"img", "iframe", "link", "object", "form"})
    assert [attrs["type"] for tag, attrs in elements if tag == "script"] == ["text/markdown"]
    assert not any(name.startswith("on") for _, attrs in elements for name in attrs)
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|url\(|@import", page)


def test_a_hostile_title_is_shown_and_does_nothing(build: SimpleNamespace) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=y>"
    article = replace(build.article(1, "列車は遅れた。"), title=hostile, publisher="</title><b>")
    page = render_page(render_brief(build.analysis([article])), language="ja")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_html_that_a_template_writes_is_shown_as_text() -> None:
    page = render_page(
        "# 題\n\n<div onclick=x>ここ</div>\n\n文<b>字</b>![絵](http://a/b.png)\n", language="ja"
    )
    assert "&lt;div onclick=x&gt;" in page
    assert "&lt;b&gt;字" in page
    assert "<img" not in page


def test_a_page_stands_as_written_and_not_for_other_articles(page: str, railway: Analysis) -> None:
    assert verify_page(page, railway.articles) == ()
    assert verify_page(page, ())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_any_digit_that_is_changed_on_the_page_is_found(railway: Analysis, language: str) -> None:
    settings = BriefSettings(language="ja" if language == "ja" else "en")
    page = render_page(render_brief(railway, settings=settings), language=language)
    body = page[page.index("<main") : page.index("</main>")]
    shown = list(re.finditer(r"(?<=>)[^<]*?(\d)[^<]*(?=<)", body))[:24]
    assert len(shown) > 20
    for match in shown:
        at = page.index("<main") + match.start(1)
        changed = page[:at] + str((int(match[1]) + 1) % 10) + page[at + 1 :]
        in_picture = "<svg" in page[:at] and page.rindex("<svg", 0, at) > page.rfind(
            "</svg>", 0, at
        )
        found = verify_page(reseal(changed), railway.articles)
        assert found or in_picture, changed[at - 40 : at + 40]
        told = [f.note.split("” where its Markdown has “") for f in found if f.kind == "page"]
        assert all(shows.removeprefix("shows “") != has.rstrip("”") for shows, has in told)
        assert any(f.kind == "seal" for f in verify_page(changed, railway.articles))


def test_a_finding_names_the_line_of_the_page(page: str, railway: Analysis) -> None:
    at = page.index("</h1>")
    changed = page[:at] + "!" + page[at:]
    found = verify_page(reseal(changed), railway.articles)
    assert [f.kind for f in found] == ["page"]
    assert "</h1>" in changed.splitlines()[found[0].line - 1]


def test_a_link_that_was_turned_elsewhere_is_found(page: str, railway: Analysis) -> None:
    changed = page.replace('href="#s1-1"', 'href="https://example.invalid/"', 1)
    assert changed != page
    assert verify_page(reseal(changed), railway.articles)


def test_a_page_without_its_markdown_cannot_be_checked(page: str, railway: Analysis) -> None:
    bare = re.sub(r'<script type="text/markdown".*?</script>', "", page)
    assert "no Markdown" in verify_page(bare, railway.articles)[0].note


def test_a_page_whose_record_cannot_be_read_is_told_so(page: str, railway: Analysis) -> None:
    bare = re.sub(r"<!-- rkbrief-record.*?-->", "", extract(page) or "", flags=re.DOTALL)
    changed = re.sub(r'<script type="text/markdown".*?</script>', lambda _: embed(bare), page)
    assert "record" in {finding.kind for finding in verify_page(changed, railway.articles)}


@pytest.mark.parametrize(("form", "start", "end"), [("wide", 200, 560), ("narrow", 8, 236)])
def test_a_position_stands_inside_its_band_and_a_possibility_outside(
    page: str, form: str, start: float, end: float
) -> None:
    pictures = re.findall(rf'<svg class="{form}".*?</svg>', page)
    assert pictures
    for picture in pictures:
        for x1, x2 in re.findall(r'x1="([\d.]+)"[^>]*x2="([\d.]+)"[^>]*class="band"', picture):
            assert start <= float(x1) <= float(x2) <= end
    assert all("<title>" in picture and "<desc>" in picture for picture in pictures)


DISPUTED = (
    "駅前の客は、町の集計で410人、警察の集計で260人だった。",
    "駅前の客は町の集計では410人だった。",
    "駅前の客は町の集計では410人だった。",
)


def test_a_picture_parts_the_sources_of_a_dispute_by_side(tmp_path: Path) -> None:
    for n, text in enumerate(DISPUTED, 1):
        title = f"駅前の催し{n}\n\n2027年5月{n}日"
        (tmp_path / f"{n}.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
    page = render_page(render_brief(analyse([tmp_path], as_of=date(2027, 6, 1))), language="en")
    picture = next(p for p in re.findall(r"<svg.*?</svg>", page) if "410" in p)
    assert ": S1, S2, S3 ≠ S1</desc>" in picture
    assert picture.count('class="mark affirm"') == len(DISPUTED)
    assert picture.count('class="mark deny"') == 1
    assert 'class="dot"' not in picture


def test_a_speaker_who_says_the_same_again_has_one_row(page: str) -> None:
    for told in re.findall("<desc>(.*?)</desc>", page):
        rows = told.split("; ")
        assert len(set(rows)) == len(rows)


def test_both_forms_of_a_picture_say_the_same(page: str) -> None:
    said = {
        form: re.findall(rf'<svg class="{form}".*?(<title>.*?</desc>)', page)
        for form in ("wide", "narrow")
    }
    assert said["wide"] == said["narrow"]
    assert len(said["wide"]) > 1
