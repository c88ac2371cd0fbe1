"""What each mode of the command line does; every function returns the exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rkbrief.config import find_corpus_file, load_corpus
from rkbrief.errors import ConfigError
from rkbrief.model import Analysis, Article, ArticleFindings
from rkbrief.replay import remember, watch
from rkbrief.run import Run, analyse_corpus, locate_corpus, recall
from rkbrief.safe_text import show
from rkbrief.settings.layers import Resolved
from rkbrief.settings.nodes import read_bytes
from rkbrief.store_file import clear_store
from rkbrief.talk import Talk, write_path, write_stdout
from rkbrief.target import find_target, name_target, read_existing, write_target

if TYPE_CHECKING:
    from rkbrief.brief.record import Record
    from rkbrief.brief.verify import Finding

DONE = 0
FAILED = 1
SKIPPED = 3
_LONGEST_BRIEF = 32 * 1024 * 1024
_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[^\W\d][\w./+-]*")
_LIST_HEADER = (
    "id", "published", "encoding", "characters", "sentences", "dropped",
    "figures", "forecasts", "file", "publisher", "author", "title",
)  # fmt: skip


def export(run: Run) -> int:
    """Write the brief, or say how it would change the one that is there."""
    watched = watch(run)
    previous = recall(run)
    analysis = analyse_corpus(run, partial(_load_writer, run))
    data = _produce(run, analysis, previous)
    target = find_target(run, analysis)
    if run.diff:
        write_stdout(_compare(read_existing(target), data, str(target or "-")).encode())
    elif target is None:
        write_stdout(data)
    else:
        write_target(target, data, run.format, force=run.force)
        write_path(target)
    code = _judge(run, analysis)
    if _is_settled(analysis):
        remember(run, watched, name_target(run, analysis), data, code)
    return code


def _load_writer(run: Run) -> None:
    """Load what writes the brief: 70 ms, with jinja2, its templates and markdown-it."""
    if not run.format.startswith("json"):
        from rkbrief.brief.render import load_templates

        load_templates(run.config.brief.template, run.config.brief)


def _is_settled(analysis: Analysis) -> bool:
    """Tell whether nothing was lost to a failure or a limit that the next run may not meet."""
    from rkbrief.brief.reasons import is_passing

    lost = any(is_passing(skipped.reason) for skipped in analysis.skipped)
    lost = lost or any(problem.kind == "summary" for problem in analysis.problems)
    return not lost and analysis.corpus_summary.method == analysis.provenance.method


def check(run: Run) -> int:
    """Go all the way to the brief and write nothing."""
    dashboard = run.config.dashboard
    if dashboard.theme is not None or dashboard.keys:
        from rkbrief.tui.choices import check_choices  # 0.3 s, with textual

        check_choices(dashboard.theme, dashboard.keys, run.resolved.origins)
    previous = recall(run)
    analysis = analyse_corpus(run)
    _produce(run, analysis, previous)
    _tell_idle_notes(run, analysis)
    run.talk.note(
        f"{_count(len(analysis.articles), 'article')}, {_count(len(analysis.figures), 'figure')}, "
        f"{_count(len(analysis.forecasts), 'claim')}; config, template and corpus stand"
    )
    return _judge(run, analysis)


def _tell_idle_notes(run: Run, analysis: Analysis) -> None:
    """Say which names in corpus.yaml nothing is read under, unless days leave articles out."""
    from rkbrief.checks import find_idle_notes

    config = run.config
    if config.since or config.until:
        return
    named = config.corpus_file
    beside = Path(named) if named else find_corpus_file(locate_corpus(run))
    if beside is not None:
        for told in find_idle_notes(load_corpus(beside), analysis):
            run.talk.note(f"{beside}: {told}")


def list_articles(run: Run) -> int:
    """List the articles, a line each: columns parted by tabs, or JSON."""
    analysis = analyse_corpus(run)
    listed = [_list_article(findings) for findings in analysis.findings]
    if run.format == "jsonl":
        _write_lines("article", listed)
        _write_lines("skipped", [{"file": s.path, "reason": s.reason} for s in analysis.skipped])
        return _judge(run, analysis)
    rows = [_LIST_HEADER, *(map(_say_cell, article, article.values()) for article in listed)]
    lines = ["\t".join(show(cell, one_line=True) for cell in row) + "\n" for row in rows]
    write_stdout("".join(lines).encode())
    return _judge(run, analysis)


def verify(run: Run, brief: Path) -> int:
    """Say which citations of ``brief``, or records of an export, no longer stand in the sources."""
    data = read_bytes(brief, most=_LONGEST_BRIEF)
    text = data.decode("utf-8", "replace")
    run = _as_made(run, text)
    analysis = analyse_corpus(run)
    findings = [*_find_faults(brief, data, analysis.articles)]
    anew = _find_forged(run, text, analysis)
    lines_told = {f.line for f in findings if f.kind != "seal"}
    findings += [f for f in anew or () if f.line not in lines_told]
    findings.sort()
    if run.format == "jsonl":
        told = [
            {"file": str(brief), "line": f.line, "kind": f.kind, "note": f.note} for f in findings
        ]
        _write_lines("finding", told)
    else:
        lines = [f"{brief}:{f.line}: {f.note}" for f in findings]
        write_stdout("".join(show(line, one_line=True) + "\n" for line in lines).encode())
    if findings:
        run.talk.complain(f"{_count(len(findings), 'place')} of {brief} without a source")
        return FAILED
    run.talk.note(f"every citation of {brief} stands in the sources")
    if anew is None and not text.lstrip().startswith("{"):  # an export
        run.talk.note(
            "it was made with other settings, articles or words of the analyst's, or by another "
            "version; so its counts, and which of its sentences is cited where, are not proven"
        )
    return DONE


def _as_made(run: Run, text: str) -> Run:
    """Return a run with the day, language and template that a brief was made with."""
    from rkbrief.brief.anew import settle
    from rkbrief.brief.embedded import extract, is_page

    config = settle(run.config, (extract(text) or "") if is_page(text) else text)
    return msgspec.structs.replace(run, resolved=Resolved(config, run.resolved.origins))


def _find_forged(run: Run, text: str, analysis: Analysis) -> Sequence[Finding] | None:
    """Return what a brief says otherwise than one made anew, None where that cannot be told."""
    from rkbrief.brief.anew import find_forged

    return find_forged(text, analysis, run.config.brief)


def _find_faults(brief: Path, data: bytes, articles: Sequence[Article]) -> Sequence[Finding]:
    """Return what of a brief or an export does not stand in the articles.

    Raises:
        ConfigError: it is none of rkbrief's formats.
    """
    from rkbrief.brief.embedded import is_page
    from rkbrief.brief.page import verify_page  # 20 ms, with markdown-it
    from rkbrief.brief.seal import is_export
    from rkbrief.brief.verify import verify_brief
    from rkbrief.brief.verify_export import verify_export

    try:
        if is_export(data):
            return verify_export(data, articles)
        text = data.decode("utf-8")
    except ConfigError as error:
        raise ConfigError(f"{brief}: {error}") from error
    except ValueError as error:
        raise ConfigError(f"{brief}: cannot be read: not UTF-8") from error
    return verify_page(text, articles) if is_page(text) else verify_brief(text, articles)


def show_config(run: Run) -> int:
    """Show every setting, its value and where it comes from."""
    origins = run.resolved.origins
    lines = [
        f"{key}: {_say(value)}  # {origins.get(key, 'default')}"
        for key, value in _leaves(msgspec.structs.asdict(run.config))
    ]
    write_stdout("".join(show(line, one_line=True) + "\n" for line in lines).encode())
    return DONE


def init(folder: Path, talk: Talk) -> int:
    """Lay out a folder to start from."""
    from rkbrief.starter import lay_starter

    for path in lay_starter(folder):
        write_path(path)
    talk.note(f"next: cd {folder} && rkbrief --export")
    return DONE


def clear_cache(talk: Talk) -> int:
    """Forget what was found in articles; nothing is lost but time."""
    path, freed = clear_store()
    talk.note(f"{path}: removed, {freed} bytes" if freed else f"{path}: nothing was kept")
    return DONE


def _produce(run: Run, analysis: Analysis, previous: Record | None) -> bytes:
    """Return the bytes that the run asks for."""
    settings = run.config.brief
    if run.format.startswith("json"):
        from rkbrief.brief.export import export_json
        from rkbrief.brief.json_lines import export_lines

        if run.previous:
            run.talk.note(f"--previous has no effect on --format {run.format}")
        write = export_lines if run.format == "jsonl" else export_json
        return write(analysis, language=settings.language)
    from rkbrief.brief.render import render_brief
    from rkbrief.brief.sections import lay_out

    if previous and "changes" not in lay_out(settings.template, settings).sections:
        run.talk.note(f"--previous has no effect: {settings.template} has no section changes")
    text = render_brief(analysis, settings.template, settings=settings, previous=previous)
    if run.format == "html":
        from rkbrief.brief.page import render_page

        text = render_page(text, language=settings.language, template=settings.template)
    return text.encode("utf-8", "replace")


def _judge(run: Run, analysis: Analysis) -> int:
    """Return 3 when sources, or bytes of them, are missing and that matters, else 0."""
    from rkbrief.corpus.reader import find_losses  # with patterns, which come compiled first

    missing = analysis.skipped or any(map(find_losses, analysis.articles))
    return SKIPPED if run.config.strict and missing else DONE


def _compare(before: bytes, after: bytes, name: str) -> str:
    """Return the unified diff from what is there to what would be written."""
    import difflib

    lines = difflib.unified_diff(
        before.decode("utf-8", "replace").split("\n"),  # so that other ends of lines show
        after.decode("utf-8").split("\n"),
        f"{name} (as it is)",
        f"{name} (as it would be)",
        lineterm="",
    )
    return "".join(show(line, one_line=True) + "\n" for line in lines)


def _write_lines(record: str, contents: Sequence[Mapping[str, object]]) -> None:
    """Write records as JSON lines."""
    from rkbrief.brief.json_lines import dump_line

    write_stdout(b"".join(dump_line(record, content) for content in contents))


def _list_article(findings: ArticleFindings) -> dict[str, str | int | None]:
    """Return what the list tells of one article, None for what is not known."""
    article = findings.article
    told = (
        article.id,
        article.published.isoformat() if article.published else None,
        article.encoding,
        len(article.text),
        len(findings.sentences),
        len(article.dropped),
        len(findings.figures),
        sum(f.kind == "forecast" for f in findings.forecasts),
        article.path,
        article.publisher,
        article.author,
        article.title,
    )
    return dict(zip(_LIST_HEADER, told, strict=True))


def _say_cell(name: str, value: str | int | None) -> str:
    """Return a cell of the list."""
    unknown = "undated" if name == "published" else "-"
    return str(unknown if value is None or value == "" else value)


def _count(number: int, noun: str) -> str:
    """Return a number and what it counts: 1 article, 2 articles."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _leaves(values: dict[str, Any], above: str = "") -> list[tuple[str, object]]:
    """Return (dotted key, value) of every setting, in the order of the structs."""
    leaves: list[tuple[str, object]] = []
    for name, value in values.items():
        key = above + name
        if isinstance(value, msgspec.Struct):
            leaves += _leaves(msgspec.structs.asdict(value), key + ".")
        elif isinstance(value, dict) and value:
            leaves += _leaves(value, key + ".")
        else:
            leaves.append((key, value))
    return leaves


def _say(value: object) -> str:
    """Write a value as YAML reads it."""
    if isinstance(value, tuple):
        return f"[{', '.join(_say(item) for item in value)}]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)
