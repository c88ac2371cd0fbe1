"""Where sentences end inside one paragraph: terminators, quotations, names that hold a ! or ?.

Everything is linear in the length of the paragraph: brackets are matched once with a stack,
terminators are found by one scan, and each is judged by a bounded look at its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from rkbrief.lexicon import compile_any, compile_rules, load_table
from rkbrief.lexicon.sought import Sought

BRACKETS = dict(zip("「『（(【〔《〈“〝［[{｛«", "」』）)】〕》〉”〟］]}｝»", strict=True))
CLOSERS = {close: opener for opener, close in BRACKETS.items()}
LONGEST_QUOTATION = 1000
"""A bracket that closes later than this many characters on protects nothing: it is a slip."""
LONGEST_RUN = 400
"""A stretch with neither terminator nor comma nor blank is cut here."""
LONGEST_SENTENCE = 1200
"""Nothing longer than this is taken for one sentence; it is cut at a comma before here."""
LONGEST_NAME = 14
"""A quotation this short that ends in 。 or ! may be a name in mid-sentence."""

_BRACKET = re.compile("[" + re.escape("".join(BRACKETS) + "".join(CLOSERS)) + '"]')
_TERMINATOR = re.compile(r"[。｡．.！？!?‼⁇⁈⁉]+(?:[…‥]*[。｡！？!?‼⁇⁈⁉]+)*")
_FACE = re.compile(
    r"[(（](?=[^()（）]{0,6}[\^＾∀ωД∇≧；])[^\w()（）。、\s]?[^()（）。、\sぁ-んァ-ヶ一-龥]{1,8}[)）]"
)
"""A face such as (^_^), which ends a sentence as a full stop does."""
_FULL_STOP = re.compile(r"[。｡]")
_ONLY_DOTS = re.compile(r"[.．]{2,}\Z")
_ALNUM = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_LATIN_OR_KATAKANA = re.compile(r"[A-Za-zＡ-Ｚａ-ｚァ-ヴー]")
_TITLE_CASE = re.compile(r"[A-ZＡ-Ｚ][a-zａ-ｚ]{2,}\Z")
"""The word before the ! of a company's or a programme's name."""
_TAIL = re.compile(
    r"[」』）)】〕》〉”〟］\]}｝»>＞\"'’■□◆◇●○★☆♪♫♥♡→*＊\ufe0f\u200d\U0001f300-\U0001faff…‥]*"
)
_ASIDE = re.compile(
    r"\s?[（(](?![0-9０-９a-zア-ンｱ-ﾝ①-⑳一二三四五]{1,2}[)）])[^（()）。｡！？!?]{1,30}[)）]"
)
_MORE_QUOTATIONS = re.compile(r"(?:\s?「[^「」]{1,200}」){1,4}\s*\Z")
_KEEPS_GOING = re.compile(r"[、，,：:；;・／/=〜～~]")
_CUT_AT = re.compile(r"[、，,;；\s　]")


@cache
def _continuations() -> tuple[Sought, Sought, Sought]:
    """Return what follows a ! or ?, a closed quotation, and a 。 inside a name."""
    rules = load_table("continuations")["rules"]
    weak, quote, name = (
        compile_any(tuple(r["pattern"] for r in rules if where in r["after"]))
        for where in ("mark", "quotation", "full_stop")
    )
    return weak, quote, name


def outer_brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracketed stretches as (opener, closer) offsets, in order.

    An opener that never closes, or closes too far away, is no bracket; neither is a closer
    without an opener.
    """
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    straight: int | None = None
    for match in _BRACKET.finditer(text):
        at, mark = match.start(), match.group()
        if mark == '"':
            if straight is not None and at - straight <= LONGEST_RUN // 2:
                pairs.append((straight, at))
                straight = None
            else:
                straight = at
        elif mark in BRACKETS:
            stack.append(at)
            waiting[mark] += 1
        elif waiting[CLOSERS[mark]]:
            while text[stack[-1]] != CLOSERS[mark]:
                waiting[text[stack.pop()]] -= 1
            opened = stack.pop()
            waiting[CLOSERS[mark]] -= 1
            if at - opened <= LONGEST_QUOTATION:
                pairs.append((opened, at))
    outer: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not outer or pair[0] > outer[-1][1]:
            outer.append(pair)
    return outer


def _ends_at_mark(text: str, start: int, end: int) -> bool:
    """Tell whether the run of terminators ``text[start:end]`` ends a sentence."""
    run, before = text[start:end], text[start - 1 : start]
    after, rest = text[end : end + 1], text[end : end + 12].lstrip()
    if not after:
        return True
    if _FULL_STOP.search(run):
        weak, _, name = _continuations()
        return not (name.match(rest) or (len(run) > 1 and weak.match(rest)))
    if run[0] in ".．":
        return not _ONLY_DOTS.fullmatch(run) and _ends_at_dot(
            before, after, rest, wide=run[0] == "．"
        )
    return _ends_at_exclamation(text, start, run, rest)


