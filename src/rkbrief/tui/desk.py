"""What the dashboard works with: functions given to it, so that tests give others.

The dashboard itself reads no file and knows no setting by heart; the command line builds its
desk from the settings of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rkbrief.allowed import Language
from rkbrief.config import BriefSettings
from rkbrief.curation import Curation
from rkbrief.model import Analysis


class Analyse(Protocol):
    """Reads the corpus."""

    def __call__(
        self, *, on_progress: Callable[[int, int], object], is_cancelled: Callable[[], bool]
    ) -> Analysis:
        """Return the analysis, telling (articles done, articles in all) on the way.

        Raises:
            RkbriefError: it cannot be made; the message says what to do.
        """


class Write(Protocol):
    """Puts a brief onto disk."""

    def __call__(self, target: Path, text: str, *, force: bool) -> None:
        """Write ``text`` whole or not at all.

        Raises:
            ConflictError: what is there is a person's; ``force`` keeps it as a backup.
            ExportError: the system refuses.
        """


@dataclass(frozen=True, slots=True)
class Desk:
    """The functions and settings of one dashboard.

    ``combine`` makes the analysis anew under a curation, without reading. ``render`` gives
    the very text that is written. ``find_target`` names the file that a brief goes to,
    ``read_target`` what is there now, None for nothing. ``locate`` gives the file of an
    article on disk by its path below the corpus, None when there is none. ``keymap`` is
    binding id to keys. ``load_curation`` reads the file again, which somebody else may have
    changed; None does not look. ``places`` are the files and folders to watch; ``language`` is the
    interface's, None the brief's.
    """

    analyse: Analyse
    combine: Callable[[Analysis, Curation], Analysis]
    render: Callable[[Analysis, BriefSettings], str]
    find_target: Callable[[Analysis, BriefSettings], Path]
    read_target: Callable[[Path], str | None]
    write: Write
    save_curation: Callable[[Curation], None]
    locate: Callable[[str], Path | None]
    load_curation: Callable[[], Curation] | None = None
    curation: Curation = field(default_factory=Curation)
    settings: BriefSettings = field(default_factory=BriefSettings)
    places: Sequence[Path] = ()
    language: Language | None = None
    theme: str | None = None
    ambiguous: int = 1
    keymap: Mapping[str, str] = field(default_factory=dict)
    read_only: bool = False
