"""Print, as JSON, every pattern that rkbrief compiles: on import and over one corpus.

Run as a script, so that no pattern is compiled already.
"""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import sys
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]


def collect() -> list[tuple[str, int, str]]:
    """Return pattern, flags and place of each, once."""
    found: dict[tuple[str, int], str] = {}
    compile_really = _compiler.compile

    def note(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401
        frame = sys._getframe(1)
        while frame and ("/re/" in (name := frame.f_code.co_filename) or name == __file__):
            frame = frame.f_back  # type: ignore[assignment]
        if frame and "/rkbrief/" in frame.f_code.co_filename and isinstance(pattern, str):
            place = frame.f_code.co_filename.rpartition("/rkbrief/")[2]
            found.setdefault((pattern, int(flags)), f"{place}:{frame.f_lineno}")
        return compile_really(pattern, flags)

    _compiler.compile = note
    import rkbrief
    from rkbrief.lexicon.sought import Sought

    for module in pkgutil.walk_packages(rkbrief.__path__, "rkbrief."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _compile_tables()
    for each in gc.get_objects():
        if isinstance(each, Sought):
            assert each.compiled
    from rkbrief import analyse, render_brief
    from rkbrief.config import BriefSettings, Config

    analysis = analyse([ROOT / "seeds"], Config())
    for language in ("en", "ja"):
        render_brief(analysis, settings=BriefSettings(language=language))
    return [(pattern, flags, place) for (pattern, flags), place in found.items()]


def _compile_tables() -> None:
    """Compile what the program compiles only for a text that holds a word that it needs."""
    from lexicon import FOLDER, find_patterns

    from rkbrief.lexicon import compile_pattern, load_table

    for path in sorted(FOLDER.glob("*.yaml")):
        for pattern in find_patterns(load_table(path.stem)):
            assert compile_pattern(pattern).compiled


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tools"))
    sys.stdout.write(json.dumps(collect()))
