"""What is expected, brought together: positions under questions, the rest under its kind.

The voices are those of :func:`rkbrief.brief.judgments.judge`, so that the dashboard and the
brief count the same speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rkbrief.brief.index import Index
from rkbrief.brief.judgments import Judgment, Side, Voice, is_polar, judge, side_of
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.wording import strongest
from rkbrief.model import Analysis, Forecast, ForecastKind, Question, Remark
from rkbrief.tui.lens import Lens
from rkbrief.tui.positions import NO_REMARK, STANCES, Told, position_block, wording
from rkbrief.tui.scale import DRAWN, PLAIN
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.views.view import speak

_SIDES: tuple[Side, ...] = ("affirm", "deny", "both", "open")

KINDS: dict[ForecastKind, str] = {
    "plan": "Plans",
    "assessment": "Assessments of what is",
    "norm": "What ought to be",
    "counterfactual": "What would have been",
    "gap": "What is not known",
}
"""What is kept apart from forecasts, and how it is headed."""


@dataclass(frozen=True, slots=True)
class Section:
    """Positions that stand together: under a question, or under what they have in common.

    ``members`` are a block a position, ``spoken`` their forecasts by the member's key.
    ``status`` says in signs and counts how they stand on a question. ``empty`` is said where
    there is none.
    """

    key: str
    name: str
    status: str
    members: Shelf
    spoken: Mapping[str, tuple[Forecast, ...]]
    empty: str = ""


class Outlook:
    """The questions of an analysis, judged once and told shortly or in full."""

    def __init__(self, analysis: Analysis, lens: Lens) -> None:
        self._index = Index(analysis, Phrases(lens.language))
        self._judged = judge(self._index, as_of=analysis.provenance.as_of)
        self._lens = lens

    def sections(self, *, whole: bool = False) -> Iterator[Section]:
        """Yield the questions, best spoken for first, then the rest by kind."""
        return _sections(self._index, self._judged, self._lens, whole=whole)


def _sections(
    index: Index, judged: Sequence[Judgment], lens: Lens, *, whole: bool
) -> Iterator[Section]:
    """Yield a section a question, then one for forecasts on none, then one a kind."""
    analysis = index.analysis
    for judgment in judged:
        yield _question(index, judgment, lens, whole=whole)
    answered = {judgment.question.id for judgment in judged}
    for question in analysis.questions:
        if question.id not in answered:
            ask = _ask(question, lens)
            none = speak("No forecast answers it.", lens)
            yield Section(f"question:{question.id}", ask, "", Shelf(()), {}, none)
    ahead = [f for f in analysis.forecasts if f.kind == "forecast"]
    loose = [f for f in ahead if f.question_id not in answered]
    yield _apart(index, "forecast", speak("On no question", lens), loose, lens, whole=whole)
    for kind in KINDS:  # noqa: PLC0206 - the catalogue looks for the table where it is spoken
        found = [f for f in analysis.forecasts if f.kind == kind and f.question_id not in answered]
        yield _apart(index, kind, speak(KINDS[kind], lens), found, lens, whole=whole)


def _ask(question: Question, lens: Lens) -> str:
    """Return a question in the language of the lens, as asked where it has none."""
    return question.ask.in_language(lens.language) or question.ask.ja


def _question(index: Index, judgment: Judgment, lens: Lens, *, whole: bool) -> Section:
    """Bring the positions on one question together, a side's named voices before its unnamed."""
    ask = _ask(judgment.question, lens)
    voices = sorted(judgment.voices, key=lambda v: (_SIDES.index(v.side), not v.named))
    told = [each for v in voices for each in _tell(index, judgment, v, lens, whole=whole)]
    return Section(
        f"question:{judgment.question.id}",
        ask,
        _status(judgment, lens),
        Shelf(position_block(each, lens, words=ask) for each in told),
        {each.lead.id: (each.lead, *each.others) for each in told},
    )


def _tell(
    index: Index, judgment: Judgment, voice: Voice, lens: Lens, *, whole: bool
) -> Iterator[Told]:
    """Yield a voice as one position, or every claim of it when the whole is asked for."""
    claims = tuple(voice.forecasts)
    lead = strongest(claims, voice.side)
    others = tuple(f for f in claims if f is not lead)
    for claim in (lead, *others) if whole else (lead,):
        side = side_of((claim,)) if whole else voice.side
        rest = () if whole else others
        article = index.articles[claim.article_id]
        answer = _answer(judgment, side, lens)
        yield Told(claim, article, side, answer, rest, _remark(index, claim, *rest), whole)


def _answer(judgment: Judgment, side: Side, lens: Lens) -> str:
    """Return the word for a side, as the brief has it."""
    if side in {"both", "open"}:
        return wording(f"stance.{side}", lens)
    if is_polar(_ask(judgment.question, lens), lens.language):
        return wording("stance.yes" if side == "affirm" else "stance.no", lens)
    way = "one_way" if side == (judgment.side or "affirm") else "other_way"
    return wording(f"stance.{way}", lens)


def _remark(index: Index, *forecasts: Forecast) -> Remark:
    """Return what the analyst says of the first of ``forecasts`` that he speaks of."""
    remarks = index.analysis.remarks
    return next((remarks[f.id] for f in forecasts if f.id in remarks), NO_REMARK)


def _status(judgment: Judgment, lens: Lens) -> str:
    """Return how the voices on a question stand, in signs and counts."""
    named = sum(voice.named for voice in judgment.voices)
    disputed = judgment.split or judgment.question.contested
    signs = " ".join(_count(judgment, side, lens) for side in _SIDES if judgment.on(side))
    parts = [
        f"≠ {speak('contested', lens)}" if disputed else "",
        signs,
        speak("{n} positions", lens).format(n=len(judgment.voices))
        if len(judgment.voices) > 1
        else speak("1 position", lens),
        speak("{n} named", lens).format(n=named),
    ]
    return " · ".join(part for part in parts if part)


def _count(judgment: Judgment, side: Side, lens: Lens) -> str:
    """Count a side as the title of the brief does: bare possibilities (◌) apart from the rest."""
    voices = judgment.on(side)
    if side not in {"affirm", "deny"}:
        return f"{STANCES[side]}{len(voices)}"
    firm = sum(voice.is_firm for voice in voices)
    bare = len(voices) - firm
    possible = (PLAIN if lens.ambiguous > 1 else DRAWN).possible
    counts = [f"{firm}" if firm else "", f"{possible}{bare}" if bare else ""]
    return STANCES[side] + "+".join(filter(None, counts))


def _apart(
    index: Index,
    key: str,
    name: str,
    forecasts: Sequence[Forecast],
    lens: Lens,
    *,
    whole: bool,
) -> Section:
    """Bring forecasts together that answer no question."""
    told = [
        Told(f, index.articles[f.article_id], "open", "", (), _remark(index, f), whole)
        for f in forecasts
    ]
    members = Shelf(position_block(each, lens, words=name) for each in told)
    return Section(f"kind:{key}", name, "", members, {f.id: (f,) for f in forecasts})
