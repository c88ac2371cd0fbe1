"""Colours of the stylesheet as they come out on a widget's own ground."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def find_ink(widget: Widget, name: str) -> Style:
    """Return what the component class ``name`` sets, its see-through colours worked out.

    Textual's own partial style leaves a colour like ``$text-muted`` (a share of black or white,
    whichever contrasts) at full white: louder than the text in a dark theme, gone in a light.
    """
    ink = widget.get_component_rich_style(name, partial=True)
    rules, whole = widget.get_component_styles(name), widget.get_component_rich_style(name)
    return ink + Style(
        color=whole.color if rules.has_rule("color") else None,
        bgcolor=whole.bgcolor if rules.has_rule("background") else None,
    )
