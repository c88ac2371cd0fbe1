"""Patterns compiled beforehand: the same as compiled now, and never in the way."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
from patterns import compile_beforehand, pack

from rkbrief.lexicon import compiled
from rkbrief.lexicon.compiled import FILE, build, read_compiled, take_compiled

COMPILER: Any = import_module("re._compiler")
ONE = compile_beforehand("(?P<port>港|湾)の", 0)


@pytest.fixture
def compile_anew(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - re has no type for it
    """Give the compiler as it is, which is put back afterwards."""
    re.purge()
    monkeypatch.setattr(COMPILER, "compile", COMPILER.compile)
    return COMPILER.compile


def test_each_pattern_is_what_this_python_compiles(compile_anew: Any) -> None:  # noqa: ANN401
    for each in read_compiled(FILE):
        now, before = compile_anew(each.pattern, each.asked), build(each)
        assert before == now
        assert (before.groups, before.groupindex) == (now.groups, now.groupindex)


@pytest.mark.usefixtures("compile_anew")
def test_a_known_pattern_is_taken_and_any_other_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disguised = msgspec.structs.replace(ONE, pattern="山")  # tells whose code it is
    (tmp_path / "patterns").write_bytes(pack([disguised]))
    monkeypatch.setattr(compiled, "FILE", tmp_path / "patterns")
    take_compiled.__wrapped__()
    found = re.compile("山").search("その港の")
    assert found
    assert found["port"] == "港"
    assert re.compile("山", re.IGNORECASE).search("山")
    assert re.compile("谷").search("谷")
    assert re.compile(b"a").search(b"a")


def test_a_file_for_another_matcher_a_broken_one_and_none_hold_nothing(tmp_path: Path) -> None:
    file = tmp_path / "patterns"
    assert read_compiled(file) == []
    whole = pack([ONE])
    file.write_bytes(whole)
    assert read_compiled(file) == [ONE]
    for damaged in (b"", whole[:-9], whole[::-1]):
        file.write_bytes(damaged)
        assert read_compiled(file) == []


def test_a_matcher_with_another_code_gets_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "patterns").write_bytes(pack([ONE]))
    monkeypatch.setattr(import_module("_sre"), "MAGIC", 1)
    assert read_compiled(tmp_path / "patterns") == []
