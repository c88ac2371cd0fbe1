"""The dashboard's stylesheet, which is not parsed a second time for the theme that it has."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class Style(Stylesheet):
    """Textual's, parsed anew for other variables only; rules that are added, it parses by itself.

    Textual parses the dashboard's own rules twice at each start: when it notices the theme, and
    once more, with those of its widgets, when something is to be painted.
    """

    _stale = False

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the variables of a theme, if they are others."""
        if variables != self._variables:
            super().set_variables(variables)
            self._stale = True

    def reparse(self) -> None:
        """Parse all rules with the variables that hold, unless they were."""
        if self._stale:
            super().reparse()
            self._stale = False
        else:
            self._rules_map = None  # what was added meanwhile is parsed when it is asked for
