"""What can go wrong, as types.

::

    RkbriefError            anything a person can mend; the message says where and how
    ├── ConfigError         config.yaml, corpus.yaml, a command-line value       exit 2
    ├── CorpusError         no article could be read                             exit 1
    ├── ClusterError        the cluster is out of reach, lost, or another program exit 1
    ├── TemplateError       a section template is missing, wrong or too greedy   exit 2
    │   └── LimitError      a limit on time, memory or size stopped it           exit 6
    ├── VerificationError   a brief says what its sources do not                 exit 1
    └── ExportError         the brief cannot be written                          exit 5
        └── ConflictError   the target is a person's, or locked                  exit 4

Every class carries its exit code, so that cli.py needs no table of its own.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from typing import ClassVar


class RkbriefError(Exception):
    """The root of what rkbrief raises on purpose; anything else is a defect.

    It is told in ``lines``, one a problem; what a name holds of line feeds makes no more of them.
    """

    exit_code: ClassVar[int] = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """What went wrong, problem by problem."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.lines)


class ConfigError(RkbriefError):
    """A setting is wrong. The message lists every problem with file, line and key."""

    exit_code = 2


class CorpusError(RkbriefError):
    """There is no article to read."""


class ClusterError(RkbriefError):
    """The cluster cannot be reached, was lost, or does not run this very program."""


class TemplateError(RkbriefError):
    """A section template is missing, does not parse, or asks for what is not there."""

    exit_code = 2


class LimitError(TemplateError):
    """A template ran into its limit of time, memory or output."""

    exit_code = 6


class VerificationError(RkbriefError):
    """A quotation is not at its span, or a number is not in its source."""


class ExportError(RkbriefError):
    """The brief cannot be written where it should go."""

    exit_code = 5


class ConflictError(ExportError):
    """The target was edited by a person, was never written by rkbrief, or is locked."""

    exit_code = 4
