"""The fixed wording of a brief in its language, from lexicon/phrases.yaml."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from rkbrief.brief.markdown import Markdown, as_markdown
from rkbrief.lexicon import load_table

_FIELD = re.compile(r"\{(\w+)\}")
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Phrases(Struct, frozen=True, gc=False):
    """Looks up wording; ``language`` is ``en`` or ``ja``."""

    language: str

    def say(self, key: str, **values: object) -> Markdown:
        """Return the wording of ``group.name`` with its fields filled.

        A plain str among ``values`` is escaped. ``n`` picks between the wording for one and
        for any other number, or among those for one, for two and for more. Raises KeyError
        for a wording or field that does not exist.
        """
        group, name = key.split(".")
        wording = load_table("phrases")[group][name][self.language]
        if isinstance(wording, list):
            n = values.get("n")
            wording = wording[n - 1 if isinstance(n, int) and 0 < n < len(wording) else -1]
        values.setdefault("colon", self.colon)
        return Markdown(_FIELD.sub(lambda m: str(as_markdown(values[m[1]])), wording))

    @property
    def colon(self) -> Markdown:
        """What stands between a lead-in and what it leads to."""
        return Markdown(load_table("phrases")["marks"]["colon"][self.language])

    def day(self, value: date | str) -> Markdown:
        """Write a date, or an ISO 8601 date, month, year or interval of them."""
        if isinstance(value, date):
            value = value.isoformat()
        first, _, last = value.partition("/")
        if last and first != last:
            return Markdown(f"{self.day(first)}–{self.day(last)}")
        match = _ISO_DAY.fullmatch(first)
        if not match:
            return as_markdown(value)
        year, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
        if not 0 <= month <= len(_MONTHS):
            return as_markdown(value)
        if self.language == "ja":
            parts = [f"{year}年", f"{month}月" if month else "", f"{day}日" if day else ""]
            return Markdown("".join(parts))
        parts = [str(day) if day else "", _MONTHS[month - 1] if month else "", year]
        return Markdown(" ".join(part for part in parts if part))


def headings(section: str) -> tuple[str, ...]:
    """Return the heading of a section in every language, for a reader of briefs."""
    return tuple(load_table("phrases")["sections"].get(section, {}).values())
