"""Writing from the dashboard: drafts made while one looks, and the brief put onto disk."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import ContentSwitcher

from rkbrief.config import BriefSettings
from rkbrief.errors import ConflictError, RkbriefError
from rkbrief.model import Analysis
from rkbrief.tui.curating import Curating
from rkbrief.tui.dialogs import Choose
from rkbrief.tui.keyboard import ASKING
from rkbrief.tui.messages import CitationsAsked, EvidenceAsked, LayoutAsked, LayoutChosen, Told
from rkbrief.tui.views.view import speak

if TYPE_CHECKING:  # both are loaded after the first paint
    from rkbrief.tui.drafts import Draft
    from rkbrief.tui.views.brief import BriefView

_BRIEF = "brief"
_PAUSE = 0.6
"""Seconds without a key after which a question that nobody expects may come up."""


class Drafted(Message):
    """``draft`` is the brief of ``analysis`` with ``settings``."""

    def __init__(self, analysis: Analysis, settings: BriefSettings, draft: Draft) -> None:
        super().__init__()
        self.analysis, self.settings, self.draft = analysis, settings, draft


class Written(Message):
    """``draft`` is on the disk at ``target``."""

    def __init__(self, draft: Draft, target: Path) -> None:
        super().__init__()
        self.draft, self.target = draft, target


class Refused(Message):
    """``draft`` was not written, for ``reason``; ``asks`` if a person may decide otherwise."""

    def __init__(self, draft: Draft, reason: str, *, asks: bool) -> None:
        super().__init__()
        self.draft, self.reason, self.asks = draft, reason, asks


class Writing(Curating):
    """The part of the dashboard that drafts, compares and exports."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", "Export", id="export"),
        Binding("d", "compare", "Diff", id="diff", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.settings = BriefSettings()
        self.draft: Draft | None = None
        self._drafting: tuple[Analysis, BriefSettings] | None = None
        self._exports = False
        self._exported_at = 0

    def on_mount(self) -> None:
        """Begin with the settings of the desk."""
        self.settings = self.desk.settings

    def action_view(self, name: str) -> None:
        """Bring a view to the front."""
        raise NotImplementedError

    @property
    def _brief(self) -> BriefView:
        """The view of the brief."""
        from rkbrief.tui.views.brief import BriefView

        return self.screen_stack[0].query_one(BriefView)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of items out where there are none: on the page of the brief."""
        fronts = self.screen_stack[0].query(ContentSwitcher) if self.screen_stack else ()
        if action in {"pin", "annotate"} and any(f.current == _BRIEF for f in fronts):
            return False
        return super().check_action(action, parameters)

    # -- drafts --------------------------------------------------------------------------

    def on_draft_asked(self) -> None:
        """Show the draft of what is looked at; make it where there is none yet."""
        if self.analysis is not None:
            self._ask_draft(self.analysis)

    def on_layout_chosen(self, message: LayoutChosen) -> None:
        """Make the brief in another way."""
        self.settings = message.settings
        self.on_draft_asked()

    @work(group=ASKING)
    async def on_citations_asked(self, message: CitationsAsked) -> None:
        """Ask which of several citations to open."""
        places = message.evidence
        choices = [(str(n), f"[{e.sentence_id}] {e.quote}") for n, e in enumerate(places)]
        asked = Choose(speak("Which of them?", self.lens), choices, lens=self.lens)
        chosen = await self.push_screen_wait(asked)
        if chosen is not None:
            self.post_message(EvidenceAsked(places[int(chosen)]))

    @work(group=ASKING)
    async def on_layout_asked(self, _message: LayoutAsked) -> None:
        """Ask for one choice of the layout after the other, until Escape."""
        from rkbrief.tui.drafts import choose, name_choices

        key: str | None = ""
        while key is not None:
            choices = name_choices(self.settings, self.lens)
            question = speak("Layout of the brief", self.lens)
            asked = Choose(question, choices, lens=self.lens, begin=key)
            key = await self.push_screen_wait(asked)
            if key is not None:
                self.settings = choose(self.settings, key)
                self.on_draft_asked()

    def on_told(self, message: Told) -> None:
        """Say it."""
        self.say(message.text)

    def _ask_draft(self, analysis: Analysis) -> None:
        """Have a draft made unless it is there, or is being made."""
        asked = (analysis, self.settings)
        if self._drafting == asked:
            if self.draft is not None:
                self._brief.show_draft(self.draft)
                self._look_again(analysis, self.draft)
            return
        self._drafting, self.draft = asked, None
        self._brief.expect(self.settings)
        self._make_draft(analysis, self.settings)

    @work(thread=True, group="draft", description="draft")
    def _make_draft(self, analysis: Analysis, settings: BriefSettings) -> None:
        """Make a draft in a thread that only posts a message."""
        from rkbrief.tui.drafts import make_draft

        draft = make_draft(self.desk, analysis, settings)
        self.post_message(Drafted(analysis, settings, draft))

    @work(thread=True, group="draft", description="draft")
    def _look_again(self, analysis: Analysis, draft: Draft) -> None:
        """See whether what is on the disk has changed since the draft was made."""
        from rkbrief.tui.drafts import look_again

        try:
            seen = look_again(self.desk, draft)
        except OSError:
            return
        if seen != draft:
            self.post_message(Drafted(analysis, draft.settings, seen))

    def on_drafted(self, message: Drafted) -> None:
        """Show a draft, unless another one was asked for meanwhile."""
        if self._drafting != (message.analysis, message.settings):
            return
        self.draft = message.draft
        self._brief.show_draft(message.draft)
        if self._exports:
            self._exports = False
            self._export()

    # -- comparing and exporting ---------------------------------------------------------

    def action_compare(self) -> None:
        """Show what the brief changes on the disk, or again the page."""
        turn = self.view is self._brief
        self.action_view(_BRIEF)
        self._brief.compare(turn=turn)
        self.on_draft_asked()

    def action_export(self) -> None:
        """Write the brief that is looked at; another view comes to it first."""
        self._exported_at = self.strokes
        self._export()

    def _export(self) -> None:
        """Write it, as soon as there is a draft."""
        if self.desk.read_only:
            self.say(speak("Read-only: nothing is written.", self.lens), warning=True)
            return
        if self.analysis is None:
            return
        self._ask_draft(self.analysis)
        if self.draft is None:
            self._exports = True  # as soon as it is made
        elif self.draft.text is None or self.draft.target is None:
            self.say(self.draft.trouble, warning=True)
        else:
            self._write(self.draft, self.draft.target, self.draft.text, force=False)

    @work(thread=True, group="write", description="write")
    def _write(self, draft: Draft, target: Path, text: str, *, force: bool) -> None:
        """Write in a thread that only posts a message."""
        try:
            self.desk.write(target, text, force=force)
        except RkbriefError as error:
            asks = isinstance(error, ConflictError) and not force
            self.post_message(Refused(draft, str(error), asks=asks))
        else:
            self.post_message(Written(draft, target))

    def on_written(self, message: Written) -> None:
        """Say where the brief is."""
        self.say(f"{speak('Written', self.lens)}: {message.target}")
        if self.draft is message.draft:
            self.draft = replace(message.draft, there=message.draft.text, objection=None)
            self._brief.show_draft(self.draft)

    @work(group="refused")
    async def on_refused(self, message: Refused) -> None:
        """Say why the brief was not written; ask where a person may decide otherwise."""
        draft = message.draft
        if not message.asks or draft.target is None or draft.text is None:
            self.say(message.reason, warning=True)
            return
        choices = [
            ("keep", speak("Leave what is there", self.lens)),
            ("compare", speak("Show the difference", self.lens)),
            ("replace", speak("Keep a backup of it and write the brief", self.lens)),
        ]
        await self._pause_in_typing()
        question = speak("Somebody's work is in the way. Replace it?", self.lens)
        asked = Choose(question, choices, lens=self.lens, about=message.reason)
        chosen = await self.push_screen_wait(asked)
        if chosen == "compare":
            self.action_view(_BRIEF)
            self._brief.compare(turn=False)
        elif chosen == "replace":
            self._write(draft, draft.target, draft.text, force=True)

    async def _pause_in_typing(self) -> None:
        """Wait until whoever went on after the export pauses: those keys are for no dialog."""
        if self.is_typed_since(self._exported_at):
            left = 1.0
            while left > 0:
                left = self.last_stroke + _PAUSE - time.monotonic()
                await asyncio.sleep(max(left, 0))
