"""The JSON Schemas of the files that people write."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from schemas import KINDS, make_schema

ROOT = Path(__file__).parent.parent


def validator(name: str) -> Any:  # noqa: ANN401 - jsonschema has no types
    schema = yaml.safe_load((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def load(path: Path) -> Any:  # noqa: ANN401 - YAML as it comes
    """Read YAML as JSON knows it: a day is text."""
    return plain(yaml.safe_load(path.read_text("utf-8")))


def plain(value: Any) -> Any:  # noqa: ANN401 - YAML as it comes
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", KINDS)
def test_the_schemas_are_those_of_the_code(name: str) -> None:
    """To mend: python tools/schemas.py."""
    assert (ROOT / "docs" / f"{name}.schema.json").read_text("utf-8") == make_schema(KINDS[name])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("config", "config.yaml"),
        ("config", "src/rkbrief/starter/config.yaml"),
        ("corpus", "seeds/corpus.yaml"),
        ("corpus", "src/rkbrief/starter/corpus.yaml"),
        ("corpus", "tests/evaluation/corpus.yaml"),
    ],
)
def test_the_projects_own_files_keep_to_them(name: str, path: str) -> None:
    assert list(validator(name).iter_errors(load(ROOT / path))) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config", {"formt": "md"}),
        ("config", {"format": "pdf"}),
        ("config", {"jobs": -1}),
        ("config", {"summary": {"sentences": 0}}),
        ("corpus", {"questions": [{"ask": "どうなるか"}]}),
        ("corpus", {"outlets": {"港町日報": {"reliability": "G"}}}),
    ],
)
def test_what_the_program_refuses_they_refuse(name: str, content: dict[str, object]) -> None:
    assert list(validator(name).iter_errors(content))
