"""No text of a file is ever a markup string: whatever a widget shows is Content or a Segment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).parent.parent.parent / "src/rkbrief/tui"
FILES = sorted(CODE.rglob("*.py"))
SINKS = {"Static": 0, "Label": 0, "Button": 0, "Option": 0, "update": 0, "Markdown": 0}
"""Calls that read a str as markup, and the argument that they read."""


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield the name of every call in a file, and the call."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node


def is_content(argument: ast.expr) -> bool:
    """Tell whether an expression makes Content, or a table that is updated with one."""
    match argument:
        case ast.Call(func=ast.Name(id="Content")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"), attr=made)):
            return made in {"assemble", "styled"}
        case ast.Constant(value=""):
            return True
    return False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_f02_a_widget_is_given_content_and_no_string(file: Path) -> None:
    wrong = [
        f"{file.name}:{call.lineno}: {name}"
        for name, call in calls(file)
        if name in SINKS
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp | ast.Call)
        and not is_content(call.args[0])
        and not (name == "update" and isinstance(call.args[0], ast.Call))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_f02_nothing_is_read_as_markup(file: Path) -> None:
    names = {name for name, _ in calls(file)}
    assert names.isdisjoint({"from_markup", "from_rich_text", "render_markup", "to_markup"})
    for name, call in calls(file):
        if name == "notify":
            told = {k.arg: k.value for k in call.keywords}
            assert isinstance(told.get("markup"), ast.Constant), f"{file.name}:{call.lineno}"
            assert told["markup"].value is False  # type: ignore[attr-defined]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_f30_nothing_is_started_through_a_shell(file: Path) -> None:
    for name, call in calls(file):
        assert name not in {"system", "popen", "getoutput", "Popen"}
        assert "shell" not in {k.arg for k in call.keywords}


@pytest.mark.parametrize(
    "file", [*sorted((CODE / "views").glob("*.py")), CODE / "blocks.py", CODE / "article_view.py"]
)
def test_a_widget_never_reaches_for_the_app(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    reached = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "app"
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ]
    assert reached == []
