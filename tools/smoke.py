"""The built wheel, tried as strangers get it: by pip, pipx and uv, each in an empty environment.

``python tools/smoke.py [PYTHON]...`` installs the one wheel in dist/ with pip 23.2.1 under each
PYTHON (default: python3.11, python3.12, python3.13, those that start here), then with pipx and with
uv. Each rkbrief lays out a folder, writes a brief of it and proves it, and all briefs have to be
the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

DIST = Path(__file__).parent.parent / "dist"
PYTHONS = ("python3.11", "python3.12", "python3.13")
OLD_PIP = "pip==23.2.1"
"""The pip of Debian's and of Ubuntu's Python that is in use longest."""


def main(pythons: Sequence[str]) -> int:
    """Try the wheel everywhere; return 1 when two briefs differ. What fails raises."""
    (wheel,) = DIST.glob("*.whl")
    digests: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="rkbrief-smoke-") as folder:
        for name, program in _installed(wheel, pythons, Path(folder)):
            desk = Path(folder) / f"desk-{len(digests)}"
            digests[name] = use(program, desk)
            sys.stdout.write(f"{digests[name]}  {name}\n")
            sys.stdout.flush()
    return len(set(digests.values())) != 1


def _installed(wheel: Path, pythons: Sequence[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each way of installing and the program that it gives."""
    found = list(pythons) or [path for python in PYTHONS if (path := find_python(python))]
    if not found:
        raise SystemExit(f"none of {', '.join(PYTHONS)} starts here; make smoke PYTHONS=PATH")
    for number, python in enumerate(found):
        bin_ = make_environment(python, folder / f"pip-{number}", OLD_PIP)
        do(bin_ / "python", "-m", "pip", "install", "-q", f"{wheel}[feed,html,pdf]")
        version = do(bin_ / "python", "-c", "import platform; print(platform.python_version())")
        yield f"{OLD_PIP}, Python {version.strip()} ({python})", bin_ / "rkbrief"
    tools = make_environment(found[0], folder / "tools", "pipx", "uv")
    for name in ("pipx", "uv"):
        place = folder / name
        settings = {
            "PIPX_HOME": str(place), "PIPX_BIN_DIR": str(place / "bin"),
            "PIPX_MAN_DIR": str(place / "man"),
            "UV_TOOL_DIR": str(place), "UV_TOOL_BIN_DIR": str(place / "bin"),
        }  # fmt: skip
        verb = ["tool"] if name == "uv" else []
        do(tools / name, *verb, "install", "--python", found[0], str(wheel), settings=settings)
        yield f"{name} install", place / "bin" / "rkbrief"


def find_python(name: str) -> str | None:
    """Return where a Python is, None where there is none that starts: pyenv's may not."""
    path = shutil.which(name)
    if path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode:  # noqa: S603
        sys.stdout.write(f"{path} does not start; to try it, name the Python itself in PYTHONS\n")
        return None
    return path


def make_environment(python: str, place: Path, *packages: str) -> Path:
    """Make an empty environment with some packages and return its folder of programs."""
    do(python, "-m", "venv", str(place))
    do(place / "bin" / "python", "-m", "pip", "install", "-q", *packages)
    return place / "bin"


def use(program: Path, desk: Path) -> str:
    """Go the way from nothing to a brief that stands; return its digest."""
    do(program, "--version")
    do(program, "--init", str(desk))
    do(program, "--check", cwd=desk)
    for form in ("md", "html", "json"):
        do(program, "--export", "--format", form, "-o", f"brief.{form}", cwd=desk)
    do(program, "--verify", "brief.md", cwd=desk)
    do(program, "--verify", "brief.html", cwd=desk)
    return sha256(b"".join((desk / f"brief.{f}").read_bytes() for f in ("md", "html"))).hexdigest()


def do(
    *command: str | Path, cwd: Path | None = None, settings: Mapping[str, str] | None = None
) -> str:
    """Run a command away from this checkout, ``settings`` in its environment; return its output."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "RKBRIEF_"))}
    done = subprocess.run(  # noqa: S603 - the programs that were just installed
        [str(word) for word in command],
        cwd=cwd or tempfile.gettempdir(),
        env={**kept, "SOURCE_DATE_EPOCH": "1780000000", **(settings or {})},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
