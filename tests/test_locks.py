"""What a fresh machine installs is what was tried (F35)."""

from __future__ import annotations

import re
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
