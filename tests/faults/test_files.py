"""Trees of files as nobody should lay them out are read by the command line all the same."""

from __future__ import annotations

import json
import os
import socket
import unicodedata
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Program = Callable[..., "CompletedProcess[bytes]"]
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約45億円に増える可能性が高い。\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a folder of articles in which links, pipes and loops lie, beside a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/secret.txt").write_text("極秘の話\n\n極秘だ。\n", "utf-8")
    seeds = tmp_path / "desk/seeds"
    (seeds / "below").mkdir(parents=True)
    (seeds / "a.txt").write_text(ARTICLE, "utf-8")
    (seeds / "below/b.txt").write_text(ARTICLE.replace("港", "川"), "utf-8")
    (seeds / "out.txt").symlink_to("../../secret/secret.txt")
    (seeds / "outside").symlink_to("../../secret")
    (seeds / "below/round").symlink_to("..")
    (seeds / "one").symlink_to("two")
    (seeds / "two").symlink_to("one")
    (seeds / "self.txt").symlink_to("self.txt")
    (seeds / "chain.txt").symlink_to("link.txt")
    (seeds / "link.txt").symlink_to("below/b.txt")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    (seeds / "folder.txt").mkdir()
    os.mkfifo(seeds / "pipe.txt")
    return tmp_path / "desk"


def export(program: Program, desk: Path, *arguments: str) -> dict[str, list[dict[str, str]]]:
    """Export the corpus in ``desk`` as JSON, in a locale that knows ASCII only."""
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = program("--export", "-o", "-", "--format", "json", *arguments, cwd=desk, env=environ)
    assert done.returncode == 0, done.stderr
    done.stderr.decode("ascii")
    told: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("follow", [False, True])
def test_f07_f08_links_loops_and_pipes_lead_nowhere_and_are_told(
    program: Program, tree: Path, follow: bool
) -> None:
    with socket.socket(socket.AF_UNIX) as listener, chdir(tree / "seeds"):
        listener.bind("socket.txt")
        told = export(program, tree, *["--follow-symlinks"] * follow)
    read = {article["file"] for article in told["articles"]}
    assert read == {"a.txt", "chain.txt" if follow else "below/b.txt"}  # each file once
    assert "極秘" not in json.dumps(told, ensure_ascii=False)
    skipped = {each["file"]: each["reason"] for each in told["skipped"]}
    odd = {"out.txt", "outside", "one", "two", "self.txt", "zero.txt"}
    assert odd | {"folder.txt", "pipe.txt", "socket.txt", "below/round"} <= set(skipped)
    assert read.isdisjoint(skipped)


def test_f12_names_in_every_form_are_told_apart_and_can_be_written(
    program: Program, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    whole = "がぎ・é.txt"
    apart = unicodedata.normalize("NFD", whole)
    (seeds / whole).write_text(ARTICLE, "utf-8")
    (seeds / apart).write_text(unicodedata.normalize("NFD", ARTICLE.replace("5", "6")), "utf-8")
    for number, name in enumerate((b"\xff\xfe.txt", b"\x82\xa0.txt", b"\xed\xa0\x80.txt")):
        path = os.path.join(os.fsencode(seeds), name)  # noqa: PTH118 - no name that Path has
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(ARTICLE.replace("45", f"{number + 60}"))
    told = export(program, tmp_path)
    names = sorted(article["file"] for article in told["articles"])
    assert len(set(names)) == 5
    assert {whole, apart, "\\xff\\xfe.txt"} <= set(names)
    assert "".join(names).encode("utf-8").decode("utf-8").isprintable()
    texts = {article["file"]: json.dumps(article) for article in told["articles"]}
    assert "\\u3099" in texts[apart]
    assert "\\u3099" not in texts[whole]


@pytest.mark.parametrize(
    "name", ["-rf.txt", "--export.txt", " .txt", "a\nb.txt", "%s.txt", "{{7*7}}.txt", "$(id).txt",
             "]（45億円）.txt", "-->.txt", "2024-13-45.txt", "橋" * 83 + ".txt"]
)  # fmt: skip
def test_f06_f12_a_file_with_any_name_is_an_article(
    program: Program, tmp_path: Path, name: str
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / name).write_text(ARTICLE, "utf-8")
    told = export(program, tmp_path)
    assert [article["file"] for article in told["articles"]] == [name]
    done = program("--export", "-o", "-", cwd=tmp_path)
    assert done.returncode == 0
    (tmp_path / "brief.md").write_bytes(done.stdout)
    assert program("--verify", "brief.md", cwd=tmp_path).returncode == 0