def _ends_at_exclamation(text: str, start: int, run: str, rest: str) -> bool:
    """Tell whether ! or ? ends a sentence: not in Yahoo!検索, not before a particle."""
    if _KEEPS_GOING.match(rest) or _continuations()[0].match(rest):
        return False
    after = text[start + len(run)]
    if run not in "!！" or after.isspace() or not _LATIN_OR_KATAKANA.match(text, start - 1):
        return True
    if _LATIN_OR_KATAKANA.match(after):
        return False
    return not _TITLE_CASE.search(text, max(0, start - 12), start)


def _ends_at_dot(before: str, after: str, rest: str, *, wide: bool) -> bool:
    """Tell whether a single dot ends a sentence: no decimal, abbreviation or file name."""
    if _ALNUM.match(before):
        if not after.isspace():
            return wide and not _ALNUM.match(after)
        return before.islower() and rest[:1].isupper()
    return bool(before) and not _ALNUM.match(after) and not _KEEPS_GOING.match(rest)


def _ends_at_quotation(text: str, start: int, opened: int, closed: int) -> bool:
    """Tell whether a sentence ends with the bracket that closes at ``closed``.

    Only a bracket that holds a whole sentence can end one: 「…。」 with nothing that goes on.
    """
    if text[closed - 1] not in "。｡！？!?‼⁇⁈⁉．":
        return _ends_at_speech(text, start, opened, closed)
    rest = text[closed + 1 : closed + 13].lstrip()
    _, quote, _ = _continuations()
    if not rest or _TERMINATOR.match(rest) or _KEEPS_GOING.match(rest) or quote.match(rest):
        return False
    leads = _is_bare(text, start, opened, "　 \n\t-–—・■●◆○<＜")
    return leads or (text[opened] in "「『“〝" and closed - opened > LONGEST_NAME)


def _is_bare(text: str, start: int, end: int, signs: str | None = None) -> bool:
    """Tell whether there are but a few ``signs``, blanks if None, from ``start`` to ``end``."""
    return end - start <= LONGEST_RUN and not text[start:end].strip(signs)


def _ends_at_speech(text: str, start: int, opened: int, closed: int) -> bool:
    """Tell whether 「…」, in which somebody says a sentence, is one by what begins behind it.

    「値は下がるだろう」同氏は、…: the words of a speaker stand alone between two sentences.
    """
    if text[opened] != "「" or closed - opened > LONGEST_RUN or not _is_bare(text, start, opened):
        return False
    said = text[opened + 1 : closed]
    if not is_spoken(said, plainly=True):
        return False
    spoken = is_spoken(said)
    behind = text[closed + 1 : closed + 1 + LONGEST_NAME * 2].lstrip()
    if behind.startswith("「"):
        return spoken and _MORE_QUOTATIONS.match(text, closed + 1) is not None
    begins = compile_rules("continuations", "onsets").match(behind)
    return bool(
        begins or (spoken and compile_rules("continuations", "spoken_onsets").match(behind))
    )


def is_spoken(said: str, *, plainly: bool = False) -> bool:
    """Tell whether the words of a quotation end as a spoken sentence does, or a plain one too."""
    ends = ("spoken", "spoken_plainly") if plainly else ("spoken",)
    return any(compile_rules("continuations", end).search(said) for end in ends)


def sentence_ends(text: str) -> list[int]:
    """Return the offsets after each sentence of the paragraph ``text``, the last one included.

    Blanks around sentences are the caller's to trim. Never raises; ``[]`` for an empty text.
    """
    text = _FACE.sub(lambda face: "！" * len(face.group()), text)
    ends: list[int] = []
    start = at = 0
    brackets = iter([*outer_brackets(text), (len(text), len(text))])
    opened, closed = next(brackets)
    while at < len(text):
        match = _TERMINATOR.search(text, at, opened)
        if match and _ends_at_mark(text, *match.span()):
            at = _with_tail(text, match.end())
        elif match:
            at = match.end()
            continue
        elif opened < len(text):
            whole = _ends_at_quotation(text, start, opened, closed)
            at = closed + 1
            pair = next(brackets)
            if not whole:
                opened, closed = pair
                continue
            opened, closed = pair
        else:
            break
        while opened < at:
            at = max(at, closed + 1)
            opened, closed = next(brackets)
        ends.append(at)
        start = at
    if text[start:].strip():
        ends.append(len(text))
    elif ends:
        ends[-1] = len(text)
    return _without_giants(text, ends)


def _with_tail(text: str, end: int) -> int:
    """Return ``end`` moved past what still belongs to the sentence: ■, emoji, (笑), a stray 」."""
    match = _TAIL.match(text, end)
    end = match.end() if match else end
    aside = _ASIDE.match(text, end)
    return aside.end() if aside and not _KEEPS_GOING.match(text, aside.end()) else end


def _without_giants(text: str, ends: list[int]) -> list[int]:
    """Cut what nobody would call a sentence, so that the work after it stays bounded."""
    cut: list[int] = []
    start = 0
    for end in ends:
        while end - start > LONGEST_RUN:
            pauses = [m.end() for m in _CUT_AT.finditer(text, start, start + LONGEST_SENTENCE)]
            if pauses and end - start <= LONGEST_SENTENCE:
                break
            start = pauses[-1] if pauses else start + LONGEST_RUN
            cut.append(start)
        cut.append(end)
        start = end
    return cut
