"""The palette's actions, and what it says when none is meant."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.command import CommandPalette, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.system_commands import SystemCommandsProvider

from rkbrief.safe_text import SafeText


def make_actions(nothing: SafeText) -> type[Provider]:
    """Return what finds every action by its name and says ``nothing`` where none matches.

    Textual's own word for that is English only.
    """

    class Actions(SystemCommandsProvider):
        """Every action by its name."""

        async def search(self, query: str) -> Hits:
            """Yield what matches, else a line that says that nothing does."""
            found = False
            async for hit in super().search(query):
                found = True
                yield hit
            if not found:
                yield Hit(0, Content(nothing), lambda: None, text=nothing)

    return Actions


class Palette(CommandPalette):
    """Textual's palette, which ends the program over a key that comes early or a click too late.

    A key may come before its list is there, a click from where the window just was.
    """

    def _action_command_list(self, action: str) -> None:
        with suppress(NoMatches):
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        with suppress(NoMatches):
            super()._action_cursor_down()

    def _on_mount(self, event: events.Mount) -> None:
        """Textual's own asks next what lies below; where it was left meanwhile, it shall not."""
        if not self.is_current:
            event.prevent_default()

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        """Textual's own asks next what was clicked; where nothing is, it shall not."""
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            event.prevent_default()
