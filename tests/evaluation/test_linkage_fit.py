"""The odds of joining are those of the articles as they are read now, not of some time ago."""

from __future__ import annotations

from linkage import fit, list_cases

from rkbrief.analysis.linkage import rate_odds
from rkbrief.lexicon import load_table

_SAME = 0.99
"""Share of the pairs that must be decided as odds that are fitted anew decide them."""


def test_the_odds_of_joining_are_fitted_to_what_is_read_today() -> None:
    cases = list(list_cases())
    kept, fresh = load_table("linkage")["weights"], fit(cases)
    alike = sum((rate_odds(c.seen, kept) >= 0) == (rate_odds(c.seen, fresh) >= 0) for c in cases)
    assert alike >= _SAME * len(cases), "stale: run tools/linkage.py, then tools/lexicon.py"
    assert sum(case.one for case in cases) > len(cases) // 10
