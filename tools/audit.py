"""Known vulnerabilities of what the locks install: pip-audit, and why where it cannot tell.

``python tools/audit.py`` runs the pip-audit beside this Python over both locks. It asks pypi.org
about each package, so it needs the network; a package that pypi.org does not tell of is no
package without vulnerabilities, and both are said and end with 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
_OPTIONS = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")


def find_troubles(answer: str, complaint: str) -> Iterator[str]:
    """Yield what speaks against a lock, a line each.

    ``answer`` is what pip-audit printed, ``complaint`` what it said beside that.
    """
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        why = (complaint.strip() or "no answer").splitlines()[-1]
        yield f"pypi.org cannot be asked: {why}"
        return
    if packages and all("skip_reason" in package for package in packages):
        # A mirror that knows only how to install says "not found" of each.
        yield f"pypi.org cannot be asked: nothing is told of any of the {len(packages)} packages"
        return
    for package in packages:
        for found in package.get("vulns", ()):
            mended = ", ".join(found["fix_versions"]) or "none yet"
            yield f"{package['name']} {package['version']}: {found['id']}, mended in: {mended}"
        if "skip_reason" in package:
            yield f"{package['name']}: not audited: {package['skip_reason']}"


def main() -> int:
    """Audit each lock; return 1 when there is anything to tell."""
    troubles = []
    for lock in LOCKS:
        command = [sys.executable, "-m", "pip_audit", *_OPTIONS, "--requirement", str(ROOT / lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        troubles += [f"{lock}: {line}" for line in find_troubles(done.stdout, done.stderr)]
    verdict = (
        "not sound, or not known to be" if troubles else "nothing is known against any package"
    )
    sys.stdout.write("\n".join([*troubles, verdict]) + "\n")
    return bool(troubles)


if __name__ == "__main__":
    sys.exit(main())
