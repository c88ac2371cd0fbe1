from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import yaml
from hostile_yaml import HOSTILE_YAML
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.allowed import Method
from rkbrief.cli import run
from rkbrief.config import (
    FLAGS,
    Config,
    CorpusConfig,
    config_files,
    corpus_files,
    find_corpus_file,
    load_config,
    load_corpus,
    resolve_config,
    today,
)
from rkbrief.errors import ConfigError
from rkbrief.settings.reading import read_settings
from rkbrief.settings.types import find_type
from rkbrief.stock import digest_files

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test in an empty folder, away from the settings of whoever runs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    for name in [name for name in os.environ if name.startswith("RKBRIEF_")]:
        monkeypatch.delenv(name)


def problems_of(text: str, kind: type[msgspec.Struct] = Config) -> list[str]:
    return read_settings(text.encode(), kind, name="c.yaml").problems


def test_without_any_file_the_defaults_hold() -> None:
    assert load_config() == Config()
    assert load_corpus(None) == CorpusConfig()


def test_the_shipped_config_shows_every_key_with_its_default() -> None:
    text = (ROOT / "config.yaml").read_text("utf-8")
    assert problems_of(text) == []
    assert yaml.safe_load(text) == _plain(msgspec.to_builtins(Config()))


def test_the_starting_config_differs_from_the_shipped_one_in_where_the_corpus_is() -> None:
    shipped = (ROOT / "config.yaml").read_text("utf-8").splitlines()
    starting = (ROOT / "src/rkbrief/starter/config.yaml").read_text("utf-8").splitlines()
    changed = [new for old, new in zip(shipped, starting, strict=True) if old != new]
    assert changed == ["corpus: [articles]", "corpus_file: corpus.yaml"]


