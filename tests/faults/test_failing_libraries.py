"""A tokenizer or a summariser that fails, hangs or gives no number costs a summary only."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rkbrief import analyse, article, joining, patience, render_brief
from rkbrief.analysis import centrality, summaries
from rkbrief.brief.export import export_json
from rkbrief.config import CacheSettings, Config, SummaryConfig
from rkbrief.language import content, morphology, tokenizers
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Analysis
from rkbrief.records import open_store
from rkbrief.store import Store

Program = Callable[..., Any]
BAD = "渓谷の橋は壊れ、費用は約45億円に増える可能性が高い。"
TEXTS = {
    "bad.txt": f"渓谷の橋\n\n{BAD}市は2年後に架け替える。",
    "good.txt": "港の工事\n\n港の工事は半年遅れた。費用は540億円に膨らむだろう。",
}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Let the tokenizer be asked, and let it forget afterwards what it was made to answer."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    morphology._remembered.cache_clear()
    morphology._here.opened.clear()
    content._asked.clear()
    content.tell_words({})


@dataclass
class Faulty:
    """A tokenizer that does something else when it meets the bad sentence."""

    real: Any
    fault: Callable[[], object]

    def tokenize(self, text: str) -> Any:  # noqa: ANN401
        if "渓谷" in text:
            self.fault()
        return self.real.tokenize(text)


def fail() -> None:
    raise ZeroDivisionError


def hang() -> None:
    while True:
        sum(range(100))


@dataclass
class Late:
    """A summary of the corpus with a fault, but for the first sentences."""

    fault: Callable[[], None]

    def __call__(self, findings: Any, *, method: str, **given: Any) -> Any:  # noqa: ANN401
        if method != "lead":
            self.fault()
        return summaries.summarise_corpus(findings, method=method, **given)


def read(folder: Path, store: Store | None = None, **settings: Any) -> Analysis:  # noqa: ANN401
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return analyse([folder], Config(as_of=date(2026, 5, 1), **settings), store=store)


def assert_only_a_summary_is_missing(analysis: Analysis, error: str) -> None:
    """Assert that the bad article has all but its ranking, and the good one everything."""
    bad, good = analysis.findings
    assert (bad.summary.method, good.summary.method) == ("lead", analysis.provenance.method)
    assert [r.sentence.index for r in bad.summary.sentences] == [1, 2]
    assert bad.figures
    assert bad.forecasts
    told = [(p.article_id, p.kind) for p in analysis.problems if p.kind == "summary"]
    assert told == [(bad.article.id, "summary")]
    assert any(error in p.note for p in analysis.problems)
    assert analysis.skipped == ()
    assert "45億円" in render_brief(analysis)


def test_f15_a_tokenizer_that_raises_costs_the_summary_of_that_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tokenizers.open_tokenizer
    monkeypatch.setattr(morphology, "open_tokenizer", lambda name: Faulty(real(name), fail))
    assert_only_a_summary_is_missing(read(tmp_path), "ZeroDivisionError")


def test_f15_a_tokenizer_that_hangs_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tokenizers.open_tokenizer
    monkeypatch.setattr(
        morphology, "open_tokenizer", lambda name: Faulty(real(name), lambda: time.sleep(60))
    )
    real("janome")  # its dictionary takes a while to load
    monkeypatch.setattr(patience, "PATIENCE", 2.0)
    assert_only_a_summary_is_missing(read(tmp_path), "TimeoutError")


def test_f15_a_tokenizer_that_hangs_while_forecasts_are_looked_for_costs_a_summary_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stop() -> None:
        asked.append("once")
        time.sleep(60)

    real = tokenizers.open_tokenizer
    monkeypatch.setattr(morphology, "open_tokenizer", lambda name: Faulty(real(name), stop))
    real("janome")
    monkeypatch.setattr(patience, "PATIENCE", 2.0)
    monkeypatch.setattr(article, "split_sentences", asking(split_sentences))
    assert_only_a_summary_is_missing(read(tmp_path), "TimeoutError")
    assert len(asked) == 1


def asking(split: Any) -> Any:  # noqa: ANN401
    """Have morphemes asked for before the summary, as sentences of some kinds do."""

    def ask(text: str, **given: Any) -> Any:  # noqa: ANN401
        morphology.tokenize(text)
        return split(text, **given)

    return ask


def test_f15_a_tokenizer_that_hangs_in_a_thread_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tokenizers.open_tokenizer
    monkeypatch.setattr(morphology, "open_tokenizer", lambda name: Faulty(real(name), hang))
    with ThreadPoolExecutor(1) as pool:
        pool.submit(real, "janome").result()
        monkeypatch.setattr(patience, "PATIENCE", 2.0)
        assert_only_a_summary_is_missing(pool.submit(read, tmp_path).result(), "TimeoutError")


@pytest.mark.parametrize("method", ["coverage", "lexrank", "luhn"])
def test_f15_a_summariser_that_raises_costs_the_summary_of_that_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    real = summaries.summarise_sentences

    def summarise(sentences: Any, **given: Any) -> Any:  # noqa: ANN401
        if any("渓谷" in s.text for s in sentences):
            raise MemoryError
        return real(sentences, **given)

    monkeypatch.setattr(article, "summarise_sentences", summarise)
    analysis = read(tmp_path, summary=SummaryConfig(method=method))  # type: ignore[arg-type]
    assert_only_a_summary_is_missing(analysis, "MemoryError")


@pytest.mark.parametrize("fault", [fail, hang])
def test_f15_a_summary_of_the_corpus_that_fails_or_hangs_costs_no_export_and_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[[], None]
) -> None:
    read(tmp_path)  # the dictionary takes a while to load
    with open_store(CacheSettings()) as store, monkeypatch.context() as patch:
        patch.setattr(patience, "PATIENCE", 2.0)
        patch.setattr(joining, "summarise_corpus", Late(fault))
        analysis = read(tmp_path, store=store)
    assert analysis.corpus_summary.method == "lead"
    assert len(analysis.corpus_summary.sentences) > 2
    assert "45億円" in render_brief(analysis)
    with open_store(CacheSettings()) as store:
        again = read(tmp_path, store=store).corpus_summary
    assert again.method == analysis.provenance.method


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_f15_a_rating_that_is_no_number_reaches_no_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: float
) -> None:
    monkeypatch.setattr(centrality, "rate_centrality", lambda words, **_: [number] * len(words))
    analysis = read(tmp_path)
    for findings in analysis.findings:
        assert all(math.isfinite(r.score) for r in findings.summary.sentences)
        assert all(math.isfinite(p) for r in findings.summary.sentences for p in r.parts.values())
    json.loads(export_json(analysis), parse_constant=pytest.fail)


def test_f15_a_failure_of_a_library_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(CacheSettings()) as store, monkeypatch.context() as patch:
        patch.setattr(article, "summarise_sentences", lambda *_, **__: fail())
        methods = {f.summary.method for f in read(tmp_path, store=store).findings}
        assert methods == {"lead"}
    with open_store(CacheSettings()) as store:
        methods = {f.summary.method for f in read(tmp_path, store=store).findings}
        assert methods == {"coverage"}


START = """
import math, sys, time
from rkbrief import patience
from rkbrief.analysis import centrality
real = centrality.rate_centrality
class Bare(BaseException): pass
def fail(what): raise what
def none(words, **given): return real(words, **given)
FAULTS = {
    "none": none,
    "raises": lambda *_, **__: fail(ZeroDivisionError()),
    "exits": lambda *_, **__: fail(SystemExit(0)),
    "bare": lambda *_, **__: fail(Bare("\\x1b[31m")),
    "hangs": lambda *_, **__: time.sleep(600),
}
def rate(words, **given):
    met = any("渓谷" in word for sentence in words for word in sentence)
    return (FAULTS[FAULT] if met else real)(words, **given)
