"""What a forecast hangs on: the conditional clause before it, as worded."""

from __future__ import annotations

import re

from rkbrief.model import Span

_MARK = re.compile(
    r"(?:(?:[えけげせてねべめれ]|なけれ|けれ)ば|のであれば|であれば|(?:[るたいの]|ない)?なら(?:ば)?(?=[、])|"
    r"[うくぐすつぬぶむるただいの]場合(?:(?:に)?は|に|も)?(?=、)|[うくぐすつぬぶむるただいの]場合(?:に)?は|限り(?:は|では)?(?=、)|(?:次第|しだい)(?:では|で|だ)|[てで]も(?=、)|としても(?=、)|"
    r"時点で(?:は)?|[っい]?たら(?=[、])|だら(?=、)|"
    r"[るい]と(?=、)|(?:[るい])?ことで(?=、)|[るい]まで(?:は)?(?:だ|です|である|、)|(?:る)?につれ(?:て)?(?=、)?)"
)
_TOGETHER = re.compile(r"[^、。「」はがをも]{2,14}と(?:共|とも)に(?=[^、。]{2,})")
_NOT_CONDITIONS = re.compile(
    r"(?:なければ|なくては|ねば)(?:なら|いけ)|れば(?:なら|いけ)|[早遅]ければ|例えば|たとえば|言えば|いえば|すれば(?:よい|いい)|"
    r"[どい何誰](?:[^、]{1,20})?[てで]も|[をに](?:考え|踏まえ|比べ|みる|見る)(?:れば|ると|たら)|によると|によれば|というと|[^、]すると(?=みられ)"
)
_START = re.compile(r"[、。「」]|(?<=[^、])(?:は|では)(?=、)")


def find_condition(text: str, within: Span) -> str | None:
    """Return the conditional clause inside ``within`` of ``text``, None when there is none.

    The words run from the start of the clause to its mark (…すれば, …場合, …まで).
    """
    segment = within.of(text)
    refused = [Span(*m.span()) for m in _NOT_CONDITIONS.finditer(segment)]
    together = _TOGETHER.search(segment)
    for mark in _MARK.finditer(segment):
        here = Span(*mark.span())
        if any(r.overlaps(here) for r in refused):
            continue
        before = [m.end() for m in _START.finditer(segment, 0, mark.start())]
        start = before[-1] if before else 0
        words = segment[start : mark.end()].strip("、 　").removesuffix("だ").removesuffix("です")
        if len(words) > len(mark[0]) + 1:
            return words
    return together[0] if together else None
