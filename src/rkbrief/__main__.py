"""Where the program starts: ``rkbrief`` and ``python -m rkbrief``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import redirect_stderr, suppress

from rkbrief.orders import REFUSALS, Signalled, is_refusal

_SIGNALLED = 128
_INTERRUPT = 2
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_REFUSED = "the system refuses what the program needs"
_NO_ROOM = f"rkbrief: {_REFUSED}: memory\n".encode()


def main() -> int:
    """Run the command line and return its exit code."""
    gc.disable()  # modules are kept: a collection while they load finds nothing
    try:
        code = _run_telling_why_not()
    except REFUSALS:  # not even room to say why
        with suppress(OSError):
            os.write(2, _NO_ROOM)
        code = 1
    # Everything goes with the process. To look it through for waste first took a tenth of a run.
    gc.freeze()
    gc.enable()  # for a caller that goes on
    return code


def _run_telling_why_not() -> int:
    """Run the command line and say in one line what ends it; return the exit code."""
    try:
        _name_files_in_utf8()
        return _run()
    except UnicodeEncodeError as error:
        return _complain(f"an argument is no text in {error.encoding}, this locale's encoding", 2)
    except (Signalled, KeyboardInterrupt) as stop:  # the latter before signals are heeded
        return _SIGNALLED + int(getattr(stop, "number", _INTERRUPT))
    except BaseException as error:  # noqa: BLE001 - what comes before cli's own line of defence
        if is_refusal(error):
            return _complain(f"{_REFUSED}: {str(error) or 'memory'}", 1)
        told = _REFUSED if _is_hollow(error) else "internal error"
        return _complain(f"{told}: {type(error).__name__}: {error}", 1)


def _is_hollow(error: BaseException) -> bool:
    """Tell whether a module was found empty, as a package is whose first file cannot be asked for.

    Python then takes the bare folder for a namespace package (PEP 420).
    """
    module = getattr(error, "obj", None)
    return isinstance(module, type(sys)) and getattr(module, "__file__", None) is None


def _name_files_in_utf8() -> None:
    """Start anew in Python's UTF-8 mode (PEP 540) where the locale has another encoding.

    Its encoding could not name the files that a Japanese config names, nor a brief by its title,
    and each locale would read the names of articles in another way. What is said keeps to it.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or os.name != "posix":
        return
    command = [*map(os.fsencode, sys.orig_argv)]
    if sys.stderr is not None:
        os.environ.setdefault("PYTHONIOENCODING", sys.stderr.encoding)
    with suppress(OSError):  # what needs no such name can be done here
        os.execv(sys.executable, [command[0], b"-X", b"utf8", *command[1:]])  # noqa: S606 - itself


def heed_signals() -> None:
    """End with the code that stands for a signal, and leave no file half written behind."""
    import signal

    def stop(number: int, _frame: object) -> None:
        raise Signalled(number)

    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


def _run() -> int:
    if sys.argv[1:] == ["--version"]:
        # Answered here, before click is loaded: scripts ask this often.
        from rkbrief import __version__

        try:
            os.write(1, f"rkbrief {__version__}\n".encode())
        except BrokenPipeError:
            return 141
        except OSError as error:
            return _complain(f"cannot write to standard output: {error.strerror}", 5)
        return 0
    heed_signals()  # before what takes a moment to load
    __import__("_datetime")  # msgspec dies where Python has only its own datetime
    if "--export" in sys.argv:
        from rkbrief.replay import replay

        if (code := replay(sys.argv[1:])) is not None:
            return code
        with redirect_stderr(None):  # where a hash cannot be loaded, hashlib logs a page of its own
            import hashlib  # noqa: F401 - 3 ms
    from rkbrief.cli import run

    code = run(sys.argv[1:], at_end=True)
    _heed_no_more()
    return code


def _heed_no_more() -> None:
    """Let a signal end what is left to do here as it ends any program: all is written."""
    import signal

    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)


def _complain(text: str, code: int) -> int:
    """Say in one line what cannot be done, with what needs no loading; return ``code``."""
    sys.stderr = None  # what goes with the process adds nothing, be it without memory
    line = " ".join(text.split())
    told = "".join(char if " " <= char <= "~" else ascii(char)[1:-1] for char in line)
    with suppress(OSError):
        os.write(2, f"rkbrief: {told}\n".encode())
    return code


if __name__ == "__main__":
    sys.exit(main())
