"""An analysis as JSON lines, for scripts: a record a line, each named by its key ``record``.

The records are those of schema ``rkbrief/1``. The first one names the schema and counts the others,
so that a script can tell by one line whether there is anything to look at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from rkbrief.brief.export import SCHEMA, to_export
from rkbrief.brief.record import escape_hidden
from rkbrief.model import Analysis

_RECORDS: Mapping[str, str] = {
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
    lists = {name: value for name in _RECORDS if isinstance(value := export[name], list)}
    head = {
        "schema": SCHEMA,
        "provenance": export["provenance"],
        "counts": {name: len(items) for name, items in lists.items()},
    }
    lines = [dump_line("export", head)]
    lines += [dump_line(_RECORDS[name], item) for name, items in lists.items() for item in items]
    return b"".join(lines)


def dump_line(record: str, content: Mapping[str, object]) -> bytes:
    """Return one record as a line; nothing in it acts on a terminal."""
    line = json.dumps({"record": record, **content}, ensure_ascii=False)
    return escape_hidden(line).encode("utf-8") + b"\n"


def is_ours(data: bytes) -> bool:
    """Tell whether ``data`` is what :func:`export_lines` writes, to the byte."""
    try:
        records = [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]
        again = b"".join(dump_line(record.pop("record"), record) for record in records)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return False
    heads = [record["schema"] for record in records if "schema" in record]
    return heads == [SCHEMA] and "schema" in records[0] and again == data
