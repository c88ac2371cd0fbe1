"""The JSON Schemas of config.yaml and corpus.yaml, made of their only declaration.

``python tools/schemas.py`` renews them. Editors that know YAML take them from a first line
``# yaml-language-server: $schema=docs/config.schema.json``.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from rkbrief.config import Config, CorpusConfig

DOCS = Path(__file__).parent.parent / "docs"
KINDS: dict[str, type[msgspec.Struct]] = {"config": Config, "corpus": CorpusConfig}


def make_schema(kind: type[msgspec.Struct]) -> str:
    """Return the schema (JSON Schema 2020-12) of a file, keys in the order of the structs."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(kind),
    }
    return json.dumps(_tidy(schema), ensure_ascii=False, indent=1) + "\n"


def _tidy(node: Any) -> Any:  # noqa: ANN401 - JSON as it comes
    """Take the indentation of the code out of descriptions."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: inspect.cleandoc(value)
        if key == "description" and isinstance(value, str)
        else _tidy(value)
        for key, value in node.items()
    }


def main() -> int:
    """Write both schemas."""
    for name, kind in KINDS.items():
        (DOCS / f"{name}.schema.json").write_text(make_schema(kind), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
