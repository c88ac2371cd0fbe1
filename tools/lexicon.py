"""Write the tables of the lexicon as JSON, with the words that their patterns need.

``python tools/lexicon.py`` writes src/rkbrief/lexicon/parsed/; with --check it tells what is not
as it would be written, and ends with 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from needed import needed_words

from rkbrief.lexicon import digest_table, parse_table

FOLDER = Path(__file__).parent.parent / "src" / "rkbrief" / "lexicon"
_PATTERNS = ("pattern", "given", "unless")


def main(arguments: list[str]) -> int:
    """Write every table, or check them."""
    made = {path.stem: write_out(path.read_bytes()) for path in sorted(FOLDER.glob("*.yaml"))}
    parsed = FOLDER / "parsed"
    known = {path.stem: path.read_text("utf-8") for path in parsed.glob("*.json")}
    different = sorted(name for name in made | known if made.get(name) != known.get(name))
    if "--check" in arguments:
        for name in different:
            sys.stderr.write(f"parsed/{name}.json is out of step: python tools/lexicon.py\n")
        return bool(different)
    for name in different:
        if name in made:
            (parsed / f"{name}.json").write_text(made[name], "utf-8")
        else:
            (parsed / f"{name}.json").unlink()
    return 0


def write_out(source: bytes) -> str:
    """Return the JSON of a table from its bytes as YAML."""
    table = parse_table(source)
    needs = {pattern: needed_words(pattern) for pattern in find_patterns(table)}
    made = {
        "digest": digest_table(source),
        "needs": {pattern: words for pattern, words in needs.items() if words},
        "table": table,
    }
    return json.dumps(made, ensure_ascii=False) + "\n"


def find_patterns(node: Any) -> Iterator[str]:  # noqa: ANN401 - a table's nodes
    """Yield every pattern of a table, however deep it stands."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if key in _PATTERNS and isinstance(value, str):
            yield value
    for inner in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from find_patterns(inner)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
