"""Why a file was not read or what is odd in it, in the language of the interface.

The pipeline tells it in English, with what it met filled in.
"""

from __future__ import annotations

import re
from functools import cache

from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

REASONS = (
    "a brief by rkbrief",
    "a folder named like an article",
    "a link to a folder that is read already",
    "a name that leads out of the archive",
    "a second file of this name",
    "a symbolic link",
    "a symbolic link to nothing",
    "a symbolic link to outside the corpus",
    "an archive in an archive",
    "an entry without text",
    "binary",
    "broken in the archive",
    "cannot be analysed ({what})",
    "cannot be read",
    "cannot be taken apart ({what})",
    "changed while it was read",
    "empty",
    "encrypted",
    "front matter: {what}",
    "gone before it was read",
    "holds several articles, not one",
    "its original {file} is in the corpus",
    "killed the process that analysed it",
    "killed the workers that analysed it",
    "larger than {size}",
    "more than {n} characters of text",
    "more than {n} entries",
    "more than {n} files in the archive",
    "more than {n} pages",
    "needs more than {size} of memory",
    "needs more than {size} of text",
    "neither RSS nor Atom",
    "nested too deeply",
    "no article in the archive",
    "no article in the page",
    "no entry in the feed",
    "no reader for {ending} files",
    "no such file or folder",
    "no summary ({what}): the first sentences stand in for it",
    "no text in a known encoding",
    "no text in the PDF: pictures of pages are not read",
    "not a regular file",
    "not a zip archive that can be read",
    "not read without an extra: {command}",
    "nothing below the front matter",
    "nothing but hidden or control characters",
    "packed in a way that is not read",
    "permission denied",
    "stopped after {n} s",
    "takes more than what it may use to read a {kind} file",
    "takes more than {n} seconds",
    "the archive unpacks to more than {size}",
    "unpacks to more than {n} times its size",
    "{n} invalid byte in {encoding} read as U+FFFD",
    "{n} invalid bytes in {encoding} read as U+FFFD",
)
"""What the pipeline says; between braces what it fills in."""


def say_reason(reason: str, lens: Lens) -> str:
    """Return a reason in the language of the lens, as it is where nothing is known of it."""
    for told in REASONS:
        if match := _pattern(told).fullmatch(reason):
            return speak(told, lens).format_map(match.groupdict())
    return speak(reason, lens)


@cache
def _pattern(told: str) -> re.Pattern[str]:
    """Return what finds a reason with its places filled in, each under its name."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(told)), re.DOTALL)
