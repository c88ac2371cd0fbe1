"""Articles that share an origin: three copies of one agency text are one witness.

Two articles share an origin when a good part of the shorter stands in the other word for
word (a copy, an edited copy, a long quotation), when one agency's credit stands over the
same lead, when one author wrote both leads, or when both digest the same original. Shared
text is found by hashing the stretches between commas, so that the work grows with the text
and not with the pairs of articles (the idea of document fingerprints: Manber 1994).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from rkbrief.analysis.terms import find_terms, fold
from rkbrief.lexicon import load_table
from rkbrief.model import ArticleFindings
from rkbrief.safe_text import leave_hidden

_STRETCH = re.compile(r"[、。，．！？!?「」『』\s]+")
_SHORTEST = 10
"""Characters of a stretch that is worth a hash: shorter ones are set phrases."""
_SHARED_PART = 0.25
_SHARED_LEAST = 60
_SAME_LEAD = 0.6
_LEAD = 3
_FEW = 8
"""Sentences of a text that may be a copy of another though none has a stretch worth a hash."""
_HOLDERS = 40


def find_origins(findings: Sequence[ArticleFindings]) -> tuple[tuple[str, ...], ...]:
    """Return groups of article ids with a common origin; every article is in exactly one.

    Groups and their members are in the order of ``findings``.
    """
    root = list(range(len(findings)))
    for i, j in (*_find_equals(findings), *_find_copies(findings), *_find_credits(findings)):
        a, b = sorted((_climb(root, i), _climb(root, j)))
        root[b] = a
    groups: dict[int, list[str]] = defaultdict(list)
    for n, found in enumerate(findings):
        groups[_climb(root, n)].append(found.article.id)
    return tuple(tuple(group) for _, group in sorted(groups.items()))


def _climb(root: list[int], n: int) -> int:
    while root[n] != n:
        root[n] = root[root[n]]
        n = root[n]
    return n


def _find_equals(findings: Sequence[ArticleFindings]) -> list[tuple[int, int]]:
    """Return the pairs of the same sentences, which may be too short for a stretch, and the first.

    Only what is short is looked at whole: in longer texts the stretches tell.
    """
    first: dict[str, int] = {}
    equals = []
    for n, found in enumerate(findings):
        if len(found.sentences) > _FEW:
            continue
        whole = "\n".join(fold(leave_hidden(sentence.text)) for sentence in found.sentences)
        if whole and first.setdefault(whole, n) != n:
            equals.append((first[whole], n))
    return equals


def _find_copies(findings: Sequence[ArticleFindings]) -> list[tuple[int, int]]:
    """Return the pairs of which one holds a good part of the other word for word."""
    holders: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    copies: list[tuple[int, int]] = []
    for n, found in enumerate(findings):
        stretches = {s for sentence in found.sentences for s in _list_stretches(sentence.text)}
        sizes.append(sum(map(len, stretches)))
        shared: dict[int, int] = {}
        for stretch in stretches:
            earlier = holders[stretch]
            for i in earlier:
                shared[i] = shared.get(i, 0) + len(stretch)
            if len(earlier) < _HOLDERS:
                earlier.append(n)
        copies += [
            (i, n)
            for i, length in shared.items()
            if length >= min(_SHARED_LEAST, sizes[i], sizes[n])
            and length >= _SHARED_PART * min(sizes[i], sizes[n])
        ]
    return copies


def _list_stretches(text: str) -> list[str]:
    return [s for s in _STRETCH.split(fold(leave_hidden(text))) if len(s) >= _SHORTEST]


def _find_credits(findings: Sequence[ArticleFindings]) -> list[tuple[int, int]]:
    """Return the pairs under one credit, one author or one original that lead alike."""
    under: dict[tuple[str, str], list[int]] = defaultdict(list)
    leads: dict[int, frozenset[str]] = {}
    pairs = []
    for n, found in enumerate(findings):
        for name in _list_credits(found):
            leads[n] = leads.get(n) or _read_lead(found)
            pairs += [
                (i, n)
                for i in under[name][-_HOLDERS:]
                if name[0] == "original" or _lead_alike(leads[i], leads[n])
            ]
            under[name].append(n)
    return pairs


def _list_credits(found: ArticleFindings) -> list[tuple[str, str]]:
    """Return who stands behind an article: agency, author, the original of a digest."""
    article = found.article
    names = []
    if article.digest_of:
        names.append(("original", article.digest_of.sha256))
    if article.author:
        names.append(("author", fold(article.author)))
    edges = [*found.sentences[:1], *found.sentences[-1:]]
    lines = [article.publisher or "", *(d.text for d in article.dropped if d.rule == "byline")]
    credits_text = fold("\n".join([*lines, *(s.text[:20] + "\n" + s.text[-20:] for s in edges)]))
    names += [("agency", agency) for agency in sorted(set(_agency().findall(credits_text)))]
    return names


@cache
def _agency() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_table("joining")["agencies"]))
    return re.compile(
        rf"(?:^|[(\[【=＝/])\s*({names})(?:通信)?(?:社)?\s*(?:[)\]】=＝/]|$)", re.MULTILINE
    )


def _read_lead(found: ArticleFindings) -> frozenset[str]:
    return find_terms(fold("".join(s.text for s in found.sentences[:_LEAD])))


def _lead_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two articles open with the same news, by the words of their leads."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= _SAME_LEAD * least
