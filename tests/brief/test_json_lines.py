"""JSON lines: the same records as the export, one a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rkbrief.brief.export import to_export
from rkbrief.brief.json_lines import dump_line, export_lines
from rkbrief.cli import run
from rkbrief.config import Config
from rkbrief.pipeline import analyse

pytestmark = pytest.mark.usefixtures("desk")
Captured = pytest.CaptureFixture[bytes]


def read(lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.decode().splitlines()]


def exported(capsysbinary: Captured, *arguments: str) -> list[dict[str, Any]]:
    assert run([*arguments, "--format", "jsonl"]) == 0
    return read(capsysbinary.readouterr().out)


def test_every_record_of_the_export_is_a_line_under_a_head_that_counts_them() -> None:
    analysis = analyse([Path("articles")], Config())
    export = to_export(analysis)
    head, *records, last = read(export_lines(analysis))
    assert set(last) == {"record", "sha256"}
    assert head["record"] == "export"
    assert (head["schema"], head["provenance"]) == (export["schema"], export["provenance"])
    assert len(records) == sum(head["counts"].values()) > 10
    for name, count in head["counts"].items():
        assert export[name] == [
            {key: value for key, value in record.items() if key != "record"}
            for record in records
            if record["record"]
            == {"skipped": "skipped", "summaries": "summary"}.get(name, name[:-1])
        ]
        assert len(export[name]) == count  # type: ignore[arg-type]


def test_a_line_is_one_line_whatever_a_text_holds() -> None:
    hostile = "a\nb\r\u2028\u2029\x85\x1b]0;x\x07\u202e\udc80"
    line = dump_line("article", {"title": hostile})
    assert len(line.decode().splitlines()) == 1
    assert b"\x1b" not in line
    assert json.loads(line) == {"record": "article", "title": hostile}


def test_a_target_that_ends_in_jsonl_is_written_again_until_a_person_edits_it() -> None:
    Path("out").mkdir()
    target = Path("out/all.jsonl")
    for _ in range(2):
        assert run(["--export", "-o", str(target)]) == 0
    whole = target.read_bytes()
    for edited in (whole + b"{}", whole * 2, b"".join(reversed(whole.splitlines(keepends=True)))):
        target.write_bytes(edited)
        assert run(["--export", "-o", str(target)]) == 4


def test_the_list_as_json_lines_has_numbers_and_nulls(capsysbinary: Captured) -> None:
    Path("articles/z.txt").touch()
    article, skipped = exported(capsysbinary, "--list")
    assert (article["record"], article["id"], article["published"]) == (
        "article", "S1", "2026-04-10",
    )  # fmt: skip
    assert isinstance(article["sentences"], int)
    assert skipped == {"record": "skipped", "file": "z.txt", "reason": "empty"}


def test_what_no_longer_stands_is_a_finding_a_line(capsysbinary: Captured) -> None:
    assert run(["--export", "-q", "-o", "brief.md"]) == 0
    capsysbinary.readouterr()
    assert exported(capsysbinary, "--verify", "brief.md") == []
    brief = Path("brief.md")
    brief.write_text(brief.read_text("utf-8").replace("–", "—", 1), "utf-8")
    assert run(["--verify", "brief.md", "--format", "jsonl"]) == 1
    findings = read(capsysbinary.readouterr().out)
    assert {"record", "file", "line", "kind", "note"} == set(findings[0])
    assert {finding["kind"] for finding in findings} >= {"seal"}
