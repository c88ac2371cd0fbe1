"""Why a file was not read, in the language of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.corpus.files import say_too_large
from rkbrief.pipeline import analyse
from rkbrief.tui.lens import Lens
from rkbrief.tui.reasons import REASONS, say_reason

EN, JA = Lens(language="en"), Lens(language="ja")


@pytest.mark.parametrize("told", REASONS)
def test_a_reason_is_said_in_both_languages_with_what_was_met(told: str) -> None:
    met = {"n": "1", "size": "5 MiB", "what": "ValueError: {x}", "file": "a (1).txt"}
    others = {"ending": "docx", "kind": "pdf", "encoding": "cp932", "command": "pip '[x]'"}
    reason = told.format_map({**met, **others})
    assert say_reason(reason, EN) == reason
    japanese = say_reason(reason, JA)
    assert not japanese.isascii()
    assert all(value in japanese for name, value in met.items() if f"{{{name}}}" in told)


def test_what_is_not_known_stays_as_it_is() -> None:
    for reason in ("", "input/output error", "{n}", "more than"):
        assert say_reason(reason, JA) == reason


def test_what_the_pipeline_says_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("県は来年、橋を直す見通しだ。担当者は春には終わると話した。\n")
    (tmp_path / "b.txt").touch()
    (tmp_path / "c.txt").write_bytes(b"\x00\x01" * 500)
    (tmp_path / "d.zip").write_bytes(b"PK")
    (tmp_path / "e.docx").write_bytes(b"PK")
    (tmp_path / "f.txt").symlink_to(tmp_path / "a.txt")
    skipped = analyse([tmp_path]).skipped
    assert len(skipped) == 5
    for reason in (*(each.reason for each in skipped), say_too_large(5 << 20), say_too_large(7)):
        assert not say_reason(reason, JA).isascii(), reason
