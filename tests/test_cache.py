"""Nothing that is kept between runs changes a byte of what is written, and nothing old is given."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import msgspec
import pytest

from rkbrief import article, fingerprint, pipeline, records
from rkbrief.article import ArticleTask, analyse_article
from rkbrief.config import ArticleNote, Config, SummaryConfig
from rkbrief.corpus.files import find_sources
from rkbrief.model import ArticleFindings
from rkbrief.records import ArticleRecords, pack_findings, unpack_findings
from rkbrief.store import Store
from rkbrief.store_file import find_store
from rkbrief.textless import leave_texts_out

SEEDS = Path(__file__).parent.parent / "seeds"
AS_OF = date(2026, 1, 2)
Export = Callable[..., bytes]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a corpus of three small articles and a corpus.yaml."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, rise in enumerate((3, 5, 7), 1):
        (folder / f"{number}.txt").write_text(
            f"港の取扱量が{rise}％増\n2025年{number}月9日　港湾新聞\n\n"
            f"北港の昨年の取扱量は前の年より{rise}％多い{rise}万トンだった。港湾局が発表した。\n"
            f"同局の山本次長は「来年も増えるだろう」と述べた。\n"
            f"倉庫会社は{number}年以内に倉庫を{rise}棟増やす計画だ。\n",
            "utf-8",
        )
    (folder / "corpus.yaml").write_text("title: 北港の貨物\n", "utf-8")
    return folder


@pytest.fixture
def export(desk: Path, corpus: Path) -> Export:
    """Give the program in a process of its own: what it exports of the corpus, as bytes."""

    def run(*arguments: str, place: Path = corpus) -> bytes:
        command = [sys.executable, "-m", "rkbrief", "--export", "-o", "-", str(place), *arguments]
        done = subprocess.run(command, cwd=desk, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


def store_path() -> Path:
    path = find_store()
    assert path is not None
    return Path(path)


def count_calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the names of the articles that are really analysed from here on."""
    seen: list[str] = []

    def analyse(task: ArticleTask) -> ArticleFindings:
        seen.append(task.source.path)
        return analyse_article(task)

    monkeypatch.setattr(pipeline, "analyse_article", analyse)
    return seen


def analyse(corpus: Path, **settings: object) -> Sequence[ArticleFindings]:
    with Store(store_path(), max_bytes=1 << 26) as store:
        config = Config(**settings)  # type: ignore[arg-type]
        return pipeline.analyse([corpus], config, as_of=AS_OF, store=store).findings


# The same bytes.


@pytest.mark.parametrize("form", ["md", "json"])
def test_cold_warm_off_and_by_several_processes_give_the_same_bytes(
    export: Export, form: str
) -> None:
    off = export("--format", form, "--no-cache")
    assert not store_path().exists()
    cold = export("--format", form, "--jobs", "2")
    warm = export("--format", form, "--jobs", "2")
    articles_only = export("--format", form)
    assert off == cold == warm == articles_only


def test_f22_flipped_bits_change_no_byte(export: Export, often: Callable[[int, int], int]) -> None:
    good = export()
    whole = store_path().read_bytes()
    for at in range(0, len(whole), len(whole) // often(6, 200)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x11
        store_path().write_bytes(damaged)
        assert export() == good


def test_the_seeds_are_the_same_cold_and_warm() -> None:
    config = Config()
    with Store(store_path(), max_bytes=1 << 26) as store:
        cold = pipeline.analyse([SEEDS], config, as_of=AS_OF, store=store)
    with Store(store_path(), max_bytes=1 << 26) as store:
        warm = pipeline.analyse([SEEDS], config, as_of=AS_OF, store=store)
    off = pipeline.analyse([SEEDS], config, as_of=AS_OF)
    for name in ("findings", "corpus_summary", "figures", "figure_groups", "forecasts"):
        assert repr(getattr(cold, name)) == repr(getattr(warm, name)) == repr(getattr(off, name))


# Read once, and never an old answer.


def test_an_article_is_read_once_whatever_its_name_and_place(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = count_calls(monkeypatch)
    analyse(corpus)
    assert read == ["1.txt", "2.txt", "3.txt"]
    (corpus / "1.txt").rename(corpus / "9.txt")
    moved = analyse(corpus)
    assert [f.article.path for f in moved] == ["2.txt", "3.txt", "9.txt"]
    assert {s.article_id for s in moved[2].sentences} == {"S3"}
    assert len(read) == 3


def test_only_what_has_changed_is_read_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyse(corpus)
    read = count_calls(monkeypatch)
    with (corpus / "2.txt").open("a", encoding="utf-8") as file:
        file.write("岸壁は2本増える見通しだ。\n")
    analyse(corpus)
    assert read == ["2.txt"]


@pytest.mark.parametrize(
    "settings",
    [
        {"summary": SummaryConfig(method="luhn")},
        {"summary": SummaryConfig(sentences=1)},
        {"tokenizer": "lindera"},
    ],
)
def test_other_options_are_another_reading(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, object]
) -> None:
    analyse(corpus)
    read = count_calls(monkeypatch)
    analyse(corpus, **settings)
    assert len(read) == 3


def test_another_program_is_another_reading(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyse(corpus)
    monkeypatch.setattr(records, "digest_reading", lambda: b"another")
    read = count_calls(monkeypatch)
    analyse(corpus)
    assert len(read) == 3


def test_what_a_person_knows_of_an_article_is_part_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("雨が降った。", "utf-8")
    (source,) = find_sources([tmp_path])[0]
    plain = ArticleTask(source, "S1")
    others = [
        ArticleTask(source, "S1", ArticleNote(title="雨")),
        ArticleTask(source, "S1", method="lead"),
        ArticleTask(source, "S1", sentences=4),
        ArticleTask(source, "S1", tokenizer="lindera"),
    ]
    assert ArticleTask(source, "S2").made_from == plain.made_from
    assert all(other.made_from != plain.made_from for other in others)


def test_a_file_of_the_program_that_changes_changes_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fingerprint.py", "lexicon/units.yaml", "analysis/units.py", "tui/app.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x = 1")
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "render.py").write_bytes(b"x = 1")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "fingerprint.py"))

    def digests() -> tuple[bytes, bytes]:
        fingerprint._digest_files.cache_clear()
        return fingerprint._digest(fingerprint._ABOVE), fingerprint._digest(frozenset())

    def change(name: str) -> tuple[bool, bool]:
        before = digests()
        (tmp_path / name).write_bytes(b"x = 2")
        os.utime(tmp_path / name, (1, 1))
        after = digests()
        return before[0] != after[0], before[1] != after[1]

    assert change("lexicon/units.yaml") == (True, True)
    assert change("analysis/units.py") == (True, True)
    assert change("brief/render.py") == (False, True)
    assert change("tui/app.py") == (False, False)


