"""Janome, which gives wrong tokens when threads share it, is shared by none (F16)."""

from __future__ import annotations

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rkbrief.language import morphology
from rkbrief.model import Morpheme

CODE = Path(morphology.__file__).parents[1]
TEXTS = [
    f"{n}隻の船が港で{n * 7}日待ち、荷を{n}トン下ろしたと海運会社は発表した。" for n in range(40)
]


def tokens(text: str) -> tuple[Morpheme, ...]:
    return morphology._analyse(text, "janome")


def test_f16_eight_threads_at_once_find_what_one_finds_alone() -> None:
    alone = [tokens(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(tokens, TEXTS * 3))
    assert together == alone * 3


def test_f16_each_thread_has_a_tokenizer_of_its_own() -> None:
    both = threading.Barrier(2)

    def open_one(_: int) -> int:
        both.wait(60)
        return id(morphology._tokenizer("janome"))

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(open_one, range(2)))) == 2


def test_f16_no_tokenizer_is_made_when_a_module_is_loaded() -> None:
    for file in CODE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        inside = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for node in ast.walk(function)
        }
        made = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and id(node) not in inside
            and getattr(node.func, "id", getattr(node.func, "attr", ""))
            in {"Tokenizer", "Janome", "Lindera", "open_tokenizer"}
        ]
        assert (file.name, made) == (file.name, [])
