"""The same fact, however many articles tell it: figures joined on dimension, subject and time.

Precision comes first: a false join claims corroboration that there is not. What is joined is
decided in :mod:`rkbrief.analysis.matching`, what is disputed in
:mod:`rkbrief.analysis.conflicts`; here each group gets its standing and its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.conflicts import find_conflicts
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.gathering import gather_facts, walk_articles
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.matching import join_facts
from rkbrief.analysis.nouns import head_of, words_of
from rkbrief.analysis.packed_groups import pack_groups
from rkbrief.analysis.repetitions import find_copied_pairs
from rkbrief.analysis.witnesses import count_witnesses, read_holders
from rkbrief.config import CorpusConfig
from rkbrief.model import Article, Figure, FigureGroup, Forecast, GroupStatus, Importance, Sentence

_RANK: Mapping[Importance, int] = {"key": 0, "supporting": 1, "incidental": 2}


def group_figures(
    figures: Sequence[Figure],
    *,
    sentences: Mapping[str, Sentence],
    articles: Sequence[Article],
    origins: Sequence[Sequence[str]],
    corpus: CorpusConfig,
    stories: Mapping[str, Sequence[str]] | None = None,
    forecasts: Sequence[Forecast] = (),
) -> Sequence[FigureGroup]:
    """Put every figure into exactly one group, in the order of the groups' first figures.

    ``sentences`` are by id; ``origins`` are groups of article ids that count once; ``stories``
    tell which articles tell one story, and without them any may be on one event. ``forecasts``
    tell which figures are foretold. The sides of a disputed group have its figures once more.
    """
    facts = gather_facts(figures, sentences=sentences, corpus=corpus, forecasts=forecasts)
    origin_of = {a: n for n, group in enumerate(origins) for a in group}
    published = {article.id: article.published for article in articles}
    copied = find_copied_pairs(facts, sentences=sentences, origins=origins, published=published)
    clusters = Clustered(facts, join_facts(facts, stories, copied))
    disputed = find_conflicts(
        clusters,
        published=published,
        origin_of=origin_of,
        sentences=sentences,
        stories=stories,
    )
    holders: dict[str, str] = {}
    for told, _, claims in walk_articles(figures, sentences, forecasts):
        holders |= read_holders(told, claims)
    maker = _Maker(
        {article.id: n for n, article in enumerate(articles)},
        sentences,
        origin_of,
        {article.id: article.publisher for article in articles},
        holders,
        corpus,
    )
    members = sorted(filter(None, clusters.places), key=min)
    return pack_groups(
        maker.make(f"G{n}", clusters.pick(places), disputed=not disputed.isdisjoint(places))
        for n, places in enumerate(members, 1)
    )


class _Maker(Struct, frozen=True):
    """Makes groups of clusters of facts.

    ``holders`` are by figure id, ``order``, ``origin_of`` and ``publishers`` by article id,
    ``sentences`` by their own.
    """

    order: Mapping[str, int]
    sentences: Mapping[str, Sentence]
    origin_of: Mapping[str, int]
    publishers: Mapping[str, str | None]
    holders: Mapping[str, str]
    corpus: CorpusConfig

    def make(
        self,
        name: str,
        cluster: Sequence[Fact],
        *,
        disputed: bool = False,
        subject: str | None = None,
    ) -> FigureGroup:
        """Return the group of a cluster, with its sides where it is disputed.

        ``subject`` is what the sides of a dispute are about, None to find it among the figures.
        """
        facts = sorted(cluster, key=lambda fact: fact.number)
        told_by = {f.article_id for f in facts}
        independent = count_witnesses(
            cluster,
            sentences=self.sentences,
            origin_of=self.origin_of,
            publishers=self.publishers,
            holders=self.holders,
        )
        sides = _part_sides(facts) if disputed else []
        lead = _choose_lead(cluster)
        subject = subject or self._choose_subject(lead, facts)
        label = lead.label if subject == lead.subject else None
        told = self.sentences[lead.evidence.sentence_id]
        moves = label is None and lead.kind == "percentage"
        text = " " * told.span.start + told.text if moves else ""
        return FigureGroup(
            id=name,
            label=label
            or label_figure(replace(lead, subject=subject), corpus=self.corpus, text=text),
            status="conflict" if disputed else _read_status(cluster, independent),
            figure_ids=tuple(_list_ids(facts)),
            article_ids=tuple(sorted(told_by, key=lambda a: self.order.get(a, 0))),
            independent=independent,
            importance=min((f.importance for f in facts), key=_RANK.__getitem__),
            sides=tuple(
                self.make(f"{name}.{n}", side, subject=subject)
                for n, side in enumerate(sides, 1)
                if len(sides) > 1
            ),
        )

    def _choose_subject(self, lead: Figure, facts: Sequence[Fact]) -> str | None:
        """Return what names the fact best of all that its figures are about, None for nothing.

        A thing is better than who tells the number and than a word that names nothing alone;
        then what the figures of most articles are about, what ``lead`` is about, and what most
        articles speak of beside the number.
        """
        ordered = dict.fromkeys(s for f in facts if (s := f.subject))
        if len(ordered) <= 1:  # of most: one figure is no choice
            return next(iter(ordered), None)
        subjects: dict[str, set[str]] = {}
        texts: dict[str, str] = {}
        for fact in facts:
            article = fact.article_id
            subjects.setdefault(article, set()).update({fact.subject or ""} - {""})
            sentence = self.sentences[fact.sentence_id]
            texts[article] = texts.get(article, "") + sentence.text

        def rate(subject: str) -> tuple[bool, int, bool, int]:
            named = sum(
                any(subject in s or s in subject for s in told) for told in subjects.values()
            )
            spoken = sum(head_of(subject) in text for text in texts.values())
            return _names_little(subject), -named, subject != lead.subject, -spoken

        return min(ordered, key=rate)


def _names_little(subject: str) -> bool:
    """Tell whether a subject is a mere holder, or points to what stands elsewhere."""
    return words_of("vague").search(subject) is not None or name_of_holder(subject) is not None


def _list_ids(cluster: Sequence[Fact]) -> list[str]:
    return [fact.figure.id for fact in cluster]


def _part_sides(cluster: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts of a disputed cluster by the number that they give, in their order.

    Only an equal number is the same side: what else would fit (60以上, 65) is in dispute.
    """
    sides: list[list[Fact]] = []
    for fact in cluster:
        side = next((s for s in sides if _give_one_number(s[0], fact)), None)
        if side is None:
            sides.append([fact])
        else:
            side.append(fact)
    return sides


def _give_one_number(one: Fact, other: Fact) -> bool:
    """Tell whether two facts have one number, whatever they say it is for: 1日128人 and 128人."""
    if one.measure is None or other.measure is None:
        return False
    equal = one.measure.value == other.measure.value is not None
    return equal or compare_numbers(one, other, vouched=True) == "same"


def _read_status(cluster: Sequence[Fact], independent: int) -> GroupStatus:
    """Return ``single`` for one origin, ``range`` where a vague number meets an exact one.

    A wire story and its reprint are one witness, and so are articles that quote one person.
    """
    if independent == 1:
        return "single"
    loose = any(compare_numbers(cluster[0], fact) == "overlap" for fact in cluster[1:])
    return "range" if loose else "corroborated"


def _choose_lead(cluster: Sequence[Fact]) -> Figure:
    """Return the figure that names the group: important, exact, with a subject, first."""
    best = min(
        cluster,
        key=lambda f: (
            _RANK[f.importance],
            f.quantity.modifier != "exact",
            f.subject is None,
            -f.named,
        ),
    )
    return best.figure
