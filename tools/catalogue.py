"""The words of the dashboard's interface, and their Japanese catalogue.

``python tools/catalogue.py`` collects every word that the code speaks, adds what is new to
rkbrief.po (to be translated by hand), drops what is gone, and compiles rkbrief.mo. Words are
found where ``speak`` or ``translate`` is called with a literal or with an entry of a table of the
same module, in the descriptions of bindings and in the names of views; words that come from
elsewhere stand in ``FROM_ELSEWHERE``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from rkbrief.model import ForecastKind

ROOT = Path(__file__).parent.parent
CODE = ROOT / "src/rkbrief/tui"
FOLDER = CODE / "locale/ja/LC_MESSAGES"
_SPOKEN = {"speak", "translate"}
_DAWN = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date for the head of the file: the same words give the same bytes."""
FROM_ELSEWHERE: tuple[str, ...] = (
    *get_args(ForecastKind),
    "Everywhere", "Lists", "Article",
    "Help", "Focus Next", "Focus Previous", "Copy selected text", "palette",
)  # fmt: skip


def collect_words() -> list[str]:
    """Return every word of the interface, sorted."""
    words = {word for file in CODE.rglob("*.py") for word in _words_of(file)}
    return sorted({*words, *FROM_ELSEWHERE} - {""})


def _words_of(file: Path) -> Iterator[str]:
    """Yield the words that one module speaks."""
    tree = ast.parse(file.read_text("utf-8"))
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _SPOKEN and node.args:
                yield from _spoken(node.args[0], tables)
            elif node.func.id == "Binding":
                yield from _constants(node.args[2:3])
                yield from _constants([k.value for k in node.keywords if k.arg == "description"])
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _target(node) == "NAME":
            yield from (word.title() for word in _constants([node.value] if node.value else []))


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


def _spoken(word: ast.expr, tables: dict[str, ast.expr]) -> Iterator[str]:
    """Yield what the first argument of ``speak`` may be."""
    if isinstance(word, ast.IfExp):
        yield from _spoken(word.body, tables)
        yield from _spoken(word.orelse, tables)
    elif isinstance(word, ast.Constant):
        yield from _constants([word])
    else:
        named = {n.id for n in ast.walk(word) if isinstance(n, ast.Name)}
        for name in named & tables.keys():
            table = tables[name]
            yield from _constants(
                table.values if isinstance(table, ast.Dict) else list(ast.walk(table))
            )


def _constants(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def read_catalogue() -> Catalog:
    """Return the catalogue as it is."""
    with (FOLDER / "rkbrief.po").open("rb") as file:
        return read_po(file, locale="ja", domain="rkbrief")


def main() -> int:
    """Bring the catalogue up to date; return 1 while words wait for a translation."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = read_catalogue() if (FOLDER / "rkbrief.po").exists() else Catalog()
    renewed = Catalog(
        locale="ja", domain="rkbrief", project="rkbrief", fuzzy=False,
        creation_date=_DAWN, revision_date=_DAWN, header_comment="# The dashboard in Japanese.",
        last_translator="", language_team="ja",
    )  # fmt: skip
    missing = []
    for word in collect_words():
        there = known.get(word)
        renewed.add(word, there.string if there and there.string else "")
        if not (there and there.string):
            missing.append(word)
    with (FOLDER / "rkbrief.po").open("wb") as file:
        write_po(file, renewed, width=100, omit_header=False, sort_output=True)
    with (FOLDER / "rkbrief.mo").open("wb") as file:
        write_mo(file, renewed)
    for word in missing:
        sys.stdout.write(f"to translate: {word}\n")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
