from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rkbrief import __version__, modes, orders
from rkbrief.brief.seal import seal
from rkbrief.cli import run
from rkbrief.engine import BYTES_A_PROCESS
from rkbrief.talk import Talk

NAME = "2026-05-28-離島航路の電動船"
Captured = pytest.CaptureFixture[bytes]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.usefixtures("desk")
def test_export_writes_the_brief_and_prints_its_path(capsysbinary: Captured) -> None:
    assert run(["--export"]) == 0
    assert capsysbinary.readouterr().out.decode() == f"briefs/{NAME}.md\n"
    assert Path("briefs", f"{NAME}.md").read_text("utf-8").startswith("# ")


@pytest.mark.usefixtures("desk")
def test_export_to_standard_output_is_the_brief_and_nothing_else(capsysbinary: Captured) -> None:
    assert run(["--export"]) == 0
    capsysbinary.readouterr()
    assert run(["--export", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == Path("briefs", f"{NAME}.md").read_bytes()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("out", f"out/{NAME}.json"),
        ("v1.2/", f"v1.2/{NAME}.json"),
        ("articles", f"articles/{NAME}.json"),
        ("deep/down/export.json", "deep/down/export.json"),
    ],
)
def test_output_is_a_folder_or_a_file(output: str, written: str, capsysbinary: Captured) -> None:
    assert run(["--export", "--format", "json", "-o", output]) == 0
    assert capsysbinary.readouterr().out.decode() == f"{written}\n"
    assert json.loads(Path(written).read_bytes())["schema"] == "rkbrief/1"