def _plain(value: object) -> object:
    """Turn tuples into lists, as YAML gives them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def test_every_problem_is_told_at_once_with_line_column_key_and_what_was_expected() -> None:
    told = problems_of(
        "summery: {method: luhn}\n"
        "summary:\n"
        "  method: lexrnk\n"
        "  sentences: many\n"
        "jobs: 1\n"
        "jobs: 2\n"
        "follow_symlinks: 'yes'\n"
        "as_of: 12:30\n"
        "corpus: seeds\n"
    )
    methods = ", ".join(sorted(get_args(Method)))
    wrong_method = f'expected one of {methods}, found "lexrnk"; did you mean "lexrank"?'
    assert told == [
        'c.yaml:1:1: summery: unknown key; did you mean "summary"?',
        f"c.yaml:3:11: summary.method: {wrong_method}",
        'c.yaml:4:14: summary.sentences: expected a whole number from 1 to 1000, found "many"',
        "c.yaml:6:1: jobs: set twice, first on line 5",
        'c.yaml:7:18: follow_symlinks: expected true or false, found "yes"',
        'c.yaml:8:8: as_of: expected a date (YYYY-MM-DD) or nothing, found "12:30"',
        'c.yaml:9:9: corpus: expected a list, found "seeds"; write [seeds]',
    ]


@pytest.mark.parametrize("text", ["no", "12:30", "2024-06-19", "1_000", "0x1F", "true", "1e3"])
def test_text_stays_text_whatever_yaml_would_make_of_it(text: str) -> None:
    Path("c.yaml").write_text(f"brief: {{author: {text}}}\n", "utf-8")
    assert load_config(Path("c.yaml")).brief.author == text


@pytest.mark.parametrize("word", ["true", "yes", "on", "True"])
def test_a_switch_takes_the_usual_words(word: str) -> None:
    Path("c.yaml").write_text(f"strict: {word}\n", "utf-8")
    assert load_config(Path("c.yaml")).strict


def test_a_date_is_a_date_quoted_or_not() -> None:
    Path("c.yaml").write_text("since: 2024-06-19\nuntil: '2024-06-20'\n", "utf-8")
    config = load_config(Path("c.yaml"))
    assert (config.since, config.until) == (date(2024, 6, 19), date(2024, 6, 20))


def test_a_key_that_stands_one_level_deeper_is_told_with_its_place() -> None:
    assert problems_of("tlp: RED\nlanguage: ja\nharbour: 1\n") == [
        'c.yaml:1:1: tlp: unknown key; did you mean "brief.tlp"?',
        'c.yaml:2:1: language: unknown key; did you mean "brief.language" or "dashboard.language"?',
        "c.yaml:3:1: harbour: unknown key",
    ]


def test_an_empty_section_means_its_defaults() -> None:
    Path("c.yaml").write_text("summary:\nbrief:\n  sections:\n", "utf-8")
    assert load_config(Path("c.yaml")) == Config()


def test_a_question_without_what_it_asks_is_told() -> None:
    assert problems_of("questions:\n  - {id: Q1}\n", CorpusConfig) == [
        "c.yaml:2:5: questions[0].ask: missing; expected text"
    ]


@pytest.mark.parametrize("name", HOSTILE_YAML)
def test_f23_hostile_yaml_is_refused_with_its_place_in_few_words(name: str) -> None:
    Path("c.yaml").write_bytes(HOSTILE_YAML[name])
    for load in (load_config, load_corpus):
        with pytest.raises(ConfigError, match=r"^c\.yaml:(\d+:\d+: .+| larger than .+)") as caught:
            load(Path("c.yaml"))
        assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("file", ["config.yaml", "seeds/corpus.yaml"])
@pytest.mark.parametrize("name", HOSTILE_YAML)
def test_f23_hostile_yaml_ends_the_program_with_2(name: str, file: str) -> None:
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text("橋は残るだろう。\n", "utf-8")
    Path(file).write_bytes(HOSTILE_YAML[name])
    command = [sys.executable, "-m", "rkbrief", "--check"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(f"rkbrief: {file}:".encode())


def test_f23_a_file_of_gigabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    names = ["config.yaml", "corpus.yaml"]
    for name in names:
        with Path(name).open("wb") as file:
            file.truncate(8 << 30)
    assert digest_files(names) == dict.fromkeys(names)
    with pytest.raises(ConfigError, match="larger than"):
        load_config()
    with pytest.raises(ConfigError, match="larger than"):
        load_corpus(tmp_path / "corpus.yaml")


@pytest.mark.parametrize("name", ["missing.yaml", "folder", "pipe"])
def test_what_is_no_readable_file_is_refused_without_waiting(name: str) -> None:
    Path("folder").mkdir()
    os.mkfifo("pipe")
    with pytest.raises(ConfigError, match=name):
        load_config(Path(name))


def test_questions_without_an_id_are_not_told_to_share_one() -> None:
    Path("corpus.yaml").write_text("questions: [{ask: a}, {ask: b}, {id: [Q], ask: c}]\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_corpus(Path("corpus.yaml"))
    assert [line.split(": ", 2)[2] for line in str(caught.value).split("\n")] == [
        "missing; expected text",
        "missing; expected text",
        "expected text, found a list",
    ]


@given(st.text(max_size=200) | st.binary(max_size=200))
@settings(deadline=None)
def test_any_content_gives_settings_or_problems(content: str | bytes) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    reading = read_settings(data, Config, name="c.yaml")
    assert isinstance(reading.values, dict)


def test_a_flag_beats_a_variable_beats_the_file_beats_the_users_own_file_key_by_key(
    tmp_path: Path,
) -> None:
    own = tmp_path / "xdg" / "rkbrief" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "jobs: 2\nsummary: {method: luhn, sentences: 4}\n"
        "brief: {author: Own, sections: {gaps: {show: false}}}\n",
        "utf-8",
    )
    Path("config.yaml").write_text(
        "summary: {method: lead, sentences: 5}\nbrief: {sections: {scale: {show: false}}}\n",
        "utf-8",
    )
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "xdg"), "RKBRIEF_METHOD": "kl"}
    environ["RKBRIEF_SENTENCES"] = "6"
    resolved = resolve_config(flags={"sentences": "7"}, environ=environ)
    config = resolved.settings
    assert (config.summary.sentences, config.summary.method) == (7, "kl")
    assert (config.brief.author, config.jobs) == ("Own", 2)
    assert sorted(config.brief.sections) == ["gaps", "scale"]
    assert resolved.origins["summary.sentences"] == "--sentences"
    assert resolved.origins["summary.method"] == "RKBRIEF_METHOD"
    assert resolved.origins["jobs"] == f"{own}:1:7"
    assert "brief.language" not in resolved.origins


def test_problems_of_every_source_are_told_together() -> None:
    Path("config.yaml").write_text("jobs: x\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        resolve_config(flags={"as-of": "soon"}, environ={"RKBRIEF_LANGUAGE": "fr"})
    assert str(caught.value).split("\n") == [
        'config.yaml:1:7: jobs: expected a whole number from 0 to 256, found "x"',
        'RKBRIEF_LANGUAGE: expected one of en, ja, found "fr"',
        '--as-of: expected a date (YYYY-MM-DD) or nothing, found "soon"',
    ]


@pytest.mark.parametrize("flag", sorted(FLAGS))
def test_every_flag_names_a_key(flag: str) -> None:
    assert find_type(Config, FLAGS[flag])


def test_rkbrief_config_names_the_file() -> None:
    Path("other.yaml").write_text("jobs: 3\n", "utf-8")
    assert resolve_config(environ={"RKBRIEF_CONFIG": "other.yaml"}).settings.jobs == 3


@pytest.mark.parametrize("flag", sorted(FLAGS))
def test_every_flag_has_a_variable_in_capitals(flag: str) -> None:
    name = "RKBRIEF_" + flag.upper().replace("-", "_")
    try:
        told = resolve_config(environ={name: "1"}, choose_corpus=False).origins.get(FLAGS[flag], "")
    except ConfigError as error:
        told = str(error).partition(":")[0]
    assert told == name


def test_the_users_own_file_may_reach_anywhere_and_so_may_a_named_one(tmp_path: Path) -> None:
    own = tmp_path / "xdg" / "rkbrief" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("output: /elsewhere/own\nscheduler: tcp://host:1\n", "utf-8")
    assert load_config().output == "/elsewhere/own"
    assert load_config().scheduler == "tcp://host:1"
    Path("named.yaml").write_text("output: /elsewhere/named\n", "utf-8")
    named = {"RKBRIEF_CONFIG": "named.yaml", "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    assert resolve_config(environ=named).settings.output == "/elsewhere/named"


def test_f31_a_config_that_was_only_found_names_no_other_machine() -> None:
    Path("config.yaml").write_text("jobs: 1\nscheduler: tcp://host:1\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert str(caught.value) == (
        "config.yaml:2:12: scheduler: config.yaml was found and not named, so it may not send "
        "articles to other machines; to trust it, say --config config.yaml"
    )
    assert load_config(Path("config.yaml")).scheduler == "tcp://host:1"


HOME = Path("/home/user/.config/rkbrief/config.yaml")


@pytest.mark.parametrize(
    ("path", "environ", "files"),
    [
        (None, {}, [Path("config.yaml")]),
        (None, {"HOME": "/home/user"}, [HOME, Path("config.yaml")]),
        (
            None,
            {"HOME": "/home/user", "XDG_CONFIG_HOME": "relative"},
            [HOME, Path("config.yaml")],
        ),
        (
            None,
            {"HOME": "/home/user", "XDG_CONFIG_HOME": "/xdg"},
            [Path("/xdg/rkbrief/config.yaml"), Path("config.yaml")],
        ),
        (None, {"RKBRIEF_CONFIG": "a.yaml"}, [Path("a.yaml")]),
        (Path("b.yaml"), {"RKBRIEF_CONFIG": "a.yaml"}, [Path("b.yaml")]),
    ],
)
def test_where_settings_are_looked_for(
    path: Path | None, environ: dict[str, str], files: list[Path]
) -> None:
    assert config_files(path, environ) == files


def test_settings_are_looked_for_as_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RKBRIEF_CONFIG", "a.yaml")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", "/home/user")
    assert config_files(None) == [HOME, Path("a.yaml")]


def test_a_config_file_that_is_named_and_missing_is_told() -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml"):
        load_config(Path("none.yaml"))


def test_paths_are_read_from_the_folder_of_the_file() -> None:
    Path("desk").mkdir()
    Path("desk/config.yaml").write_text("corpus: [articles, /a]\noutput: out\n", "utf-8")
    config = load_config(Path("desk/config.yaml"))
    assert (config.corpus, config.output) == (("desk/articles", "/a"), "desk/out")


@pytest.mark.parametrize(
    "line",
    [
        "corpus: [..]",
        "corpus: [/etc]",
        "corpus_file: ../corpus.yaml",
        "output: ../elsewhere",
        "output: ~/elsewhere",
        "output: link",
        "brief: {template_folder: /tmp}",
    ],
)
def test_f31_a_config_that_was_only_found_does_not_reach_outside_its_folder(line: str) -> None:
    Path("link").symlink_to("/tmp")
    Path("config.yaml").write_text(line + "\n", "utf-8")
    with pytest.raises(ConfigError, match="outside the folder"):
        load_config()
    assert load_config(Path("config.yaml"))


@pytest.mark.parametrize(
    ("link", "config"),
    [
        ("briefs", "jobs: 1"),
        ("briefs/harbour", "corpora: {harbour: {corpus: [seeds]}}\ncorpus_name: harbour"),
        ("curation.yaml", "jobs: 1"),
        ("curation-harbour.yaml", "corpora: {harbour: {corpus: [seeds]}}\ncorpus_name: harbour"),
    ],
)
def test_f31_no_link_in_the_folder_of_a_config_that_was_only_found_leads_outside(
    link: str, config: str, tmp_path: Path
) -> None:
    outside = tmp_path.parent / "outside"
    Path(link).parent.mkdir(exist_ok=True)
    Path(link).symlink_to(outside)
    Path("config.yaml").write_text(f"{config}\n", "utf-8")
    with pytest.raises(
        ConfigError, match=r"^config\.yaml.*: outside|is outside the folder of"
    ) as told:
        load_config()
    assert str(told.value).endswith("to trust it, say --config config.yaml")
    key = "curation" if link.startswith("curation") else "output"
    assert "harbour" in config or str(told.value).startswith(f"config.yaml: {key}: {link} is ")
    assert load_config(Path("config.yaml"))
    Path("config.yaml").unlink()
    if "harbour" not in config:
        assert load_config()  # nobody's config tells of the folder: it is its owner's


def test_f07_a_corpus_yaml_that_is_a_link_to_elsewhere_is_not_read(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text("港の橋\n\n市は橋を2年後に架け替える。\n", "utf-8")
    (tmp_path.parent / "mine.yaml").write_text("title: 内緒\n", "utf-8")
    Path("seeds/corpus.yaml").symlink_to("../../mine.yaml")
    assert run(["--export", "-o", "-", "seeds"]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"seeds/corpus.yaml: a symbolic link to outside the corpus" in err
    assert run(["--export", "-o", "-", "--corpus", "seeds/corpus.yaml", "seeds"]) == 0
    Path("seeds/corpus.yaml").unlink()
    Path("seeds/other.yaml").write_text("title: 港の橋\n", "utf-8")
    Path("seeds/corpus.yaml").symlink_to("other.yaml")
    assert run(["--export", "-o", "-", "seeds"]) == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [('""', "found "), ('" "', '""'), ('"a\\0b"', '"a\0b"')],
)
def test_f06_what_is_no_path_is_told(written: str, told: str) -> None:
    Path("config.yaml").write_text(f"output: {written}\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert str(caught.value).startswith("config.yaml:1:9: output: expected a path, found ")
    assert told in str(caught.value)


def test_the_corpus_file_lies_beside_the_articles() -> None:
    Path("a").mkdir()
    Path("a/corpus.yaml").write_text("title: T\n", "utf-8")
    Path("a/x.txt").touch()
    assert find_corpus_file([Path("a")]) == Path("a/corpus.yaml")
    assert find_corpus_file([Path("a/x.txt"), Path("a")]) == Path("a/corpus.yaml")
    assert find_corpus_file([Path()]) is None
    assert load_corpus(Path("a/corpus.yaml")).title == "T"


def lay_harbour() -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/a.txt").write_text("港は来年4月に開くとみられる。\n", "utf-8")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("beside", [None, "title: 港\n"])
def test_the_corpus_file_of_a_config_is_not_for_articles_elsewhere(
    beside: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    lay_harbour()
    if beside:
        Path("elsewhere/corpus.yaml").write_text(beside, "utf-8")
    assert run(["--export", "-o", "-", "elsewhere"]) == 0
    out, err = capfd.readouterr()
    assert "離島航路" not in out
    assert ("港 · 1 source" in out) == (beside is not None)
    assert "say --corpus corpus.yaml" in err


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "arguments",
    [["articles"], ["articles/sample.md"], ["elsewhere", "articles"],
     ["elsewhere", "--corpus", "corpus.yaml"]],
)  # fmt: skip
def test_the_corpus_file_of_a_config_is_for_its_own_articles_and_where_it_is_named(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    lay_harbour()
    assert run(["--export", "-o", "-", *arguments]) == 0
    out, err = capfd.readouterr()
    assert "離島航路の電動船 · " in out
    assert "--corpus" not in err


@pytest.mark.parametrize("kind", ["link to nothing", "pipe", "folder"])
def test_f07_f08_what_bears_the_name_of_a_corpus_file_and_is_none_is_told(kind: str) -> None:
    Path("a").mkdir()
    place = Path("a/corpus.yaml")
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere")
    with pytest.raises(ConfigError, match=r"^a/corpus\.yaml: (cannot be read|not a regular file)"):
        load_corpus(find_corpus_file([Path("a")]))


def test_two_corpus_files_are_for_a_person_to_choose_from() -> None:
    for name in "ab":
        Path(name).mkdir()
        Path(name, "corpus.yaml").touch()
    with pytest.raises(ConfigError) as caught:
        find_corpus_file([Path("a"), Path("b")])
    assert str(caught.value) == (
        "more than one corpus.yaml (a/corpus.yaml, b/corpus.yaml); choose one with --corpus FILE"
    )


def test_a_corpus_file_is_looked_for_beside_each_article_once() -> None:
    Path("a").mkdir()
    assert corpus_files(["a", "a/x.txt", Path("a/y.txt"), "b.txt"]) == [
        Path("a/corpus.yaml"),
        Path("corpus.yaml"),
    ]


def test_a_question_asked_twice_is_told_with_its_place() -> None:
    Path("corpus.yaml").write_text(
        "questions:\n- {id: Q, ask: a}\n- {id: R, ask: b}\n- {id: Q, ask: c}\n", "utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_corpus(Path("corpus.yaml"))
    assert str(caught.value) == (
        'corpus.yaml:4:8: questions[2].id: "Q" names another question already'
    )
    Path("corpus.yaml").write_text("questions: [{id: Q, ask: a}, {id: R, ask: b}]\n", "utf-8")
    assert [question.id for question in load_corpus(Path("corpus.yaml")).questions] == ["Q", "R"]


def test_every_problem_of_a_corpus_file_is_told_with_its_name() -> None:
    Path("corpus.yaml").write_text(
        "titel: T\nquestions: [{id: Q, ask: a}, {id: Q, ask: b}]\n", "utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_corpus(Path("corpus.yaml"))
    unknown, twice = str(caught.value).split("\n")
    assert unknown.startswith("corpus.yaml:1:1: ")
    assert twice.endswith('questions[1].id: "Q" names another question already')


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_f29_source_date_epoch_is_today_in_any_time_zone(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718841599")
    try:
        assert today() == today({"SOURCE_DATE_EPOCH": "1718755200"}) == date(2024, 6, 19)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_without_source_date_epoch_today_is_that_of_the_clock() -> None:
    before = datetime.now(UTC).astimezone().date()
    assert before <= today({}) <= datetime.now(UTC).astimezone().date()


def test_f29_what_is_no_source_date_epoch_is_told() -> None:
    for wrong in ("soon", "9" * 30):
        with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
            today({"SOURCE_DATE_EPOCH": wrong})
