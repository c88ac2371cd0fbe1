"""Where templates are rendered: confined, strict, and within limits.

The built-in templates are rendered here. Templates of a user are rendered in a child process
with a limit on memory, time and output, because no sandbox inside a process stops a loop or
a very long string. Run as a module, this file is that child: JSON in, JSON out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from rkbrief.brief.index import CITATION
from rkbrief.brief.markdown import Markdown, as_markdown, show_html
from rkbrief.errors import LimitError, TemplateError
from rkbrief.safe_text import show

MAX_OUTPUT = 2 * 1024 * 1024
"""Bytes of UTF-8 that a brief may have."""

MAX_SECONDS = 5.0
MAX_MEMORY = 512 * 1024 * 1024
_MAX_TEMPLATE = 256 * 1024
_LATE = ("sources", "endnotes")
"""Sections that need to know what the others cite; they are rendered after them."""

_BUILT_IN = Path(__file__).parent / "templates"
_TEMPLATE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)?\.md\.j2")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")


class Job(Struct, frozen=True, gc=False):
    """What is rendered: sections of a set, from a folder of the user before the built-in one."""

    template: str
    sections: tuple[str, ...]
    folder: str | None = None


class _ConfinedLoader(jinja2.BaseLoader):
    """Finds templates in the given folders and nowhere else, the folder of the set first."""

    def __init__(self, template: str, folders: Sequence[Path]) -> None:
        self._template = template
        self._folders = folders

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, None]:
        """Return source and file name of ``template``; jinja2.TemplateNotFound without it."""
        del environment
        path = find_template(template, self._template, self._folders)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_TEMPLATE + 1)
        except OSError as error:
            raise TemplateError(f"{template}: cannot be read: {error.strerror}") from None
        if len(data) > _MAX_TEMPLATE:
            raise LimitError(f"{template}: a template may have {_MAX_TEMPLATE} bytes at most")
        try:
            source = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise TemplateError(f"{template}:{line}: not UTF-8") from None
        return source, path.name, None


def find_template(name: str, template: str, folders: Sequence[Path]) -> Path | None:
    """Return the file of a template that lies within one of ``folders``, None without one.

    Raises:
        TemplateError: something of its name is there that leads out of the folder or is no file.
    """
    if not _TEMPLATE_NAME.fullmatch(name):
        return None
    for folder in folders:
        root = Path(os.path.realpath(folder))  # which, unlike resolve(), bears a loop of links
        for place in (root / template / name, root / name):
            real = Path(os.path.realpath(place))
            if real.is_file() and real.is_relative_to(root):
                return real
            if os.path.lexists(place):
                within = show(str(folder), one_line=True)
                raise TemplateError(f"{name}: not a file within {within}")
    return None


def template_folders(folder: str | None) -> list[Path]:
    """Return where templates are looked for, the user's folder first."""
    return [*([Path(folder)] if folder else []), _BUILT_IN]


def has_own_template(job: Job) -> bool:
    """Tell whether a section of the job comes from the user's folder."""
    if job.folder is None:
        return False
    own = [Path(job.folder)]
    return any(find_template(f"{s}.md.j2", job.template, own) for s in job.sections)


def render_sections(job: Job, context: Mapping[str, Any]) -> str:
    """Render the sections of a brief, where it is safe to.

    Raises:
        TemplateError: a template is missing or wrong; the message names template and line.
        LimitError: a limit stopped it.
    """
    if job.folder is not None and not os.path.isdir(job.folder):  # noqa: PTH112 - never raises
        raise TemplateError(f"{show(job.folder, one_line=True)}: no such folder of templates")
    for section in job.sections:
        if find_template(f"{section}.md.j2", job.template, template_folders(job.folder)) is None:
            raise TemplateError(f"no template {section}.md.j2 for section {section!r}")
    if has_own_template(job):
        return _render_in_child(job, context)
    return render_here(job, context)


def render_here(job: Job, context: Mapping[str, Any]) -> str:
    """Render in this process. ``context`` is plain; every str in it is Markdown already."""
    environment = _open(job.template, job.folder) if job.folder else _open_built_in(job.template)
    names = [s for s in job.sections if s not in _LATE] + [s for s in job.sections if s in _LATE]
    values = dict(context)
    rendered: dict[str, str] = {}
    size = 0
    for name in names:
        if name in _LATE:
            values = _with_citations(values, rendered.values())
        rendered[name] = _render(environment, name, values, MAX_OUTPUT - size)
        size += len(rendered[name].encode())
    body = "\n\n".join(
        rendered[name].strip("\n") for name in job.sections if rendered[name].strip()
    )
    return _BLANK_LINES.sub("\n\n", body) + "\n"


def load_built_in(job: Job) -> None:
    """Compile the templates of a job that has no others than the built-in ones (20 ms)."""
    if job.folder is None:
        for section in job.sections:
            _open_built_in(job.template).get_template(f"{section}.md.j2")


@cache
def _open_built_in(template: str) -> jinja2.Environment:
    """Return the environment of the built-in templates, each compiled once a process."""
    return _open(template, None)


