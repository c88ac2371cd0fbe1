"""The forms in which a listed word may stand in a text, by the endings of school grammar."""

from __future__ import annotations

from functools import cache

from rkbrief.lexicon.sought import Sought

_ROWS = {
    "う": "わいえおっ",
    "く": "かきけこい",
    "ぐ": "がぎげごい",
    "す": "さしせそ",
    "つ": "たちてとっ",
    "ぬ": "なにねのん",
    "ぶ": "ばびべぼん",
    "む": "まみめもん",
    "る": "らりれろっ",
}
_ONE_STEP = Sought(r"[いきしちにひみりぎじびえけせてねへめれげぜべ]る$", ("る",))
_ADJECTIVE = Sought(r"[々\u4e00-\u9fff]し?い$", ("い",))


@cache
def list_forms(word: str) -> tuple[str, ...]:
    """Return the beginnings by which a word can be found, itself first.

    A verb in the dictionary form gives its stems (続く: 続か 続き 続け 続こ 続い), an adjective
    its 高く and 高か; any other word only itself. A stem of one character is never given.
    """
    forms = [word]
    if len(word) > 1 and word[-1] in _ROWS:
        forms += [word[:-1] + ending for ending in _ROWS[word[-1]]]
        if len(word) > 2 and _ONE_STEP.search(word):  # noqa: PLR2004 - 見る keeps its る
            forms.append(word[:-1])
    elif _ADJECTIVE.search(word):
        forms += [word[:-1] + "く", word[:-1] + "か"]
    return tuple(forms)


def find_word(text: str, word: str) -> tuple[int, int] | None:
    """Return where a word first stands in ``text`` in any of its forms, the longest of them."""
    places = ((text.find(form), len(form)) for form in list_forms(word) if form)
    hits = [(at, at + length) for at, length in places if at >= 0]
    return min(hits, key=lambda hit: (hit[0], -hit[1])) if hits else None
