"""An analysis as JSON lines, for scripts: a record a line, each named by its key ``record``.

The records are those of schema ``rkbrief/1``. The first one names the schema and counts the others,
so that a script can tell by one line whether there is anything to look at; the last is the seal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from rkbrief.brief.export import SCHEMA, to_export
from rkbrief.brief.record import escape_hidden
from rkbrief.brief.seal import seal_lines
from rkbrief.model import Analysis

RECORDS: Mapping[str, str] = {
    "articles": "article",
    "skipped": "skipped",
    "problems": "problem",
    "summaries": "summary",
    "figures": "figure",
    "figure_groups": "figure_group",
    "forecasts": "forecast",
    "questions": "question",
}
"""The lists of an export, and what one item of each is."""


def export_lines(analysis: Analysis, *, language: str = "en") -> bytes:
    """Return the export of ``analysis`` as UTF-8 JSON lines; labels in ``language``."""
    export = to_export(analysis, language=language)
    lists = {name: value for name in RECORDS if isinstance(value := export[name], list)}
    head = {
        "schema": SCHEMA,
        "provenance": export["provenance"],
        "counts": {name: len(items) for name, items in lists.items()},
    }
    lines = [dump_line("export", head)]
    lines += [dump_line(RECORDS[name], item) for name, items in lists.items() for item in items]
    whole = b"".join(lines)
    return whole + seal_lines(whole)


def dump_line(record: str, content: Mapping[str, object]) -> bytes:
    """Return one record as a line; nothing in it acts on a terminal."""
    line = json.dumps({"record": record, **content}, ensure_ascii=False)
    return escape_hidden(line).encode("utf-8") + b"\n"
