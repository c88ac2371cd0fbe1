"""The figures of an article: what each number is about, what it looks at and how much it matters.

How figures of several articles are joined stands in :mod:`rkbrief.analysis.grouping`, how
they are named in :mod:`rkbrief.analysis.labels`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec.structs import replace

from rkbrief.analysis.antecedents import Antecedents
from rkbrief.analysis.grouping import group_figures
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.modifiers import is_denied
from rkbrief.analysis.quantities import Mention, find_quantities
from rkbrief.analysis.subjects import find_subject
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Evidence, Figure, FigureKind, Importance, Quantity, Sentence

__all__ = ["find_figures", "group_figures", "label_figure"]

_ITEM_MARKS = frozenset(".．)）、 　:：")
_ITEM_NUMBER = re.compile(r"[0-9０-９一-九十]{1,2}(?:[.．][0-9０-９]{1,2}){0,2}")
_ROW = re.compile(r"(?!.*[,，]\s)[\s0-9０-９.,．，%％+\-−▲△()（）/／:：]*")
_FEWEST_IN_ROW = 3
_IN_OTHER_UNIT = re.compile(r"(?:相当)?[（(〔［\[](?:訳注|注|日本円で|現在の価値で)?[：:、]?")
"""What stands between an amount and the same amount in another unit: 4000万ドル（約62億円）."""
_PAST_END = re.compile(r"(?:た|だった|ました|でした)[。」』）)]*$")


def find_figures(
    sentences: Sequence[Sentence], *, reference: date | None = None
) -> tuple[Figure, ...]:
    """Return the figures of one article in the order of its text, with ids F1, F2, ...

    ``reference`` is the day that relative dates are read against, None when it is unknown.
    Headings and decks are read like the body: what they repeat joins the same group later.
    """
    found: list[Figure] = []
    previous: Sentence | None = None
    antecedents = Antecedents()
    for sentence in sentences:
        context = antecedents.before(sentence)
        mentions = find_quantities(sentence.text, reference=reference, context=context)
        if len(mentions) >= _FEWEST_IN_ROW and _ROW.fullmatch(sentence.text):
            mentions = ()  # a row of a table: nothing tells what its numbers are
        before: tuple[int, str | None] | None = None
        for mention in mentions:
            if _is_item_number(mention, sentence.text):
                continue
            figure = _make_figure(f"F{len(found) + 1}", mention, sentence, previous)
            if before and _IN_OTHER_UNIT.fullmatch(sentence.text, before[0], mention.span.start):
                figure = replace(figure, subject=before[1])
            before = mention.span.end, figure.subject
            found.append(figure)
        previous = sentence
        antecedents.add(sentence)
    return tuple(found)


def _is_item_number(mention: Mention, sentence: str) -> bool:
    """Tell whether a bare number only numbers a heading or an item: 2. 消費額, 3.1　現況."""
    follows = sentence[mention.span.end : mention.span.end + 1]
    bare = mention.kind == "number" and not mention.quantity.unit
    short = _ITEM_NUMBER.fullmatch(mention.text) is not None
    return bare and short and mention.span.start == 0 and bool(follows) and follows in _ITEM_MARKS


def _make_figure(
    figure_id: str, mention: Mention, sentence: Sentence, previous: Sentence | None
) -> Figure:
    kind = _read_kind(mention, sentence.text)
    subject = find_subject(
        sentence.text, mention.span, kind, previous=previous.text if previous else None
    )
    return Figure(
        id=figure_id,
        evidence=Evidence(
            sentence.article_id,
            sentence.index,
            mention.span.shifted(sentence.span.start),
            mention.text,
        ),
        quantity=mention.quantity,
        kind=kind,
        iso=mention.iso,
        subject=subject,
        implied_date=mention.implied_date,
        importance="incidental"
        if kind != "date" and is_denied(sentence.text, mention.span.end)
        else _weigh(mention, kind, subject=subject),
    )


@cache
def _horizon_rules() -> tuple[tuple[str, Sought], ...]:
    rules = load_table("figures")["horizons"]
    return tuple((rule["where"], compile_pattern(rule["pattern"])) for rule in rules)


def _read_kind(mention: Mention, sentence: str) -> FigureKind:
    """Return the mention's kind, ``horizon`` for a duration that reaches into the future."""
    if mention.kind not in {"duration", "interval_since"} or mention.text.endswith("ぶり"):
        return mention.kind
    places = {
        "before": sentence[: mention.span.start],
        "within": mention.text,
        "after": sentence[mention.span.end :],
    }
    # 以内 and 後 may lie inside the mention: the rules see them after the bare duration too
    tail = re.search(r"(?:以内|後|ほど|程度|以上|間)$", mention.text)
    tails = places["after"] if tail is None else tail[0] + places["after"]
    for where, pattern in _horizon_rules():
        if pattern.search(places[where]) or (where == "after" and pattern.search(tails)):
            looks_back = where == "before" and _PAST_END.search(sentence)
            return mention.kind if looks_back else "horizon"
    return mention.kind


def _weigh(mention: Mention, kind: FigureKind, *, subject: str | None) -> Importance:
    """Tell how much a figure matters, by features that hold for any topic."""
    table = load_table("figures")
    if kind == "date":
        minor = re.search(table["minor_dates"], mention.text) or "月" not in mention.text
        return "incidental" if minor else "supporting"
    if kind in table["light_kinds"]:
        return "incidental" if subject is None else "supporting"
    if kind == "interval_since" and not mention.text.endswith("ぶり") and subject is None:
        return "supporting"
    if kind in table["key_kinds"]:
        return "key" if subject is not None or kind in {"horizon", "rate"} else "supporting"
    return "key" if _is_large(mention.quantity, kind) else "supporting"


def _is_large(quantity: Quantity, kind: FigureKind) -> bool:
    """Tell whether a count is large, or a duration long, by lexicon/figures.yaml."""
    table = load_table("figures")
    size = quantity.value if isinstance(quantity.value, float | int) else quantity.low
    if size is None:
        return False
    if kind == "duration":
        return quantity.unit == "year" and size >= table["long_years"]
    return kind == "count" and size >= table["large_count"]
