"""What asks the program to end from outside, told from what a library raises when it breaks.

A library may raise anything: ``sys.exit()``, too, and classes of its own that are no Exception. In
a process of this program's own a signal raises :class:`Signalled` and nothing else, so all the
rest are failures there. In a script of somebody's they may be that script's own orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

REFUSALS = (OSError, ImportError, MemoryError, SystemError, SyntaxError)
"""What the system's refusal to give a file of the program, or room for it, comes up as.

Where memory runs out in the middle of a call of its own, Python may forget to say so (SystemError)
or find fault with a file that it could not hold (SyntaxError). No program raises either by itself.
"""

_ROOM = 16 << 20
"""Bytes that whoever runs has left. Short of them Python calls anything wrong, at any place."""

_ours = False


class Signalled(BaseException):
    """A signal asked the program to end. Not an Exception, so that nothing swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def is_refusal(error: BaseException) -> bool:
    """Tell whether ``error`` comes of what the system refused, not of a defect of the program."""
    if isinstance(error, REFUSALS):
        return True
    try:
        bytearray(_ROOM)
    except MemoryError:
        return True
    return False


def is_failure(error: BaseException) -> bool:
    """Tell whether ``error`` is something that broke, not an order to be passed on."""
    ordered = isinstance(error, (Signalled, KeyboardInterrupt))
    return isinstance(error, Exception) or (_ours and not ordered)


def own_process() -> None:
    """Take every order in this process for a signal, until it ends."""
    global _ours  # noqa: PLW0603 - a fact about the process
    _ours = True


@contextmanager
def owning_process() -> Iterator[None]:
    """Do so in the block."""
    global _ours  # noqa: PLW0603 - likewise
    before, _ours = _ours, True
    try:
        yield
    finally:
        _ours = before
