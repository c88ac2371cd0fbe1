"""An export proves itself, as a brief does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from rkbrief.brief.export import export_json
from rkbrief.brief.json_lines import export_lines
from rkbrief.brief.seal import is_export, is_intact_export, seal_json, seal_lines
from rkbrief.brief.verify_export import verify_export
from rkbrief.cli import run
from rkbrief.errors import ConfigError
from rkbrief.model import Analysis, Skipped

Captured = pytest.CaptureFixture[bytes]


def forge(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return an export after a change, sealed as a forger would who knows how."""
    export = json.loads(data)
    change(export)
    del export["seal"]
    members = json.dumps(export, ensure_ascii=False, indent=1).encode()[: -len("\n}")]
    return members + seal_json(members)


@pytest.mark.parametrize("write", [export_json, export_lines])
def test_an_export_stands(railway: Analysis, write: Callable[[Analysis], bytes]) -> None:
    for analysis in (railway, replace(railway, skipped=(Skipped("\udcff\u202e.txt", "empty"),))):
        data = write(analysis)
        assert is_export(data)
        assert is_intact_export(data)
        assert verify_export(data, railway.articles) == ()


@pytest.mark.parametrize("write", [export_json, export_lines])
def test_a_change_of_any_digit_is_found(
    railway: Analysis, write: Callable[[Analysis], bytes]
) -> None:
    data = write(railway)
    digits = [at for at, byte in enumerate(data) if byte in b"1234"]
    for at in digits[:: len(digits) // 40]:
        forged = data[:at] + b"7" + data[at + 1 :]
        assert not is_intact_export(forged)
        try:
            kinds = {finding.kind for finding in verify_export(forged, railway.articles)}
        except ConfigError:  # of the schema's name
            continue
        assert "seal" in kinds


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        (lambda e: e["articles"][0].update(sha256="0" * 64), "hash", "no source has the hash 0"),
        (lambda e: e["articles"][1].update(characters=3), "source", "S2 has"),
        (lambda e: e["articles"][0]["sentences"][1].update(text="改"), "quotation", "S1:2"),
        (lambda e: e["articles"][0]["sentences"][0].update(start=-3), "quotation", "S1:1"),
        (lambda e: e["figures"][0].update(text="39年ぶり"), "quotation", "F1"),
        (lambda e: e["figures"][1].update(sentence="S9:1"), "citation", "F2 cites S9:1"),
        (lambda e: e["forecasts"][0].update(claim="続く。"), "quotation", "P1"),
        (lambda e: e["forecasts"][0].update(article="S9"), "citation", "P1 is of S9"),
    ],
)
def test_what_does_not_stand_is_named_at_its_line(
    railway: Analysis, change: Callable[[dict[str, Any]], object], kind: str, told: str
) -> None:
    forged = forge(export_json(railway), change)
    assert is_intact_export(forged)
    found = verify_export(forged, railway.articles)
    assert any(f.kind == kind and told in f.note for f in found)
    name = told.split(maxsplit=1)[0]
    line = next(f.line for f in found if told in f.note)
    if name[0] in "SFP":
        assert f'"id": "{name}"' in forged.decode().split("\n")[line - 1]


def test_a_source_that_changed_is_named(railway: Analysis) -> None:
    moved = tuple(replace(a, sha256="1" * 64) for a in railway.articles[:1])
    found = verify_export(export_json(railway), (*moved, *railway.articles[1:]))
    assert [f.kind for f in found] == ["hash"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "rkbrief/1"}',
        b'{"schema": "rkbrief/1", "articles": 7, "figures": [], "forecasts": []}',
        b'{"schema": "rkbrief/1", "articles": [' + b"[" * 100_000,
        b'{"record": "export", "schema": "rkbrief/1"}\n7\n[]\n{"record": "article"}\n',
        b'{"record": "export", "schema": "rkbrief/1"}\n\xff\n',
    ],
)
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    assert is_export(data)
    with pytest.raises(ConfigError, match="no export of schema rkbrief/1 that can be read"):
        verify_export(data, ())


def test_only_the_end_of_an_export_is_its_seal() -> None:
    members = b'{\n "schema": "rkbrief/1"'
    whole = members + seal_json(members)
    assert is_intact_export(whole)
    assert not is_intact_export(whole + b"\n")
    assert not is_intact_export(whole + whole)
    head = b'{"record": "export", "schema": "rkbrief/1"}\n'
    assert is_intact_export(head + seal_lines(head))
    assert not is_intact_export(head + seal_lines(head) + head)
    assert not is_intact_export(b"")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", ["e.json", "e.jsonl"])
def test_the_command_verifies_an_export(name: str, capsysbinary: Captured) -> None:
    assert run(["--export", "-q", "-o", name]) == 0
    assert run(["--verify", name]) == 0
    assert b"every citation of" in capsysbinary.readouterr().err
    whole = Path(name).read_bytes()
    Path(name).write_bytes(whole.replace(b'"start": 1', b'"start": 2', 1))
    assert run(["--verify", name]) == 1
    out = capsysbinary.readouterr().out.decode()
    assert f"{name}:" in out
    assert "changed after rkbrief wrote it" in out
    Path(name).write_bytes(whole[:2000])
    assert run(["--verify", name]) == 2
    assert f"{name}: no export of schema rkbrief/1" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize("write", [export_json, export_lines])
def test_an_export_that_was_set_anew_is_known_and_told_to_be_changed(
    railway: Analysis, write: Callable[[Analysis], bytes]
) -> None:
    whole = write is export_json
    texts = [write(railway).decode()] if whole else write(railway).decode().splitlines()
    compact = "".join(json.dumps(json.loads(text), separators=(",", ":")) + "\n" for text in texts)
    assert is_export(compact.encode())
    findings = verify_export(compact.encode(), railway.articles)
    assert {finding.kind for finding in findings} == {"seal"}
