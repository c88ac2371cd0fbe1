"""Which command installs an extra here.

A brief is the same bytes wherever it is written, so what it says of a file that was not read names
pip alone. What is said to the person at the terminal fits how this program was installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

_NAMED = re.compile(r"'rkbrief\[(\w+)\]'")


def find_extras(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return the extras that the reasons for which files were not read name, each once."""
    return tuple(sorted({name for reason in reasons for name in _NAMED.findall(reason)}))


def install_command(*extras: str) -> str:
    """Return what to type for ``extras``: pip knows nothing of what pipx and uv installed."""
    wanted = f"'rkbrief[{','.join(extras)}]'"
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").is_file():
        return f"pipx runpip {home.name} install {wanted}"
    if (home / "uv-receipt.toml").is_file():
        return f"uv pip install --python '{home}' {wanted}"
    return f"pip install {wanted}"