@pytest.mark.usefixtures("desk")
def test_the_variable_for_output_means_what_the_flag_means(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKBRIEF_OUTPUT", "-")
    assert run(["--export"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"# ")
    assert run(["--export", "-o", "out.md"]) == 0
    assert capsysbinary.readouterr().out == b"out.md\n"


@pytest.mark.usefixtures("desk")
def test_a_target_that_ends_in_json_is_json() -> None:
    assert run(["--export", "-o", "export.json"]) == 0
    assert json.loads(Path("export.json").read_bytes())["schema"] == "rkbrief/1"


@pytest.mark.usefixtures("desk")
def test_a_target_in_the_format_of_another_program_is_refused(capsysbinary: Captured) -> None:
    for name in ("brief.pdf", "brief.DOCX"):
        assert run(["--export", "-o", name]) == 2
        assert b"md, html, json or jsonl" in capsysbinary.readouterr().err
        assert not Path(name).exists()
    assert run(["--export", "-o", "folder.pdf/"]) == 0
    assert run(["--export", "-o", "brief.htm"]) == 0
    assert Path("brief.htm").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("desk")
def test_briefs_in_two_languages_and_templates_do_not_replace_each_other() -> None:
    for options in (["--language", "ja"], ["--template", "one-page"], []):
        assert run(["--export", *options]) == 0
    names = sorted(path.name for path in Path("briefs").iterdir())
    assert names == [f"{NAME}-ja.md", f"{NAME}-one-page.md", f"{NAME}.md"]


@pytest.mark.usefixtures("desk")
def test_an_export_replaces_the_export_before_it() -> None:
    for sentences in ("2", "3"):
        assert run(["--export", "-o", "e.json", "--sentences", sentences]) == 0
    assert not Path("e~1.json").exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("e.json", "{}", "did not write"),
        ("e.json", '{"schema": "rkbrief/1"}', "edited"),
        ("e.json", '{"record": "export", "schema": "rkbrief/1"}', "edited"),
        ("e.json", "notes of mine", "did not write"),
        ("e.jsonl", "", "did not write"),
        ("e.jsonl", "[]\n7\n", "did not write"),
        ("e.md", "notes of mine", "did not write"),
    ],
)
def test_f19_a_persons_file_is_kept_unless_forced(
    name: str, content: str, reason: str, capsysbinary: Captured
) -> None:
    Path(name).write_text(content, "utf-8")
    assert run(["--export", "-o", name]) == 4
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert reason in captured.err.decode()
    assert Path(name).read_text("utf-8") == content
    assert run(["--export", "-o", name, "--force"]) == 0
    stem, _, ending = name.partition(".")
    assert Path(f"{stem}~1.{ending}").read_text("utf-8") == content


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", ["e.json", "e.jsonl", "e.md", "e.html"])
def test_f19_an_export_in_which_one_digit_was_edited_is_kept(name: str) -> None:
    assert run(["--export", "-o", name]) == 0
    whole = Path(name).read_bytes()
    digits = [match.start() for match in re.finditer(rb"[1-8]", whole)]
    for at in digits[:: len(digits) // 6]:
        edited = whole[:at] + b"9" + whole[at + 1 :]
        Path(name).write_bytes(edited)
        assert run(["--export", "-o", name]) == 4
        assert Path(name).read_bytes() == edited
        assert run(["--verify", name, "-q"]) in {1, 2}
    Path(name).write_bytes(whole)
    assert run(["--export", "-o", name]) == 0


@pytest.mark.usefixtures("desk")
def test_f19_diff_shows_what_would_change_and_writes_nothing(capsysbinary: Captured) -> None:
    assert run(["--export"]) == 0
    brief = Path("briefs", f"{NAME}.md")
    before = brief.read_text("utf-8")
    brief.write_text("\x1b[2Jmine\n" + before, "utf-8")
    capsysbinary.readouterr()
    assert run(["--export", "--diff"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "-␛[2Jmine\n" in shown
    assert "\x1b" not in shown
    assert brief.read_text("utf-8") == "\x1b[2Jmine\n" + before


@pytest.mark.usefixtures("desk")
def test_verify_names_what_no_longer_stands(capsysbinary: Captured) -> None:
    assert run(["--export", "-o", "b.md"]) == 0
    assert run(["--verify", "b.md"]) == 0
    sample = Path("articles/sample.md")
    sample.write_text(sample.read_text("utf-8").replace("約9億円", "約8億円"), "utf-8")
    capsysbinary.readouterr()
    assert run(["--verify", "b.md"]) == 1
    assert re.match(r"b\.md:\d+: .", capsysbinary.readouterr().out.decode())


@pytest.mark.usefixtures("desk")
def test_a_page_is_written_verified_compared_and_kept_when_edited(capsysbinary: Captured) -> None:
    assert run(["--export", "--format", "html"]) == 0
    assert capsysbinary.readouterr().out.decode() == f"briefs/{NAME}.html\n"
    assert run(["--export", "-o", "b.html"]) == 0
    page = Path("b.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page == Path("briefs", f"{NAME}.html").read_text("utf-8")
    assert run(["--verify", "b.html"]) == 0
    assert run(["--export", "-o", "later.md", "--previous", "b.html"]) == 0
    Path("b.html").write_text(page.replace("</h1>", "!</h1>"), "utf-8")
    capsysbinary.readouterr()
    assert run(["--verify", "b.html"]) == 1
    assert re.match(r"b\.html:\d+: shows ", capsysbinary.readouterr().out.decode())
    assert run(["--export", "-o", "b.html"]) == 4


@pytest.mark.usefixtures("desk")
def test_verify_waits_for_no_pipe(capsysbinary: Captured) -> None:
    os.mkfifo("pipe.md")
    assert run(["--verify", "pipe.md"]) == 2
    assert b"pipe.md: not a regular file" in capsysbinary.readouterr().err


@pytest.mark.usefixtures("desk")
def test_list_tells_what_was_read_of_each_article(capsysbinary: Captured) -> None:
    Path("articles/\x1b[2J.txt").write_text("題\n\n本文はここにある。\n", "utf-8")
    assert run(["--list"]) == 0
    header, *rows = capsysbinary.readouterr().out.decode().splitlines()
    assert header.split("\t")[:2] == ["id", "published"]
    assert [row.split("\t")[0] for row in rows] == ["S1", "S2"]
    assert sum("2026-04-10" in row and "見本日報（架空）" in row for row in rows) == 1
    assert not any("\x1b" in row for row in rows)


@pytest.mark.usefixtures("desk")
def test_check_writes_nothing_and_tells_a_wrong_template(capsysbinary: Captured) -> None:
    assert run(["--check"]) == 0
    assert not Path("briefs").exists()
    assert run(["--check", "--template", "standrad"]) == 2
    assert "standard" in capsysbinary.readouterr().err.decode()


@pytest.mark.usefixtures("desk")
def test_check_tells_what_corpus_yaml_says_of_nothing(capsysbinary: Captured) -> None:
    corpus = Path("corpus.yaml")
    laid = corpus.read_text("utf-8")
    assert run(["--check"]) == 0
    assert b"corpus.yaml" not in capsysbinary.readouterr().err
    mistyped = laid.replace("sample.md:", "samples.md:").replace("見本日報", "見本日法")
    corpus.write_text(mistyped, "utf-8")
    assert run(["--check"]) == 0
    told = capsysbinary.readouterr().err.decode()
    assert (
        'articles: "samples.md" names no article that was read; did you mean "sample.md"?' in told
    )
    assert "is the publisher of no article that was read; did you mean" in told
    assert run(["--check", "--since", "2026-01-01"]) == 0
    assert b"samples.md" not in capsysbinary.readouterr().err


@pytest.mark.usefixtures("desk")
def test_show_config_gives_every_value_with_its_origin(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKBRIEF_LANGUAGE", "ja")
    assert run(["--show-config", "--as-of", "2026-01-02"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert "brief.language: ja  # RKBRIEF_LANGUAGE" in lines
    assert "as_of: 2026-01-02  # --as-of" in lines
    laid = Path("config.yaml").read_text("utf-8").split("\n")
    assert f"jobs: 0  # config.yaml:{laid.index('jobs: 0') + 1}:7" in lines
    assert f"brief.templates: {{}}  # config.yaml:{laid.index('  templates: {}') + 1}:14" in lines


@pytest.mark.usefixtures("desk")
def test_init_leaves_what_is_there() -> None:
    config = Path("config.yaml").read_bytes()
    Path("config.yaml").write_bytes(b"# mine\n" + config)
    assert run(["--init", "."]) == 4
    assert Path("config.yaml").read_bytes() == b"# mine\n" + config
    assert run(["--init", "n" * 300]) == 5
    Path("half").mkdir()
    Path("half/articles").touch()
    assert run(["--init", "half"]) == 5
    assert [path.name for path in Path("half").iterdir()] == ["articles"]
    assert run(["--init", "new/desk"]) == 0
    assert Path("new/desk/articles/sample.md").is_file()


def test_without_a_corpus_in_sight_init_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured, desk: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in ([], ["--export"], ["--list"]):
        assert run(arguments) == 2
        assert "--init DIR" in capsysbinary.readouterr().err.decode()
    assert desk.is_dir()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--export", "--list"],
        ["--exprot"],
        ["--export", "--format", "docx"],
        ["--export", "--as-of", "soon"],
        ["--export", "nowhere"],
        ["--export", "--config", "nowhere.yaml"],
        ["--export", "--corpus", "nowhere.yaml"],
        ["--verify", "nowhere.md"],
        ["--diff"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(
    arguments: list[str], capsysbinary: Captured
) -> None:
    assert run(arguments) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"rkbrief: ")


@pytest.mark.usefixtures("desk")
def test_without_a_mode_the_message_names_export(capsysbinary: Captured) -> None:
    assert run([]) == 2
    assert "--export" in capsysbinary.readouterr().err.decode()


@pytest.mark.usefixtures("desk")
def test_strict_exits_with_3_after_writing(capsysbinary: Captured) -> None:
    Path("articles/empty.txt").touch()
    assert run(["--export"]) == 0
    assert run(["--export", "--strict"]) == 3
    captured = capsysbinary.readouterr()
    assert captured.out.decode().count(f"{NAME}.md") == 2
    assert "skipped empty.txt: empty" in captured.err.decode()


@pytest.mark.usefixtures("desk")
def test_quiet_says_nothing_but_errors(capsysbinary: Captured) -> None:
    Path("articles/empty.txt").touch()
    assert run(["--export", "-q"]) == 0
    assert capsysbinary.readouterr().err == b""
    assert run(["--export", "-q", "--template", "x"]) == 2
    assert capsysbinary.readouterr().err != b""


@pytest.mark.usefixtures("desk")
def test_a_corpus_without_articles_is_a_failure(capsysbinary: Captured) -> None:
    Path("articles/sample.md").unlink()
    assert run(["--export"]) == 1
    assert "no article" in capsysbinary.readouterr().err.decode()


@pytest.mark.usefixtures("desk")
def test_since_and_until_are_days_of_publication() -> None:
    for options, code in (
        (["--since", "2026-04-10", "--until", "2026-04-10"], 0),
        (["--since", "2026-04-11"], 1),
        (["--until", "2026-04-09"], 1),
    ):
        assert run(["--list", *options]) == code


def test_standard_input_is_an_article(desk: Path, program: Program) -> None:
    data = (desk / "articles/sample.md").read_bytes()
    done = program("--list", "-", input=data, cwd=desk)
    assert done.returncode == 0
    assert "standard-input.md\t見本日報（架空）" in done.stdout.decode()


def test_f32_of_a_pipe_that_does_not_wait_nothing_is_lost(desk: Path) -> None:
    data = (desk / "articles/sample.md").read_bytes()
    taking, giving = os.pipe()
    os.set_blocking(taking, False)
    command = [sys.executable, "-m", "rkbrief", "--export", "--format", "json", "-o", "-", "-"]
    with subprocess.Popen(command, cwd=desk, stdin=taking, stdout=subprocess.PIPE) as process:
        os.close(taking)
        for part in (data[:100], data[100:]):
            time.sleep(1)
            os.write(giving, part)
        os.close(giving)
        assert process.stdout is not None
        told = json.loads(process.stdout.read())
    assert told["articles"][0]["characters"] == len(data.decode())


def test_f21_standard_input_that_cannot_be_read_is_told(desk: Path, program: Program) -> None:
    with (desk / "x").open("wb") as file:
        done = program("--list", "-", stdin=file, cwd=desk)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"rkbrief: standard input: cannot be read: Bad file descriptor\n")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("option", ["--config", "--init", "--previous", "--verify"])
def test_an_empty_name_is_told_and_not_passed_over(desk: Path, option: str) -> None:
    before = sorted(desk.iterdir())
    assert run(["--check", option, ""]) == 2
    assert sorted(desk.iterdir()) == before


def test_f06_a_name_that_is_too_long_is_one_line_and_exit_5(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "橋" * 100 + ".md"
    before = sorted(desk.iterdir())
    assert run(["--export", "-o", name]) == 5
    assert capsys.readouterr().err == f"rkbrief: cannot write {name}: File name too long\n"
    assert sorted(desk.iterdir()) == before


def test_f26_a_defect_is_one_line_and_exit_1(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_run: object) -> int:
        raise ZeroDivisionError("\x1b[31m")

    monkeypatch.setattr(modes, "list_articles", fail)
    assert run(["--list"]) == 1
    assert capsysbinary.readouterr().err.decode() == (
        "rkbrief: internal error: ZeroDivisionError: ␛[31m\n"
    )
    assert run(["--list", "-v"]) == 1
    assert "Traceback" in capsysbinary.readouterr().err.decode()


def test_a_count_that_a_forger_sealed_again_is_named(desk: Path, capsysbinary: Captured) -> None:
    assert run(["--export", "-o", "brief.md"]) == 0
    brief = desk / "brief.md"
    assert run(["--verify", "brief.md"]) == 0
    head, record, _ = brief.read_text("utf-8").partition("<!-- rkbrief-record")
    rest = record + _.rpartition("<!-- rkbrief ")[0]
    source = next(line for line in head.split("\n") if line.startswith("| **S1**"))
    forged = re.sub(r"\d+ / (\d+)", r"99 / \1", source)
    assert forged != source
    brief.write_text(
        seal(head.replace(source, forged) + rest, version=__version__, template="standard"), "utf-8"
    )
    capsysbinary.readouterr()
    assert run(["--verify", "brief.md"]) == 1
    line = head[: head.index(source)].count("\n") + 1
    out = capsysbinary.readouterr().out.decode()
    assert out.startswith(f"brief.md:{line}: the sources do not give")
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    "error",
    [
        MemoryError("room"),
        SystemError("error return without exception set"),
        SyntaxError("expected ':'"),
        OSError("no such file"),
        ImportError("no such module"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_f18_what_python_says_where_memory_runs_out_is_no_defect(
    error: Exception, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_run: object) -> int:
        raise error

    monkeypatch.setattr(modes, "list_articles", fail)
    assert run(["--list"]) == 1
    assert capsysbinary.readouterr().err.decode() == (
        f"rkbrief: the system refuses what the program needs: {error}\n"
    )


def test_f18_whatever_breaks_where_no_memory_is_left_is_no_defect(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_run: object) -> int:
        raise ValueError("field 'target' is required")

    monkeypatch.setattr(modes, "list_articles", fail)
    assert run(["--list"]) == 1
    assert b"internal error: ValueError" in capsysbinary.readouterr().err
    monkeypatch.setattr(orders, "_ROOM", sys.maxsize)
    assert run(["--list"]) == 1
    assert b"the system refuses what the program needs" in capsysbinary.readouterr().err


@pytest.mark.parametrize("target", ["/dev/full", "-"])
def test_f21_a_full_disk_exits_with_5(target: str, desk: Path, program: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program(
            "--export", "-o", target, cwd=desk, capture_output=False, stdout=full, stderr=-1
        )
    assert done.returncode == 5
    assert done.stderr.count(b"\n") == 1


def test_f21_a_closed_pipe_exits_with_141_silently(desk: Path, program: Program) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for arguments in (["--export", "-o", "-"], ["--help"], ["--version"], ["--list"]):
        done = program(*arguments, cwd=desk, capture_output=False, stdout=writer, stderr=-1)
        assert (arguments, done.returncode, done.stderr) == (arguments, 141, b"")
    os.close(writer)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_f25_a_signal_ends_the_program_at_once_with_its_code(
    name: str, jobs: str, desk: Path
) -> None:
    text = (desk / "articles/sample.md").read_text("utf-8")
    for number in range(200):
        (desk / f"articles/{number}.md").write_text(f"{text}\n{number}。\n", "utf-8")
    command = [sys.executable, "-m", "rkbrief", "--export", "--jobs", jobs, "-", "articles"]
    process = subprocess.Popen(command, cwd=desk, stdin=-1, stdout=-1, stderr=-1)
    assert process.stdin is not None
    process.stdin.write(b"x" * 300_000)  # more than a pipe holds: it reads, so it is up
    process.stdin.close()
    process.stdin = None
    time.sleep(0.7)
    started = time.monotonic()
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (128 + getattr(signal, name), b"", b"")
    assert time.monotonic() - started < 2
    assert not (desk / "briefs").exists()


_SIGNAL_WHILE_LOADING = """
import os, sys
from rkbrief.__main__ import main

_, module, number = sys.argv
sys.argv = ["rkbrief", "--export", "--no-cache"]

class Sender:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), int(number))

sys.meta_path.insert(0, Sender())
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["rkbrief.replay", "click", "yaml", "rkbrief.pipeline"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_f25_a_signal_before_all_is_loaded_ends_the_program_with_its_code(
    name: str, module: str, desk: Path
) -> None:
    number = getattr(signal, name)
    command = [sys.executable, "-c", _SIGNAL_WHILE_LOADING, module, str(number)]
    done = subprocess.run(command, cwd=desk, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, b"", b"")
    assert not (desk / "briefs").exists()


_SIGNAL_IN_A_FINALIZER = """
import os, signal, sys, time
from rkbrief import modes
from rkbrief.cli import run

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)

def work(_run):
    Finalized()
    time.sleep(20)
    return 0

modes.list_articles = work
sys.exit(run(["--list"]))
"""


def test_f25_a_signal_that_python_drops_is_raised_again(desk: Path) -> None:
    command = [sys.executable, "-c", _SIGNAL_IN_A_FINALIZER]
    done = subprocess.run(command, cwd=desk, capture_output=True, timeout=10, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, b"", b"")


def test_f27_f29_the_bytes_do_not_depend_on_the_environment(desk: Path, program: Program) -> None:
    text = (desk / "articles/sample.md").read_text("utf-8")
    for name in ("one", "two"):  # enough for two processes
        body = text * (1 + BYTES_A_PROCESS // len(text.encode()))
        (desk / f"articles/{name}.md").write_text(f"{name}。\n{body}", "utf-8")
    plain = program("--export", "-o", "-", cwd=desk)
    assert plain.returncode == 0
    for number, changes in enumerate(
        (
            {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"PYTHONIOENCODING": "latin-1", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
            {"PYTHONIOENCODING": "ascii", "TERM": "dumb", "PYTHONHASHSEED": "2"},
        )
    ):
        jobs = str(number)
        done = program(
            "--export", "-o", "-", "--jobs", jobs, cwd=desk, env={**os.environ, **changes}
        )
        assert (done.returncode, done.stdout) == (0, plain.stdout)


def test_f01_escapes_in_names_do_not_reach_stderr(desk: Path, program: Program) -> None:
    (desk / "articles/\x1b]0;x\x07.txt").touch()
    Path(os.fsdecode(os.fsencode(desk) + b"/articles/\xff.txt")).touch()
    for arguments in (["--export", "/\x1b[2J"], ["--export", "-v"], ["--list"]):
        done = program(*arguments, cwd=desk)
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", done.stderr + done.stdout)


def test_f01_f06_the_path_that_is_printed_does_not_act_and_can_be_read(
    desk: Path, program: Program
) -> None:
    (desk / "config.yaml").write_text(
        'corpus: [articles]\noutput: "out\\e]0;x\\a\\n\\u202e"\n', "utf-8"
    )
    for _ in range(2):  # made, and written again from memory
        told = program("--export", cwd=desk).stdout.decode()
        assert re.fullmatch("out␛\\]0;x␇␊‹RLO›/[^/\n\x1b]+\\.md\n", told)
    assert len(list((desk / "out\x1b]0;x\x07\n\u202e").glob("*.md"))) == 1
    for name in ("橋.md", os.fsdecode(b"\xff.md")):
        assert program("--export", "-o", name, cwd=desk).stdout == os.fsencode(name) + b"\n"
    assert program("--export", "-o", os.fsdecode(b"\x9b.md"), cwd=desk).stdout == (
        "‹U+DC9B›.md\n".encode()
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_of_the_shell(shell: str, capsysbinary: Captured) -> None:
    assert run(["--completion", shell]) == 0
    assert b"_RKBRIEF_COMPLETE" in capsysbinary.readouterr().out


def test_version_is_the_packages(program: Program) -> None:
    assert re.fullmatch(rb"rkbrief \d+\.\d+\.\d+\n", program("--version").stdout)
    assert program("--version").stdout == program("--version", "-q").stdout


def test_talk_survives_a_lost_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    Talk().complain("nobody hears this")
    assert sys.stderr is None


@pytest.mark.usefixtures("desk")
def test_clearing_the_cache_is_said_and_nothing_is_printed(capsysbinary: Captured) -> None:
    assert run(["--list"]) == 0
    capsysbinary.readouterr()
    assert run(["--clear-cache"]) == 0
    told = capsysbinary.readouterr()
    assert (told.out, b"removed" in told.err) == (b"", True)
    assert run(["--clear-cache", "-q"]) == 0
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.usefixtures("desk")
def test_without_the_cache_nothing_is_kept(capsysbinary: Captured) -> None:
    assert run(["--list", "--no-cache"]) == 0
    capsysbinary.readouterr()
    assert run(["--clear-cache"]) == 0
    assert b"nothing was kept" in capsysbinary.readouterr().err


@pytest.mark.usefixtures("desk")
def test_a_cache_that_cannot_be_used_is_noted_once_and_costs_nothing(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert run(["--export", "-o", "out.md"]) == 0
    lines = capsysbinary.readouterr().err.decode().splitlines()
    assert [line for line in lines if "/dev/null" in line] == lines
    assert len(lines) == 1
    assert run(["--export", "-q", "-o", "out.md"]) == 0
    assert capsysbinary.readouterr().err == b""


@pytest.mark.usefixtures("desk")
def test_the_tokenizer_is_chosen_by_flag_or_variable_and_named_in_the_brief(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["--export", "-o", "-"]) == 0
    assert b"tokenizer janome" in capsysbinary.readouterr().out
    assert run(["--export", "-o", "-", "--tokenizer", "lindera"]) == 0
    chosen = capsysbinary.readouterr().out
    assert b"tokenizer lindera" in chosen
    monkeypatch.setenv("RKBRIEF_TOKENIZER", "lindera")
    assert run(["--export", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == chosen


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("mode", ["--export", "--list", "--check", None])
def test_a_tokenizer_that_is_not_installed_exits_with_2_and_names_its_extra(
    mode: str | None, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rkbrief.fingerprint.find_libraries", list)
    assert run([*([mode] if mode else []), "--tokenizer", "lindera"]) == 2
    assert b"pip install 'rkbrief[fast]'" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--export", "-o", ""], "--output: the name is empty; was a variable left unset?"),
        (["--export", "--corpus", ""], "--corpus: the name is empty"),
        (["--export", "--since", ""], "--since: the day is empty; was a variable left unset?"),
        (["--list", "--until", ""], "--until: the day is empty"),
        (["--export", "--as-of", ""], "--as-of: the day is empty"),
        (["--list", "-o", "x.md"], "--output goes with --export; --list writes to standard output"),
        (["--list", "--format", "json"], "--list writes lines of text or, with --format jsonl"),
        (["--verify", "x.md", "--format", "html"], "--verify writes lines of text or"),
        (["--clear-cache", "articles"], "--clear-cache reads no articles: it takes no PATH"),
        (["--init", "desk", "articles"], "--init reads no articles: it takes no PATH"),
    ],
)
def test_what_a_mode_would_pass_over_is_refused(
    arguments: list[str], told: str, capsysbinary: Captured
) -> None:
    assert run(arguments) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert told in captured.err.decode()


@pytest.mark.usefixtures("desk")
def test_a_folder_to_start_from_cannot_be_a_file(capsysbinary: Captured) -> None:
    Path("notes.txt").write_text("mine")
    assert run(["--init", "notes.txt"]) == 5
    assert "notes.txt is a file; name a folder" in capsysbinary.readouterr().err.decode()
    assert Path("notes.txt").read_text() == "mine"
