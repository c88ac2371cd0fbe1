"""Janome's words of a text, found with a fraction of the work.

The dictionary, the costs and the answer are Janome's, of two paths at equal cost too; only the
way there is another. Janome 0.5 goes through its transducer arc by arc at every character of
every text and weighs every pair of neighbouring words, in Python: three quarters of the time that
an article takes. Here a prefix is walked once and remembered with its words, and of the
words that end at one place those alone are weighed that can win: with equal right contexts the
cheapest (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Any, NamedTuple

LONGEST_WORD = 50
"""Characters of a text that Janome looks up at once."""
MOST_PREFIXES = 50_000
"""Prefixes that are remembered, about 30 MiB; an article brings some 1,000, ever fewer new ones."""
_FINAL, _LAST, _HAS_OUTPUT, _HAS_FINAL_OUTPUT = 1, 2, 16, 32
_number = Struct("<I").unpack_from
_arc = Struct("<BI").unpack_from
_EDGE, _UNKNOWN = -2, -1

_Word = tuple[int, int, int, int, str]
"""Left context, right context, cost, number of the entry, surface."""
_Way = tuple[int, int, int, str, str, "_Way | None"]
"""A path up to the end of a word: cost, right context, number of the entry (``_UNKNOWN`` for a word
that the dictionary does not have), surface, part of speech of an unknown word, the way before."""
_State = tuple[dict[int, tuple[int, bytes]], Sequence[bytes]]
"""By the next byte: where it leads and what it puts out; and what ends here."""


class Word(NamedTuple):
    """A word of a text; ``entry`` is its number in the dictionary, None for an unknown word.

    ``part_of_speech`` is IPADIC's four fields for an unknown word, else ``""``: the entry has it.
    """

    surface: str
    entry: int | None
    part_of_speech: str


class Lattice:
    """The words of texts by the dictionary of a Janome tokenizer. To be used by one thread.

    ``dictionary`` is Janome's system dictionary, ``transducers`` the bytes of its matcher,
    ``longest_unknown`` the most characters of an unknown word.
    """

    def __init__(
        self,
        dictionary: Any,  # noqa: ANN401 - Janome has no types
        transducers: Sequence[bytes],
        longest_unknown: int,
    ) -> None:
        self._dictionary = dictionary
        self._prefixes = _Prefixes(dictionary, transducers)
        self._longest_unknown = longest_unknown

    def find_words(self, text: str) -> list[Word]:
        """Return the words of ``text``, up to 500 characters without blanks at its ends."""
        connections = self._dictionary.connections
        ends: list[list[_Way]] = [[] for _ in range(len(text) + 1)]
        ends[0].append((0, 0, _EDGE, "", "", None))
        self._prefixes.forget_many()
        for at in range(len(text)):
            if not ends[at]:
                continue
            joint = _Joint(ends[at], connections)
            words = self._prefixes.find(text, at)
            reached = joint.reached
            for left, right, cost, entry, surface in words:
                before, way = reached.get(left) or joint.reach(left)
                ends[at + len(surface)].append((before + cost, right, entry, surface, "", way))
            for end, category in self._guess(text, at, known=bool(words)):
                surface = text[at:end]
                for left, right, cost, pos in self._dictionary.unknowns[category]:
                    before, way = reached.get(left) or joint.reach(left)
                    ends[end].append((before + cost, right, _UNKNOWN, surface, pos, way))
        return _read_back(_Joint(ends[-1], connections).reach(0)[1])

    def _guess(self, text: str, at: int, *, known: bool) -> Iterator[tuple[int, str]]:
        """Yield (end, category) of the unknown words at ``at``, by the kind of their characters."""
        dictionary = self._dictionary
        for category in dictionary.get_char_categories(text[at]):
            if known and not dictionary.unknown_invoked_always(category):
                continue
            is_run = dictionary.unknown_grouping(category)
            length = self._longest_unknown if is_run else dictionary.unknown_length(category)
            end, last = at + 1, min(len(text), at + length + 1)
            while end < last and _is_of(category, dictionary.get_char_categories(text[end])):
                end += 1
            yield end, category


def _is_of(category: str, categories: dict[str, list[str]]) -> bool:
    return category in categories or any(category in others for others in categories.values())


def _read_back(way: _Way | None) -> list[Word]:
    """Return the words on a way, in the order of the text."""
    words = []
    while way is not None and way[2] != _EDGE:
        _, _, entry, surface, pos, way = way
        words.append(Word(surface, None if entry == _UNKNOWN else entry, pos))
    words.reverse()
    return words


class _Joint:
    """A place between two words, with the ways that lead there."""

    __slots__ = ("_costs", "_ways", "reached")

    def __init__(self, ways: list[_Way], connections: Sequence[Sequence[int]]) -> None:
        if len(ways) > 1:
            lowest: dict[int, int] = {}
            for way in ways:
                if way[0] < lowest.get(way[1], way[0] + 1):
                    lowest[way[1]] = way[0]
            if len(lowest) < len(ways):
                ways = [way for way in ways if way[0] == lowest[way[1]]]
        self._ways = ways
        self._costs = [(way[0], connections[way[1]]) for way in ways]
        self.reached: dict[int, tuple[int, _Way]] = {}
        """What :meth:`reach` answered, by the left context."""

    def reach(self, left: int) -> tuple[int, _Way]:
        """Return the cheapest way to a word of the left context ``left``, its cost first.

        Of two entries at one cost it is the one with the lower number.
        """
        costs = [cost + row[left] for cost, row in self._costs]
        lowest = min(costs)
        at = costs.index(lowest)
        best = self._ways[at]
        if best[2] >= 0 and costs.count(lowest) > 1:
            for cost, way in zip(costs[at + 1 :], self._ways[at + 1 :], strict=True):
                if cost == lowest and 0 <= way[2] < best[2]:
                    best = way
        self.reached[left] = lowest, best
        return lowest, best


class _Prefix:
    """Characters that words begin with: the words that end with them, and what may follow."""

    __slots__ = ("longer", "places", "words")

    def __init__(self, words: tuple[_Word, ...], places: list[tuple[int, int, bytes]]) -> None:
        self.words = words
        self.places = places
        self.longer: dict[str, _Prefix | None] = {}


class _Prefixes:
    """What was walked so far of Janome's transducers, as a tree of characters."""

    def __init__(self, dictionary: Any, transducers: Sequence[bytes]) -> None:  # noqa: ANN401 - see Lattice
        self._dictionary = dictionary
        self._transducers = transducers
        self._forget()

    def _forget(self) -> None:
        self._root = _Prefix((), [(which, 0, b"") for which in range(len(self._transducers))])
        self._states: tuple[dict[int, _State], ...] = tuple({} for _ in self._transducers)
        self._walked = 0

    def forget_many(self) -> None:
        """Begin anew when there are too many, between two texts."""
        if self._walked > MOST_PREFIXES:
            self._forget()

    def find(self, text: str, at: int) -> list[_Word]:
        """Return the words of the dictionary that ``text`` has at ``at``."""
        found: list[_Word] = []
        prefix = self._root
        for char in text[at : at + LONGEST_WORD]:
            longer = prefix.longer
            grown = longer[char] if char in longer else self._walk(prefix, char)
            if grown is None:
                break
            prefix = grown
            found += prefix.words
        return found

    def _walk(self, prefix: _Prefix, char: str) -> _Prefix | None:
        """Go on from a prefix by a character that was not tried yet."""
        places: list[tuple[int, int, bytes]] = []
        outputs: set[bytes] = set()
        for which, place, put_out in prefix.places:
            at, put = place, put_out
            for byte in char.encode():
                arc = self._state(which, at)[0].get(byte)
                if arc is None:
                    break
                at, more = arc
                put += more
            else:
                places.append((which, at, put))
                outputs.update(put + final for final in self._state(which, at)[1])
        grown = _Prefix(self._list_words(outputs), places) if places else None
        prefix.longer[char] = grown
        self._walked += 1
        return grown

    def _list_words(self, outputs: set[bytes]) -> tuple[_Word, ...]:
        """Return the words of entries in an order that does not hang on the hash seed.

        Without those that another one with the same contexts is cheaper than.
        """
        words: list[_Word] = []
        lowest: dict[tuple[int, int], int] = {}
        for output in sorted(outputs):
            entry = _number(output)[0]
            surface, left, right, cost = self._dictionary._find_entry(entry)  # noqa: SLF001
            lowest[left, right] = min(cost, lowest.get((left, right), cost))
            words.append((left, right, cost, entry, surface))
        return tuple(word for word in words if word[2] == lowest[word[0], word[1]])

    def _state(self, which: int, at: int) -> _State:
        states = self._states[which]
        state = states.get(at)
        if state is None:
            state = states[at] = _read_state(self._transducers[which], at)
        return state


def _read_state(data: bytes, at: int) -> _State:
    """Read the arcs that leave the state at ``at``, as Janome's ``fst.compileFST`` writes them."""
    arcs: dict[int, tuple[int, bytes]] = {}
    finals: list[bytes] = []
    flag = 0
    while not flag & _LAST:
        flag = data[at]
        if flag & _FINAL:
            at, finals = _read_finals(data, at + 1, flag)
        elif flag & _HAS_OUTPUT:
            label, size = _arc(data, at + 1)
            end = at + 6 + size
            arcs[label] = at + _number(data, end)[0], data[at + 6 : end]
            at = end + 4
        else:
            label, target = _arc(data, at + 1)
            arcs[label] = at + target, b""
            at += 6
    return arcs, finals


def _read_finals(data: bytes, at: int, flag: int) -> tuple[int, list[bytes]]:
    """Return where a final arc ends, and what it puts out."""
    if not flag & _HAS_FINAL_OUTPUT:
        return at, [b""]
    finals = []
    count = _number(data, at)[0]
    at += 4
    for _ in range(count):
        size = _number(data, at)[0]
        at += 4 + size
        if size:
            finals.append(data[at - size : at])
    return at, finals
