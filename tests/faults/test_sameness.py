"""One corpus, one brief: the same bytes whatever surrounds the program (F27, F29)."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

Often = Callable[[int, int], int]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
TEXTS = (
    "港の橋、架け替えへ\n\n市は港の橋を2年後に架け替える。費用は約45億円で、負担が増える可能性が高い。\n",
    "橋の費用\n\n橋の架け替えには45億円かかると市は説明した。田中教授は、費用は増えるだろうとみる。\n",
    "港の船\n\n離島航路の船は2030年までに半分が電動になる見通しだ。1日に約3200人が乗る。\n",
    "町の声\n\n住民は橋が残るとはみていない。専門家は、来年は便数が3割減ると予測する。\n",
)
LOCALES = ("C", "POSIX", "C.UTF-8", "ja_JP.eucJP", "tr_TR.UTF-8", "de_DE.UTF-8")
ZONES = ("UTC", "Asia/Tokyo", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu")


@dataclass(frozen=True)
class Surroundings:
    """What a brief must not depend on."""

    seed: int
    jobs: int
    order: int
    locale: str
    zone: str
    deep: bool
    store: bool
    encoding: str

    def variables(self) -> dict[str, str]:
        """Return the environment."""
        return {
            **os.environ,
            "PYTHONHASHSEED": str(self.seed),
            "LANG": self.locale,
            "LC_ALL": self.locale,
            "TZ": self.zone,
            "PYTHONIOENCODING": self.encoding,
            "PYTHONUTF8": "0",
            "COLUMNS": str(20 + self.seed),
        }


def surroundings(count: int) -> Iterator[Surroundings]:
    """Yield different surroundings, each value of each kind early."""
    dice = random.Random(29)  # noqa: S311 - made to be repeated
    for number in range(count):
        yield Surroundings(
            seed=number % 10,
            jobs=(1, 2, 0)[number % 3],
            order=dice.randrange(1000),
            locale=LOCALES[number % len(LOCALES)],
            zone=ZONES[number % len(ZONES)],
            deep=number % 2 == 1,
            store=number % 4 > 1,
            encoding=("utf-8", "latin-1", "ascii")[number % 3],
        )


def lay_corpus(folder: Path, order: int) -> None:
    """Write the articles in some order, so that the folder lists them in another."""
    folder.mkdir(parents=True)
    names = list(enumerate(TEXTS))
    random.Random(order).shuffle(names)  # noqa: S311
    for number, text in names:
        (folder / f"{number}.txt").write_text(text, "utf-8")


@pytest.mark.parametrize("form", ["md", "json"])
def test_f27_f29_as_many_surroundings_as_there_are_give_one_brief(
    tmp_path: Path, desk: Path, program: Program, often: Often, form: str
) -> None:
    written = set()
    for number, around in enumerate(surroundings(often(4, 30))):
        place = tmp_path / ("a/b/深い" if around.deep else "c") / str(number)
        lay_corpus(place / "articles", around.order)
        for name in ("config.yaml", "corpus.yaml"):
            shutil.copy(desk / name, place)
        arguments = ["--export", "-q", "--format", form, "--jobs", str(around.jobs), "-o", "-"]
        if not around.store:
            arguments.append("--no-cache")
        done = program(*arguments, cwd=place, env=around.variables(), timeout=600)
        assert (done.returncode, done.stderr) == (0, b"")
        written.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(written) == 1


@pytest.mark.parametrize(
    "variables",
    [
        {"TERM": "dumb", "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
        {"TERM": "", "LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"NO_COLOR": "1", "LC_ALL": "ja_JP.eucJP", "PYTHONIOENCODING": "euc-jp"},
    ],
)
def test_f27_a_brief_is_utf8_with_line_feeds_and_talk_fits_its_stream(
    desk: Path, program: Program, variables: dict[str, str]
) -> None:
    (desk / "articles/空.txt").touch()
    done = program("--export", "-o", "-", cwd=desk, env={**os.environ, **variables}, timeout=600)
    assert done.returncode == 0
    assert b"\r" not in done.stdout
    assert "離島" in done.stdout.decode("utf-8")
    told = done.stderr.decode(variables["PYTHONIOENCODING"])
    assert "skipped" in told
    assert "空.txt" in told or "\\u7a7a.txt" in told
