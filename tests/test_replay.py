"""An export is written again from memory only when everything that it depends on is the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from rkbrief import __main__, article, fingerprint, joining, replay
from rkbrief.__main__ import heed_signals
from rkbrief.analysis import summaries
from rkbrief.cli import run as run_anew
from rkbrief.orders import Signalled
from rkbrief.run import Run
from rkbrief.store import Store
from rkbrief.store_file import find_store

ARTICLES = Path("articles")


@pytest.fixture(autouse=True)
def _here(desk: Path) -> Path:
    return desk


def export(*arguments: str) -> int:
    """Export anew, and keep what is needed to do so again."""
    return run_anew(["--export", "-o", "out.md", *arguments])


def again(*arguments: str) -> int | None:
    return replay.replay(["--export", "-o", "out.md", *arguments])


def test_an_export_is_written_again_with_its_exit_code_and_its_path(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert export("-v") == 0
    first = capfdbinary.readouterr()
    made = Path("out.md").read_bytes()
    Path("out.md").unlink()
    assert again("-v") == 0
    assert capfdbinary.readouterr() == first
    assert b"articles read" in first.err
    assert Path("out.md").read_bytes() == made


@pytest.mark.parametrize(
    ("first", "told"), [("out.md", "other.md"), ("out", "folder/"), ("-", "folder/"), ("out", "-")]
)
def test_the_same_brief_goes_wherever_it_is_told(
    first: str, told: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run_anew(["--export", "-o", first]) == 0
    made = _written(capfdbinary)
    assert replay.replay(["--export", "-o", told]) == 0
    assert _written(capfdbinary) == made


def _written(captured: pytest.CaptureFixture[bytes]) -> bytes:
    """Return what was exported, on standard output or in the file that is named there."""
    out = captured.readouterr().out
    return out if b"\n" in out.strip() else Path(os.fsdecode(out.strip())).read_bytes()


def test_without_a_target_the_name_is_the_same() -> None:
    assert run_anew(["--export"]) == 0
    (path,) = Path("briefs").iterdir()
    made = path.read_bytes()
    path.unlink()
    assert replay.replay(["--export"]) == 0
    assert path.read_bytes() == made


def test_json_is_written_again_as_json() -> None:
    assert run_anew(["--export", "-o", "out.json"]) == 0
    made = Path("out.json").read_bytes()
    Path("out.json").write_bytes(made)
    assert replay.replay(["--export", "-o", "other.json"]) == 0
    assert Path("other.json").read_bytes() == made
    assert replay.replay(["--export", "-o", "other.md"]) is None


def edit_article() -> None:
    article = next(ARTICLES.glob("*.txt"), None) or next(ARTICLES.glob("*.md"))
    article.write_text(article.read_text("utf-8") + "雨が降った。\n", "utf-8")


def edit_under_the_same_date_and_size() -> None:
    article = next(ARTICLES.glob("*.txt"), None) or next(ARTICLES.glob("*.md"))
    there, text = article.stat(), article.read_text("utf-8")
    article.write_text(text.replace("。", "、", 1), "utf-8")
    os.utime(article, ns=(there.st_atime_ns, there.st_mtime_ns))


def add_article() -> None:
    (ARTICLES / "new.txt").write_text("新しい橋が架かる見通しだ。\n", "utf-8")


def add_something_to_skip() -> None:
    (ARTICLES / "scan.pdf").write_bytes(b"%PDF-")


def edit_corpus() -> None:
    with Path("corpus.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# remark\n")


def edit_config() -> None:
    with Path("config.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# remark\n")


def write_own_config() -> None:
    own = Path(os.environ["XDG_CONFIG_HOME"], "rkbrief", "config.yaml")
    own.parent.mkdir(parents=True)
    own.write_text("summary: {sentences: 2}\n", "utf-8")


def write_curation() -> None:
    Path("curation.yaml").write_text("title: 別の題\n", "utf-8")


def turn_articles_into_a_link() -> None:
    ARTICLES.rename("elsewhere")
    ARTICLES.symlink_to("elsewhere")


@pytest.mark.parametrize(
    "change",
    [
        edit_article,
        edit_under_the_same_date_and_size,
        add_article,
        add_something_to_skip,
        edit_corpus,
        edit_config,
        write_own_config,
        write_curation,
        turn_articles_into_a_link,
    ],
)
def test_whatever_changes_the_run_is_made_anew(change: Callable[[], None]) -> None:
    export()
    assert again() == 0
    change()
    assert again() is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RKBRIEF_LANGUAGE", "ja"),
        ("SOURCE_DATE_EPOCH", "1790000000"),
        ("RKBRIEF_CONFIG", "config.yaml"),
    ],
)
def test_another_environment_is_another_run(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    export()
    monkeypatch.setenv(name, value)
    assert again() is None


@pytest.mark.parametrize(
    "arguments", [("--language", "ja"), ("-q",), ("articles",), ("--no-cache",), ("--diff",)]
)
def test_other_arguments_are_another_run(arguments: tuple[str, ...]) -> None:
    export()
    assert again(*arguments) is None


def test_another_day_place_or_program_is_another_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    export()
    with monkeypatch.context() as other:
        other.setattr("rkbrief.replay.time.strftime", lambda _: "2027-01-01")
        assert again() is None
    with monkeypatch.context() as other:
        other.chdir(tmp_path)
        assert again() is None
    with monkeypatch.context() as other:
        other.setattr(replay, "digest_program", lambda: b"another")
        assert again() is None
    assert again() == 0


def test_a_program_that_cannot_read_itself_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "__file__", "/nowhere/rkbrief.zip/fingerprint.py")
    assert fingerprint._digest(frozenset()) == b""
    monkeypatch.setattr(replay, "digest_program", lambda: b"")
    export()
    assert again() is None


def test_what_changes_during_a_run_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def recall(_run: Run) -> None:
        edit_article()

    monkeypatch.setattr("rkbrief.modes.recall", recall)
    export()
    assert again() is None


@pytest.mark.parametrize("setting", ["cache: {use: false}", "brief: {template_folder: mine}"])
def test_what_is_not_to_be_kept_is_not(setting: str) -> None:
    Path("mine").mkdir()
    text = Path("config.yaml").read_text("utf-8")
    key = setting.partition(":")[0]
    kept = [part for part in text.split("\n\n") if f"\n{key}:" not in f"\n{part}"]
    Path("config.yaml").write_text("\n\n".join([*kept, f"{setting}\n"]), "utf-8")
    assert export() == 0
    assert again() is None


def test_what_a_person_edited_is_told_as_ever(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export()
    with Path("out.md").open("a", encoding="utf-8") as file:
        file.write("mine\n")
    capfdbinary.readouterr()
    assert again() is None
    assert export() == 4
    assert Path("out.md").read_text("utf-8").endswith("mine\n")


def test_strict_is_remembered() -> None:
    add_something_to_skip()
    assert export("--strict") == 3
    assert again("--strict") == 3


def test_f20_a_closed_pipe_ends_silently_with_141() -> None:
    assert run_anew(["--export", "-o", "-"]) == 0
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "rkbrief", "--export", "-o", "-"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_f25_a_signal_ends_it_with_its_code(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    export()

    def interrupted(*_arguments: object, **_options: object) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr(replay, "write_target", interrupted)
    heed_signals()
    with pytest.raises(Signalled) as ended:
        again()
    assert ended.value.number == number


@pytest.mark.parametrize(
    "told",
    [
        "out", "out.md", "out.JSON", "a.b/", "a.b//", "a.b/.", "a.b/c", "./a.html", ".md", "..md",
        "a..md", "a.", ".", "..", "/", "/x.json/..", "題.jsonl",
    ],
)  # fmt: skip
def test_the_ending_of_a_target_is_what_tells_its_format(told: str) -> None:
    assert replay._tell_ending(told) == Path(told).suffix


def put_in_place(body: bytes) -> None:
    """Put ``body`` where the record of the export is looked for."""
    key, _ = replay._key_of(["--export", "-o", "out.md"])
    assert key is not None
    with Store(find_store(), max_bytes=1 << 26) as store:
        store.put(key, body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"{}\nfalse brief",
        b"[]\nfalse brief",
        b"[" * 100_000 + b"\nfalse brief",
        b'{"stock": {"corpus": 7}}\nfalse brief',
        b'{"stock": {"corpus": [["/"], "no", "many"], "files": 1, "links": 2}}\nfalse brief',
        b'{"stock": "\\u001b[31m"}\nfalse brief',
    ],
)
def test_f22_a_record_that_is_none_is_passed_over(body: bytes) -> None:
    put_in_place(body)
    assert again() is None
    assert not Path("out.md").exists()


def test_an_export_asks_its_memory_first_and_other_modes_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export()
    monkeypatch.setattr(sys, "argv", ["rkbrief", "--export", "-o", "out.md"])
    monkeypatch.setattr("rkbrief.cli.run", lambda _, **__: 99)
    assert __main__.main() == 0
    monkeypatch.setattr(sys, "argv", ["rkbrief", "--check"])
    assert __main__.main() == 99


def fail(*_: object, **__: object) -> NoReturn:
    raise MemoryError


@pytest.mark.parametrize("what", ["summarise_sentences", "split_sentences"])
def test_f15_what_lost_something_to_a_failure_is_not_written_again(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ARTICLES / "b.txt").write_text("港の橋\n\n費用は45億円に増える可能性が高い。\n", "utf-8")
    real = getattr(article, what)

    def fail_once(sentences: Any, **given: Any) -> Any:  # noqa: ANN401
        return fail() if given["article_id"] == "S1" else real(sentences, **given)

    with monkeypatch.context() as patch:
        patch.setattr(article, what, fail_once)
        assert export() == 0
    assert again() is None
    assert export() == 0
    assert again() == 0


def test_f15_a_summary_of_the_corpus_that_failed_is_not_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = summaries.summarise_corpus

    def fail_unless_lead(findings: Any, *, method: str, **given: Any) -> Any:  # noqa: ANN401
        return real(findings, method=method, **given) if method == "lead" else fail()

    with monkeypatch.context() as patch:
        patch.setattr(joining, "summarise_corpus", fail_unless_lead)
        assert export() == 0
    assert again() is None
