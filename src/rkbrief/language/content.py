"""The words that carry the content of a text, by which sentences are compared and picked.

They are kept for a while, and can be told: an article that was read before, or in another
process, brings its own, and the tokenizer is not asked again.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from rkbrief.allowed import Tokenizer
from rkbrief.language.morphology import REMEMBERED_TEXTS, tokenize
from rkbrief.language.sentences import split_sentences
from rkbrief.language.tokenizers import chosen_tokenizer
from rkbrief.lexicon import load_table
from rkbrief.model import Morpheme

_WORDLIKE = re.compile(r"[^\W_]")
_LONE_KANA = re.compile(r"[ぁ-ゖァ-ヺー]\Z")
_SEPARATOR = re.compile(r"[.,．，・]\Z")
_UNIT = re.compile(r"(?:[A-Za-z%％℃°ァ-ヺー㌀-㏿]{1,6}|[\u4e00-\u9fff])\Z")
_NUMBER = "名詞,数"
_TOPICS = frozenset("はがも")
_FOLD = "\0"
_QUICK = 1  # zlib's level
_NOT_TERMS = ("名詞,非自立", "名詞,代名詞", "名詞,接尾", "名詞,数", "名詞,特殊", "名詞,接続詞的")


@cache
def stop_words() -> frozenset[str]:
    """Return the words without content of their own, as base forms in NFKC."""
    return frozenset(load_table("stopwords")["words"])


class Words(Struct, frozen=True, gc=False):
    """What comparing and picking sentences asks of one; ``states``: it makes a statement."""

    terms: tuple[str, ...]
    states: bool

    def pack(self) -> str:
        """Return the words as one line a term, the first of them for ``states``."""
        return "\n".join(("+" if self.states else "-", *self.terms))


NO_WORDS = Words((), states=False).pack()
"""The packed words of a text that no tokenizer can take apart."""


def content_terms(text: str) -> tuple[str, ...]:
    """Return the terms that carry the content of ``text``, in order, repeats kept.

    Nouns but 非自立, 代名詞, 接尾 and bare numbers; verbs and adjectives as base forms; a number
    with its counter as one term (24年, 1万発). In NFKC and lower case, stop words left out.
    """
    return _find_words(text).terms


def makes_statement(text: str) -> bool:
    """Tell whether ``text`` has a predicate or a topic, unlike a name, a date or a label.

    その期間は1年ほど。 has no verb and is a statement.
    """
    return _find_words(text).states


def known_words(text: str) -> str:
    """Return the packed words of ``text`` when they were asked for lately, else ``""``."""
    name = chosen_tokenizer()
    words = _asked.get((name, text))
    return words.pack() if words else _told_by(name).get(text, "")


def fold_words(packed: Iterable[str]) -> bytes:
    """Return the packed words of texts as bytes, a quarter of the room; ``""`` where unknown."""
    kept = ["" if _FOLD in words else words for words in packed]
    return zlib.compress(_FOLD.join(kept).encode("utf-8", "surrogatepass"), _QUICK)


def unfold_words(folded: bytes) -> list[str]:
    """Return the packed words of each text again, none of what was never folded."""
    if not folded:
        return []
    return zlib.decompress(folded).decode("utf-8", "surrogatepass").split(_FOLD)


def tell_words(words: Mapping[str, str]) -> None:
    """Take over the packed words of texts, so that nobody has to tokenise them again.

    They are words of the tokenizer that holds here, and hold with that one only. ``""`` is of a
    text whose words are not known; the mapping may not be changed any more.
    """
    global _told  # noqa: PLW0603 - replaced whole, so that another thread sees one or the other
    _told = chosen_tokenizer(), words


_told: tuple[Tokenizer, Mapping[str, str]] = ("janome", {})
_asked: dict[tuple[Tokenizer, str], Words] = {}


def _told_by(name: Tokenizer) -> Mapping[str, str]:
    """Return the words that were told, none when they are another tokenizer's."""
    whose, words = _told
    return words if whose == name else {}


def _find_words(text: str) -> Words:
    key = chosen_tokenizer(), text
    words = _asked.get(key)
    if words is None:
        packed = _told_by(key[0]).get(text)
        words = _unpack(packed) if packed else _read_words(tokenize(text))
        if len(_asked) >= REMEMBERED_TEXTS:
            _asked.pop(next(iter(_asked), key), None)
    else:
        _asked.pop(key, None)  # asked again, it is kept longer: its article will pack it
    _asked[key] = words
    return words


def _unpack(packed: str) -> Words:
    states, *terms = packed.split("\n")
    return Words(tuple(terms), states == "+")


def _read_words(morphemes: Sequence[Morpheme]) -> Words:
    stop = stop_words()
    terms: list[str] = []
    at = 0
    while at < len(morphemes):
        if morphemes[at].pos.startswith(_NUMBER):
            at, joined = _numeral(morphemes, at)
            term = joined
        else:
            term = _term(morphemes[at])
            at += 1
        if term and term not in stop:
            terms.append(term)
    return Words(tuple(terms), any(_is_grammar(m) for m in morphemes))


def _is_grammar(morpheme: Morpheme) -> bool:
    return morpheme.pos.startswith(("動詞", "形容詞", "助動詞")) or (
        morpheme.pos.startswith("助詞") and morpheme.surface in _TOPICS
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _term(morpheme: Morpheme) -> str:
    """Return the term that a morpheme is, ``""`` when it carries none."""
    pos = morpheme.pos
    if pos.startswith("名詞") and not pos.startswith(_NOT_TERMS):
        term = _plain(morpheme.surface)
    elif pos.startswith(("動詞,自立", "形容詞,自立")):
        term = _plain(morpheme.base_form)
    else:
        return ""
    return term if _WORDLIKE.search(term) and not _LONE_KANA.match(term) else ""


def _numeral(morphemes: Sequence[Morpheme], at: int) -> tuple[int, str]:
    """Join the number at ``at`` with its counter; return where it ends and the term.

    The term is ``""`` for a number without a counter: it says nothing by itself.
    """
    end = at + 1
    while end < len(morphemes) and _touches(morphemes, end):
        here = morphemes[end]
        point = _SEPARATOR.match(here.surface) and _number_at(morphemes, end + 1)
        if not (here.pos.startswith(_NUMBER) or point):
            break
        end += 1
    if end < len(morphemes) and _touches(morphemes, end) and _is_counter(morphemes[end]):
        end += 1
        return end, _plain("".join(m.surface for m in morphemes[at:end])).replace(",", "")
    return end, ""


def _touches(morphemes: Sequence[Morpheme], at: int) -> bool:
    return morphemes[at - 1].span.end == morphemes[at].span.start


def _number_at(morphemes: Sequence[Morpheme], at: int) -> bool:
    return at < len(morphemes) and morphemes[at].pos.startswith(_NUMBER) and _touches(morphemes, at)


def _is_counter(morpheme: Morpheme) -> bool:
    return morpheme.pos.startswith("名詞,接尾") or (
        morpheme.pos.startswith("名詞") and bool(_UNIT.match(morpheme.surface))
    )


class SumyTokenizer:
    """What sumy asks of a tokenizer, answered by our own splitter and terms."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of ``paragraph`` as text."""
        return tuple(sentence.text for sentence in split_sentences(paragraph))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the content terms of ``sentence``."""
        return content_terms(sentence)
