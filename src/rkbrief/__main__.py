"""Where the program starts: ``rkbrief`` and ``python -m rkbrief``."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Answered here, before click is loaded: scripts ask this often.
        from rkbrief import __version__

        try:
            os.write(1, f"rkbrief {__version__}\n".encode())
        except BrokenPipeError:
            return 141
        except OSError:
            return 5
        return 0
    if "--export" in sys.argv:
        from rkbrief.replay import replay

        if (code := replay(sys.argv[1:])) is not None:
            return code
    from rkbrief.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
