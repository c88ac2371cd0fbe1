"""The examples do what their READMEs say."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from rkbrief.brief.render import render_brief
from rkbrief.brief.verify import verify_brief
from rkbrief.cli import run
from rkbrief.model import Analysis, FigureGroup
from rkbrief.pipeline import analyse

EXAMPLES = Path(__file__).parent.parent / "examples"
NIGHTLY = EXAMPLES / "nightly" / "nightly.sh"


@cache
def analyse_wind() -> Analysis:
    return analyse([EXAMPLES / "wind"], as_of=date(2026, 7, 1))


def group_of(label: str) -> FigureGroup:
    (group,) = (g for g in analyse_wind().figure_groups if g.label.en == label)
    return group


def test_the_wind_farm_has_four_articles_by_four_outlets() -> None:
    articles = analyse_wind().articles
    assert len({a.publisher for a in articles}) == len(articles) == 4
    assert all(a.published for a in articles)


def test_the_brief_of_the_wind_farm_stands_in_its_sources() -> None:
    analysis = analyse_wind()
    assert verify_brief(render_brief(analysis), analysis.articles) == ()


@pytest.mark.parametrize(("question", "holders"), [("start", 4), ("price", 3)])
def test_both_questions_of_the_wind_farm_get_positions(question: str, holders: int) -> None:
    (asked,) = (q for q in analyse_wind().questions if q.id == question)
    assert len(asked.positions) == holders
    assert asked.contested


def test_several_sources_tell_the_cost_and_the_turbines_of_the_wind_farm() -> None:
    assert group_of("total cost: JPY 240 billion").independent == 2
    assert group_of("42 turbines").article_ids == ("S1", "S2", "S4")


def run_nightly(
    desk: Path, *arguments: str, path: str = str(Path(sys.executable).parent)
) -> subprocess.CompletedProcess[str]:
    """Run the script as cron does: in another folder, with hardly any environment."""
    return subprocess.run(
        ["/bin/sh", str(NIGHTLY), str(desk), *arguments],
        capture_output=True,
        check=False,
        cwd="/",
        encoding="utf-8",
        env={"HOME": str(desk.parent), "SHELL": "/bin/sh", "PATH": f"{path}:/usr/bin:/bin"},
        timeout=120,
    )


def test_the_nightly_script_writes_a_brief_and_an_export_and_is_silent(desk: Path) -> None:
    done = run_nightly(desk)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {p.suffix for p in (desk / "briefs").glob("nightly-*")} == {".md", ".jsonl"}


def test_the_nightly_script_tells_what_changed_since_the_night_before(desk: Path) -> None:
    before = desk / "briefs" / "nightly-2026-01-01.md"
    assert run(["--export", "-q", "--as-of", "2026-01-01", "-o", str(before)]) == 0
    (desk / "articles" / "second.txt").write_text("県は、運賃を300円に下げると発表した。", "utf-8")
    assert run_nightly(desk).returncode == 0
    (today,) = (p for p in (desk / "briefs").glob("nightly-*.md") if p != before)
    assert "## What changed" in today.read_text("utf-8")


def test_the_nightly_script_leaves_a_brief_that_a_person_edited(desk: Path) -> None:
    run_nightly(desk)
    (today,) = (desk / "briefs").glob("nightly-*.md")
    edited = today.read_text("utf-8").replace("# ", "# Draft: ", 1)
    today.write_text(edited, "utf-8")
    done = run_nightly(desk)
    assert (done.returncode, today.read_text("utf-8")) == (4, edited)
    assert "edited by a person" in done.stdout


def test_the_nightly_script_says_that_a_source_was_skipped(desk: Path) -> None:
    (desk / "articles" / "empty.txt").write_bytes(b"")
    done = run_nightly(desk)
    assert done.returncode == 3
    assert "some sources were skipped" in done.stdout
    assert list((desk / "briefs").glob("nightly-*.md"))
    assert "skipped empty.txt: empty" in (desk / "nightly.log").read_text("utf-8")


def test_the_nightly_script_briefs_one_corpus_of_several(desk: Path) -> None:
    with (desk / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("corpora: {港: {corpus: [quay]}}\n")
    text = (desk / "config.yaml").read_text("utf-8").replace("\ncorpora: {}\n", "\n", 1)
    (desk / "config.yaml").write_text(text, "utf-8")
    (desk / "quay").mkdir()
    (desk / "quay" / "a.txt").write_text("市は、工事が2027年に終わる見通しだと発表した。", "utf-8")
    done = run_nightly(desk, "港")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {p.suffix for p in (desk / "briefs/港").glob("nightly-*")} == {".md", ".jsonl"}


def test_the_nightly_script_says_that_cron_finds_no_rkbrief(desk: Path) -> None:
    done = run_nightly(desk, path="/nowhere")
    assert (done.returncode, done.stdout[:37]) == (127, "no brief today: there is no rkbrief o")


def test_each_step_of_the_publishing_job_ends_well(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = yaml.safe_load((EXAMPLES / "publish" / "brief.yml").read_text("utf-8"))["jobs"]["brief"]
    calls = [step["run"].split() for step in job["steps"] if "run" in step]
    own = [call[1:] for call in calls if call[0] == "rkbrief"]
    assert [arguments[0] for arguments in own] == ["--check", "--export", "--verify"]
    monkeypatch.chdir(desk)
    assert [run(arguments) for arguments in own] == [0, 0, 0]
    assert (desk / "site" / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
