"""Keys in the order in which they are typed, each for what the one before it has opened.

Textual hands a key to the widget in focus, which may come to it after the next key is handed out,
and a dialog opens a moment after the key that asks for it: what is typed fast would go where the
focus was, not where it went. So a key waits until the one before it has been done.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input, OptionList

from rkbrief.tui.dialogs import Dialog

ASKING = "asking"
"""The group of workers that ask something in dialogs: until one is there, keys wait for it."""
_PAGING = frozenset({"pageup", "pagedown"})
_MOMENT = 0.01
_LONGEST = 2.0
"""Seconds that a key waits at most, when the views are in: it is no use to wait for what hangs."""
_SETTLING = 1.0
"""Seconds after which a screen takes keys though nothing on it asked for them."""


class Keyboard(App[int]):
    """The part of the dashboard that takes keys.

    ``strokes`` counts those that were done, ``last_stroke`` is when the last one came.
    """

    def __init__(self) -> None:
        super().__init__()
        self.strokes = 0
        self.last_stroke = 0.0
        self._furnished = False
        self._held: deque[events.Key | events.Paste] = deque()
        self._holding_since = 0.0
        self._opened: WeakKeyDictionary[Screen[object], float] = WeakKeyDictionary()

    async def begin_typing(self) -> None:
        """Take keys from now on; do what was typed before."""
        self._furnished = True
        self._holding_since = time.monotonic()
        await self._type_held()

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed until it is known what it is for."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.last_stroke = time.monotonic()
            if self._held or self._waits():
                if not self._held:
                    self._holding_since = time.monotonic()
                    self.set_timer(_MOMENT, self._type_held)
                self._held.append(event)
                return
        await self._type(event)

    async def _type(self, event: events.Event) -> None:
        """Do what an event asks for, a key's in here and not where the focus is by and by."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.strokes += 1
            if await self._acts(event):
                return
        await super().on_event(event)

    async def _type_held(self) -> None:
        """Do the first of what was held, if it is known by now what it is for."""
        if not self._held:
            return
        if not self._waits():
            await self._type(self._held.popleft())
            self._holding_since = time.monotonic()
            self.call_later(self._type_held)  # behind the messages that it set off
        else:
            self.set_timer(_MOMENT, self._type_held)

    def is_typed_since(self, strokes: int) -> bool:
        """Tell whether a key came after the first so many were done."""
        return self.strokes + len(self._held) > strokes

    # -- waiting -------------------------------------------------------------------------

    def _waits(self) -> bool:
        """Tell whether what is typed now may be for what is not there yet."""
        if not self._furnished:
            return True
        if self._held and time.monotonic() - self._holding_since > _LONGEST:
            return False
        asked = any(w.group == ASKING and not w.is_finished for w in self.workers)
        return (asked and not isinstance(self.screen, Dialog)) or self._opens() or self._stirs()

    def _opens(self) -> bool:
        """Tell whether the screen in front is too new to take keys."""
        screen = self.screen
        if screen is self.screen_stack[0]:
            return False
        since = self._opened.setdefault(screen, time.monotonic())
        if screen.focused is not None:
            self._opened[screen] = 0.0
        return screen.focused is None and time.monotonic() - since < _SETTLING

    def _stirs(self) -> bool:
        """Tell whether messages are on their way from what has the focus, which move it on."""
        chain = (self.focused or self.screen).ancestors_with_self
        return any(node.message_queue_size for node in chain if node is not self)

    # -- doing ---------------------------------------------------------------------------

    async def _acts(self, event: events.Key) -> bool:
        """Do what a key is bound to, or put its letter in; tell whether there was either."""
        if event.key in _PAGING and not all(o.scrollable_content_region for o in self._choices()):
            return True  # Textual looks for the line of a choice, and ends where none has room
        if await self._check_bindings(event.key, priority=True):
            return True
        field = self.focused
        if isinstance(field, Input) and event.is_printable and event.character:
            field.replace(event.character, *field.selection)
            return True
        return await self._check_bindings(event.key)

    def _choices(self) -> Iterable[OptionList]:
        """The lists of choices that stand open: the palette's, a dialog's."""
        return self.screen.query(OptionList).results(OptionList)
