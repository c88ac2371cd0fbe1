from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"textual", "rich", "janome", "sumy", "numpy", "jinja2", "nltk", "markdown_it"}
READING = {"janome", "sumy", "numpy", "nltk", "textual", "rich"}


def modules_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh process has loaded after ``code``."""
    script = f"import json, sys\n{code}\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    names = json.loads(done.stderr.rpartition(b"\n")[2])
    return {name.partition(".")[0] for name in names}


def modules_of(*arguments: str, jobs: int = 1) -> set[str]:
    """Return the top-level modules that the program loads for ``arguments``, in one process."""
    code = (
        f"import os; os.environ['RKBRIEF_JOBS'] = '{jobs}'; sys.argv[1:] = {list(arguments)!r}\n"
        "import rkbrief.__main__ as m; m.main()"
    )
    return modules_after(code)


@pytest.mark.parametrize(
    "code",
    [
        "import rkbrief",
        "import rkbrief.pipeline",
        "import rkbrief.config, rkbrief.model, rkbrief.safe_text",
    ],
)
def test_importing_loads_nothing_heavy(code: str) -> None:
    assert modules_after(code) & HEAVY == set()


def test_version_loads_no_library_at_all() -> None:
    light = {"click", "yaml", "msgspec", "sqlite3", "dataclasses", "re"}
    assert modules_of("--version") & (HEAVY | light) == {"re"} & modules_after("pass")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("-q", "--version")])
def test_help_loads_click_and_neither_settings_nor_yaml(arguments: tuple[str, ...]) -> None:
    loaded = modules_of(*arguments)
    assert "click" in loaded
    assert loaded & (HEAVY | {"yaml", "msgspec", "sqlite3"}) == set()


@pytest.mark.usefixtures("desk")
def test_a_tokenizer_is_loaded_beside_where_there_may_be_another_process() -> None:
    loaded = modules_of("--export", "--no-cache", "-o", "out.md", jobs=2)
    assert (loaded & {"janome", "jinja2"}) == {"jinja2"}
    assert Path("out.md").exists()


@pytest.mark.usefixtures("desk")
def test_a_warm_export_loads_no_library_at_all() -> None:
    assert "janome" in modules_of("--export", "-o", "out.md")
    slow = HEAVY | {"click", "yaml", "msgspec", "dataclasses", "inspect", "hashlib", "typing"}
    assert modules_of("--export", "-o", "out.md") & slow == set()
    assert "click" in modules_of("--export", "-o", "-")
    assert modules_of("--export", "-o", "-") & (slow | {"pathlib"}) == set()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--export", "-o", "out.md", "--language", "ja"),
        ("--export", "-o", "out.json"),
        ("--list",),
        ("--check",),
    ],
)
def test_what_is_made_of_articles_that_are_known_loads_no_tokenizer_and_no_ranking(
    arguments: tuple[str, ...],
) -> None:
    modules_of("--check")
    assert modules_of(*arguments) & READING == set()


@pytest.mark.usefixtures("desk")
def test_sumy_and_numpy_are_loaded_for_sumys_methods_and_for_many_sentences_only() -> None:
    assert modules_of("--export", "-o", "out.md") & {"sumy", "nltk", "numpy"} == set()
    assert "sumy" in modules_of("--export", "--method", "lexrank", "-o", "out.md")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("arguments", [("--list",), ("--show-config",), ("--completion", "bash")])
def test_what_makes_no_brief_loads_no_templates(arguments: tuple[str, ...]) -> None:
    modules_of("--check")
    assert modules_of(*arguments) & HEAVY == set()


@pytest.mark.usefixtures("desk")
def test_one_new_article_loads_its_tokenizer_and_the_others_are_not_read_again() -> None:
    modules_of("--check")
    Path("articles/new.txt").write_text("新しい橋が架かる見通しだ。\n", "utf-8")
    assert "janome" in modules_of("--check")


def test_every_public_name_resolves() -> None:
    assert "rkbrief" in modules_after(
        "import rkbrief\nfor n in rkbrief.__all__: getattr(rkbrief, n)"
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    import rkbrief

    with pytest.raises(AttributeError, match="nonsense"):
        _ = rkbrief.nonsense
    assert set(rkbrief.__all__) <= set(dir(rkbrief))
