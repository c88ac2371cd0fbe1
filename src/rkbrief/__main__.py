"""Where the program starts: ``rkbrief`` and ``python -m rkbrief``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        code = _run()
    except (ImportError, OSError) as error:  # a file of the program that cannot be read
        code = _complain(error)
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


def _complain(error: Exception) -> int:
    """Say in one line why the program cannot be loaded, with what needs no loading."""
    told = " ".join(str(error).split()).encode("ascii", "backslashreplace")
    with suppress(OSError):
        os.write(2, b"rkbrief: the system refuses what the program needs: " + told + b"\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
