"""Small questions over the dashboard: a text, a yes or no, one of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rkbrief.safe_text import show


class AskText(ModalScreen[str | None]):
    """Ask for one line. Gives what was typed (``""`` takes a word back), None on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, question: str, *, about: str = "", value: str = "") -> None:
        super().__init__()
        self._question, self._about, self._value = question, about, value

    def compose(self) -> ComposeResult:
        """The question, what it is about, a field."""
        with Vertical(classes="dialog"):
            yield Static(Content(show(self._question)), classes="dialog--question")
            if self._about:
                yield Static(Content(show(self._about, one_line=True)), classes="dialog--about")
            yield Input(self._value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the answer."""
        self.dismiss(event.value.strip())


class Choose(ModalScreen[str | None]):
    """Ask for one of several. Gives its key, None on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("j", "move('down')", "Next", show=False),
        Binding("k", "move('up')", "Previous", show=False),
    ]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], *, about: str = ""
    ) -> None:
        super().__init__()
        self._question, self._choices, self._about = question, tuple(choices), about

    def compose(self) -> ComposeResult:
        """The question, what it is about, the choices."""
        with Vertical(classes="dialog"):
            yield Static(Content(show(self._question)), classes="dialog--question")
            if self._about:
                yield Static(Content(show(self._about)), classes="dialog--about")
            yield OptionList(
                *(
                    Option(Content(show(name, one_line=True)), id=f"n{number}")
                    for number, (_, name) in enumerate(self._choices)
                )
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click gives the answer."""
        self.dismiss(self._choices[event.option_index][0])

    def action_move(self, way: str) -> None:
        """Go through the choices as through any list."""
        options = self.query_one(OptionList)
        if way == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()
