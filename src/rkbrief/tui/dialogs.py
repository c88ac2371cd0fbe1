"""Small questions over the dashboard: a text, or one of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rkbrief.safe_text import show
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

_LONGEST_ABOUT = 300
"""Characters of a quotation that a question shows; the field below it needs the room."""


def _shorten(text: str) -> str:
    """Return ``text`` as a question can show it."""
    return text if len(text) <= _LONGEST_ABOUT else f"{text[:_LONGEST_ABOUT]}…"


class Way(Static):
    """A key of a dialog and what it does, as on the foot line; a click on it is the key."""

    DEFAULT_CSS = "Way { width: auto; margin: 1 2 0 0; }"

    def __init__(self, key: str, word: str) -> None:
        sign, word = show(format_key(key)), show(word, one_line=True)
        super().__init__(Content.assemble((sign, "bold $accent"), f" {word}"))
        self._key = key

    def on_click(self) -> None:
        """Do what the key would do."""
        self.app.simulate_key(self._key)


class Dialog(ModalScreen[str | None]):
    """A question with one answer: a second one, typed before it is gone, would end the program."""

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Give the answer, the first time."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class AskText(Dialog):
    """Ask for one line. Gives what was typed (``""`` takes a word back), None on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]
    DEFAULT_CSS = """
    AskText Input { height: 1; border: none; padding: 0 1; background: $boost; }
    AskText Input:focus { border: none; }
    AskText .dialog--about { max-height: 4; }
    AskText .dialog--hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(
        self, question: str, *, lens: Lens, about: str = "", value: str = "", hint: str = ""
    ) -> None:
        super().__init__()
        self._question, self._about, self._value, self._hint = question, about, value, hint
        self._lens = lens

    def compose(self) -> ComposeResult:
        """The question, what it is about, a field, what the keys do, and the keys to click."""
        with Vertical(classes="dialog"):
            yield Static(Content(show(self._question)), classes="dialog--question")
            if self._about:
                about = show(_shorten(self._about), one_line=True)
                yield Static(Content(about), classes="dialog--about")
            yield Input(show(self._value, one_line=True), select_on_focus=False)
            if self._hint:
                yield Static(Content(show(self._hint)), classes="dialog--hint")
            with Horizontal(classes="dialog--ways"):
                yield Way("enter", speak("Keep", self._lens))
                yield Way("escape", speak("Cancel", self._lens))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the answer."""
        self.dismiss(event.value.strip())


class Choose(Dialog):
    """Ask for one of several. Gives its key, None on Escape.

    ``chosen`` is marked and stands under the cursor at first; ``begin`` only the latter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("j", "move('down')", "Next", show=False),
        Binding("k", "move('up')", "Previous", show=False),
        Binding("space", "pick", "Choose", show=False),
    ]
    DEFAULT_CSS = """
    Choose OptionList { height: auto; border: none; background: $panel; }
    Choose OptionList:focus { border: none; }
    Choose .dialog--about { max-height: 4; }
    """

    def __init__(
        self,
        question: str,
        choices: Sequence[tuple[str, str]],
        *,
        lens: Lens,
        about: str = "",
        chosen: str | None = None,
        begin: str = "",
    ) -> None:
        super().__init__()
        self._question, self._choices, self._about = question, tuple(choices), about
        self._chosen, self._begin, self._lens = chosen, chosen or begin, lens

    def compose(self) -> ComposeResult:
        """The question, what it is about, the choices, and a way out."""
        with Vertical(classes="dialog"):
            yield Static(Content(show(self._question)), classes="dialog--question")
            if self._about:
                yield Static(Content(show(_shorten(self._about))), classes="dialog--about")
            yield OptionList(
                *(
                    Option(Content(show(self._signed(key, name), one_line=True)), id=f"n{number}")
                    for number, (key, name) in enumerate(self._choices)
                )
            )
            with Horizontal(classes="dialog--ways"):
                yield Way("enter", speak("Choose", self._lens))
                yield Way("escape", speak("Cancel", self._lens))

    def _signed(self, key: str, name: str) -> str:
        """Return a choice as it is shown, with a sign before the one that holds now."""
        if self._chosen is None:
            return name
        return f"✓ {name}" if key == self._chosen else f"  {name}"

    def on_mount(self) -> None:
        """Begin at what holds now."""
        keys = [key for key, _ in self._choices]
        for options in self.query(OptionList):  # none where it is left before it stands
            options.highlighted = keys.index(self._begin) if self._begin in keys else 0
            options.focus()

    def on_resize(self) -> None:
        """Leave the way out in sight below a list that is longer than the dialog."""
        if not self.query(OptionList):  # it is left before it stands
            return
        dialog, options = self.query_one(".dialog"), self.query_one(OptionList)
        above = options.region.y - dialog.region.y
        below = dialog.styles.padding.bottom + self.query_one(".dialog--ways").outer_size.height
        most = self.size.height * 9 // 10 - above - below
        options.styles.max_height = max(1, most)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click gives the answer."""
        self.dismiss(self._choices[event.option_index][0])

    def action_pick(self) -> None:
        """Space chooses too."""
        for options in self.query(OptionList):  # none before it stands
            options.action_select()

    def action_move(self, way: str) -> None:
        """Go through the choices as through any list."""
        for options in self.query(OptionList):
            if way == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()
