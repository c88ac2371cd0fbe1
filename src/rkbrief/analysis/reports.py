"""The sentences of a corpus that tell what became of acts and what numbers came to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from rkbrief.analysis.arguments import Phrase, drop_dates, read_arguments, read_noun_at
from rkbrief.analysis.events import (
    Outcome,
    describe_nouns,
    list_stems,
    opposites,
    tell_outcomes,
)
from rkbrief.analysis.stories import tell_one_story
from rkbrief.analysis.terms import find_terms, fold
from rkbrief.analysis.thresholds import Reading, find_readings
from rkbrief.analysis.windows import find_days
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import ArticleFindings, Sentence

_DATED = re.compile(
    r"(?:[0-9]{1,2}日|[0-9]{1,2}月|昨日|きのう|先月|先週|昨年|前日)[^、。はがを「」]{0,8}$"
)
"""A day right before an act: 3月6日に|署名された文書."""
READING = "reading"
"""Stands for the act of the sentences that tell what a number came to."""
_SPEECH = re.compile(r"「[^「」]*(?:[。、]|[たるいうだすん](?=」))[^「」]*」")
_CLAUSE = re.compile(r"(?<=[がしりてでずえけめ])、")
_CANDIDATES = 40


class Report(Struct, frozen=True, gc=False):
    """A sentence, ``text`` in NFKC without speech, that tells what became of an act and of whom.

    ``is_state`` where it tells what holds when it was written: まだ鎮圧に至っていない. ``clause``
    is that of the act.
    """

    findings: ArticleFindings
    sentence: Sentence
    text: str
    outcome: Outcome | Reading
    phrases: tuple[Phrase, ...]
    is_state: bool = False
    clause: str = ""

    def find_days(self, reported: date) -> tuple[tuple[date, date], ...]:
        """Return the days that its clause names, else those of the sentence."""
        return find_days(self.clause, reported) or find_days(self.text, reported)


@cache
def _pattern(name: str) -> Sought:
    return compile_pattern(load_table("joining")["resolution"][name]["pattern"])


def is_narrowed(text: str) -> bool:
    """Tell whether a sentence speaks of a part, a rehearsal or an unofficial form of an act."""
    return _pattern("narrowed").search(text) is not None


def is_late(text: str) -> bool:
    """Tell whether a sentence says that an event came later than it should have."""
    return _pattern("late").search(text) is not None


def awaits_event(found: ArticleFindings, act: str) -> bool:
    """Tell whether an undated article stands before an event: it awaits it and never tells it."""
    texts = [fold(s.text) for s in found.sentences]
    told = any(t.outcome == "done" for text in texts for t in tell_outcomes(text, act))
    return not told and any(_pattern("ahead").search(text) for text in texts)


class Reports:
    """What the articles report of some acts, found by act and term.

    ``texts`` holds the title and the text of each article as ``spell`` gives them, in NFKC.
    """

    def __init__(
        self,
        findings: Sequence[ArticleFindings],
        acts: set[str],
        spell: Callable[[str], str] = fold,
        stories: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._stories = stories
        self.texts = {
            f.article.id: spell(f"{f.article.title or ''}\n{f.article.text}") for f in findings
        }
        self._by_term: dict[tuple[str, str], list[Report]] = defaultdict(list)
        names: dict[str, set[str]] = defaultdict(set)
        for act in acts | {other for a in acts for other in opposites(a)}:
            for stem in list_stems(act):
                names[stem].add(act)
        stems = sorted(names, key=lambda stem: (-len(stem), stem))
        any_act = re.compile("(?=(" + "|".join(map(re.escape, stems)) + "))")
        for found in findings:
            for sentence, text in _list_facts(found, spell):
                here = {act for match in any_act.finditer(text) for act in names[match[1]]}
                self._read(found, sentence, text, here)

    def tell_one_story(self, one: str, other: str) -> bool:
        """Tell whether two articles, by id, are known to tell one story."""
        return self._stories is not None and tell_one_story(self._stories, one, other)

    def _read(self, found: ArticleFindings, sentence: Sentence, text: str, acts: set[str]) -> None:
        if not acts and not find_readings(text):
            return
        bare = drop_dates(text)
        day = found.article.published
        for act in sorted(acts):
            for told in tell_outcomes(bare, act):
                dated = day is not None and bool(find_days(text, day))
                if told.is_state and told.outcome == "done" and not dated:
                    continue
                phrases = read_arguments(bare[: told.start], passive=told.passive)
                clause = _cut_clause(text, bare[told.start : told.end])
                report = Report(found, sentence, text, told.outcome, phrases, told.is_state, clause)
                self._add(act, report)
            for noun in _list_described(text, act):
                self._add(act, Report(found, sentence, text, "done", (noun,)))
        for reading in find_readings(bare):
            phrases = read_arguments(bare[: reading.start])
            self._add(READING, Report(found, sentence, text, reading, phrases))

    def _add(self, act: str, report: Report) -> None:
        for term in list_terms(report.phrases):
            self._by_term[act, term].append(report)

    def list_for(self, act: str, terms: frozenset[str]) -> list[Report]:
        """Return the reports of an act that share a term, those with the rarest first."""
        lists = sorted((self._by_term.get((act, t), []) for t in sorted(terms)), key=len)
        found = {(r.sentence.id, r.outcome): r for reports in lists for r in reports}
        return list(found.values())[:_CANDIDATES]


def _cut_clause(text: str, words: str) -> str:
    """Return the clause of ``text`` that ends with ``words``, all where they stand apart."""
    at = text.rfind(words)
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, max(at, 0))]
    return text[starts[-1] if starts else 0 : at + len(words)] if at >= 0 else text


def _list_described(text: str, act: str) -> Iterator[Phrase]:
    """Yield the nouns that a dated past form of an act describes: 6日に署名された|文書."""
    for told in describe_nouns(text, act):
        if _DATED.search(text, 0, told.start):
            noun = read_noun_at(text, told.end, "object" if told.passive else "subject")
            if noun is not None:
                yield noun


def _list_facts(
    found: ArticleFindings, spell: Callable[[str], str]
) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences that tell facts, in NFKC and without what is said in quotes."""
    untold = {s for f in found.forecasts if f.kind != "plan" for s in f.sentence_ids}
    for sentence in found.sentences:
        if sentence.kind == "sentence" and sentence.id not in untold:
            text = _SPEECH.sub("", spell(sentence.text))
            if not _pattern("doubted").search(text):
                yield sentence, text


def list_terms(phrases: Sequence[Phrase]) -> frozenset[str]:
    """Return the terms of more than one character that the phrases hold."""
    return frozenset(t for p in phrases for t in find_terms(p.text) if len(t) > 1)
