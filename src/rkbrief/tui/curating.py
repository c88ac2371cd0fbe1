"""Curation in the dashboard: the keys by which an analyst makes a brief his own.

What is said shows at once as a sign at the edge of the list; it is saved in a thread without
delay, and the analysis is combined anew in another, a moment after the last key.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from rkbrief.curation import Curation, ItemKey
from rkbrief.errors import RkbriefError
from rkbrief.model import Analysis
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.corrections import (
    CHOSEN,
    NAMES,
    cycle,
    field_choices,
    item_choices,
    merge,
    read_by_rkbrief,
    read_field,
    say_field,
    value_choices,
)
from rkbrief.tui.dialogs import AskText, Choose
from rkbrief.tui.keyboard import ASKING
from rkbrief.tui.messages import Analysed, Merged, Recombined, Unsaved
from rkbrief.tui.outside import Outside
from rkbrief.tui.views.view import speak

_PAUSE = 0.25
"""Seconds without a key before the analysis is combined anew."""


class Curating(Outside):
    """The part of the dashboard that pins, drops, annotates and corrects."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pin", "Pin/drop", id="curate.pin"),
        Binding("a", "annotate", "Annotate", id="curate.annotate"),
        Binding("c", "correct", "Correct", id="curate.correct", show=False),
        Binding("u", "undo", "Undo", id="curate.undo", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.curation = Curation()
        self._past: list[Curation] = []
        self._written = Curation()
        self._combining = False
        self._waiting = False
        self._settling: Timer | None = None
        self._pen = threading.Lock()

    def on_mount(self) -> None:
        """Begin with what the desk holds."""
        self.curation = self._written = self.desk.curation

    def _show(self) -> None:
        """Show the analysis in the view in front, leaving the focus where it is."""
        raise NotImplementedError

    # -- keys ----------------------------------------------------------------------------

    def action_pin(self) -> None:
        """Pin what is selected; drop it if it was pinned; take that back if it was dropped."""
        if not self._refuses() and (items := self._items()):
            self._change(cycle(self.curation, items))
            if self.curation.of(items[0]).state == "dropped":
                self.say(speak("Dropped; u takes it back.", self.lens))

    @work(group=ASKING)
    async def action_annotate(self) -> None:
        """Write a note on what is selected."""
        if self._refuses():
            return
        item = await self._one_item()
        if item is not None:
            await self._ask(item, "note")

    @work(group=ASKING)
    async def action_correct(self) -> None:
        """Choose what to correct or to write, then do it."""
        if self._refuses():
            return
        block = self.view.current_block()
        item = await self._one_item() if block and block.items else None
        if block and block.items and item is None:
            return
        about = f"「{item.quote}」" if item else ""
        choices = field_choices(self.curation, item, self.lens)
        asked = Choose(speak("What do you say?", self.lens), choices, lens=self.lens, about=about)
        chosen = await self.push_screen_wait(asked)
        if chosen is not None:
            where, _, field = chosen.partition(".")
            await self._ask(item if where == "item" else None, field)

    def action_undo(self) -> None:
        """Take back the last change of this session."""
        if not self._past:
            self.say(speak("There is nothing to undo.", self.lens))
            return
        self.curation = self._past.pop()
        self._follow()

    # -- asking --------------------------------------------------------------------------

    def _items(self) -> Sequence[ItemKey]:
        """Return what the selected block is about; say so when it is about nothing."""
        block = self.view.current_block() if self.analysis is not None else None
        if block is None:
            self.say(speak("Select a figure, a forecast or a sentence first.", self.lens))
        elif not block.items:
            self.say(speak("Open it and select a figure, a forecast or a sentence.", self.lens))
        return block.items if block else ()

    async def _one_item(self) -> ItemKey | None:
        """Return the item that is meant; ask where a block is about several."""
        items = self._items()
        if len(items) <= 1:
            return items[0] if items else None
        asked = Choose(speak("Which of them?", self.lens), item_choices(items), lens=self.lens)
        chosen = await self.push_screen_wait(asked)
        return None if chosen is None else items[int(chosen)]

    async def _ask(self, item: ItemKey | None, field: str) -> None:
        """Ask for the words of one field and keep them."""
        if self.analysis is None:
            return
        question = speak(NAMES[field], self.lens)
        about = f"「{item.quote}」" if item else ""
        held = read_field(self.curation, item, field)
        read = ""
        dialog: Choose | AskText
        if item is not None and field in CHOSEN:
            choices = value_choices(field, item, self.analysis, self.lens)
            dialog = Choose(question, choices, lens=self.lens, about=about, chosen=held)
        else:
            read = read_by_rkbrief(field, item, self.analysis) if item else ""
            hint = speak("Enter keeps it, empty takes it back, Esc leaves it as it was.", self.lens)
            value = held or read
            dialog = AskText(question, lens=self.lens, about=about, value=value, hint=hint)
        text = await self.push_screen_wait(dialog)
        if text is not None and (held or text not in {"", read}):
            self._change(say_field(self.curation, item, field, text))

    def _refuses(self) -> bool:
        """Tell whether nothing may be written, and say so."""
        if self.desk.read_only:
            self.say(speak("Read-only: nothing is changed.", self.lens), warning=True)
        return self.desk.read_only

    # -- keeping -------------------------------------------------------------------------

    def _change(self, curation: Curation) -> None:
        """Keep a new curation, and the old one for undo."""
        if curation == self.curation:
            return
        self._past.append(self.curation)
        self.curation = curation
        self._follow()

    def _follow(self) -> None:
        """Show, save and work into the analysis what the curation says now."""
        self.show_curation()
        self._save()
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(_PAUSE, self._combine)

    def show_curation(self) -> None:
        """Mark in every list what is pinned or dropped."""
        for each in self.screen_stack[0].query(BlockList):
            each.show_curation(self.curation)

    @work(thread=True, group="save")
    def _save(self) -> None:
        """Save in a thread: a disk may be slow, or locked by another rkbrief."""
        self._write_latest()

    def _write_latest(self) -> None:
        """Write the present curation unless that is done; many keys may share one writing."""
        with self._pen:
            ours, base = self.curation, self._written
            if ours == base:
                return
            try:
                theirs = self.desk.load_curation() if self.desk.load_curation else base
                latest = ours if theirs == base else merge(base, theirs, ours)
                self.desk.save_curation(latest)
            except RkbriefError as error:
                self.post_message(Unsaved(str(error)))
                return
            self._written = latest
            if theirs != base:
                self.post_message(Merged(base, theirs))

    def on_unsaved(self, message: Unsaved) -> None:
        """Say that a change is not on the disk; it is tried again with the next one."""
        self.say(f"{speak('Not saved', self.lens)}: {message.reason}", warning=True)

    def on_merged(self, message: Merged) -> None:
        """Take over what somebody else wrote into the file, for undo too."""
        base, theirs = message.base, message.theirs
        self._past = [merge(base, theirs, past) for past in self._past]
        self.curation = merge(base, theirs, self.curation)
        self.say(speak("Somebody else changed the curation file; both are kept.", self.lens))
        self._follow()

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        if not self.desk.read_only:
            self._write_latest()

    # -- combining -----------------------------------------------------------------------

    def _combine(self) -> None:
        """Combine the analysis anew, one at a time."""
        if self.analysis is None or self._combining:
            return
        self._combining = True
        self._combine_in_thread(self.analysis, self.curation)

    @work(thread=True, group="combine", description="combine")
    def _combine_in_thread(self, analysis: Analysis, curation: Curation) -> None:
        """Combine in a thread that only posts a message."""
        try:
            combined = self.desk.combine(analysis, curation)
        except RkbriefError as error:
            self.post_message(Recombined(analysis, curation, None, str(error)))
        else:
            self.post_message(Recombined(analysis, curation, combined))

    def on_recombined(self, message: Recombined) -> None:
        """Show what came of it, unless the world has moved on meanwhile."""
        self._combining = False
        if message.analysis is not self.analysis or message.curation is not self.curation:
            self._combine()
        elif message.combined is None:
            self.say(message.reason, warning=True)
        else:
            self.analysis = message.combined
            self._waiting = self._rests_on_dropped()
            if not self._waiting:
                self._show()

    def _rests_on_dropped(self) -> bool:
        """Tell whether a list has what was just dropped under its cursor.

        It stays there until the cursor moves on, so that the next press of the key takes it
        back and is not for what moved into its place.
        """
        block = self.view.current_block() if self.view.query(BlockList) else None
        states = {self.curation.of(item).state for item in block.items} if block else set()
        return states == {"dropped"}

    def on_block_list_selected(self) -> None:
        """The cursor moved on: show what came of the last change."""
        if self._waiting:
            self._waiting = False
            self._show()

    def on_analysed(self, message: Analysed) -> None:
        """An analysis was read anew: look at the file again, and work in what it lacks."""
        if self.analysis is message.analysis:
            self.show_curation()
            self._reread()
            if self._past:
                self._combine()

    @work(thread=True, group="save")
    def _reread(self) -> None:
        """Read the curation file again, for what somebody else wrote."""
        if self.desk.load_curation is None:
            return
        with self._pen:
            base = self._written
            try:
                theirs = self.desk.load_curation()
            except RkbriefError as error:
                self.post_message(Unsaved(str(error)))
                return
            self._written = theirs
        if theirs != base:
            self.post_message(Merged(base, theirs))
