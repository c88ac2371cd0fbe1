"""Pages, feeds, PDFs and zips that unfold without end cost themselves and nothing else (F33)."""

from __future__ import annotations

import json
import socket
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from files import make_zip

Program = Callable[..., "CompletedProcess[bytes]"]
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約45億円に増える可能性が高い。\n"
PARAGRAPH = "<p>県は堤を3年後に直す。費用は約70億円に増える可能性が高い。</p>"
_TENFOLD = "".join(
    f'<!ENTITY {name} "{("&" + below + ";") * 10}">'
    for below, name in zip("abcdefghi", "bcdefghij", strict=True)
)
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">{_TENFOLD}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LONG = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'


def feed(text: str) -> str:
    """Return a feed of one entry."""
    item = f"<item><title>堤の話</title><description>{text}</description></item>"
    return f'<rss version="2.0"><channel>{item}</channel></rss>'


def pdf(content: bytes, filters: str, pages: int = 1) -> bytes:
    """Return a PDF, whole to its last offset, whose pages share the packed ``content``."""
    font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    stream = f"<</Length {len(content)}/Filter{filters}>>stream\n".encode() + content
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{'3 0 R ' * pages}]/Count {pages}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]{font}/Contents 4 0 R>>".encode(),
        stream + b"\nendstream",
    )
    made, rows = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        rows += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj" % number + each + b"\nendobj\n"
    size = len(objects) + 1
    table = b"xref\n0 %d\n" % size + rows
    return (
        made + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
    )


WORDS = b"BT /F 1 Tf (The bridge will be rebuilt within 2 years.) Tj ET "
BOMBS: Mapping[str, str | bytes] = {
    "deep.html": "<div>" * 200_000 + PARAGRAPH,
    "crossed.html": "<b><i>" * 50_000 + PARAGRAPH + "</i></b>" * 50_000,
    "tables.html": "<table><tr><td>" * 20_000 + PARAGRAPH,
    "entities.html": "&amp;" * 500_000 + PARAGRAPH,
    "laughs.html": f"{LAUGHS}<html><p>&j;</p>{PARAGRAPH}</html>",
    "outside.html": f"{OUTSIDE}<html><p>&x;</p>{PARAGRAPH}</html>",
    "stated.html": f'<script type="application/ld+json">{"[" * 500_000}</script>{PARAGRAPH}',
    "comments.html": "<!--" * 300_000 + PARAGRAPH,
    "laughs.xml": LAUGHS + feed("&j;"),
    "outside.xml": OUTSIDE + feed(f"&x; {PARAGRAPH}"),
    "long.xml": LONG + feed("&a;" * 50_000),
    "deep.xml": "<rss>" + "<a>" * 100_000,
    "full.xml": f"<rss version='2.0'><channel>{'<item><title>t</title></item>' * 5_000}</channel>",
    "zeros.zip": make_zip({"a.txt": b"\0" * 50_000_000}),
    "words.zip": make_zip({f"{n}.txt": "あ" * 1_500_000 for n in range(10)}),
    "nested.zip": make_zip({"b.zip": make_zip({"a.txt": ARTICLE})}),
    "out.zip": make_zip({"../../a.txt": ARTICLE, "/a.txt": ARTICLE, "c:\\a.txt": ARTICLE}),
    "torn.zip": b"PK\x05\x06" + b"\xff" * 18,
    "round.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
    "nested.pdf": b"%PDF-1.7\n1 0 obj" + b"[" * 300_000,
    "zeros.pdf": pdf(zlib.compress(b"\0" * 50_000_000), "/FlateDecode"),
    "packed twice.pdf": pdf(
        zlib.compress(zlib.compress(b" " * 100_000_000)), "[/FlateDecode/FlateDecode]"
    ),
    "words.pdf": pdf(zlib.compress(WORDS * 100_000), "/FlateDecode"),
    "lists.pdf": pdf(zlib.compress(b"[" * 1_000_000 + WORDS), "/FlateDecode"),
    "pages.pdf": pdf(zlib.compress(WORDS), "/FlateDecode", pages=100_000),
}


def test_f33_the_bombs_that_are_pdfs_would_be_read_if_they_were_small(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(zlib.compress(WORDS), "/FlateDecode"))
    done = program("--export", "-o", "-", "--format", "json", str(tmp_path))
    (article,) = json.loads(done.stdout)["articles"]
    assert "bridge" in article["sentences"][0]["text"]


def test_f33_bombs_of_every_format_cost_themselves_and_the_rest_is_read(
    program: Program, tmp_path: Path
) -> None:
    articles = tmp_path / "desk/articles"
    articles.mkdir(parents=True)
    (articles / "bridge.txt").write_text(ARTICLE, "utf-8")
    for name, bomb in BOMBS.items():
        (articles / name).write_bytes(bomb if isinstance(bomb, bytes) else bomb.encode())
    done = program("--export", "-o", "-", "--format", "json", str(articles), timeout=600)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    read = {article["file"].partition("#")[0] for article in told["articles"]}
    skipped = {each["file"] for each in told["skipped"]}
    assert "bridge.txt" in read
    assert set(BOMBS) <= read | {name.partition("/")[0] for name in skipped}
    assert {name for name in BOMBS if name.endswith(".pdf")} <= skipped
    assert {"words.zip/0.txt", "zeros.zip/a.txt", "nested.zip/b.zip", "deep.xml"} <= skipped
    assert b"root:" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]
    assert {path.name for path in articles.iterdir()} == {"bridge.txt", *BOMBS}


@pytest.mark.parametrize("ending", ["html", "xml"])
def test_f33_nothing_that_a_file_names_elsewhere_is_asked_for(
    program: Program, tmp_path: Path, ending: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        place = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        head = f'<!DOCTYPE html SYSTEM "{place}.dtd"><?xml-stylesheet href="{place}.xsl"?>'
        parts = (
            f'<base href="{place}/"><link rel="stylesheet" href="{place}.css"><img src="{place}">',
            f'<script src="{place}.js"></script><iframe src="{place}"></iframe>',
            f'<meta http-equiv="refresh" content="0;url={place}"><object data="{place}"></object>',
        )
        page = f"{head}<html><body>{''.join(parts)}{PARAGRAPH}</body></html>"
        linked = f'<enclosure url="{place}"/><link>{place}</link>'
        text = page if ending == "html" else feed(f"{PARAGRAPH}</description>{linked}<description>")
        (tmp_path / f"a.{ending}").write_text(text, "utf-8")
        done = program("--export", "-o", "-", "--format", "json", str(tmp_path))
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)["articles"]) == 1
        with pytest.raises(BlockingIOError):
            server.accept()
