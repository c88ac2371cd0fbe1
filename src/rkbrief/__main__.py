"""Where the program starts: ``rkbrief`` and ``python -m rkbrief``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    code = _run()
    # Everything goes with the process. To look it through for waste first took a tenth of a run.
    gc.freeze()
    return code


def _run() -> int:
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
