"""What a config that lies beside a corpus may not do, tried with each of its keys (F31)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import inspect

from rkbrief.config import Config, load_config
from rkbrief.errors import ConfigError
from rkbrief.settings.types import is_path

Often = Callable[[int, int], int]
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約45億円に増える可能性が高い。\n"
WATCHED = """
import os, sys
home = os.path.realpath(".")
log = os.open("../log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
ours = (home, os.environ["XDG_CACHE_HOME"], os.environ["TMPDIR"], "/dev/")
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
starts = {"os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"}

def note(event, given):
    if event in starts and given[0] != sys.executable:
        os.write(log, f"{event} {given[0]!r}".encode())
    elif event == "open" and isinstance(given[0], str | bytes) and given[2] & writing:
        place = os.path.realpath(os.fsdecode(given[0]))
        if not place.startswith(ours) and "__pycache__" not in place:
            os.write(log, f"open {place}".encode())

from rkbrief.__main__ import main
sys.addaudithook(note)
if __name__ == "__main__":
    sys.exit(main())
"""
"""rkbrief with a note of each program that it starts and each file that it writes elsewhere."""
HOSTILE = ["../../ran", "$(touch ../ran)", "`touch ../ran`", "|touch ../ran", "/etc/passwd"]
OUTSIDE = ["..", "/etc", "../other.yaml", "~/x", "~root/x", "link", "link/x", "a/../../x"]


def leaves(kind: inspect.Type, key: str = "{}") -> Iterator[tuple[str, inspect.Type]]:
    """Yield YAML with ``{}`` in the place of each value that a config has, and its type."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from leaves(field.type, key.replace("{}", f"{{{field.encode_name}: {{}}}}"))
    elif isinstance(kind, inspect.DictType):
        yield from leaves(kind.value_type, key.replace("{}", "{name: {}}"))
    elif isinstance(kind, inspect.VarTupleType):
        yield from leaves(kind.item_type, key.replace("{}", "[{}]"))
    elif isinstance(kind, inspect.UnionType):
        yield from leaves(next(t for t in kind.types if not isinstance(t, inspect.NoneType)), key)
    else:
        yield key, kind


KEYS = dict(leaves(inspect.type_info(Config)))
PATHS = [key for key, kind in KEYS.items() if is_path(kind)]
WORDS = [key for key, kind in KEYS.items() if isinstance(kind, inspect.StrType)]


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a corpus, a link out of it, and nothing of whoever runs the tests."""
    desk = tmp_path / "desk"
    (desk / "seeds").mkdir(parents=True)
    (desk / "seeds/a.txt").write_text(ARTICLE, "utf-8")
    (desk / "link").symlink_to("..")
    monkeypatch.chdir(desk)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    for name in [name for name in os.environ if name.startswith("RKBRIEF_")]:
        monkeypatch.delenv(name)


def test_f31_every_place_and_every_text_of_a_config_is_tried_below() -> None:
    assert len(PATHS) > 8
    assert len(WORDS) > 6
    assert {"{output: {}}", "{corpora: {name: {output: {}}}}"} <= set(PATHS)


@pytest.mark.parametrize("key", PATHS)
def test_f31_no_key_of_a_config_that_was_only_found_names_a_place_outside(key: str) -> None:
    config = Path("config.yaml")
    for place in OUTSIDE:
        config.write_text(key.replace("{}", place) + "\n", "utf-8")
        with pytest.raises(ConfigError, match=r"(?m)^config\.yaml:1:\d+: .+: outside the folder"):
            load_config()
    for nowhere in ('""', '" "', '"a\\0b"'):
        config.write_text(key.replace("{}", nowhere) + "\n", "utf-8")
        with pytest.raises(ConfigError, match=r"(?m)^config\.yaml:1:\d+: .+: expected a path"):
            load_config(config)


@pytest.mark.parametrize("key", WORDS)
def test_f31_no_key_of_a_config_that_was_only_found_starts_a_program_or_writes_elsewhere(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, often: Often
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "start.py").write_text(WATCHED, "utf-8")
    for words in HOSTILE[: often(1, 5)]:
        Path("config.yaml").write_text(key.replace("{}", f"'{words}'") + "\n", "utf-8")
        command = [sys.executable, str(tmp_path / "start.py"), "--export"]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert done.returncode in {0, 2}, done.stderr
        assert (tmp_path / "log").read_text("utf-8") == ""
    assert {path.name for path in tmp_path.iterdir()} <= {"desk", "start.py", "log", "tmp"}
