"""Every table of the lexicon: it parses, and each rule finds what it says it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from rkbrief.lexicon import load_table

TABLES = sorted(
    entry.name.removesuffix(".yaml")
    for entry in files("rkbrief.lexicon").iterdir()
    if entry.name.endswith(".yaml")
)
NESTED_QUANTIFIER = re.compile(r"\((?:\?:)?(?:\[[^\]]*\]|\\?[^()\[\]\\])[+*]\)[+*]")


def find_rules(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Yield every mapping with a ``pattern``, however deep, with where it stands."""
    if isinstance(node, dict):
        if "pattern" in node:
            yield f"{path}.{node.get('name', node.get('id', node['pattern'][:20]))}", node
        for key, value in node.items():
            yield from find_rules(value, f"{path}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from find_rules(value, f"{path}[{at}]")


RULES = [rule for table in TABLES for rule in find_rules(load_table(table), table)]


def test_the_lexicon_has_tables_and_rules() -> None:
    assert {"anaphora", "continuations", "stopwords"} <= set(TABLES)
    assert RULES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_reads_the_same_where_pyyaml_has_no_loader_in_c(table: str) -> None:
    text = files("rkbrief.lexicon").joinpath(f"{table}.yaml").read_text("utf-8")
    assert load_table(table) == yaml.safe_load(text)


@pytest.mark.parametrize(("path", "rule"), RULES, ids=[path for path, _ in RULES])
def test_a_rule_finds_its_phrases_and_no_others(path: str, rule: dict[str, Any]) -> None:
    pattern = re.compile(rule["pattern"])
    assert rule.get("match"), f"{path} has no phrase to match"
    assert rule.get("no_match"), f"{path} has no phrase that it must pass over"
    missed = [phrase for phrase in rule["match"] if not pattern.search(phrase)]
    wrong = [phrase for phrase in rule["no_match"] if pattern.search(phrase)]
    assert not missed, f"{path} misses {missed}"
    assert not wrong, f"{path} finds {wrong}"


@pytest.mark.parametrize(("path", "rule"), RULES, ids=[path for path, _ in RULES])
def test_a_rule_has_no_nested_quantifier(path: str, rule: dict[str, Any]) -> None:
    assert not NESTED_QUANTIFIER.search(rule["pattern"]), path


def test_stop_words_are_written_once() -> None:
    words = load_table("stopwords")["words"]
    assert len(words) == len(set(words))
