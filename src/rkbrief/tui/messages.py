"""What views tell the app, and what its worker tells it. Messages go up, data comes down."""

from __future__ import annotations

from textual.message import Message

from rkbrief.model import Analysis, Evidence


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


class EvidenceAsked(Message):
    """Open the article of ``evidence`` at its place; ``why`` tells what was found there."""

    def __init__(self, evidence: Evidence, why: str = "") -> None:
        super().__init__()
        self.evidence, self.why = evidence, why
