"""The source distribution and the wheel, built twice and compared byte for byte.

``python tools/dist.py`` writes both to dist/ and prints their digests. The second build is of the
source distribution, elsewhere and with other permissions for new files; what differs is named.
All times in them are that of the last commit, or SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build, compare and print; return 1 when the two builds are not the same."""
    DIST.mkdir(exist_ok=True)
    for old in DIST.iterdir():
        old.unlink()
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or last_commit()
    first = build(ROOT, DIST, epoch=epoch, umask=0o022)
    with tempfile.TemporaryDirectory() as folder:
        (source,) = (path for path in first if path.name.endswith(".tar.gz"))
        with tarfile.open(source) as packed:
            packed.extractall(folder, filter="data")
        (unpacked,) = Path(folder).iterdir()
        second = build(unpacked, Path(folder) / "again", epoch=epoch, umask=0o077)
        again = {path.name: digest(path) for path in second}
    for path in first:
        sys.stdout.write(f"{digest(path)}  {path.relative_to(ROOT)}\n")
    different = [path.name for path in first if again.get(path.name) != digest(path)]
    for name in different:
        sys.stderr.write(f"{name}: another build of the same source gives other bytes\n")
    return bool(different)


def build(source: Path, target: Path, *, epoch: str, umask: int) -> list[Path]:
    """Build what is in ``source`` into ``target`` and return the files."""
    subprocess.run(  # noqa: S603 - hatchling of this very Python
        [sys.executable, "-m", "hatchling", "build", "-d", str(target)],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
        umask=umask,
        capture_output=True,
        check=True,
    )
    return sorted(target.iterdir())


def last_commit() -> str:
    """Return the time of the last commit in seconds."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - the git of whoever releases
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return told.stdout.strip()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
