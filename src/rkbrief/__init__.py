"""rkbrief: from Japanese articles to a short, honest, fully cited brief.

The names below are the public API. Each resolves on first use, so that ``import rkbrief``
loads neither Janome nor sumy, numpy, jinja2 or Textual.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as typing has it, whose import would take 6 ms of --version
if TYPE_CHECKING:
    from typing import Any

    from rkbrief.analysis.modality import read_modality
    from rkbrief.brief.render import render_brief
    from rkbrief.corpus.reader import read_article
    from rkbrief.language.sentences import split_sentences
    from rkbrief.pipeline import analyse
    from rkbrief.plain_text import find_figures, find_forecasts, summarise

__version__ = "0.1.0"
__all__ = [
    "analyse",
    "find_figures",
    "find_forecasts",
    "read_article",
    "read_modality",
    "render_brief",
    "split_sentences",
    "summarise",
]

_HOME = {
    "analyse": "rkbrief.pipeline",
    "find_figures": "rkbrief.plain_text",
    "find_forecasts": "rkbrief.plain_text",
    "read_article": "rkbrief.corpus.reader",
    "read_modality": "rkbrief.analysis.modality",
    "render_brief": "rkbrief.brief.render",
    "split_sentences": "rkbrief.language.sentences",
    "summarise": "rkbrief.plain_text",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load the module behind a public name the first time it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names beside what is loaded already."""
    return sorted({*globals(), *__all__})
