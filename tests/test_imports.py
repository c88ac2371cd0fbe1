from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "janome", "sumy", "numpy", "jinja2", "nltk", "markdown_it"}


def modules_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh process has loaded after ``code``."""
    script = f"import json, sys\n{code}\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stderr)}


@pytest.mark.parametrize(
    "code",
    [
        "import rkbrief",
        "import rkbrief.pipeline",
        "import rkbrief.config, rkbrief.model, rkbrief.safe_text",
        "sys.argv[1:] = ['--version']; import rkbrief.__main__ as m; m.main()",
        "sys.argv[1:] = ['--help']; import rkbrief.__main__ as m; m.main()",
        "sys.argv[1:] = ['-q', '--version']; import rkbrief.__main__ as m; m.main()",
    ],
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    assert modules_after(code) & HEAVY == set()


def test_version_is_answered_before_click_and_yaml_are_loaded() -> None:
    code = "sys.argv[1:] = ['--version']; import rkbrief.__main__ as m; m.main()"
    assert modules_after(code) & {"click", "yaml", "msgspec"} == set()


def test_every_public_name_resolves() -> None:
    assert "rkbrief" in modules_after(
        "import rkbrief\nfor n in rkbrief.__all__: getattr(rkbrief, n)"
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    import rkbrief

    with pytest.raises(AttributeError, match="nonsense"):
        _ = rkbrief.nonsense
    assert set(rkbrief.__all__) <= set(dir(rkbrief))
