"""The key table of README.md, made of the bindings. ``python tools/keytable.py`` renews it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rkbrief.tui.choices import key_lines

README = Path(__file__).parent.parent / "README.md"
_TABLE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- end of keys -->)", re.DOTALL)


def key_table() -> str:
    """Return the table: where a key holds, the key, what it does, its name in the config."""
    rows = ["| where | key | | name |", "|---|---|---|---|"]
    rows += [
        f"| {line.scope} | {' '.join(f'`{key}`' for key in line.keys.split())} "
        f"| {line.description} | `{line.id}` |"
        for line in key_lines()
    ]
    return "\n".join(rows) + "\n"


def main() -> int:
    """Put the table in its place."""
    text = README.read_text("utf-8")
    README.write_text(_TABLE.sub(lambda _: key_table(), text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
