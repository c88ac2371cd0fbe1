"""Words of likelihood and the percentages beside them, in a text that rkbrief wrote."""

from __future__ import annotations

import re
from functools import cache

from rkbrief.lexicon import load_table
from rkbrief.model import LIKELIHOOD_BANDS


def gives_band(text: str) -> bool:
    """Tell whether a text gives a likelihood in percent."""
    return _worded().search(text) is not None


def find_wrong_bands(text: str) -> list[str]:
    """Return the percentages that are not those of the word, or words, before them."""
    return [match["band"] for match in _worded().finditer(text) if not _is_right(match)]


def without_bands(text: str) -> str:
    """Return a text without its words of likelihood and the percentages that belong to them."""
    return _worded().sub(lambda m: " " if _is_right(m) else m[0], text)


def _is_right(match: re.Match[str]) -> bool:
    """Tell whether a band runs from the bottom of its first word to the top of its last."""
    bands = {
        name: band
        for word, band in LIKELIHOOD_BANDS.items()
        for name in load_table("phrases")["likelihood"][word].values()
    }
    last = bands[match["last"]]
    first = bands[match["first"]] if match["first"] else last
    return (match["low"], match["high"]) == (str(first[0]), str(last[1]))


@cache
def _worded() -> re.Pattern[str]:
    """Return the pattern of a band with the word or the two words that it belongs to.

    What a source states itself is no band: it is proven like any other number.
    """
    likelihood = load_table("phrases")["likelihood"]
    names = [name for word in LIKELIHOOD_BANDS for name in likelihood[word].values()]
    word = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    to = "|".join(re.escape(t) for t in load_table("phrases")["marks"]["to"].values())
    stated = "|".join(re.escape(mark) for mark in load_table("phrases")["marks"]["stated"].values())
    return re.compile(
        rf"(?:(?P<first>{word})(?:{to}))?(?P<last>{word})[ ,、(（]{{0,3}}"
        r"(?P<band>(?P<low>\d+)–(?P<high>\d+) %)"
        rf"(?!, (?:{stated}))"
    )
