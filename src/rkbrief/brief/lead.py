"""The title and the bottom line: what a reader with ten seconds takes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rkbrief.brief.analyst import analyst_words, show_analyst_line
from rkbrief.brief.facts import cited_keys, say_label
from rkbrief.brief.happened import MOST_STORIES, as_sentence, leading_figure, tell_happened
from rkbrief.brief.index import Index, cite
from rkbrief.brief.judgments import Judgment, Side, is_polar
from rkbrief.brief.keyfigures import rank_groups
from rkbrief.brief.markdown import Markdown, joined
from rkbrief.brief.positions import conditional, due_unsettled
from rkbrief.brief.shares import several_stories, story_of
from rkbrief.brief.wording import (
    ask,
    forecast_keys,
    say_confidence,
    say_holder,
    say_horizon,
    say_judgment,
    say_side,
)
from rkbrief.config import BriefSettings
from rkbrief.model import Forecast

_KEYS_A_SIDE = 2


def show_title(
    index: Index, judgments: Sequence[Judgment], settings: BriefSettings, *, cites_figures: bool
) -> dict[str, Any]:
    """Return the title, a judgment, and the lines under it.

    ``cites_figures`` tells whether the brief cites what the leading figure of a story is from.
    """
    front = [
        *([joined([index.analysis.title])] if index.analysis.title else []),
        *_front_sources(index),
        index.say.say("front.as_of", day=index.say.day(index.analysis.provenance.as_of)),
    ]
    people = [
        index.say.say(f"front.{key}", name=name)
        for key, name in (("author", settings.author), ("audience", settings.audience))
        if name
    ]
    title = analyst_words(index, "title")
    if title:
        people.append(index.say.say("analyst.title"))
    digests = any(a.digest_of for a in index.analysis.articles)
    return {
        "text": joined([title])
        if title
        else _title_of_all(index, judgments, cites_figures=cites_figures),
        "front": joined([*front, *people], " · "),
        "tlp": Markdown(f"TLP:{settings.tlp}") if settings.tlp else Markdown(""),
        "digests": index.say.say("front.digests") if digests else Markdown(""),
    }


def _front_sources(index: Index) -> list[Markdown]:
    """Write how many sources there are and when they were published."""
    articles = index.analysis.articles
    days = sorted(a.published for a in articles if a.published)
    parts = [index.say.say("front.sources", n=len(articles))]
    if days:
        key = "front.dated" if days[0] != days[-1] else "front.dated_once"
        parts.append(index.say.say(key, first=index.say.day(days[0]), last=index.say.day(days[-1])))
    if not days:
        parts.append(index.say.say("front.all_undated", n=len(articles)))
    elif len(days) < len(articles):
        parts.append(index.say.say("front.undated", n=len(articles) - len(days)))
    return [joined(parts, index.say.say("marks.comma"))]


def _title_of_all(index: Index, judgments: Sequence[Judgment], *, cites_figures: bool) -> Markdown:
    """Write the title, and what the other stories of the corpus are about.

    A story stands for its leading question or, where nobody answers one, for its leading figure;
    one that has neither, or none that may be told, is counted.
    """
    title = say_title(index, judgments)
    leads = {
        story_of(index, j.list_articles()): j for j in reversed(lead_judgments(index, judgments))
    }
    leading, groups = lead_judgment(index, judgments), rank_groups(index)
    if leading is not None:
        told = story_of(index, leading.list_articles())
    elif groups:
        told = story_of(index, groups[0].article_ids)
    else:
        return title
    others = [story for story in several_stories(index) if story != told]
    named = []
    for story in others[: MOST_STORIES - 1]:
        group = leading_figure(index, story)
        if story in leads:
            named.append(joined([ask(index, leads[story])]))
        elif group is not None and cites_figures:
            named.append(say_label(index, group))
    if len(others) > len(named):
        left = len(others) - len(named)
        named.append(index.say.say("title.more_stories", n=left))
    if not named:
        return title
    return index.say.say(
        "title.also", title=title, others=joined(named, index.say.say("marks.semicolon"))
    )


def say_title(index: Index, judgments: Sequence[Judgment]) -> Markdown:
    """Write the leading judgment as a title; without one, the leading figure."""
    leading = lead_judgment(index, judgments)
    if leading is not None:
        return _judgment_title(index, leading)
    groups = rank_groups(index)
    if groups:
        label, status = say_label(index, groups[0]), groups[0].status
        form = f"figure_{status}" if status in {"conflict", "range"} else "figure"
        return index.say.say(f"title.{form}", n=max(groups[0].independent, 1), label=label)
    plain = index.say.say("title.plain", n=len(index.analysis.articles))
    if index.analysis.title:
        return index.say.say("title.topic", topic=index.analysis.title, title=plain)
    return plain


def lead_judgment(index: Index, judgments: Sequence[Judgment]) -> Judgment | None:
    """Return the question that the brief leads with: one that speakers answer."""
    answered = [j for j in judgments if _can_lead(j)]
    polar = [j for j in answered if is_polar(ask(index, j), index.language)]
    return next(iter(polar or answered), None)


def _can_lead(judgment: Judgment) -> bool:
    """Tell whether speakers answer a question: one that nobody asked needs two to lead."""
    answers = sum(v.side != "open" for v in judgment.voices)
    return answers >= (1 if judgment.question.given else 2)


def lead_judgments(index: Index, judgments: Sequence[Judgment]) -> list[Judgment]:
    """Return the leading question, and that of each further story that several articles tell."""
    leading = lead_judgment(index, judgments)
    leads = [] if leading is None else [leading]
    several = set(several_stories(index))
    told = {story_of(index, lead.list_articles()) for lead in leads}
    for judgment in judgments:
        story = story_of(index, judgment.list_articles())
        if _can_lead(judgment) and story in several - told and len(leads) < MOST_STORIES:
            leads.append(judgment)
            told.add(story)
    return leads


def _judgment_title(index: Index, judgment: Judgment) -> Markdown:
    """Write what the speakers make of the leading question."""
    asked = ask(index, judgment)
    if not is_polar(asked, index.language):
        n = sum(voice.side != "open" for voice in judgment.voices)
        form = "title.open_split" if judgment.split else "title.open_agree"
        return index.say.say(form, ask=asked, n=n)
    if judgment.split:
        told = _count_sides(index, judgment)
        return index.say.say("title.polar_split", ask=asked, told=told)
    side = judgment.side or "affirm"
    words = say_side(index, judgment, side)
    firm = sum(voice.is_firm for voice in judgment.on(side))
    form = "possible" if not firm else "all" if firm == len(judgment.on(side)) else "some"
    n = len(judgment.firm_on(side))
    return index.say.say(f"title.polar_{form}", ask=asked, n=n, side=words)


def _count_sides(index: Index, judgment: Judgment) -> Markdown:
    """Count the speakers of each side and those who argue both ways, as the judgment does.

    Those who hold an answer possible, and no more, are told where nobody on their side is firm.
    """
    told = []
    sides: tuple[Side, ...] = ("affirm", "deny")
    for side in sides:
        voices = judgment.firm_on(side)
        if voices:
            says = "says" if any(v.is_firm for v in voices) else "sees"
            words = say_side(index, judgment, side)
            told.append(index.say.say(f"title.{says}", n=len(voices), side=words))
    both = len(judgment.on("both"))
    if both:
        told.append(index.say.say("judgment.both", n=both))
    return joined(told, index.say.say("marks.comma"))


def show_bottom_line(index: Index, judgments: Sequence[Judgment]) -> dict[str, Any]:
    """Return what happened, where the sources split on each story, and what to watch.

    Where no question is answered the first figure in dispute tells where they split.
    The analyst's own bottom line comes first where he wrote one.
    """
    leads: list[dict[str, Markdown] | None] = [
        _split(index, leading) for leading in lead_judgments(index, judgments)
    ]
    clauses = [
        show_analyst_line(index),
        *tell_happened(index),
        *(leads or [_dispute(index)]),
        _watch(index),
    ]
    return {"rows": [clause for clause in clauses if clause]}


def _split(index: Index, leading: Judgment) -> dict[str, Markdown]:
    """Return a leading question, what its speakers say, and how sure the reading of them is."""
    head = index.say.say("bottom.split" if leading.split else "bottom.agree")
    text = index.say.say(
        "bottom.asked",
        ask=ask(index, leading),
        answer=say_judgment(index, leading, most=_KEYS_A_SIDE),
    )
    return {"head": head, "text": text, "confidence": say_confidence(index, leading)}


def _dispute(index: Index) -> dict[str, Markdown] | None:
    """Return the first figure in dispute, unless it stands for what happened."""
    disputed = next((g for g in rank_groups(index) if g.status == "conflict"), None)
    if disputed is None or disputed == leading_figure(index, None):
        return None
    told = joined([say_label(index, disputed), cite(cited_keys(index, disputed))], " ")
    return {"head": index.say.say("bottom.conflict"), "text": as_sentence(index, [told])}


def _watch(index: Index) -> dict[str, Markdown] | None:
    """Return what came due without an outcome, else the next date, else a condition."""
    if not any(f.kind == "forecast" for f in index.analysis.forecasts):
        return None
    ahead = (
        f
        for f in index.analysis.forecasts
        if f.kind == "forecast" and f.horizon and f.horizon.until and f.horizon.state == "open"
    )
    if due := due_unsettled(index):
        text = index.say.say("bottom.due", n=len(due), first=_dated(index, due[0]))
    elif nearest := min(ahead, key=lambda f: (f.horizon and f.horizon.until) or "", default=None):
        text = index.say.say("bottom.open", first=_dated(index, nearest))
    elif hanging := conditional(index):
        condition = index.words(hanging[0].article_id, hanging[0].condition or "")
        first = joined([condition, cite(forecast_keys(index, hanging[0]))], " ")
        text = index.say.say("bottom.condition", first=first)
    else:
        text = index.say.say("bottom.nothing")
        return {"head": index.say.say("bottom.watch"), "text": text}
    return {"head": index.say.say("bottom.watch"), "text": as_sentence(index, [text])}


def _dated(index: Index, forecast: Forecast) -> Markdown:
    """Name a forecast by its holder and its horizon."""
    named = joined([say_holder(index, forecast), say_horizon(index, forecast)], index.say.colon)
    return joined([named, cite(forecast_keys(index, forecast))], " ")
