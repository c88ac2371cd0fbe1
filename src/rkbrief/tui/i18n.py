"""The interface's own words in two languages, through gettext, switched at run time."""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import as_file, files

LANGUAGES = ("en", "ja")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Load the catalogue of ``language``; English is what the code itself says."""
    with as_file(files("rkbrief.tui").joinpath("locale")) as folder:
        return gettext.translation("rkbrief", folder, [language], fallback=language == "en")


def translate(text: str, language: str) -> str:
    """Return ``text``, a word of the interface, in ``language``."""
    return _catalogue(language).gettext(text) if text else ""  # gettext("") is the file's head
