"""Why a file was not read, in the language of who reads of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.brief.reasons import is_passing, say_reason
from rkbrief.brief.render import render_brief
from rkbrief.config import BriefSettings
from rkbrief.corpus.files import say_too_large
from rkbrief.lexicon import load_table
from rkbrief.pipeline import analyse

REASONS = load_table("reasons")["reasons"]
PASSING = load_table("reasons")["passing"]
_MET = {"n": "1", "size": "5 MiB", "what": "ValueError: {x}", "file": "a (1).txt"}
_OTHERS = {
    "ending": "docx", "kind": "pdf", "encoding": "cp932", "command": "pip '[x]'", "key": "title",
    "value": "soon",
}  # fmt: skip


@pytest.mark.parametrize("told", REASONS)
def test_a_reason_is_said_in_both_languages_with_what_was_met(told: str) -> None:
    reason = told.format_map({**_MET, **_OTHERS})
    assert say_reason(reason, "en") == reason
    japanese = say_reason(reason, "ja")
    assert not japanese.isascii()
    assert all(value in japanese for name, value in _MET.items() if f"{{{name}}}" in told)


def test_what_is_not_known_stays_as_it_is() -> None:
    for reason in ("", "input/output error", "{n}", "more than"):
        assert say_reason(reason, "ja") == reason


@pytest.mark.parametrize("told", REASONS)
def test_only_a_failure_or_a_limit_of_time_is_gone_with_the_next_run(told: str) -> None:
    assert is_passing(told.format_map({**_MET, **_OTHERS})) == (told in PASSING)


def lay_corpus(folder: Path) -> None:
    (folder / "a.txt").write_text("県は来年、橋を直す見通しだ。担当者は春には終わると話した。\n")
    (folder / "b.txt").touch()
    (folder / "c.txt").write_bytes(b"\x00\x01" * 500)
    (folder / "d.zip").write_bytes(b"PK")
    (folder / "e.docx").write_bytes(b"PK")
    (folder / "f.txt").symlink_to(folder / "a.txt")
    (folder / "g.txt").write_bytes("市は来年、橋を直す見通しだと話した。".encode("cp932") + b"\xff")
    (folder / "h.md").write_text("---\ntitle: [a]\npublished: soon\n---\n町は橋を直すと決めた。\n")


def test_what_the_pipeline_says_is_known(tmp_path: Path) -> None:
    lay_corpus(tmp_path)
    analysis = analyse([tmp_path])
    assert len(analysis.skipped) == 5
    said = [each.reason for each in analysis.skipped]
    said += [warning for article in analysis.articles for warning in article.warnings]
    for reason in (*said, say_too_large(5 << 20), say_too_large(7)):
        assert not say_reason(reason, "ja").isascii(), reason


def test_a_japanese_brief_tells_in_japanese_what_was_not_read(tmp_path: Path) -> None:
    lay_corpus(tmp_path)
    brief = render_brief(analyse([tmp_path]), settings=BriefSettings(language="ja"))
    assert "読まなかったファイル5件：b\\.txt (空)、c\\.txt (テキストではないデータ)" in brief
    assert "cp932として不正な1バイトをU+FFFDとして読んだ" in brief
    for english in ("binary", "empty", "invalid byte", "front matter", "symbolic"):
        assert english not in brief


def test_a_brief_says_how_many_files_it_does_not_name(tmp_path: Path) -> None:
    lay_corpus(tmp_path)
    for name in "ijklm":
        (tmp_path / f"{name}.txt").touch()
    brief = render_brief(analyse([tmp_path]))
    assert "10 files were not read: " in brief
    assert "and 4 more." in brief
