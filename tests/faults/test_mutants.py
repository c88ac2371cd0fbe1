"""Settings, notes and templates with slips: read, or told with their place (F23, F24).

The files are those of --init, a curation and a template; a slip is one that a hand, an editor or
another program makes. Whatever it is, the program ends with 0 or says where it stands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rkbrief.cli import run

Captured = pytest.CaptureFixture[bytes]
Often = Callable[[int, int], int]
CURATION = """\
title: What I say
bottom_line: "It is so."
items:
- kind: forecast
  article: 0123456789ab
  quote: 費用は増える可能性が高い。
  state: pinned
  note: |
    two
    lines
  likelihood: likely
"""
TEMPLATE = """\
## Mine

{% for row in key_figures.rows %}
- {{ row.label }} {{ row.citations }}
{% endfor %}
"""
VALUES = (
    "", "null", "~", "[]", "{}", "[[[x]]]", "{a: {b: c}}", "-1", "0", "9" * 20, "1.5", "0x10",
    ".nan", "yes", "'yes'", "2024-02-30", "9999-12-31", "12:30", "x" * 3000, '"\\u202e"',
    '"\\e[31m"', '"\\0"', '"\\ud800"', "\U0001f600", "\u202e", "|\n    a\n    b", "!!str x", "!x y",
    "&a x", "*a", "<<: x", "../..", "/dev/zero", "~nobody/x", "-", "?", "@x", "`x`", "%x", "{", "]",
    '"', "a: b: c", "- a", "[null]", '[""]', "[{}]", "{? a}", "{null: null}", "{[a]: b}",
    "{a: 1, a: 2}", "\tx", "x\t", "[title, title]", "{own: []}", "{title: {show: false}}",
    "{export: [x]}", "{quit: e, export: e}",
)  # fmt: skip
CODECS = ("utf-16", "utf-16-le", "utf-32", "cp932", "euc_jp", "iso2022_jp", "utf-8-sig")
ENDS = ("\r\n", "\r", "\x85", "\u2028", "\n\t", "\x0c", "\n\r")
BYTES = b"\t\r\n\x00\x1b\x85\xff{}[]:,#&*!|>'\"%@`-? "
SNIPPETS = (
    "{{ x }}", "{{ 1/0 }}", "{% include '/etc/passwd' %}", "{% extends 'title.md.j2' %}", "{{",
    "%}", "{% raw %}", "{% if %}", "{#", "{{ key_figures.rows[99] }}", "{{ ''.__class__ }}",
    "{% set x = 1 %}", "{{ 1() }}", "{{ range(5)|batch(0)|list }}", "{{ 'a'|center(10**9) }}",
    "{{ '\\ud800' }}", "\x1b[31m", "{{ [3,'a']|sort }}", "{{ lipsum() }}", "{{" + "(" * 500,
    "{% if 1 %}" * 400, "# Not mine",
)  # fmt: skip
YAML_PLACE = re.compile(r"^rkbrief: \S+\.yaml:\d+:\d+: .")
LIMITED = re.compile(r"^rkbrief: (mine\.md\.j2(:\d+)?|templates in own): ")


def slip_in_text(text: str, dice: random.Random) -> str:
    """Return ``text`` with a value, a key or a line that is not as it should be."""
    lines = text.split("\n")
    at = dice.choice([i for i, line in enumerate(lines) if ":" in line] or [0])
    key, _, rest = lines[at].partition(":")
    wrong = dice.choice(VALUES)
    lines[at : at + 1] = dice.choice(
        (
            [f"{key}: {wrong}"],
            [f"{key}: {wrong}{rest[rest.find(',') :] if ',' in rest else ''}"],
            [f"{key * 2}:{rest}"],
            [lines[at]] * 2,
            [" " * dice.randrange(1, 5) + lines[at]],
            ["  " * dice.randrange(4) + wrong, lines[at]],
            [],
        )
    )
    return "\n".join(lines)


def slip_in_bytes(text: str, dice: random.Random) -> bytes:
    """Return ``text`` cut, spoilt, or as another program would have saved it."""
    data = text.encode()
    at = dice.randrange(len(data))
    bad = bytes([dice.choice(BYTES)]) * dice.choice((1, 2, 50))
    return dice.choice(
        (
            data[:at],
            data[:at] + data[at + dice.randrange(1, 20) :],
            data[:at] + bad + data[at:],
            data[:at] + bad + data[at + 1 :],
            text.encode(dice.choice(CODECS), "replace"),
            text.replace("\n", dice.choice(ENDS)).encode(),
            data.replace(b"  ", b"\t"),
            data * 2,
            b"---\n" + data + dice.choice((b"---\n", b"...\n", b"...\nx: y\n")),
            dice.choice((b"", b" \n", b"# x\n", b"---\n...\n", b"null", b"- a", b"<x/>")),
        )
    )


def slips(text: str, seed: int) -> Iterator[bytes]:
    """Yield slips without end, the same for the same ``seed``."""
    dice = random.Random(seed)  # noqa: S311 - made to be repeated
    while True:
        yield slip_in_text(text, dice).encode()
        yield slip_in_bytes(text, dice)


@pytest.mark.parametrize("name", ["config.yaml", "corpus.yaml", "curation.yaml"])
def test_f23_a_slip_in_a_settings_file_is_told_with_line_and_column(
    name: str, desk: Path, capsysbinary: Captured, often: Often
) -> None:
    file = desk / name
    if name == "curation.yaml":
        file.write_text(CURATION, "utf-8")
    text = file.read_text("utf-8")
    mode = "--check" if name != "config.yaml" else "--show-config"
    assert run([mode, "-q"]) == 0
    codes = set()
    for number, data in zip(range(often(150, 5_000)), slips(text, 23), strict=False):
        file.write_bytes(data)
        capsysbinary.readouterr()
        codes.add(code := run([mode, "-q"]))
        told = capsysbinary.readouterr().err.decode().splitlines()
        assert code == (2 if told else 0), (number, data, told)
        assert all(YAML_PLACE.match(line) for line in told), (number, data, told)
        assert not any("internal error" in line or "\x1b" in line for line in told), (number, told)
    assert codes == {0, 2}


def test_f24_a_slip_in_a_template_is_told_with_its_line_and_costs_no_old_brief(
    desk: Path, capsysbinary: Captured, often: Often
) -> None:
    (desk / "config.yaml").write_text(
        "corpus: [articles]\nbrief:\n  template: own\n  template_folder: own\n"
        "  templates: {own: [title, mine, scale, method, endnotes]}\n",
        "utf-8",
    )
    (desk / "own").mkdir()
    file = desk / "own/mine.md.j2"
    file.write_text(TEMPLATE, "utf-8")
    export = ["--export", "-q", "-o", "out.md"]
    assert run(export) == 0
    dice = random.Random(24)  # noqa: S311 - made to be repeated
    for number, data in zip(range(often(12, 600)), slips(TEMPLATE, 24), strict=False):
        at = dice.randrange(len(TEMPLATE))
        snippet = TEMPLATE[:at] + dice.choice(SNIPPETS) + TEMPLATE[at:]
        file.write_bytes(dice.choice((data, snippet.encode("utf-8", "surrogatepass"))))
        before = (desk / "out.md").read_bytes()
        capsysbinary.readouterr()
        code = run(export)
        told = capsysbinary.readouterr().err.decode().splitlines()
        assert code in {0, 1, 2, 6}, (number, data, told)
        if code:
            assert (desk / "out.md").read_bytes() == before
            assert len(told) == 1
        if code in {2, 6}:
            assert LIMITED.match(told[0]), (number, data, told)
        assert not any("internal error" in line for line in told), (number, data, told)
        (desk / "out.md").unlink()
        file.write_text(TEMPLATE, "utf-8")
        assert run(export) == 0
