"""Sentences that say how somebody's forecast came out: 気象台の予報は当たり, 大方の予想は外れた."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from rkbrief.analysis.arguments import drop_dates, read_phrase
from rkbrief.analysis.events import list_stems, opposites, tell_outcomes
from rkbrief.analysis.foretold import read_foretold
from rkbrief.analysis.stories import tell_one_story
from rkbrief.analysis.terms import find_terms
from rkbrief.analysis.windows import find_days, read_window
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import ArticleFindings, Forecast, Sentence

_NAME = Sought("[一-龥々ァ-ヴーA-Za-z]{2,}$")
_NUMBER = re.compile("[0-9][0-9,.]*[万億兆]?[^0-9、。]")
_TENTH = re.compile("([1-9])割")
_SHARED = 2
_CANDIDATES = 40


class Verdict(Struct, frozen=True, gc=False):
    """A sentence that says whether what ``who`` foretold came true.

    ``text`` is the sentence with the one before it, spelled as they are compared; ``days`` are
    those that they name. ``tells_event`` where it goes on with what came instead: 予想に反して.
    """

    findings: ArticleFindings
    sentence: Sentence
    text: str
    days: tuple[tuple[date, date], ...]
    who: str
    came_true: bool
    tells_event: bool


@cache
def _pattern(name: str) -> Sought:
    return compile_pattern(load_table("joining")["resolution"][name]["pattern"])


class Verdicts:
    """The verdicts of dated articles, found by the days that they name."""

    def __init__(
        self,
        findings: Sequence[ArticleFindings],
        spell: Callable[[str], str],
        stories: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._spell = spell
        self._stories = stories
        self._by_day: dict[date, list[Verdict]] = defaultdict(list)
        for found in findings:
            for verdict in _list_verdicts(found, spell):
                for day in {day for stretch in verdict.days for day in stretch}:
                    self._by_day[day].append(verdict)

    def pick(self, forecast: Forecast, own: ArticleFindings) -> Verdict | None:
        """Return the verdict on a forecast of the article ``own``, None when there is none.

        It is later, names the time of the forecast, and either its holder or, where it is on
        what everybody foretold, the number or the words of the claim.
        """
        published = own.article.published
        window = read_window(forecast, published) if published and self._by_day else None
        if published is None or window is None or not window.is_told:
            return None
        begins = window.period[0] if window.period else window.last
        near = [*self._by_day.get(window.last, ()), *self._by_day.get(begins, ())]
        return next(
            (
                verdict
                for verdict in near[:_CANDIDATES]
                if (verdict.findings.article.published or published) > published
                and self._speaks_of(verdict, forecast, own)
            ),
            None,
        )

    def _speaks_of(self, verdict: Verdict, forecast: Forecast, own: ArticleFindings) -> bool:
        if not verdict.who or compile_rules("joining", "anybody").search(verdict.who):
            pair = own.article.id, verdict.findings.article.id
            if self._stories is not None and not tell_one_story(self._stories, *pair):
                return False
            claim = read_foretold(forecast, own, self._spell)
            act = claim.act if claim else ""
            if verdict.tells_event:  # a few may have expected just that
                return _tells_contrary(act, verdict.text)
            return _tells_claim(self._spell(forecast.claim), verdict.text, act)
        if not _is_holder(verdict.who, self._spell(forecast.holder or "")):
            return False
        title, text = own.article.title or "", verdict.findings.article.text
        return _shares_topic(self._spell(title), self._spell(text))


def _list_verdicts(found: ArticleFindings, spell: Callable[[str], str]) -> Iterator[Verdict]:
    published = found.article.published
    before = ""
    for sentence in found.sentences if published else ():
        text = spell(sentence.text)
        for name in ("came_true", "failed"):
            if published and (match := _pattern(name).search(text)):
                whole = before + text
                days = find_days(whole, published)
                who = match["who"] or ""
                instead = compile_rules("joining", "otherwise").search(match[0]) is not None
                yield Verdict(found, sentence, whole, days, who, name == "came_true", instead)
        before = text


def _is_holder(who: str, holder: str) -> bool:
    """Tell whether a verdict and a forecast have one holder: 消防 and 市消防本部の幹部."""
    name = _NAME.search(who)
    return name is not None and bool(holder) and (name[0] in holder or holder in name[0])


def _shares_topic(title: str, text: str) -> bool:
    """Tell whether an article speaks of something that the title of another names."""
    whole = read_phrase(title, "subject")
    words = (*whole.words, *whole.names) if whole else ()
    return any(word in text for word in words if len(word) > 1)


def _tells_claim(claim: str, told: str, act: str) -> bool:
    """Tell whether a sentence holds a number of a claim, or else several of its words.

    ``act`` is what the claim says will be done, one of its words in whatever spelling.
    """
    claim, told = (_TENTH.sub(r"\g<1>0%", drop_dates(text)) for text in (claim, told))
    numbers = set(_NUMBER.findall(claim))
    if numbers and numbers & set(_NUMBER.findall(told)):
        return True
    shared = {t for t in find_terms(claim) & find_terms(told) if len(t) > 1}
    known = bool(act) and any(stem in told for stem in list_stems(act))
    return not numbers and len(shared) + known >= _SHARED


def _tells_contrary(act: str, told: str) -> bool:
    """Tell whether a sentence tells as done what excludes an act: 据え置いていた of 利下げ."""
    bare = drop_dates(told)
    outcomes = (t for other in opposites(act) for t in tell_outcomes(bare, other))
    return any(t.outcome == "done" for t in outcomes)
