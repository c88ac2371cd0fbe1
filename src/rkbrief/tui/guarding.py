"""What breaks a task of the dashboard ends it as a defect does, whatever class it is of.

Textual ends over an Exception. Anything else that a library raises, its ``sys.exit()`` among
them, would stop one widget from hearing, or the loop with the terminal as it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from typing import Any

from rkbrief.orders import is_failure

Told = Callable[[BaseException], None]


class _Guarded(Coroutine[Any, Any, Any]):
    """A coroutine whose failures are told and become errors that asyncio leaves in the task."""

    def __init__(self, guarded: Coroutine[Any, Any, Any], told: Told) -> None:
        self._guarded, self._told = guarded, told

    def _step(self, step: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - as coroutines take them
        try:
            return step(*given)
        except (Exception, asyncio.CancelledError):
            raise
        except BaseException as error:
            if not is_failure(error):
                raise
            self._told(error)
            raise RuntimeError(type(error).__name__) from error

    def send(self, value: Any) -> Any:  # noqa: ANN401
        """Go on to the next wait."""
        return self._step(self._guarded.send, value)

    def throw(self, *given: Any) -> Any:  # noqa: ANN401
        """Go on with an error."""
        return self._step(self._guarded.throw, *given)

    def close(self) -> None:
        """Give it up."""
        self._guarded.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        """Be waited for, which tasks are not asked to."""
        return self._guarded.__await__()


def guard_tasks(told: Told) -> None:
    """Have ``told`` called with what breaks a task or a callback of the running loop.

    What a task was broken by is never logged besides: the log would go over the screen.
    """
    loop = asyncio.get_running_loop()

    def make(
        loop: asyncio.AbstractEventLoop,
        guarded: Any,  # noqa: ANN401
        **given: Any,  # noqa: ANN401
    ) -> asyncio.Task[Any]:
        return asyncio.Task(_Guarded(guarded, told), loop=loop, **given)

    def hear(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if "handle" in context and error is not None:
            told(error)

    loop.set_task_factory(make)
    loop.set_exception_handler(hear)
