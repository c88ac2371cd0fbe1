"""How much a sentence reads like a forecast, whatever words it has chosen.

The tables know many expressions of what is to come; writers know more. Each run of a few
characters, anywhere in a sentence or at its end, where Japanese says how it is meant, has a
weight in lexicon/forecast_odds.yaml, learned from labelled sentences: logistic regression on
character n-grams (Joachims 1998 and Peng et al. 2003 classify texts so).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import repeat
from typing import Any

from rkbrief.lexicon import compile_rules, load_table

_DIGITS = re.compile("[0-9]+")
_END = 18  # characters
_LONGEST = 400  # characters of a sentence that are looked at, its last
_ANYWHERE = range(1, 4)  # lengths of the runs
_AT_END = range(2, 6)
_WORTH = 100.0  # the weights are hundredths


def rate_forecast(text: str, weights: Mapping[str, Any] | None = None) -> float:
    """Return the natural logarithm of the odds that the sentence ``text`` makes a forecast.

    Above 0 it reads more like one than not; 1.4 stands for four to one. ``weights`` are a table
    like that of the lexicon, to be tried in its place.
    """
    table = load_table("forecast_odds") if weights is None else weights
    anywhere, at_end = list_runs(text)
    told = sum(map(table["anywhere"].get, anywhere, repeat(0)))
    told += sum(map(table["at_end"].get, at_end, repeat(0)))
    return float(table["bias"] + told) / _WORTH


def list_runs(text: str) -> tuple[set[str], set[str]]:
    """Return the runs of characters of a sentence: those anywhere in it, those at its end.

    Widths are folded, a number is 0, and what may be of a thing only named is left out. ^ and $
    stand at the ends of what is looked at.
    """
    plain = _DIGITS.sub("0", unicodedata.normalize("NFKC", text[-_LONGEST:]))
    plain = compile_rules("forecast_odds", "of_a_noun").sub("", plain)
    end = f"^{plain[-_END:]}$"
    return _runs(plain, _ANYWHERE), _runs(end, _AT_END)


def _runs(text: str, lengths: range) -> set[str]:
    return {text[i : i + n] for n in lengths for i in range(len(text) - n + 1)}
