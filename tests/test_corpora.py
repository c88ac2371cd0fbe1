"""Several corpora in one config.yaml, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.cli import run
from rkbrief.config import Config, load_config, resolve_config
from rkbrief.errors import ConfigError
from rkbrief.settings.layers import Resolved

TWO = """\
output: out
curation: notes/kept.yaml
corpus_file: corpus.yaml
corpora:
  harbour: {corpus: [quay, pier/a.txt]}
  鉄道: {corpus: [rail], corpus_file: rail.yaml, output: lines, curation: mine.yaml}
"""


@pytest.fixture(autouse=True)
def _beside_the_desk(desk: Path) -> None:
    """Start from the folder of --init with a config of its own."""
    (desk / "config.yaml").write_text(TWO, "utf-8")
    for folder in ("quay", "rail"):
        (desk / folder).mkdir()
        text = f"県は、{folder}の工事が2027年に終わる見通しだと発表した。費用は120億円だ。\n"
        (desk / folder / "a.txt").write_text(text, "utf-8")
    (desk / "rail.yaml").write_text("title: Rails\n", "utf-8")
    (desk / "quay/corpus.yaml").write_text("title: Quays\n", "utf-8")


def choose(name: str, **environ: str) -> Resolved[Config]:
    return resolve_config(flags={"corpus-name": name}, environ=environ)


def places(config: Config) -> tuple[object, ...]:
    return config.corpus, config.corpus_file, config.output, config.curation


def test_a_corpus_without_places_of_its_own_gets_some_beside_those_of_the_file() -> None:
    chosen = choose("harbour")
    assert places(chosen.settings) == (
        ("quay", "pier/a.txt"), None, "out/harbour", "notes/kept-harbour.yaml",
    )  # fmt: skip
    assert chosen.origins["corpus"] == "config.yaml:5:21"
    assert chosen.origins["output"] == "config.yaml:5:21"


def test_a_corpus_may_name_all_its_places() -> None:
    chosen = choose("鉄道")
    assert places(chosen.settings) == (("rail",), "rail.yaml", "lines", "mine.yaml")
    assert chosen.origins["output"] == "config.yaml:6:56"


@pytest.mark.parametrize("mode", ["--export", "--list", "--check"])
def test_an_empty_list_of_articles_is_told_with_its_place(
    mode: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    empty = "corpus: expected a file or folder, found an empty list\n"
    Path("config.yaml").write_text("output: out\ncorpus: []\n", "utf-8")
    assert run([mode]) == 2
    assert capsysbinary.readouterr().err.decode() == f"rkbrief: config.yaml:2:9: {empty}"
    assert run([mode, "quay"]) == 0
    Path("config.yaml").write_text("corpora: {a: {corpus: []}}\n", "utf-8")
    capsysbinary.readouterr()
    assert run([mode, "--corpus-name", "a"]) == 2
    assert capsysbinary.readouterr().err.decode() == f"rkbrief: config.yaml:1:23: {empty}"
    Path("config.yaml").write_text(f"corpus: []\n{TWO}", "utf-8")
    assert run([mode]) == 2
    assert b"choose one, --corpus-name: harbour" in capsysbinary.readouterr().err
    assert run([mode, "--corpus-name", "harbour", "--config", "config.yaml"]) == 2  # no pier


def test_without_a_name_the_corpora_change_nothing() -> None:
    assert places(load_config()) == (("seeds",), "corpus.yaml", "out", "notes/kept.yaml")


def test_a_variable_or_the_config_names_the_corpus_and_a_flag_beats_both() -> None:
    named = {"RKBRIEF_CORPUS_NAME": "harbour"}
    assert resolve_config(environ=named).settings.corpus == ("quay", "pier/a.txt")
    assert choose("鉄道", **named).settings.corpus == ("rail",)
    Path("config.yaml").write_text(TWO + "corpus_name: 鉄道\n", "utf-8")
    assert load_config().corpus == ("rail",)
    assert resolve_config(environ=named).settings.corpus == ("quay", "pier/a.txt")


def test_variables_and_flags_go_before_what_a_corpus_says() -> None:
    given = {"RKBRIEF_OUTPUT": "elsewhere", "RKBRIEF_CORPUS": "other.yaml"}
    config = choose("鉄道", **given).settings
    assert places(config) == (("rail",), "other.yaml", "elsewhere", "mine.yaml")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("harbor", 'no corpus "harbor"; did you mean "harbour"?; there is harbour, 鉄道'),
        ("xyz", 'no corpus "xyz"; there is harbour, 鉄道'),
    ],
)
def test_a_name_that_is_not_known_is_told_with_those_that_are(
    name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--check", "--corpus-name", name]) == 2
    assert capsys.readouterr().err == f"rkbrief: --corpus-name: {told}\n"


def test_where_only_a_name_is_missing_the_names_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("config.yaml").write_text("corpora: {quay: {corpus: [quay]}}\n", "utf-8")
    assert run(["--export"]) == 2
    assert "choose one, --corpus-name: quay\n" in capsys.readouterr().err


def test_a_config_without_corpora_says_so() -> None:
    Path("config.yaml").write_text("corpus_name: harbour\n", "utf-8")
    with pytest.raises(ConfigError, match=r"config.yaml:1:14: no corpus .* names none"):
        load_config()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a: {}", "config.yaml:2:6: corpora.a.corpus: missing; expected a list"),
        ("a: {corpus: quay}", "config.yaml:2:15: corpora.a.corpus: expected a list"),
        ("a: {corpus: [quay], ouput: b}", 'unknown key; did you mean "output"?'),
        ("../a: {corpus: [quay]}", "config.yaml:2:3: corpora: expected a name of letters"),
        ("a/b: {corpus: [quay]}", 'found "a/b"'),
        ('"": {corpus: [quay]}', "expected a name"),
        (f"{'a' * 51}: {{corpus: [quay]}}", "expected a name"),
        ("a: {corpus: [quay]}\n  a: {corpus: [rail]}", "set twice, first on line 2"),
    ],
)
def test_what_is_wrong_with_a_corpus_is_told_with_its_place(line: str, told: str) -> None:
    Path("config.yaml").write_text(f"corpora:\n  {line}\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        "corpus: [..]",
        "corpus: [link]",
        "corpus: [quay], output: ../out",
        "corpus: [quay], corpus_file: /etc/hosts",
        "corpus: [quay], curation: ~/c.yaml",
    ],
)
def test_f31_a_corpus_of_a_config_that_was_only_found_stays_in_its_folder(given: str) -> None:
    Path("link").symlink_to("/tmp")
    Path("config.yaml").write_text(f"corpora:\n  a: {{{given}}}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"corpora\.a\.\w+(\[0\])?: outside the folder"):
        load_config()
    assert load_config(Path("config.yaml")).corpora["a"]


def test_each_corpus_is_read_by_itself_and_written_to_its_own_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("pier").mkdir()
    Path("pier/a.txt").touch()
    Path("pier/corpus.yaml").unlink(missing_ok=True)
    assert run(["--export", "-q", "--corpus-name", "鉄道"]) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written.parent == Path("lines")
    text = written.read_text("utf-8")
    assert "railの工事" in text
    assert "quayの工事" not in text
    assert run(["--verify", str(written), "--corpus-name", "鉄道"]) == 0
    assert run(["--verify", str(written), "--corpus-name", "harbour"]) == 1


def test_a_name_and_a_path_are_one_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--list", "--corpus-name", "鉄道", "quay"]) == 2
    assert "give one of them" in capsys.readouterr().err


def test_a_path_goes_before_a_name_in_the_config(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.yaml").write_text(TWO.replace("corpus_file: corpus.yaml\n", ""), "utf-8")
    with Path("config.yaml").open("a", encoding="utf-8") as file:
        file.write("corpus_name: 鉄道\n")
    assert run(["--list", "quay"]) == 0
    assert "a.txt" in capsys.readouterr().out
    assert run(["--show-config", "quay"]) == 0
    assert "output: out  # config.yaml:1:9" in capsys.readouterr().out
