"""Brief: the very text that will be written, what it changes on the disk, and its layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from rkbrief.config import BriefSettings
from rkbrief.model import Analysis, Sentence
from rkbrief.safe_text import show
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block
from rkbrief.tui.cells import cell_width, squeeze
from rkbrief.tui.drafts import (
    Draft,
    choice_blocks,
    choose,
    cited,
    diff_blocks,
    message_block,
    page_blocks,
)
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import CitationsAsked, DraftAsked, Lay, LayoutAsked, LayoutChosen, Told
from rkbrief.tui.views.view import View, speak
from rkbrief.tui.wording import no_match

_PARTS = 2
"""Parts of a path that are shown: the file and its folder."""


class Fate(Static):
    """Where the page goes, in one row, and what it changes there."""

    _told: tuple[Path | None, str, int] | None = None

    def tell(self, target: Path | None, state: str, ambiguous: int) -> None:
        """Show the end of a path and ``state``; the notice of an export has the whole path."""
        self._told = target, state, ambiguous
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the path into the width: its middle gives way, never its beginning or ending."""
        if self._told is None or self.size.width <= 0:
            return
        target, state, ambiguous = self._told
        if target is None:
            self.update(Content(show(state)))
            return
        left = "" if len(target.parts) <= _PARTS else "…/"
        path = show(left + "/".join(target.parts[-_PARTS:]), one_line=True)
        room = self.size.width - cell_width("→ ", ambiguous)
        self.update(Content(show(f"→ {squeeze(path, room, ambiguous=ambiguous)}\n  {state}")))


class BriefView(View):
    """A page as it will be written, beside the choice of its layout."""

    NAME = "brief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Choose", id="brief.turn", show=False),
        Binding("s", "layout", "Layout", id="brief.layout"),
        Binding("d", "app.compare", "Diff", id="diff"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._draft: Draft | None = None
        self._settings = BriefSettings()
        self._sentences: Mapping[str, Sentence] = {}
        self._lens = Lens()
        self._compares = False

    def compose(self) -> ComposeResult:
        """The choices at the left, what will become of the page above it."""
        with Horizontal():
            yield BlockList(id="brief-choices")
            with Vertical():
                yield Fate(id="brief-state")
                yield BlockList(id="brief-page")

    @property
    def _page(self) -> BlockList:
        """The list of lines."""
        return self.query_one("#brief-page", BlockList)

    @property
    def _choices(self) -> BlockList:
        """The list of what may be chosen."""
        return self.query_one("#brief-choices", BlockList)

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Note which sentences there are to be cited."""
        del lens
        return partial(self._show, {sentence.id: sentence for sentence in analysis.sentences})

    def _show(self, sentences: Mapping[str, Sentence], lens: Lens) -> None:
        """Ask for a draft; what is shown stays until it comes."""
        self._sentences, self._lens = sentences, lens
        self._lay_out()
        self.post_message(DraftAsked())

    def on_show(self) -> None:
        """See what is on the disk whenever the view comes to the front."""
        self.post_message(DraftAsked())

    def expect(self, settings: BriefSettings) -> None:
        """Show that a draft with ``settings`` is on its way."""
        self._settings, self._draft = settings, None
        self._lay_choices()
        self._tell(speak("Writing …", self._lens))

    def show_draft(self, draft: Draft) -> None:
        """Show a draft."""
        self._draft, self._settings = draft, draft.settings
        self._lay_out()

    def compare(self, *, turn: bool = True) -> None:
        """Show what changes on the disk, or again the page."""
        self._compares = not self._compares if turn else True
        self._lay_out()
        self._page.scroll_to(y=0, animate=False, force=True)

    # -- showing -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Lay out the choices, the page and what is said of it."""
        self._lay_choices()
        draft = self._draft
        if draft is None:
            self._tell(speak("Writing …", self._lens))
            return
        lines = self._blocks(draft)
        if self._lens.query and draft.text is not None:
            lines = (line for line in lines if self._lens.matches(line.words))
        self._page.show_blocks(list(lines) or [no_match(self._lens)])
        state = _say_state(draft, self._lens, compares=self._compares)
        self._tell(state, draft.target if draft.text is not None else None)

    def _lay_choices(self) -> None:
        """Lay out what may be chosen."""
        self._choices.show_blocks(list(choice_blocks(self._settings, self._lens)))

    def _blocks(self, draft: Draft) -> Iterator[Block]:
        """Yield the page, the changes, or why there is neither."""
        if draft.text is None:
            yield message_block(draft.trouble, "warning")
        elif self._compares and draft.there is not None:
            yield from diff_blocks(draft, self._sentences, self._lens)
        else:
            yield from page_blocks(draft.text, self._sentences, self._lens)

    def _tell(self, state: str, target: Path | None = None) -> None:
        """Say what will become of the page."""
        self.query_one(Fate).tell(target, state, self._lens.ambiguous)

    # -- choosing ------------------------------------------------------------------------

    def on_block_list_opened(self, message: BlockList.Opened) -> None:
        """Enter on a choice makes it; on a line it opens what the line cites."""
        if message.block.key.partition(":")[0] in {"template", "section", "language"}:
            message.stop()
            message.prevent_default()
            self._turn(message.block.key)
            return
        places = cited(message.block.words, self._sentences)
        if len(places) > 1:
            message.stop()
            message.prevent_default()
            self.post_message(CitationsAsked(places))

    def action_turn(self) -> None:
        """Make the selected choice; in the page go on by a screen."""
        if self._choices.has_focus and self._choices.current is not None:
            self._turn(self._choices.current.key)
        else:
            self._page.action_page(1)

    def _turn(self, key: str) -> None:
        """Make a choice, if it makes a difference."""
        settings = choose(self._settings, key)
        if settings != self._settings:
            self.post_message(LayoutChosen(settings))
        elif key.startswith("section:"):
            self.post_message(Told(speak("No brief goes without it.", self._lens)))

    def action_layout(self) -> None:
        """Go to the choices and back; where there is no room for them, ask."""
        if not self._choices.display:
            self.post_message(LayoutAsked())
        elif self._choices.has_focus:
            self._page.focus()
        else:
            self._choices.focus()

    def focus_first(self) -> None:
        """Keys go through the page."""
        self.screen.set_focus(self._page)

    def current_block(self) -> Block | None:
        """Return the line that copying is about."""
        return self._page.current


def _say_state(draft: Draft, lens: Lens, *, compares: bool) -> str:
    """Return what is said over the page: what it changes, what is shown of it."""
    if draft.text is None:
        return speak("There is no brief to write.", lens)
    if draft.there is None:
        state = speak("a new file", lens)
    elif draft.there == draft.text:
        state = speak("as it is on the disk", lens)
    else:
        state = f"+{draft.count('+')} -{draft.count('-')} {speak('lines against the disk', lens)}"
    if draft.objection:
        state += f" · ! {speak(draft.objection, lens)}"
    if compares and draft.there is None:
        state += f" · {speak('nothing there to compare with', lens)}"
    elif compares:
        state = f"{speak('Changes', lens)}: {state}"
    return state
