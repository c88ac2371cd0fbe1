"""Which sections make a brief: the named sets, their limits, and what may not be missing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from rkbrief.config import BriefSettings
from rkbrief.errors import TemplateError
from rkbrief.settings.types import quote

SETS: Mapping[str, tuple[str, ...]] = {
    "standard": (
        "title",
        "bottom-line",
        "key-judgments",
        "analyst",
        "key-figures",
        "competing-forecasts",
        "due-and-resolved",
        "assumptions",
        "gaps",
        "changes",
        "sources",
        "scale",
        "method",
        "endnotes",
    ),
    "one-page": (
        "title",
        "bottom-line",
        "key-judgments",
        "analyst",
        "key-figures",
        "due-and-resolved",
        "scale",
        "method",
        "endnotes",
    ),
    "figures-only": ("title", "key-figures", "method", "endnotes"),
}
MANDATORY = ("title", "method", "endnotes")
"""No brief goes without them, whatever the config says."""

_LIMITS: Mapping[str, Mapping[str, int]] = {
    "standard": {
        "key-judgments": 6,
        "key-figures": 10,
        "competing-forecasts": 4,
        "due-and-resolved": 6,
        "assumptions": 6,
        "gaps": 4,
        "changes": 5,
    },
    "one-page": {"key-judgments": 3, "key-figures": 5, "due-and-resolved": 2},
}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class Limit(Struct, frozen=True, gc=False):
    """How many items a section lists.

    ``most`` None is all of them. ``grows`` tells that nobody set it: half as much again is
    listed for each story beyond two, up to three times as much.
    """

    most: int | None
    grows: bool = False


class Layout(Struct, frozen=True, gc=False):
    """The sections of one brief in order, and how many items each lists at most."""

    template: str
    sections: tuple[str, ...]
    limits: Mapping[str, Limit]

    def limit(self, section: str) -> Limit:
        """Return how many items a section lists."""
        return self.limits.get(section, Limit(None))


def lay_out(template: str, settings: BriefSettings) -> Layout:
    """Choose the sections of a brief.

    Raises:
        TemplateError: there is no such set, or a section's name is no name.
    """
    sets = {**SETS, **settings.templates}
    if template not in sets:
        raise TemplateError(f"no template {quote(template)}{did_you_mean(template, sets)}")
    names = tuple(name for name in dict.fromkeys(sets[template]) if _is_shown(name, settings))
    for name in names:
        if not _NAME.fullmatch(name):
            raise TemplateError(f"template {template}: {name!r} is no name of a section")
    grows = template != "one-page"
    usual = {} if template == "figures-only" else _LIMITS.get(template, _LIMITS["standard"])
    limits = {name: Limit(most, grows) for name, most in usual.items()}
    for name, section in settings.sections.items():
        if section.limit is not None:
            limits[name] = Limit(section.limit)
    return Layout(template, names, limits)


def _is_shown(name: str, settings: BriefSettings) -> bool:
    """Tell whether the config leaves a section in the brief."""
    return name not in settings.sections or settings.sections[name].show


def did_you_mean(wrong: str, known: Mapping[str, object] | list[str]) -> str:
    """Return the end of a message that names what there is instead."""
    import difflib  # 6 ms

    close = difflib.get_close_matches(wrong, list(known), n=1)
    there_is = f"; there is {', '.join(sorted(known))}"
    return f"; did you mean {close[0]!r}?" if close else there_is
