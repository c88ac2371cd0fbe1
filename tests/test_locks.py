"""What a fresh machine installs is what was tried (F35)."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*==[^\s;]+")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_f35_every_package_of_a_lock_has_one_version_and_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    entries = [
        line for line in text.splitlines() if line.strip() and not line.startswith((" ", "#"))
    ]
    assert len(entries) > 20
    loose = [entry for entry in entries if not (_PINNED.match(entry) and _HASH.search(entry))]
    assert loose == []


def test_f35_the_readme_commands_install_by_hash() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert f"--require-hashes -r {lock}" in makefile


def test_f35_an_audit_tells_what_is_known_and_what_could_not_be_asked() -> None:
    """The answers are of pip-audit 2.10, with and without pypi.org."""
    find_troubles = runpy.run_path(str(ROOT / "tools/audit.py"))["find_troubles"]
    sound = {"name": "janome", "version": "0.5.0", "vulns": []}
    found = {"id": "PYSEC-1", "fix_versions": ["2.0", "2.1"], "aliases": [], "description": "x"}
    packages = [
        sound,
        {"name": "lax", "version": "1.0", "vulns": [found, {**found, "fix_versions": []}]},
        {"name": "own", "skip_reason": "Dependency not found on PyPI"},
    ]
    assert list(find_troubles(json.dumps({"dependencies": [sound]}), "")) == []
    assert list(find_troubles(json.dumps({"dependencies": packages}), "")) == [
        "lax 1.0: PYSEC-1, mended in: 2.0, 2.1",
        "lax 1.0: PYSEC-1, mended in: none yet",
        "own: not audited: Dependency not found on PyPI",
    ]
    skipped = {"skip_reason": "Dependency not found on PyPI"}
    unknown = {"dependencies": [{"name": "own", **skipped}, {"name": "other", **skipped}]}
    assert list(find_troubles(json.dumps(unknown), "")) == [
        "pypi.org cannot be asked: nothing is told of any of the 2 packages"
    ]
    assert list(find_troubles("", "Traceback\nConnectionError: no name\n")) == [
        "pypi.org cannot be asked: ConnectionError: no name"
    ]
    assert list(find_troubles("", "")) == ["pypi.org cannot be asked: no answer"]
    assert "tools/audit.py" in (ROOT / "Makefile").read_text("utf-8")


def test_f35_a_python_that_does_not_start_is_told_and_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As pyenv leaves them: a program of the name that refuses."""
    find_python = runpy.run_path(str(ROOT / "tools/smoke.py"))["find_python"]
    for name, code in (("python3.1", 0), ("python3.2", 127)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = [find_python(f"python3.{number}") for number in (1, 2, 3)]
    assert found == [str(tmp_path / "python3.1"), None, None]
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'python3.2'} does not start")
