"""The tokenizers behind :mod:`rkbrief.language.morphology`, and which of them is at work.

Both read IPADIC. Janome is the default; lindera (extra ``fast``) is some four times as fast
and gives the same morpheme in more than 99 of 100 places. Which one holds is a matter of the
context (:pep:`567`), so that what is deep inside need not be told; whoever remembers something
that depends on morphemes puts :func:`chosen_tokenizer` into its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rkbrief.allowed import Tokenizer
from rkbrief.errors import ConfigError
from rkbrief.language.lattice import Lattice

if TYPE_CHECKING:
    from janome.tokenizer import Tokenizer as Janome
    from lindera import Tokenizer as Lindera

_chosen: ContextVar[Tokenizer] = ContextVar("tokenizer", default="janome")
_LINDERA = "lindera_python_ipadic-"
_POS_FIELDS, _BASE_FORM, _READING = 4, 6, 7
"""Where IPADIC's features of a morpheme stand in the list that lindera gives."""
_REMEMBERED_ENTRIES = 50_000
_JANOME_BASE_FORM, _JANOME_READING = 3, 4
"""Where they stand in what Janome's dictionary gives, which begins with the part of speech."""


class Token(NamedTuple):
    """A morpheme as a tokenizer has it; ``*`` or an empty text is what it does not know."""

    surface: str
    base_form: str
    part_of_speech: str
    reading: str


class TextTokenizer(Protocol):
    """What takes texts apart; of use in the thread that opened it only."""

    def tokenize(self, text: str) -> Iterator[Token]:
        """Yield the morphemes of ``text`` in order."""


def chosen_tokenizer() -> Tokenizer:
    """Return the name of the tokenizer that holds here."""
    return _chosen.get()


@contextmanager
def tokenizing_by(name: Tokenizer) -> Iterator[None]:
    """Let ``name`` hold in this thread until the block ends."""
    before = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(before)


def require_tokenizer(name: Tokenizer) -> None:
    """See that ``name`` can be opened, without opening it.

    Raises:
        ConfigError: its extra is not installed.
    """
    if name != "lindera":
        return
    from rkbrief.extras import install_command  # 10 ms, for a process that only tokenises
    from rkbrief.fingerprint import find_libraries

    # By its name: a package that is called lindera brings no dictionary.
    if not any(each.startswith(_LINDERA) for each in find_libraries()):
        raise ConfigError(f"the tokenizer lindera is not installed: {install_command('fast')}")


def open_tokenizer(name: Tokenizer) -> TextTokenizer:
    """Load a tokenizer: Janome 0.3 s and 86 MiB, lindera 0.3 s."""
    return _open_lindera() if name == "lindera" else _open_janome()


class _JanomeTokenizer:
    """Janome's tokens, by :class:`Lattice`, which takes a quarter of the time."""

    def __init__(self, janome: Janome) -> None:
        self._dictionary = janome.sys_dic
        self._lattice = Lattice(janome.sys_dic, janome.matcher.dict_data, janome.max_unknown_length)
        self._known: dict[int, Token] = {}

    def tokenize(self, text: str) -> Iterator[Token]:
        for surface, entry, pos in self._lattice.find_words(text.strip()):
            if entry is None:
                yield Token(surface, surface, pos, "*")
                continue
            token = self._known.get(entry)
            if token is None:
                if len(self._known) >= _REMEMBERED_ENTRIES:
                    self._known.clear()
                features = self._dictionary.lookup_extra(entry)
                token = Token(
                    surface, features[_JANOME_BASE_FORM], features[0], features[_JANOME_READING]
                )
                self._known[entry] = token
            yield token


def _open_janome() -> TextTokenizer:
    from janome.tokenizer import Tokenizer as Janome

    return _JanomeTokenizer(Janome())


class _LinderaTokenizer:
    def __init__(self, lindera: Lindera) -> None:
        self._lindera = lindera

    def tokenize(self, text: str) -> Iterator[Token]:
        for token in self._lindera.tokenize(text):
            features = token.details
            yield Token(
                token.surface,
                features[_BASE_FORM] if len(features) > _BASE_FORM else "",
                ",".join(features[:_POS_FIELDS]),
                features[_READING] if len(features) > _READING else "",
            )


def _open_lindera() -> TextTokenizer:
    from lindera import Tokenizer as Lindera
    from lindera import load_dictionary

    return _LinderaTokenizer(Lindera(load_dictionary("embedded://ipadic"), mode="normal"))
