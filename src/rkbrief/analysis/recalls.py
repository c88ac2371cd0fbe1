"""Forecasts that a later article recalls, with what became of them.

「3カ月以内に60%」とした噴火は…起きていない; 900円を超えると読んだ値は860円にとどまった. Such a
sentence names whose forecast it was, a number or a day of it, and how it came out: it settles the
forecast of that holder with that number in an article on the same story, and no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct

from rkbrief.analysis.holders import ends_of, is_person, without_title
from rkbrief.analysis.quantities import find_quantities
from rkbrief.analysis.stances import read_direction
from rkbrief.analysis.terms import find_terms
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.model import ArticleFindings, Forecast, Modifier, Sentence, Stance

End = Literal["failed", "came_true", "short", "exceeded", "late", "rose", "fell"]
Outcome = Literal["happened", "did_not_happen"]
_ENDS: tuple[End, ...] = ("rose", "fell", "failed", "late", "short", "exceeded", "came_true")
_OF_A_NUMBER: tuple[End, ...] = ("short", "exceeded")
_AT_LEAST: frozenset[Modifier] = frozenset(("more_than", "at_least"))
_AT_MOST: frozenset[Modifier] = frozenset(("less_than", "at_most"))
_TURNED: Mapping[End, Stance] = {"rose": "deny", "fell": "affirm"}
"""What went the other way than it was foretold, by the direction that was foretold."""
_DENIED = re.compile(r"(?:下回|上回|超え|割り?込|達す|達し|切)[^、。「」]{0,6}(?:ない|ません|まい)")
"""A bound that the forecast says will not be passed: 300億円を下回ることはない."""
_NOT_YET = re.compile(r"て(?:いない|いません)(?=[。」、]|$)")
_PASSED = re.compile("過ぎ|(?:になっ|に入っ|たっ|経っ)て")
_UNLIKELY = frozenset(("unlikely", "very_unlikely", "almost_no_chance"))
_WORD = re.compile("[一-龥々]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{3,}")
_FAMILY = 2
"""Characters of most family names; a title must stand behind one that is given alone."""
_LONG_NAME = 3
_MONTH = len("2024-06")

Amount = tuple[str, str]
"""A day or a month, or a number with its unit, as compared."""


class Recall(Struct, frozen=True, gc=False):
    """A sentence that recalls a forecast in ``told`` and tells its ``end`` behind that.

    ``text`` is the sentence as it is compared.
    """

    published: date
    sentence: Sentence
    text: str
    told: str
    end: End


class Recalls:
    """The sentences of dated articles that recall a forecast and tell how it came out."""

    def __init__(
        self,
        findings: Sequence[ArticleFindings],
        spell: Callable[[str], str],
        stories: Mapping[str, Sequence[str]] | None,
    ) -> None:
        self._spell = spell
        self._by_article = {
            found.article.id: recalls for found in findings if (recalls := _recall(found, spell))
        }
        self._kin = None if stories is None else _list_kin(stories, self._by_article)

    def settle(self, forecast: Forecast, own: ArticleFindings) -> tuple[Sentence, Outcome] | None:
        """Return the sentence that tells how a forecast came out, and how; None for none.

        What was held unlikely is left alone: 「読みは当たった」 of it is no event.
        """
        published, holder = own.article.published, forecast.holder
        if published is None or not holder or forecast.likelihood in _UNLIKELY:
            return None
        amounts: dict[Amount, Modifier] | None = None
        for recall in self._list_for(own.article.id):
            if recall.published <= published or not _names(recall.told, self._spell(holder)):
                continue
            if amounts is None:
                told = self._spell("".join(e.quote for e in forecast.evidence))
                amounts = dict(_read_amounts(told, published))
            again = dict(_read_amounts(recall.text, recall.published, recalled=True))
            shared = {amount: bound for amount, bound in amounts.items() if amount in again}
            if shared and (outcome := self._judge(recall, forecast, shared)):
                return recall.sentence, outcome
        return None

    def _list_for(self, article: str) -> Iterator[Recall]:
        """Yield the recalls of articles on the story of ``article``, of all without stories."""
        kin = self._by_article if self._kin is None else self._kin.get(article, ())
        for other in kin:
            if other != article:
                yield from self._by_article[other]

    def _judge(
        self, recall: Recall, forecast: Forecast, shared: Mapping[Amount, Modifier]
    ) -> Outcome | None:
        """Return what a recall says of a forecast; ``shared`` is as the forecast bounds it."""
        bounds = {bound for (_, unit), bound in shared.items() if unit}
        if recall.end in _TURNED:
            turned = read_direction(forecast) == _TURNED[recall.end]
            return "did_not_happen" if turned else None
        if _is_open(recall, forecast):
            return None
        if recall.end in _OF_A_NUMBER:
            if _DENIED.search(self._spell(forecast.claim)):
                bounds = {_other_bound(bound) for bound in bounds}
            return _compare(bounds, recall.end == "exceeded", read_direction(forecast))
        if not bounds and not any(_of_year(amount) for amount, _ in shared):
            claim = find_terms(self._spell(forecast.claim))
            if not any(len(t) > 1 for t in claim & find_terms(recall.told)):
                return None
        if recall.end == "late":
            return "did_not_happen" if len(shared) > len(bounds) else None
        return "happened" if recall.end == "came_true" else "did_not_happen"


def _is_open(recall: Recall, forecast: Forecast) -> bool:
    """Tell whether a recall only says that it has not come yet, while it still may."""
    until = forecast.horizon.until if forecast.horizon else None
    if recall.end != "failed" or not _NOT_YET.search(recall.text):
        return False
    if until is None:
        return _PASSED.search(recall.text) is None
    return until >= recall.published.isoformat()


def _other_bound(bound: Modifier) -> Modifier:
    """Return what a bound that is denied says: not below is at least."""
    if bound in _AT_MOST:
        return "at_least"
    return "at_most" if bound in _AT_LEAST else bound


def _of_year(day: str) -> bool:
    """Tell whether a day, month or season is told with its year: 2034-SP, and not -06."""
    return not day.startswith("-")


def _compare(
    bounds: AbstractSet[Modifier], above: bool, direction: Stance | None
) -> Outcome | None:
    """Return how a forecast of a number came out that was passed (``above``) or not reached.

    A number foretold as such is missed where it was not reached; more or less than that says
    nothing of what was meant to rise or to fall.
    """
    if bounds and bounds <= _AT_LEAST:
        return "happened" if above else "did_not_happen"
    if bounds and bounds <= _AT_MOST:
        return "did_not_happen" if above else "happened"
    return "did_not_happen" if bounds and not above and direction != "deny" else None


def _list_kin(
    stories: Mapping[str, Sequence[str]], known: Container[str]
) -> dict[str, dict[str, None]]:
    """Return for each article those of ``known`` that tell its story, by the word of either."""
    kin: dict[str, dict[str, None]] = defaultdict(dict)
    for one, others in stories.items():
        for other in others:
            if other in known:
                kin[one][other] = None
            if one in known:
                kin[other][one] = None
    return kin


def _recall(found: ArticleFindings, spell: Callable[[str], str]) -> list[Recall]:
    """Return what an article recalls; nothing for one without a day."""
    published = found.article.published
    if published is None:
        return []
    ahead = {i for f in found.forecasts if f.kind == "forecast" for i in f.sentence_ids}
    doubted = compile_pattern(load_table("joining")["resolution"]["doubted"]["pattern"])
    recalls = []
    for sentence in found.sentences:
        if sentence.kind != "sentence" or sentence.id in ahead:
            continue
        text = spell(sentence.text)
        marker = compile_rules("recalls", "recalled").search(text)
        if marker is None or doubted.search(text, marker.end()):
            continue
        at, end = _find_end(text)
        if at >= marker.end():  # what ends before is of another forecast
            recalls.append(Recall(published, sentence, text, text[:at], end))
    return recalls


def _find_end(text: str) -> tuple[int, End]:
    """Return where a text first tells how something came out, and how; -1 where it does not."""
    ends = [
        (match.start(), name)
        for name in _ENDS
        if (match := compile_rules("recalls", name).search(text))
    ]
    return min(ends, default=(-1, _ENDS[0]))


def _names(text: str, holder: str) -> bool:
    """Tell whether a text names a holder: in full, by family name and title, by title alone."""
    for word in _WORD.findall(holder):
        title = ends_of("titles").search(word)
        if word in text or (title and len(title[0]) > 1 and title[0] in text):
            return True
    names = _WORD.findall(without_title(holder)) if is_person(holder) else []
    return any(len(n) >= _LONG_NAME and _family(n[:_FAMILY]).search(text) for n in names[-1:])


@cache
def _family(name: str) -> re.Pattern[str]:
    """Return a family name with a title right behind it, or behind a given name."""
    titles = ends_of("titles").pattern.removesuffix("$")
    return re.compile(rf"{re.escape(name)}[^、。「」はがのをに]{{0,6}}?{titles}")


def _read_amounts(
    text: str, reference: date, *, recalled: bool = False
) -> Iterator[tuple[Amount, Modifier]]:
    """Yield the days, months and numbers that a text gives, as they are compared and bounded."""
    for mention in find_quantities(text, reference=reference):
        quantity = mention.quantity
        if mention.kind == "date":
            day = mention.iso or str(quantity.value or "")
            if len(day) < _MONTH:
                continue
            if not recalled or "年" in mention.text:
                yield (day[:_MONTH], ""), quantity.modifier
            if not recalled or "年" not in mention.text:
                # A month recalled without a year is that of the forecast, whatever it is now.
                yield (day[len("2024") : _MONTH], ""), quantity.modifier
        elif quantity.unit and isinstance(quantity.value, int | float):
            yield (f"{quantity.value:g}", quantity.unit), quantity.modifier
