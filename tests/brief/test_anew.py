"""A brief whose forger sealed it again is told from the one that its sources give."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

from rkbrief.brief.anew import find_forged, settle
from rkbrief.brief.page import render_page
from rkbrief.brief.past import find_record
from rkbrief.brief.record import RECORD_OPENING
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import seal
from rkbrief.config import BriefSettings, Config
from rkbrief.model import Analysis
from rkbrief.pipeline import analyse

WIND = Path(__file__).parent.parent.parent / "examples" / "wind"
DAY = date(2026, 7, 1)
SETTINGS = BriefSettings()


@pytest.fixture(scope="module")
def wind() -> Analysis:
    return analyse([WIND], as_of=DAY)


@pytest.fixture(scope="module")
def brief(wind: Analysis) -> str:
    return render_brief(wind)


def sealed_again(text: str, analysis: Analysis) -> str:
    """Seal a brief, and its record, as its forger would."""
    head, opening, tail = text.rpartition("<!-- rkbrief ")[0].rpartition(RECORD_OPENING)
    content = tail.partition("\n")[2].removesuffix("\n-->\n\n").removesuffix("\n-->\n")
    digest = hashlib.sha256(content.encode()).hexdigest()
    body = f"{head}{opening} sha256={digest}\n{content}\n-->\n"
    return seal(body, version=analysis.provenance.version, template="standard")


def forge(text: str, pattern: str, by: str, analysis: Analysis) -> str:
    forged, times = re.subn(pattern, by, text, count=1)
    assert times == 1
    assert forged != text
    return sealed_again(forged, analysis)


def test_what_the_sources_give_is_the_same(wind: Analysis, brief: str) -> None:
    assert find_forged(brief, wind, SETTINGS) == ()
    assert find_forged(sealed_again(brief, wind), wind, SETTINGS) == ()


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        pytest.param(r"(corroborated, )\d", r"\g<1>9", id="source count"),
        pytest.param(r"\[S1:\d+\]", "[S2:4]", id="anchor"),
        pytest.param(r"(?<=\[S2:)\d+\] ", "1] ", id="anchor in one source"),
        pytest.param(r"(?<= )3 June|(?<= )\d+ (?=[A-Z][a-z]+ 20\d\d)", "9 ", id="date"),
        pytest.param(r"\blikely\b", "unlikely", id="likelihood word"),
        pytest.param(r"(?<=Confidence in this reading: )(low|moderate)", "high", id="confidence"),
        pytest.param(r"unnamed author of S\d|深津 ?理", "三枝教授", id="speaker"),
        pytest.param(r"(?<=\| )(\d)", "7", id="number"),
        pytest.param(r'"independent":\d', '"independent":8', id="count in the record"),
        pytest.param(r'"likelihood":"likely"', '"likelihood":"unlikely"', id="word in the record"),
        pytest.param(r"\d+ / \d+ \|", "5 / 99 |", id="citations of a source"),
    ],
)  # fmt: skip
def test_a_forgery_that_is_sealed_again_is_named_by_its_line(
    wind: Analysis, brief: str, pattern: str, by: str
) -> None:
    found = find_forged(forge(brief, pattern, by, wind), wind, SETTINGS)
    assert found
    changed = brief[: re.search(pattern, brief).start()].count("\n") + 1  # type: ignore[union-attr]
    assert changed in {finding.line for finding in found}


def test_any_digit_that_is_turned_is_named(wind: Analysis, brief: str) -> None:
    body = brief.partition(RECORD_OPENING)[0]
    settings = wind.provenance.config_sha256[:12]
    safe = body.index(settings)
    places = [m.start() for m in re.finditer(r"\d", body) if not safe <= m.start() < safe + 12]
    for place in places[:: max(1, len(places) // 40)]:
        turned = str((int(brief[place]) + 1) % 10)
        forged = sealed_again(brief[:place] + turned + brief[place + 1 :], wind)
        line = brief.count("\n", 0, place) + 1
        assert line in {f.line for f in find_forged(forged, wind, SETTINGS) or ()}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_files_that_were_not_read_may_have_come_or_gone(
    tmp_path: Path, language: Literal["en", "ja"]
) -> None:
    (tmp_path / "a.txt").write_bytes((WIND / "01-paper.txt").read_bytes())
    config = Config(as_of=DAY, brief=BriefSettings(language=language))
    before = analyse([tmp_path], config)
    text = render_brief(before, settings=config.brief)
    (tmp_path / "b.md").write_text(text, "utf-8")
    after = analyse([tmp_path], config)
    assert len(after.skipped) == 1
    assert find_forged(text, after, config.brief) == ()
    assert find_forged(render_brief(after, settings=config.brief), before, config.brief) == ()


def test_a_line_that_was_taken_out_is_missed(wind: Analysis, brief: str) -> None:
    row = next(line for line in brief.split("\n") if "single source" in line)
    forged = sealed_again(brief.replace(f"{row}\n", "", 1), wind)
    (finding,) = find_forged(forged, wind, SETTINGS) or ()
    assert finding.note.startswith("the sources give a line more")


def test_of_a_page_its_markdown_is_compared(wind: Analysis, brief: str) -> None:
    assert find_forged(render_page(brief, language="en"), wind, SETTINGS) == ()
    page = render_page(forge(brief, r"(corroborated, )\d", r"\g<1>9", wind), language="en")
    (finding,) = find_forged(page, wind, SETTINGS) or ()
    assert finding.line == 1


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("template", ["standard", "one-page", "figures-only"])
def test_day_language_and_sections_are_those_of_the_brief(language: str, template: str) -> None:
    wanted = Config(as_of=DAY, brief=BriefSettings(language=language, template=template))  # type: ignore[arg-type]
    text = render_brief(analyse([WIND], wanted), template, settings=wanted.brief)
    settled = settle(Config(), text)
    assert settled == wanted
    undated = render_brief(
        analyse([WIND], replace(wanted, as_of=None), as_of=DAY), template, settings=wanted.brief
    )
    assert undated == text
    assert find_forged(text, analyse([WIND], settled), settled.brief) == ()


def test_what_changed_since_an_earlier_brief_is_left_to_the_other_checks(
    wind: Analysis, brief: str
) -> None:
    earlier = find_record(render_brief(analyse([WIND / "01-paper.txt"], as_of=DAY)))
    text = render_brief(wind, previous=earlier)
    assert "## What changed" in text or "changed" in text
    assert text.count("\n") > brief.count("\n")
    assert find_forged(text, wind, SETTINGS) == ()
    for pattern, by in (
        (r"(corroborated, )\d", r"\g<1>9"),
        (r'"independent":\d', '"independent":8'),
    ):
        assert find_forged(forge(text, pattern, by, wind), wind, SETTINGS)


def test_none_is_told_of_a_brief_that_cannot_be_made_anew(wind: Analysis, brief: str) -> None:
    fewer = analyse([WIND / "01-paper.txt"], as_of=DAY)
    later = analyse([WIND], as_of=date(2026, 7, 2))
    other = replace(wind, provenance=replace(wind.provenance, config_sha256="0" * 64))
    newer = replace(wind, provenance=replace(wind.provenance, version="99"))
    for analysis in (fewer, later, other, newer):
        assert find_forged(brief, analysis, SETTINGS) is None
    assert find_forged("# Nothing\n", wind, SETTINGS) is None