def _open(template: str, folder: str | None) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=_ConfinedLoader(template, template_folders(folder)),
        undefined=jinja2.StrictUndefined,
        finalize=as_markdown,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.globals.pop("lipsum", None)
    return environment


def _with_citations(values: Mapping[str, Any], parts: Any) -> dict[str, Any]:  # noqa: ANN401
    """Keep the endnotes that the brief cites, and count each source's share of them."""
    cited = {m["key"] for part in parts for m in CITATION.finditer(part)}
    notes = [
        {**source, "rows": [note for note in source["rows"] if note["key"] in cited]}
        for source in values["endnotes"]["rows"]
    ]
    count = {source["id"]: len(source["rows"]) for source in notes}
    rows = [
        {**row, "share": Markdown(f"{count.get(row['id'], 0)} / {len(cited)}")}
        for row in values["sources"]["rows"]
    ]
    kept = [source for source in notes if source["rows"]]
    return {
        **values,
        "endnotes": {**values["endnotes"], "rows": kept},
        "sources": {**values["sources"], "rows": rows},
    }


def _render(
    environment: jinja2.Environment, section: str, values: Mapping[str, Any], room: int
) -> str:
    """Render one section, stopping when it outgrows ``room`` bytes."""
    name = f"{section}.md.j2"
    pieces: list[str] = []
    try:
        for piece in environment.get_template(name).generate(values):
            room -= len(piece.encode())
            if room < 0:
                raise LimitError(f"{name}: a brief may have {MAX_OUTPUT} bytes at most")
            pieces.append(piece)
    except TemplateError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.name or name}:{error.lineno}: {error.message}") from None
    except jinja2.TemplateNotFound as error:
        place = f"{name}:{_line_of(error, name)}"
        raise TemplateError(f"{place}: no template {show(str(error.name))!r}") from None
    except (MemoryError, RecursionError) as error:
        raise LimitError(f"{name}: {type(error).__name__} stopped it") from None
    except SyntaxError as error:  # Python's, whose lines are not those of the template
        raise TemplateError(f"{name}: {show(error.msg, one_line=True)}") from None
    except (jinja2.TemplateError, SecurityError, ArithmeticError, LookupError) as error:
        raise _explain(error, name) from None
    except (TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise _explain(error, name) from None
    return "".join(pieces)


def _explain(error: Exception, name: str) -> TemplateError:
    """Turn what a template did into an error that names its line."""
    words = show(str(error) or type(error).__name__, one_line=True)
    kind = LimitError if isinstance(error, OverflowError) else TemplateError
    return kind(f"{name}:{_line_of(error, name)}: {words}")


def _line_of(error: BaseException, name: str) -> int:
    """Return the last line of ``name`` that the error passed through, 1 when none did."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {name, f"<template {name}>"}:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _render_in_child(job: Job, context: Mapping[str, Any]) -> str:
    """Render in a process of its own that cannot outlive or outgrow its limits."""
    package_root = str(Path(__file__).parents[2])
    paths = [package_root, *filter(None, [os.environ.get("PYTHONPATH")])]
    request = {
        "template": job.template,
        "sections": job.sections,
        "folder": str(Path(job.folder or ".").resolve()),
        "context": context,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "rkbrief.brief.sandbox"],
            input=json.dumps(request, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=2 * MAX_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        raise LimitError(f"templates in {job.folder}: stopped after {MAX_SECONDS:g} s") from None
    try:
        reply: dict[str, str] = json.loads(answer.stdout)
    except ValueError:
        limits = f"{MAX_SECONDS:g} s or {MAX_MEMORY >> 20} MiB"
        raise LimitError(f"templates in {job.folder}: stopped by a limit of {limits}") from None
    if "text" in reply:
        return reply["text"]
    raise (LimitError if reply["kind"] == "limit" else TemplateError)(reply["message"])


def _wrap(value: Any) -> Any:  # noqa: ANN401 - JSON as it comes
    """Mark every str of a context as the Markdown that it is."""
    if isinstance(value, str):
        return Markdown(value)
    if isinstance(value, dict):
        return {key: _wrap(item) for key, item in value.items()}
    return [_wrap(item) for item in value] if isinstance(value, list) else value


def _limit_this_process() -> None:
    """Give up memory and time beyond the limits; systems without them have the timeout."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    seconds = int(MAX_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _main() -> None:
    """Answer one request on standard input."""
    _limit_this_process()
    request = json.loads(sys.stdin.buffer.read())
    job = Job(request["template"], tuple(request["sections"]), request["folder"])
    reply: dict[str, str]
    try:
        # What a template itself holds may act as well as what an article does.
        reply = {"text": show_html(show(render_here(job, _wrap(request["context"]))))}
    except LimitError as error:
        reply = {"kind": "limit", "message": str(error)}
    except TemplateError as error:
        reply = {"kind": "template", "message": str(error)}
    sys.stdout.buffer.write(json.dumps(reply).encode())


if __name__ == "__main__":
    _main()
