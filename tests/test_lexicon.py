"""Every table of the lexicon: it parses, and each rule finds what it says it finds."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from lexicon import FOLDER, find_patterns, write_out
from needed import needed_words

from rkbrief import lexicon
from rkbrief.lexicon import compile_any, compile_pattern, load_table, parse_table
from rkbrief.lexicon.sought import LONGEST, Sought, SoughtRules

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


ARTICLES = Path(__file__).parent / "evaluation" / "articles"
PATTERNS = sorted({each for name in TABLES for each in find_patterns(load_table(name))})
RULES = [rule for table in TABLES for rule in find_rules(load_table(table), table)]


def test_the_lexicon_has_tables_and_rules() -> None:
    assert {"anaphora", "continuations", "stopwords"} <= set(TABLES)
    assert RULES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_in_step_with_what_is_read_of_it(table: str) -> None:
    """To mend: python tools/lexicon.py."""
    written = (FOLDER / "parsed" / f"{table}.json").read_text("utf-8")
    assert written == write_out((FOLDER / f"{table}.yaml").read_bytes())


def test_nothing_is_read_of_a_table_that_is_gone() -> None:
    """To mend: python tools/lexicon.py."""
    assert sorted(path.stem for path in (FOLDER / "parsed").iterdir()) == TABLES


@pytest.mark.parametrize("text", ["", "{", '{"digest": "0", "table": {}}', None])
def test_a_table_out_of_step_is_read_as_it_is_written(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parsed").mkdir()
    (tmp_path / "new.yaml").write_text("words: [春]\n", "utf-8")
    if text is not None:
        (tmp_path / "parsed" / "new.json").write_text(text, "utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", tmp_path)
    assert load_table("new") == {"words": ["春"]}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_reads_the_same_where_pyyaml_has_no_loader_in_c(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert load_table(table) == parse_table((FOLDER / f"{table}.yaml").read_bytes())


def test_a_pattern_may_name_a_list_of_its_table() -> None:
    source = "seasons: [春, 春先, a.b]\nrules: [{pattern: '^(?P<when>{seasons})に{1,2}'}]\n"
    assert parse_table(source.encode())["rules"] == [
        {"pattern": r"^(?P<when>(?:a\.b|春先|春))に{1,2}"}
    ]
    with pytest.raises(KeyError):
        parse_table(b"rules: [{pattern: '{seasons}'}]")


def test_only_patterns_name_lists() -> None:
    source = b"n: [a]\nphrase: '{n} sources'\n"
    assert parse_table(source)["phrase"] == "{n} sources"


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


PHRASES = [phrase for _, rule in RULES for phrase in rule["match"]]


def test_whatever_a_pattern_matches_holds_a_word_that_it_needs() -> None:
    for pattern in PATTERNS:
        sought, compiled = compile_pattern(pattern), re.compile(pattern)
        for phrase in PHRASES:
            assert sought.may_match(phrase) or not compiled.search(phrase), (pattern, phrase)


def test_most_patterns_need_a_word() -> None:
    needy = [pattern for pattern in PATTERNS if needed_words(pattern)]
    assert len(needy) > 0.9 * len(PATTERNS)


def test_rules_that_may_match_are_those_whose_words_stand_in_a_text() -> None:
    sought = [(compile_pattern(pattern), pattern) for pattern in PATTERNS]
    rules = SoughtRules(sought)
    for phrase in PHRASES[::7]:
        known = [pattern for each, pattern in sought if each.may_match(phrase)]
        assert list(rules.may_match(phrase)) == known


def test_patterns_as_one_find_what_any_of_them_finds() -> None:
    patterns = ("(?i:pdf)を", "図[0-9]", "表[0-9]")
    joined = compile_any(patterns)
    assert not joined.needs
    assert joined.search("図7") is not None
    plain = [pattern for pattern in PATTERNS if "?P<" not in pattern]
    for at in range(0, len(plain), 5):
        some = tuple(plain[at : at + 5])
        for phrase in PHRASES[::50]:
            found = any(re.search(pattern, phrase) for pattern in some)
            assert (compile_any(some).search(phrase) is not None) == found


def test_a_sought_pattern_answers_as_a_compiled_one() -> None:
    for needs in ((), ("高ま", "強ま")):
        sought = Sought("[高強]ま(?=る)", needs)
        for text in ("高まる強まる", "高める", "高まり", ""):
            compiled = re.compile(sought.pattern)
            spans = [m.span() for m in compiled.finditer(text)]
            assert [m.span() for m in sought.finditer(text)] == spans
            assert (sought.search(text, 1) is None) == (compiled.search(text, 1) is None)
            assert (sought.match(text) is None) == (compiled.match(text) is None)
            assert sought.sub("低ま", text) == compiled.sub("低ま", text)


def test_case_that_a_pattern_leaves_open_is_looked_through() -> None:
    sought = Sought("(?i:wiki)の", ("wikiの",))
    for text in ("WIKIの", "wİkiの", "wıKıの", "wi\u212aiの"):
        assert sought.search(text), text
    assert sought.search("wi の") is None


def test_a_pattern_answers_alike_however_often_it_is_asked() -> None:
    words = ("高ま", "強ま", "a.b", "", "低", "高")
    texts = ("高まる", "強まり低", "a.b", "aXb", "低い", "最高", "A.B", "なし")
    for needs in (words[:3], (*words[:3], *words[4:]), words):
        sought = Sought("(?i:x)|.", needs)
        for text in texts * 100:
            assert sought.may_match(text) == any(word in text.lower() for word in needs), text


def test_stop_words_are_written_once() -> None:
    words = load_table("stopwords")["words"]
    assert len(words) == len(set(words))


def test_a_long_text_is_not_looked_through_at_each_of_its_places() -> None:
    sought = Sought("[0-9](?=分)", ("分",))
    assert sought.match("1時" * 5, 2) is None
    assert not sought.may_match("1時" * 5)
    assert sought.may_match("1時" * LONGEST)


def test_whatever_a_pattern_of_the_code_matches_holds_a_word_that_it_needs() -> None:
    for package in ("language", "corpus", "analysis", "brief"):
        for module in pkgutil.iter_modules([f"{FOLDER.parent}/{package}"], f"rkbrief.{package}."):
            importlib.import_module(module.name)
    needy = [each for each in gc.get_objects() if isinstance(each, Sought) and each.needs]
    lines = {
        line
        for path in ARTICLES.iterdir()
        for line in path.read_text("utf-8", "replace").split("\n")
    }
    assert len(needy) > 10
    for sought in needy:
        compiled = re.compile(sought.pattern)
        for line in (*PHRASES, *lines):
            assert sought.may_match(line) or not compiled.search(line), (sought, line)
