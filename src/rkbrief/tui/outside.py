"""What reaches beyond the screen: the clipboard, the editor, the files, the end of the program."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Iterable
from contextlib import aclosing, nullcontext
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from rkbrief.extras import install_command
from rkbrief.model import Analysis, Article, Evidence
from rkbrief.safe_text import show
from rkbrief.tui.desk import Desk
from rkbrief.tui.editor import editor_command
from rkbrief.tui.guarding import guard_tasks
from rkbrief.tui.help import Help
from rkbrief.tui.keyboard import Keyboard
from rkbrief.tui.keys import is_told, key_blocks, list_active
from rkbrief.tui.lens import Lens
from rkbrief.tui.palette import Palette, make_actions
from rkbrief.tui.terminal import Leaving, is_served
from rkbrief.tui.views.view import View, speak
from rkbrief.tui.watching import can_watch, watch

_HUNG_UP = 129
_INTERRUPTED = 130
_LOOK_SECONDS = 2.0
"""How often a dashboard that is served looks whether its server is still there."""


class Outside(Keyboard):
    """The part of the dashboard that deals with the world around it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="copy", show=False),
        Binding("o", "edit", "Open in editor", id="edit", show=False),
        Binding("r", "reload", "Reload", id="reload", show=False),
        Binding("w", "watch", "Watch the files", id="watch", show=False),
        Binding("question_mark", "keys", "Keys", id="help", key_display="?"),
        Binding("ctrl+z", "suspend_process", "To the background", id="suspend", show=False),
        Binding("q", "quit", "Quit", id="quit"),
    ]

    desk: Desk
    lens: Lens
    analysis: Analysis | None = None
    failure: BaseException | None = None
    """What ended the dashboard, when a defect did."""

    _watching: asyncio.Event | None = None
    _leaving: Leaving | None = None

    @property
    def view(self) -> View:
        """The view in front."""
        raise NotImplementedError

    def action_reload(self) -> None:
        """Read the corpus again."""
        raise NotImplementedError

    def say(self, text: str, *, warning: bool = False) -> None:
        """Say something for a moment, over the corner of the screen."""
        self.notify(show(text), severity="warning" if warning else "information", markup=False)

    # -- the end -------------------------------------------------------------------------

    def on_load(self) -> None:
        """Settle signals, and what a library may raise, before the terminal is touched."""
        guard_tasks(self._handle_exception)
        if not self.is_headless:
            self._leaving = Leaving(self.end)

    def on_unmount(self) -> None:
        """Let nothing that still hangs keep a signal waiting."""
        if self._leaving is not None:
            self._leaving.is_begun = True

    def on_mount(self) -> None:
        """Paint everything when the program comes back from the background."""
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        if is_served():
            self.set_interval(_LOOK_SECONDS, partial(self._end_without, os.getppid()))

    def _end_without(self, server: int) -> None:
        """End when the process ``server`` is no longer there to show this: nobody else would."""
        if os.getppid() != server:
            self.end(_HUNG_UP)

    def end(self, code: int) -> None:
        """Leave with an exit code; Textual puts the terminal back."""
        if self._leaving is not None:
            self._leaving.begin(code)
        self.exit(return_code=code)

    def let_go(self) -> None:
        """End the thread that reads keys, which Textual leaves behind with a terminal gone."""
        ended = getattr(self._driver, "exit_event", None)
        if ended is not None:
            ended.set()

    def action_help_quit(self) -> None:
        """Ctrl-C, where nothing is selected to be copied, ends the program as anywhere else."""
        self.end(_INTERRUPTED)

    def put_back(self) -> None:
        """Put the terminal back where Textual may not have."""
        if self._leaving is not None:
            self._leaving.put_back()

    def _handle_exception(self, error: BaseException) -> None:
        """Keep the defect for whoever started the dashboard; Textual ends it."""
        self.failure = self.failure or getattr(error, "error", None) or error
        super()._handle_exception(error)  # type: ignore[arg-type]  # of which it asks no more

    def _fatal_error(self) -> None:
        """End without painting a traceback: it goes to a log."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing over the terminal that was just put back."""
        self._exit_renderables.clear()

    # -- the clipboard -------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy what is selected, else the current item, with its citation."""
        selected = self.screen.get_selected_text()
        evidence = self.view.current_evidence()
        text = show(selected or self.view.current_text())
        if not text:
            self.say(speak("Select something first.", self.lens))
            return
        article = self._article(evidence.article_id) if evidence else None
        if evidence and article:
            from rkbrief.brief.reference import describe

            reference = describe(article)[self.lens.language == "ja"]
            key = f"[{evidence.sentence_id}]"
            words = text.removesuffix(key).rstrip()
            text = show(f"{words}\n{_cite(evidence, article)} {reference}")
        self.copy_to_clipboard(text)
        self.say(speak("Copied", self.lens))

    def _article(self, article_id: str) -> Article | None:
        """Return an article by its id."""
        articles = self.analysis.articles if self.analysis else ()
        return next((a for a in articles if a.id == article_id), None)

    # -- the editor ----------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the article in front in the person's editor."""
        article = self._article(self.view.current_article())
        file = self.desk.locate(article.path) if article else None
        command = editor_command(file) if file else None
        if file is None:
            self.say(speak("No file to open here", self.lens), warning=True)
        elif command is None:
            self.say(speak("No editor: set $EDITOR", self.lens), warning=True)
        else:
            self._run_editor(command)

    def _run_editor(self, command: list[str]) -> None:
        """Give the terminal to an editor and take it back."""
        refused = ""
        try:
            with self.suspend(), self._leaving.away() if self._leaving else nullcontext():
                try:  # in here: Textual takes back no terminal from a block that raised
                    subprocess.run(command, check=False)  # noqa: S603 - an argument list, no shell
                except OSError as error:
                    refused = f"{command[0]}: {error.strerror}"
        except SuspendNotSupported:
            refused = speak("No editor here", self.lens)
        if refused:
            self.say(refused, warning=True)
        self.refresh()

    # -- the files -----------------------------------------------------------------------

    def action_watch(self) -> None:
        """Read again whenever a file changes, or stop doing so."""
        if self._watching is not None:
            self._watching.set()
            self._watching = None
            self.say(speak("No longer watching the files", self.lens))
        elif not can_watch():
            needed = speak("Watching needs: {command}", self.lens)
            self.say(needed.format(command=install_command("watch")), warning=True)
        else:
            self._watching = asyncio.Event()
            self._watch(self._watching)
            self.say(speak("Watching the files", self.lens))

    @work(group="watch", exclusive=True)
    async def _watch(self, stop: asyncio.Event) -> None:
        """Read again after each change."""
        async with aclosing(watch(self.desk.places, stop)) as changes:
            async for _ in changes:
                self.action_reload()

    # -- the keys ------------------------------------------------------------------------

    def action_keys(self) -> None:
        """Show every key that holds here."""
        lines = list_active(self.screen.active_bindings.values())
        blocks = list(key_blocks(lines, self.lens))
        self.push_screen(Help(speak("Keys", self.lens), blocks, lens=self.lens))

    def action_command_palette(self) -> None:
        """Open the palette, in the language of the interface."""
        if not isinstance(self.screen, Palette):
            asked = show(speak("Search for commands…", self.lens))
            actions = make_actions(show(speak("No such command", self.lens)))
            self.push_screen(Palette([actions], placeholder=asked))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette every action that has a key here, and Textual's own."""
        seen = set()
        for active in list(screen.active_bindings.values()):
            binding, node = active.binding, active.node
            if active.enabled and is_told(binding) and binding.action not in seen:
                seen.add(binding.action)
                yield SystemCommand(
                    speak(binding.description, self.lens),  # that of a dialog is English yet
                    self.get_key_display(binding),
                    lambda node=node, action=binding.action: self.run_action(action, node),
                )
        yield SystemCommand(
            speak("All themes", self.lens), speak("Choose one", self.lens), self.action_change_theme
        )
        yield SystemCommand(
            speak("Screenshot", self.lens),
            speak("Save the screen as SVG", self.lens),
            lambda: self.set_timer(0.1, self.take_picture),  # when the palette has gone
        )

    def take_picture(self) -> None:
        """Save the screen, in a browser as the browser does, else in the working folder."""
        if is_served():
            self.deliver_screenshot()
        elif self.desk.read_only:
            self.say(speak("Read-only: nothing is written.", self.lens), warning=True)
        else:
            file = Path(time.strftime("rkbrief-%Y-%m-%d-%H%M%S.svg")).absolute()
            picture = self.export_screenshot()
            try:
                with file.open("x", encoding="utf-8") as new:  # which follows no link
                    new.write(picture)
            except OSError as error:
                self.say(f"{file}: {error.strerror}", warning=True)
            else:
                self.say(f"{speak('Written', self.lens)}: {file}")


def _cite(evidence: Evidence, article: Article) -> str:
    """Return the citation of a place: its sentence, or its line where it lies outside the body."""
    if evidence.sentence_index:
        return f"[{evidence.sentence_id}]"
    line = article.text.count("\n", 0, evidence.span.start) + 1
    return f"[{article.id}, l. {line}]"
