"""What an analyst can say, as functions of a curation."""

from __future__ import annotations

from desks import make_ready
from msgspec.structs import replace

from rkbrief.curation import CuratedItem, Curation, ItemKey
from rkbrief.tui.corrections import (
    WORDS,
    cycle,
    field_choices,
    item_choices,
    merge,
    read_by_rkbrief,
    read_field,
    say_field,
    value_choices,
)
from rkbrief.tui.items import Items, dropped_blocks, dropped_figures, dropped_forecasts
from rkbrief.tui.lens import Lens
from rkbrief.tui.shelf import Shelf

LENS = Lens()
ONE = ItemKey("figure", "aa", "1人")
TWO = ItemKey("figure", "aa", "2人")


def item(key: ItemKey, **said: str) -> CuratedItem:
    return CuratedItem(kind=key.kind, article=key.article, quote=key.quote, **said)  # type: ignore[arg-type]


def test_several_items_go_round_together_from_the_state_of_the_first() -> None:
    mixed = Curation().having(item(ONE, state="pinned"))
    dropped = cycle(mixed, [ONE, TWO])
    assert [dropped.of(key).state for key in (ONE, TWO)] == ["dropped", "dropped"]
    assert cycle(dropped, [ONE, TWO]) == Curation()
    assert cycle(mixed, []) == mixed


def test_a_field_is_said_and_taken_back() -> None:
    said = say_field(say_field(Curation(), ONE, "note", "so"), None, "title", "Port")
    assert (read_field(said, ONE, "note"), read_field(said, None, "title")) == ("so", "Port")
    assert say_field(say_field(said, ONE, "note", ""), None, "title", "") == Curation()
    assert read_field(Curation(), ONE, "note") == ""


def test_the_choices_show_what_is_said_already() -> None:
    curation = say_field(Curation(), ONE, "note", "[/]")
    choices = dict(field_choices(curation, ONE, LENS))
    assert choices["item.note"] == "✎ Note: [/]"
    assert "item.holder" not in choices
    forecast = ItemKey("forecast", "aa", "増える")
    assert "item.holder" in dict(field_choices(curation, forecast, LENS))
    alone = [key for key, _ in field_choices(curation, None, LENS)]
    assert alone == [f"brief.{word}" for word in WORDS]
    assert item_choices([ONE, TWO]) == [("0", "「1人」"), ("1", "「2人」")]


def test_values_come_with_what_was_read_first() -> None:
    analysis = make_ready()
    items = Items(analysis)
    forecast = next(f for f in analysis.forecasts if f.holder == "森下教授")
    key = items.name(forecast)
    assert items.find(key) == forecast
    words = value_choices("likelihood", key, analysis, LENS)
    assert words[0] == ("", "as read: likely  55–80 %")
    assert ("almost_certain", "almost certain  95–99 %") in words
    questions = value_choices("question", key, analysis, LENS)
    given = [q.id for q in analysis.questions if q.given]
    assert [name for name, _ in questions] == ["", *given]
    assert read_by_rkbrief("holder", key, analysis) == "森下教授"
    assert read_by_rkbrief("note", key, analysis) == ""
    assert (
        value_choices("likelihood", ItemKey("forecast", "00", "gone"), analysis, LENS)[0][0] == ""
    )


def test_merging_keeps_both_sides_and_ours_where_they_meet() -> None:
    base = Curation(title="a", comment="c").having(item(ONE, note="old"))
    theirs = Curation(title="b", comment="theirs").having(item(ONE, note="theirs"))
    theirs = theirs.having(item(TWO, note="new"))
    ours = Curation(title="a", comment="ours").having(item(ONE, note="ours"))
    merged = merge(base, theirs, ours)
    assert (merged.title, merged.comment) == ("b", "ours")
    assert (merged.of(ONE).note, merged.of(TWO).note) == ("ours", "new")
    assert merge(base, theirs, base) == theirs
    assert merge(base, base, ours) == ours


def test_what_is_dropped_is_listed_with_its_place() -> None:
    ready = make_ready()
    assert not list(dropped_blocks(ready, dropped_figures(ready), LENS))
    without = replace(ready, figures=ready.figures[1:], forecasts=ready.forecasts[:-1])
    blocks = list(dropped_blocks(without, dropped_figures(without), LENS))
    assert [block.selectable for block in blocks] == [False, True]
    assert blocks[1].items == (Items(without).name(ready.figures[0]),)
    assert blocks[1].evidence == ready.figures[0].evidence
    (row,) = blocks[1].layout(60)
    assert "".join(p.text for p in row).strip() == f"[S1:1] 「{ready.figures[0].text}」"
    assert dropped_forecasts(without) == (ready.forecasts[-1],)
    assert blocks[1].words == f"S1:1 {ready.figures[0].text}"
    assert not Shelf(blocks).take(Lens(query="zzz"))
    assert Shelf(blocks).take(Lens(query=ready.figures[0].text))