centrality.rate_centrality = rate
from rkbrief.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""
FILLING = "\n\n".join(
    f"{chr(0x4E00 + n)}町の港では漁師が網を繕い、潮の満ち引きを待っていた。" for n in range(300)
)


def export(folder: Path, fault: str, jobs: int, program: Program) -> Any:  # noqa: ANN401
    """Export as JSON by the command line, with a fault of what ranks the words of one article."""
    patience_line = "patience.PATIENCE = 3.0\n" if fault == "hangs" else ""
    start = START.replace("real =", f"{patience_line}FAULT = {fault!r}\nreal =", 1)
    (folder / "start.py").write_text(start, "utf-8")
    arguments = ["--export", "--no-cache", "--format", "json", "-o", "-", "--jobs", str(jobs)]
    command = [sys.executable, "start.py", *arguments, "--as-of", "2026-05-01", "articles"]
    done = program(command, folder)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def started() -> Program:
    """Give a command as a process in a folder."""
    return lambda command, folder: subprocess.run(
        command, cwd=folder, capture_output=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("fault", "jobs"), [("raises", 2), ("exits", 1), ("bare", 2), ("hangs", 1)]
)
def test_f15_a_summariser_that_fails_at_one_article_costs_an_export_its_summary_and_nothing_else(
    tmp_path: Path, started: Program, fault: str, jobs: int
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bad.txt").write_text(TEXTS["bad.txt"] + "橋脚は無事だ。", "utf-8")
    for name in "xyz":
        text = f"{name}港の工事\n\n" + FILLING
        (tmp_path / f"articles/{name}.txt").write_text(text, "utf-8")
    clean = export(tmp_path, "none", jobs, started)
    struck = export(tmp_path, fault, jobs, started)
    own = {s["article"]: s for s in struck["summaries"]}
    assert [own["S1"]["method"], own["S2"]["method"], own[None]["method"]] == [
        "lead", "coverage", "coverage",
    ]  # fmt: skip
    assert [p["article"] for p in struck["problems"] if p["kind"] == "summary"] == ["S1"]
    assert {s["id"].split(":")[0] for s in own[None]["sentences"]} >= {"S2"}
    others = [s for s in clean["summaries"] if s["article"] not in {None, "S1"}]
    assert [s for s in struck["summaries"] if s["article"] not in {None, "S1"}] == others
    for name in set(clean) - {"summaries", "problems", "seal"}:
        assert struck[name] == clean[name], name