def test_a_summary_that_a_library_failed_is_not_kept(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(article, "summarise_sentences", fail)
        analyse(corpus)
    assert {f.summary.method for f in analyse(corpus)} == {"coverage"}


def test_a_summary_of_articles_that_were_numbered_otherwise_is_not_taken(corpus: Path) -> None:
    (corpus / "corpus.yaml").write_text("articles: {3.txt: {published: 2030-01-01}}\n", "utf-8")

    def summarise(**settings: object) -> list[str]:
        with Store(store_path(), max_bytes=1 << 26) as store:
            config = Config(summary=SummaryConfig(corpus_sentences=1), **settings)  # type: ignore[arg-type]
            found = pipeline.analyse([corpus], config, as_of=AS_OF, store=store)
        return [ranked.sentence.text for ranked in found.corpus_summary.sentences]

    (corpus / "1.txt").write_text("雨\n\n朝から雨が降った。昼には雪になった。\n", "utf-8")
    before = summarise(until=date(2026, 1, 1))
    assert "5万トン" in before[0]  # of the second article
    for number in (3, 2, 1):
        (corpus / f"{number}.txt").rename(corpus / f"{number + 1}.txt")
    (corpus / "corpus.yaml").write_text(
        "articles: {1.txt: {published: 2030-01-01}, 4.txt: {published: 2030-01-01}}\n", "utf-8"
    )
    (corpus / "1.txt").write_text("別の記事\n\n雨が降った。\n", "utf-8")
    assert summarise(until=date(2026, 1, 1)) == before


# Records.


def findings_of(corpus: Path) -> list[tuple[ArticleTask, ArticleFindings]]:
    tasks = [ArticleTask(s, f"S{n}") for n, s in enumerate(find_sources([corpus])[0], 1)]
    return [(task, analyse_article(task)) for task in tasks]


def test_a_record_gives_its_findings_back_to_the_letter(corpus: Path) -> None:
    for task, findings in findings_of(corpus):
        body = pack_findings(findings, task.source)
        assert body is not None
        again = unpack_findings(body, task.source, article_id=task.article_id)
        assert repr(again) == repr(findings)


def test_no_text_of_an_article_is_in_the_store(corpus: Path) -> None:
    for task, findings in findings_of(corpus):
        bare = records._encode(leave_texts_out(findings)).decode("utf-8", "replace")
        assert not any(sentence.text in bare for sentence in findings.sentences)
        assert task.source.data.decode() not in bare


def test_a_record_is_of_one_file_only(corpus: Path) -> None:
    (one, findings), (two, _), *_ = findings_of(corpus)
    body = pack_findings(findings, one.source)
    assert body is not None
    assert unpack_findings(body, two.source, article_id="S1") is None


@pytest.mark.parametrize("body", [b"", b"nonsense", zlib.compress(b"\xc1"), zlib.compress(b"\x90")])
def test_what_is_no_record_gives_nothing(corpus: Path, body: bytes) -> None:
    (task, _), *_ = findings_of(corpus)
    assert unpack_findings(body, task.source, article_id="S1") is None


def test_a_record_that_points_outside_its_article_gives_nothing(corpus: Path) -> None:
    (task, findings), *_ = findings_of(corpus)
    packed = msgspec.to_builtins(records._Record(leave_texts_out(findings)))
    packed[0]["sentences"][0]["span"]["end"] = 10**6
    body = zlib.compress(records._encode(packed))
    assert unpack_findings(body, task.source, article_id="S1") is None


def test_a_record_that_unfolds_without_end_gives_nothing(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task, findings), *_ = findings_of(corpus)
    body = pack_findings(findings, task.source)
    assert body is not None
    monkeypatch.setattr(records, "LARGEST_RECORD", 100)
    assert unpack_findings(body, task.source, article_id="S1") is None


def test_records_of_the_wrong_type_are_passed_over(corpus: Path) -> None:
    (task, findings), *_ = findings_of(corpus)
    with Store(store_path(), max_bytes=1 << 26) as store:
        kept = ArticleRecords(store)
        kept.keep(task, findings)
    connection = sqlite3.connect(store_path())
    with connection:
        connection.execute("UPDATE answers SET body = ?", ("\x1b]0;title\x07",))
    connection.close()
    with Store(store_path(), max_bytes=1 << 26) as store:
        assert ArticleRecords(store).recall(task) is None
