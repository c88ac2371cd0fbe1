"""What must not break rkbrief: each test bears the number of the fault that it rules out."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
from files import make_zip

from rkbrief import analyse, render_brief
from rkbrief.brief.verify import verify_brief
from rkbrief.config import Config
from rkbrief.model import Analysis

BRIDGE = (
    "港の橋、架け替えへ\n\n市は港の橋を2年後に架け替える。費用は約45億円で、"
    "市民の負担が増える可能性が高い。橋は1日に約3200台が通る。\n"
)


def read(folder: Path, **texts: str) -> Analysis:
    """Analyse articles by name, as of a fixed day."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return analyse([folder], Config(as_of=date(2026, 5, 1)))


def lines(brief: str, words: str) -> Sequence[str]:
    """Return the lines of a brief that hold ``words``."""
    return [line for line in brief.splitlines() if words in line]


def test_f01_the_sign_of_a_control_character_in_a_name_is_no_number(tmp_path: Path) -> None:
    spoken = "港湾会議\n\n\x9b31m田中太郎教授は、橋は残るだろうとみる。費用は約45億円だ。\n"
    other = "港湾の話\n\n\x84佐藤次郎教授は、橋は残らないだろうとみる。\n"
    analysis = read(tmp_path, one=spoken, two=other)
    assert verify_brief(render_brief(analysis), analysis.articles) == ()


def test_f13_a_file_above_the_limit_does_not_keep_the_others_from_a_brief(tmp_path: Path) -> None:
    (tmp_path / "2024-05.txt").write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    analysis = read(tmp_path, bridge=BRIDGE)
    brief = render_brief(analysis)
    assert lines(brief, "2024-05\\.txt (larger than 5 MiB)")
    assert verify_brief(brief, analysis.articles) == ()


def test_f08_pipes_sockets_and_folders_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener, chdir(tmp_path):
        listener.bind("socket.txt")
        analysis = read(tmp_path, bridge=BRIDGE)
    assert {s.path: s.reason for s in analysis.skipped} == {
        "folder.txt": "a folder named like an article",
        "pipe.txt": "not a regular file",
        "socket.txt": "not a regular file",
        "zero.txt": "a symbolic link",
    }


def test_f36_a_brief_is_no_source_of_another(tmp_path: Path) -> None:
    before = render_brief(read(tmp_path, bridge=BRIDGE))
    noted = before + "\nA remark below the last line.\n"
    analysis = read(tmp_path, bridge=BRIDGE, before=before, noted=noted)
    assert [a.path for a in analysis.articles] == ["bridge.txt"]
    assert {s.reason for s in analysis.skipped} == {"a brief by rkbrief"}


def test_f36_copies_of_an_article_do_not_corroborate_each_other(tmp_path: Path) -> None:
    brief = render_brief(read(tmp_path, a=BRIDGE, b=BRIDGE, c=BRIDGE))
    rows = lines(brief, "4.5 billion")
    assert any("one origin, repeated by 3 sources" in row for row in rows)
    assert not lines(brief, "corroborated")


@pytest.mark.parametrize(
    "text",
    ["畑は3ヘクタールに広がった。\n", "2割減った。\n", "いずれ3人増えるだろう。5キロ要る。\n"],
)
def test_f36_each_number_of_copies_that_say_little_is_one_fact(tmp_path: Path, text: str) -> None:
    analysis = read(tmp_path, a=text, b=text, c=text)
    told = [g.article_ids for g in analysis.figure_groups]
    assert told
    assert set(told) == {("S1", "S2", "S3")}
    assert {(g.independent, g.status) for g in analysis.figure_groups} == {(1, "single")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.txt", BRIDGE.replace("\n", "\r\n").encode("utf-8-sig")),
        ("b.txt", BRIDGE.encode("cp932")),
        ("b.txt", BRIDGE.encode("utf-16")),
        ("b.txt", unicodedata.normalize("NFD", BRIDGE).encode()),
        ("b.txt", BRIDGE.replace("45", "４５").replace("3200", "３２００").encode()),
        ("b.txt", BRIDGE.replace("。", "。 ").replace("、", "， ").encode()),
        ("b.txt", BRIDGE.replace("市", "市\u200b").replace("橋", "橋\u00ad").encode()),
        ("b.txt", (BRIDGE + "写真は橋の模型。\n").encode()),
        ("b.md", f"---\npublisher: 港町日報\n---\n{BRIDGE.split()[1]}".encode()),
        ("b.html", f"<article><h1>橋</h1><p>{BRIDGE.split()[1]}</p></article>".encode()),
        ("b.zip", make_zip({"c.txt": BRIDGE})),
    ],
)
def test_f36_a_copy_in_other_bytes_is_no_second_witness(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    analysis = read(tmp_path, a=BRIDGE)
    assert len(analysis.articles) == 2
    groups = [g for g in analysis.figure_groups if len(g.article_ids) > 1]
    assert len(groups) >= 2
    assert [(g.independent, g.status) for g in groups] == [(1, "single")] * len(groups)
    assert not lines(render_brief(analysis), "corroborated, ")


def test_f36_an_unnamed_author_whose_text_is_copied_is_one_speaker(tmp_path: Path) -> None:
    brief = render_brief(read(tmp_path, a=BRIDGE, b=BRIDGE, c=BRIDGE))
    assert not lines(brief, "3 speakers")
    assert not lines(brief, "unnamed author of S2")


def test_f36_every_source_of_a_fact_is_cited(tmp_path: Path) -> None:
    reports = {f"r{n}": f"第{n}報\n\n{place}は24年ぶりの訪朝だと伝えた。" for n, place in PLACES}
    analysis = read(tmp_path, **reports)
    brief = render_brief(analysis)
    (row,) = lines(brief, f"corroborated, {len(PLACES)} independent sources")
    assert all(f"[[{article.id}:" in row for article in analysis.articles)


PLACES = list(
    enumerate(("東の新聞", "西の放送", "南の通信", "北の雑誌", "島の日報", "山の週報"), 1)
)


def test_f38_every_character_of_a_hostile_article_is_read_once(tmp_path: Path) -> None:
    pieces = (
        "「",
        "。",
        "\x1b]0;x\x07",
        "\u202e",
        "[/foo]",
        "- ",
        "# ",
        "|a|",
        "```",
        "\u3000\u3000",
    )
    parts = [f"{one}{BRIDGE}{other}\r\n" for one in pieces for other in pieces]
    analysis = read(tmp_path, hostile="".join(parts), short="」", blank_lines="\n\n橋\u2028\n\n")
    for findings in analysis.findings:
        text = findings.article.text
        spans = [s.span for s in findings.sentences] + [d.span for d in findings.article.dropped]
        read_as = Counter(at for span in spans for at in range(span.start, span.end))
        assert all(read_as[at] == 1 for at, c in enumerate(text) if not c.isspace())


def test_a_path_by_itself_is_no_list_of_letters(tmp_path: Path) -> None:
    read(tmp_path, one="橋は1日に約3200台が通る。\n")
    config = Config(as_of=date(2026, 5, 1))
    found = [analyse(place, config).articles for place in (str(tmp_path), tmp_path, [tmp_path])]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1
