"""One fact of a brief: what it is called, how well it stands, and which figures stand for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.brief.index import Index
from rkbrief.brief.markdown import Markdown, joined
from rkbrief.brief.numbers import numbers_in_source, unproven_numbers
from rkbrief.model import Figure, FigureGroup, GroupStatus

_TWO = 2
_WORDINGS = 4
_SIDES = 3
"""Numbers of a dispute that its name gives at most."""
_AGAINST = " ≠ "
_QUOTED = re.compile(r"「([^「」]*)」")
_EMPTY = re.compile(r"\s*(?:\(\s*\)|（\s*）)")
_LOOSE_COLON = re.compile(r"^\s*[:：]\s*|\s*[:：]\s*$")
_SUBJECT_FIRST = re.compile(r".*(?:: |：)")
_SUBJECT_LAST = re.compile(r"(?:: | \().*$")


def cited_figures(index: Index, group: FigureGroup) -> list[Figure]:
    """Return the figures that stand for a fact: each origin's first, each source's, others."""
    return _rank_figures(index, group)[:_WORDINGS]


def cited_keys(index: Index, group: FigureGroup) -> list[str]:
    """Return the citations of a fact: those of its wordings, then one of each further source."""
    ranked = _rank_figures(index, group)
    shown, rest = ranked[:_WORDINGS], ranked[_WORDINGS:]
    told = {figure.evidence.article_id for figure in shown}
    keys = [figure.evidence.sentence_id for figure in shown]
    for figure in rest:
        if figure.evidence.article_id not in told:
            told.add(figure.evidence.article_id)
            keys.append(figure.evidence.sentence_id)
    return list(dict.fromkeys(keys))


def _rank_figures(index: Index, group: FigureGroup) -> list[Figure]:
    """Return every wording of a source once.

    The first of each side leads, then by origin, then by source, then the rest.
    """
    seen: dict[tuple[str, str], Figure] = {}
    for figure in filter(None, map(index.figures.get, group.figure_ids)):
        seen.setdefault((figure.evidence.article_id, figure.text), figure)
    origins: set[int | str] = set()
    told: set[str] = set()
    leads = {side.figure_ids[0] for side in group.sides}
    ranked = []
    for (article, _), figure in seen.items():
        origin = index.origin(article)
        again = (origin in origins) + (article in told)
        ranked.append((-1 if figure.id in leads else again, figure))
        origins.add(origin)
        told.add(article)
    ranked.sort(key=lambda pair: pair[0])
    return [figure for _, figure in ranked]


def say_label(index: Index, group: FigureGroup) -> Markdown:
    """Write the name of a fact in the language of the brief; of a dispute, the first sides'.

    Words that a label quotes must stand beside the figure; where they do not, the label
    goes without them. A label whose number cannot be proven gives way to the source's words.
    """
    figures = cited_figures(index, group)
    sides = [
        (side, own)
        for side in group.sides
        if (own := [figure for figure in figures if figure.id in side.figure_ids])
    ]
    if not sides:
        return _say_one(index, group, figures)
    return Markdown(set_against([_say_one(index, side, own) for side, own in sides]))


def name_fact(group: FigureGroup, language: str) -> str:
    """Return the name of a fact as it was read; of a dispute, with the numbers of its sides."""
    sides = group.sides or (group,)
    return set_against([side.label.in_language(language) or side.label.ja for side in sides])


def set_against(names: Sequence[str]) -> str:
    """Return the names of the sides of a dispute as one: ``渋滞：3割 ≠ 1割``.

    What all of them say before or after the number stands once; many sides are cut short.
    """
    several = list(dict.fromkeys(names))
    kept = several[:_SIDES]
    before, after = _SUBJECT_FIRST.match(kept[0]), _SUBJECT_LAST.search(kept[0])
    if before and all(name.startswith(before[0]) for name in kept):
        kept[1:] = [name.removeprefix(before[0]) for name in kept[1:]]
    elif after and all(name.endswith(after[0]) for name in kept):
        kept[:-1] = [name.removesuffix(after[0]) for name in kept[:-1]]
    more = ["…"] if len(several) > _SIDES else []
    return _AGAINST.join([*kept, *more])


def _say_one(index: Index, group: FigureGroup, figures: Sequence[Figure]) -> Markdown:
    """Write the name of a fact, or of one side, that ``figures`` stand for."""
    label = group.label.in_language(index.language) or group.label.ja
    beside = "".join(index.sentences[f.evidence.sentence_id].text for f in figures)
    for quotation in _QUOTED.finditer(label):
        if quotation[1] not in beside:
            label = _EMPTY.sub("", label.replace(quotation[0], ""))
    label = _LOOSE_COLON.sub("", label).strip()
    proven: set[float] = set()
    for figure in figures:
        sentence = index.sentences[figure.evidence.sentence_id]
        proven |= numbers_in_source(sentence.text, index.articles[sentence.article_id])
    if figures and (not label or unproven_numbers(_QUOTED.sub(" ", label), proven)):
        return index.words(figures[0].evidence.article_id, figures[0].text)
    return joined([label])


def read_standing(group: FigureGroup) -> GroupStatus:
    """Return how well a fact is supported; copies of one text do not corroborate each other."""
    copied = group.status == "corroborated" and group.independent == 1
    return "single" if copied else group.status


def say_standing(index: Index, group: FigureGroup) -> Markdown:
    """Write how well a fact is supported."""
    status = read_standing(group)
    if status == "corroborated":
        return index.say.say("status.corroborated", n=group.independent)
    if status == "single" and len(group.article_ids) > 1:
        return index.say.say("status.repeated", n=len(group.article_ids))
    if group.sides and len(group.article_ids) == 1:
        return index.say.say("status.conflict_within")
    if len(group.sides) == _TWO:
        n, other = (side.independent for side in group.sides)
        return index.say.say("status.conflict_two", n=n, all=other)
    if group.sides:
        return index.say.say("status.conflict_more", n=len(group.sides))
    return index.say.say(f"status.{status}")
