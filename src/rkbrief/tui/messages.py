"""What views tell the app, and what its worker tells it. Messages go up, data comes down."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from rkbrief.config import BriefSettings
from rkbrief.curation import Curation
from rkbrief.model import Analysis, Evidence
from rkbrief.tui.lens import Lens

Lay = Callable[[Lens], None]
"""Lays out what a view made, through a lens of the same language and widths."""


class Painted(Message):
    """The frame stands on the screen."""


class Progressed(Message):
    """``done`` of ``total`` articles are analysed in run ``run``."""

    def __init__(self, run: int, done: int, total: int) -> None:
        super().__init__()
        self.run, self.done, self.total = run, done, total


class Analysed(Message):
    """Run ``run`` is through."""

    def __init__(self, run: int, analysis: Analysis) -> None:
        super().__init__()
        self.run, self.analysis = run, analysis


class Failed(Message):
    """Run ``run`` could not be done; ``reason`` says why and what to do."""

    def __init__(self, run: int, reason: str) -> None:
        super().__init__()
        self.run, self.reason = run, reason


class Prepared(Message):
    """The view ``name`` of ``analysis`` was made for ``lens``; ``lay`` lays it out."""

    def __init__(self, name: str, analysis: Analysis, lens: Lens, lay: Lay) -> None:
        super().__init__()
        self.name, self.analysis, self.lens, self.lay = name, analysis, lens, lay


class EvidenceAsked(Message):
    """Open the article of ``evidence`` at its place; ``why`` tells what was found there."""

    def __init__(self, evidence: Evidence, why: str = "") -> None:
        super().__init__()
        self.evidence, self.why = evidence, why


class Recombined(Message):
    """``analysis`` was combined anew under ``curation``; None and a reason when it could not."""

    def __init__(
        self, analysis: Analysis, curation: Curation, combined: Analysis | None, reason: str = ""
    ) -> None:
        super().__init__()
        self.analysis, self.curation = analysis, curation
        self.combined, self.reason = combined, reason


class Unsaved(Message):
    """The curation could not be read or saved; ``reason`` says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Merged(Message):
    """Somebody else made ``theirs`` of the curation file, which held ``base``."""

    def __init__(self, base: Curation, theirs: Curation) -> None:
        super().__init__()
        self.base, self.theirs = base, theirs


class Told(Message):
    """``text`` is to be said for a moment."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class LayoutChosen(Message):
    """The brief is to be made with ``settings``."""

    def __init__(self, settings: BriefSettings) -> None:
        super().__init__()
        self.settings = settings


class DraftAsked(Message):
    """The brief is looked at: its text is wanted."""


class LayoutAsked(Message):
    """Choices are to be made in a dialog: there is no room beside the page."""


class CitationsAsked(Message):
    """One of several places that a line cites is to be chosen and opened."""

    def __init__(self, evidence: tuple[Evidence, ...]) -> None:
        super().__init__()
        self.evidence = evidence
