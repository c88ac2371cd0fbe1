"""The palette's actions, and what it says when none is meant."""

from __future__ import annotations

from textual.command import Hit, Hits, Provider
from textual.content import Content
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
