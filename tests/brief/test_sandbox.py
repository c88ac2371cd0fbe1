"""Templates of a user are confined, strict and limited (fault F24)."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from rkbrief.brief import sandbox
from rkbrief.brief.markdown import Markdown
from rkbrief.brief.sandbox import Job, render_here, render_sections
from rkbrief.errors import LimitError, TemplateError

CONTEXT = {
    "name": Markdown("x"),
    "endnotes": {"rows": []},
    "sources": {"rows": []},
}
WRONG = [
    ("{{ name.__class__.__mro__ }}", "mine.md.j2:1"),
    ("{{ ''.__class__.__base__.__subclasses__() }}", "mine.md.j2:1"),
    ("a\n{{ missing }}", "mine.md.j2:2"),
    ("a\nb\n{% if %}", "mine.md.j2:3"),
    ("{% include '/etc/passwd' %}", "mine.md.j2:1"),
    ("{% include '../secret.md.j2' %}", "mine.md.j2:1"),
    ("{% include 'secret.txt' %}", "mine.md.j2:1"),
    ("a\n{{ 1 / 0 }}", "mine.md.j2:2"),
    ("{{ name() }}", "mine.md.j2:1"),
    ("{{ name | nosuchfilter }}", "mine.md.j2:1"),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "mine.md.j2:1"),
    ("{{ endnotes.rows.append(1) }}", "mine.md.j2:1"),
    ("{{ '%s' % missing.x }}", "mine.md.j2:1"),
    ("a\n{{ cycler() }}", "mine.md.j2:2"),
    ("{{ name.x(a=1, a=2) }}", "mine.md.j2: "),
    ("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "mine.md.j2: "),
    ("{% if 1 %}" * 110 + "{% endif %}" * 110, "mine.md.j2: "),
]
GREEDY = [
    "{{ 'x' * 10**10 }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{{ 'x' * 1000 }}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{{ 9 ** 999999999 }}",
]


def render(tmp_path: Path, source: str) -> str:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.md.j2").write_text("secret", encoding="utf-8")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "mine.md.j2").write_text(source, encoding="utf-8")
    return render_sections(Job("standard", ("mine",), str(folder)), CONTEXT)


@pytest.mark.parametrize(("source", "place"), WRONG)
def test_f24_a_wrong_template_is_named_with_its_line(
    tmp_path: Path, source: str, place: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        render(tmp_path, source)
    assert place in str(caught.value)
    assert "secret" not in str(caught.value).replace("secret.", "")
    assert not isinstance(caught.value, LimitError)


@pytest.mark.parametrize("source", GREEDY)
def test_f24_a_greedy_template_is_stopped(
    tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MAX_SECONDS", 1.0)
    with pytest.raises(LimitError):
        render(tmp_path, source)


def test_raw_text_in_a_template_expression_is_escaped(tmp_path: Path) -> None:
    assert (
        render(tmp_path, "{% set x = '# *x*' %}{{ x }} {{ name }} {{ 3 }}") == "\\# \\*x\\* x 3\n"
    )


def test_macros_and_joins_keep_markdown_as_it_is(tmp_path: Path) -> None:
    source = (
        "{% macro b(x) %}**{{ x }}**{% endmacro %}{{ b(name) }} {{ [name, name] | join(', ') }}"
    )
    assert render(tmp_path, source) == "**x** x, x\n"


def test_f24_a_template_that_is_no_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_bytes(b"a\r\n\nb\xff\n")
    with pytest.raises(TemplateError, match=r"^mine\.md\.j2:3: not UTF-8$"):
        render_sections(Job("standard", ("mine",), str(tmp_path)), CONTEXT)


def test_f24_a_template_that_cannot_be_read_or_is_huge_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "mine.md.j2"
    with template.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(LimitError, match=r"^mine\.md\.j2: a template may have \d+ bytes at most$"):
        render_sections(Job("standard", ("mine",), str(tmp_path)), CONTEXT)

    def refuse(*_given: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TemplateError, match=r"^mine\.md\.j2: cannot be read: Permission denied$"):
        render_here(Job("standard", ("mine",), str(tmp_path)), CONTEXT)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<script>x</script>", "\\<script>x\\</script>"),
        ("{{ '<img src=x>' | safe }} \\<b>", "\\<img src=x> \\<b>"),
        ("<!-- the rest is hidden", "\\<!-- the rest is hidden"),
        ("<http://e.example> 1 < 2", "\\<http://e.example> 1 < 2"),
        ('<a id="s1-1">x</a> <a id="x" href="y">', '<a id="s1-1">x</a> \\<a id="x" href="y">'),
        ("~~~\n```\n~~~\n<b>", "~~~\n```\n~~~\n\\<b>"),
    ],
)
def test_f04_f24_html_in_a_template_is_shown_as_the_page_shows_it(
    tmp_path: Path, source: str, shown: str
) -> None:
    assert render(tmp_path, source) == f"{shown}\n"


def test_a_missing_section_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="nowhere"):
        render_sections(Job("standard", ("nowhere",), str(tmp_path)), CONTEXT)


def test_f24_what_acts_or_hides_in_a_template_is_shown_for_what_it_is(tmp_path: Path) -> None:
    source = "a\x1b]0;x\x07\u202eb {{ '\\x9b' }} {{ '\\x9b' | safe }}\r\nc"
    assert render(tmp_path, source) == "a␛]0;x␇‹RLO›b ‹U+009B› ‹U+009B›\nc\n"


@pytest.mark.parametrize("kind", ["loop", "outside", "pipe", "folder"])
@pytest.mark.parametrize("section", ["mine", "gaps"])
def test_f24_what_bears_a_templates_name_and_is_none_is_told_and_not_passed_over(
    tmp_path: Path, kind: str, section: str
) -> None:
    place = tmp_path / "own" / f"{section}.md.j2"
    place.parent.mkdir()
    (tmp_path / "outside").write_text("x", "utf-8")
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(place.name if kind == "loop" else "../outside")
    with pytest.raises(TemplateError, match=rf"^{place.name}: not a file within .*own$"):
        render_sections(Job("standard", (section,), str(place.parent)), CONTEXT)


@pytest.mark.parametrize("name", ["missing", "file", "n" * 300])
def test_f24_a_folder_of_templates_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TemplateError, match=f"{name}: no such folder of templates"):
        render_sections(Job("standard", ("title",), str(tmp_path / name)), CONTEXT)
