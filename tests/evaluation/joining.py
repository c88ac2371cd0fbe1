"""Score what joins the articles: facts told twice, conflicts, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from gold import GoldCorpus
from ledger import Ledger

Places = Mapping[str, tuple[str, str]]
"""(fact or question, file) by the id of a matched figure or forecast."""


def score_questions(export: Mapping[str, Any], asked: Places, ledger: Ledger) -> None:
    """Compare pairs of forecasts in different articles with the questions of the export."""
    together = {
        frozenset(pair) for q in export["questions"] for pair in combinations(q["forecasts"], 2)
    }
    for a, b in combinations(sorted(asked), 2):
        (ask_a, file_a), (ask_b, file_b) = asked[a], asked[b]
        if file_a == file_b:
            continue
        same, joined = ask_a == ask_b, frozenset((a, b)) in together
        where = f"{file_a} {a} ({ask_a}) and {file_b} {b} ({ask_b})"
        if same:
            ledger.mark("question.r", good=joined, where=f"not together: {where}")
        if joined:
            ledger.mark("question.p", good=same, where=f"wrongly together: {where}")


def score_facts(
    export: Mapping[str, Any], corpus: GoldCorpus, facts: Places, ledger: Ledger
) -> None:
    """Compare pairs of figures in different articles with the groups of the export.

    A pair with a figure that the annotation doesn't know is no case; a joined pair of known
    figures that are not one fact is a wrong one.
    """
    said = {f["id"]: f for f in export["figures"]}
    # A disputed group comes before its sides, each told by those who agree on it.
    status = {
        frozenset(pair): str(group["status"])
        for group in export["figure_groups"]
        for pair in combinations(group["figures"], 2)
    }
    for pair in _pairs(corpus, facts, "same"):
        known = {facts[i][0] for i in pair}
        alone = any(corpus.facts[name].independent == 1 for name in known)
        good = status.get(pair) in ({"single"} if alone else {"corroborated", "range"})
        ledger.mark("corroboration.r", good=good, where=_names(pair, said))
    for pair in _pairs(corpus, facts, "conflict"):
        if len({said[i]["value"] for i in pair}) == 1:
            continue  # two on the same side
        good = status.get(pair) == "conflict"
        ledger.mark("conflict", good=good, where=_names(pair, said))
    for name, fact in corpus.facts.items():
        mine = {i for i, (known, _) in facts.items() if known == name}
        if fact.independent is not None:
            counts = [
                g["independent"] for g in export["figure_groups"] if len(mine & {*g["figures"]}) > 1
            ]
            good = counts == [fact.independent]
            ledger.mark("independent", good=good, where=f"{name}: {counts}, not {fact.independent}")
    for one, other in corpus.apart:
        joined = [p for p in status if {facts.get(i, ("",))[0] for i in p} == {one, other}]
        ledger.mark("lookalikes", good=not joined, where=f"{one} joined with {other}")
    for pair, how in status.items():
        a, b = sorted(pair)
        if how not in {"corroborated", "range"} or said[a]["article"] == said[b]["article"]:
            continue
        if a in facts and b in facts:
            good = facts[a][0] == facts[b][0]
            ledger.mark("corroboration.p", good=good, where=f"wrongly {_names(pair, said)}")


def _pairs(corpus: GoldCorpus, facts: Places, relation: str) -> Iterator[frozenset[str]]:
    """Yield the pairs of one fact in different articles, of facts with this relation."""
    by_fact = defaultdict(list)
    for figure, (fact, file) in facts.items():
        if fact in corpus.facts and corpus.facts[fact].relation == relation:
            by_fact[fact].append((figure, file))
    for members in by_fact.values():
        for (a, file_a), (b, file_b) in combinations(members, 2):
            if file_a != file_b:
                yield frozenset((a, b))


def _names(pair: Iterable[str], said: Mapping[str, Any]) -> str:
    """Return two figures as they are written, for a miss."""
    return " and ".join(f"{said[i]['article']} {said[i]['text']!r}" for i in sorted(pair))
