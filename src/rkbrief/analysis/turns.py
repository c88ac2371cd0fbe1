"""Who has the floor: speakers that stand before or above what they say, not in its sentence.

An interview gives them as labels (山田　…), asks behind dashes (――…) and says in its lead whom
it asked; a broadcast puts them on a line of their own above the quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.holders import is_person, members_of, name_of_holder
from rkbrief.analysis.name_book import NameBook
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Sentence

_rules = partial(compile_rules, "attribution")

_DASHES = ("――", "──", "——", "—", "―", "─", "Q.", "Q：", "Q:", "Ｑ")
_HYPHENS = ("- ", "-\u3000", "ー ", "－", "– ", "‐ ")
_BRACKETED = re.compile(r"[【〔［\[](?P<who>[^【】〔〕［］\[\]]{2,30})[】〕］\]](?=[^\s「])")
_TITLED = re.compile(r"(?P<who>[^。、「」：:\n]{2,40})[：:]\s*(?=[^\s「])")
_LABEL = re.compile(
    r"[○◯〇●◎]?(?P<label>(?:[一-龥々]{1,6}|[一-龥々ァ-ヴー・]{2,14}(?:さん|氏|教授|監督|選手|社長)?)"
    r"(?:[（(][一-龥々ァ-ヴー ]{2,8}君?[）)])?|[一-龥ァ-ヴー]{0,10}[A-ZＡ-Ｚ](?=[：:])"
    r"|[A-ZＡ-Ｚ](?:氏|さん|委員))"
    r"(?:[\u3000：:]| (?=[^\sA-Za-z0-9]))(?=\S)"
    r"|[○◯〇●◎](?P<marked>[^\s、。「」]{1,14})[ \u3000](?=\S)"
    r"|[（(【［\[](?P<part>[問答]|質問|回答|答弁)[）)】］\]][ \u3000]?(?=\S)"
)
"""A name in front of what is said, one of several letters, or (問), (答)."""
_SAID = re.compile(r"(?P<label>[一-龥々ァ-ヴー・]{1,10})「[^「」]*(?:「[^「」]*」[^「」]*)*」")
"""A whole paragraph of a dialogue: 青木「増えますよ。」"""
_POST = re.compile("(?P<post>.+?)[（(](?P<name>.+?)君?[）)]")
"""How minutes name who holds an office: 市長（青木一郎君）."""
_ASKING = ("Q", "Ｑ")
_PAREN = re.compile(
    r"[（(](?:[○◯●■□◆]\s?[:：]\s?)?(?P<who>[^（）()「」、。はが]{2,24})[）)](?=はい[、。]|いいえ|[^\s、。はがをにのもでと])"
)
_ALONE = Sought(r"[一-龥々]{1,4}[ \u3000][一-龥々ぁ-んァ-ヴー]{1,5}(?:[（(][^（）()]{1,30}[）)])?")
_ENDS = ("。", "」", "』", "！", "？", "!", "?")
_MARKS = ("○", "◯", "〇", "●", "◎")
_LONGEST_LINE = 48
_QUESTIONS = 2
NO_LABELS: Mapping[str, str] = MappingProxyType({})


class Turn(Struct, frozen=True, gc=False):
    """Who speaks in a sentence; ``holder`` None when the interviewer asks."""

    holder: str | None


def read_turns(
    sentences: Sequence[Sentence],
    *,
    title: str | None = None,
    labels: Mapping[str, str] = NO_LABELS,
) -> tuple[Turn | None, ...]:
    """Return for each sentence whose turn it is, None where only the sentence can tell.

    ``title`` is the article's, which may say whom it asks; ``labels`` are what was taken from
    the front of a sentence, by its id.
    """
    sentences = [replace(s, text=labels[s.id] + s.text) if s.id in labels else s for s in sentences]
    return _read_turns(sentences, title)


def _read_turns(sentences: Sequence[Sentence], title: str | None) -> tuple[Turn | None, ...]:
    names = NameBook()
    names.note(title or "")
    for sentence in sentences:
        names.note(sentence.text)
    asking = _questions(sentences)
    asks = len(asking) >= _QUESTIONS
    labels = _labels(sentences, names, asking if asks else set())
    answers = labels.keys() & members_of("answers")
    told = [title or "", *(s.text for s in sentences)] if asks or answers else []
    lead = [s.text for s in sentences[: min(asking, default=0)]] if asks else []
    asked = _asked(told, names, {k: who for k, who in labels.items() if k not in answers})
    asked = asked or _only_person([title or "", *lead])
    labels |= dict.fromkeys(answers, asked)
    under_name = False
    turns: list[Turn | None] = []
    turn: Turn | None = None
    for at, sentence in enumerate(sentences):
        opens = at == 0 or sentences[at - 1].paragraph != sentence.paragraph
        if asks and at in asking:
            turn = Turn(None)
        elif labelled := _labelled(sentence.text, labels if opens else {}):
            turn = labelled
        elif turn is not None and sentence.text.startswith("「"):
            turn = (
                _turn_of(asked) if asks and not turn.holder else turn
            )  # or it looks like a heading
        elif sentence.kind == "heading" or (opens and not sentence.text.endswith(_ENDS)):
            turn = _above(sentence, sentences[at + 1 : at + 2])
            under_name = True
        elif opens and turn is not None and turn.holder is None:
            turn = _turn_of(asked)
        elif opens and (label := _BRACKETED.match(sentence.text)):
            holder = name_of_holder(label["who"])
            turn = Turn(holder) if holder and is_person(holder) else None
        elif opens and not (asks or labels or (under_name and sentence.text.startswith("「"))):
            turn, under_name = None, False
        turns.append(turn)
    return tuple(turns)


def _labelled(text: str, labels: Mapping[str, str | None]) -> Turn | None:
    """Return whose turn ``text`` begins: behind a label, or a person's title with a colon."""
    label = _label_of(text)
    if label is not None and label in labels:
        return Turn(labels[label])
    match = _TITLED.match(text) or _rules("comments").match(text) or _PAREN.match(text)
    holder = name_of_holder(match["who"]) if match else None
    return Turn(holder) if holder and is_person(holder) else None


def _turn_of(holder: str | None) -> Turn | None:
    return Turn(holder) if holder else None


def _labels(
    sentences: Sequence[Sentence], names: NameBook, asking: set[int]
) -> dict[str, str | None]:
    """Return the labels of an interview with whom they mean: two at least, or a known name.

    What stands right behind one of the questions ``asking`` is one however often it stands.
    """
    opening = [
        sentence.text
        for at, sentence in enumerate(sentences)
        if (at == 0 or sentences[at - 1].paragraph != sentence.paragraph)
        and sentence.kind != "heading"
    ]
    found = Counter(label for text in opening if (label := _label_of(text)))
    again = {label for label, times in found.items() if times >= _QUESTIONS}
    marked = {label for text in opening if text.startswith(_MARKS) and (label := _label_of(text))}
    in_turn = again if len(again) > 1 else set()
    in_turn |= marked if len(marked) > 1 else set()
    said = [match["label"] for text in opening if (match := _SAID.fullmatch(text))]
    in_turn |= set(said) if len(said) > len(set(said)) > 1 else set()
    behind = (sentences[at + 1].text for at in asking if at + 1 < len(sentences))
    in_turn |= {label for text in behind if (label := _label_of(text))}
    if not found.keys().isdisjoint(_ASKING):  # the answers of a list of questions
        found = Counter({label: n for label, n in found.items() if not label.isascii()})
    askers = members_of("askers")
    known = askers | members_of("chairs")
    return {
        label: None if label in askers else names.full(_named(label))
        for label in found
        if label in in_turn
        or (label in again and (label in known or is_person(_named(label)) or names.knows(label)))
    }


def _named(label: str) -> str:
    """Return a label as a name: 市長（青木一郎君） is 青木一郎市長."""
    match = _POST.fullmatch(label)
    return match["name"] + match["post"] if match else label


def _label_of(text: str) -> str | None:
    """Return the label that ``text`` begins with: a name, or the part of a dialogue (答)."""
    match = _LABEL.match(text)
    if match is None:
        said = _SAID.fullmatch(text)
        return said["label"] if said else None
    return match["label"] or match["marked"] or match["part"]


def _questions(sentences: Sequence[Sentence]) -> set[int]:
    """Return where an interviewer asks: behind a dash, or a hyphen with a quotation after it."""
    return {
        at
        for at, sentence in enumerate(sentences)
        if sentence.text.startswith(_DASHES)
        or (
            sentence.text.startswith(_HYPHENS)
            and at + 1 < len(sentences)
            and sentences[at + 1].text.startswith("「")
        )
    }


def _asked(texts: Sequence[str], names: NameBook, labels: dict[str, str | None]) -> str | None:
    """Return the one person an interview is with, None when it does not say."""
    answering = {holder for holder in labels.values() if holder}
    if answering:
        return answering.pop() if len(answering) == 1 else None
    for text in texts:
        rules = map(_rules, ("interviewed", "talked", "met_press"))
        match = next(filter(None, (rule.search(text) for rule in rules)), None)
        holder = name_of_holder(match["who"]) if match else None
        if holder and is_person(holder):
            return names.full(holder)
    return None


def _only_person(texts: Sequence[str]) -> str | None:
    """Return the one person that the head of an interview names, None for none or several."""
    book = NameBook()
    for text in texts:
        book.note(text)
    people = book.people()
    return people[0] if len(people) == 1 else None


def _above(line: Sentence, below: Sequence[Sentence]) -> Turn | None:
    """Return the speaker that a line above a quotation names."""
    text = _rules("statements").sub("", line.text.strip(" \u3000●○◆◇■□▼▶・◎-–—―＜＞<>【】：:"))
    if text[:1] in "（(" and text[-1:] in "）)":
        text = text[1:-1]
    if len(text) > _LONGEST_LINE or not below or not below[0].text.startswith(("「", "『")):
        return None
    if "」と" in below[0].text:
        return None  # the sentence itself tells who speaks
    if _rules("of_the_broadcaster").fullmatch(text):
        return Turn(None)
    plain = re.sub(r"[（(].*$", "", text)
    holder = name_of_holder(plain)
    if holder and is_person(holder):
        return Turn(holder)
    if _ALONE.fullmatch(text):
        return Turn(plain)
    anybody = _rules("anybody").fullmatch(text.split()[-1]) if text.split() else None
    holder = name_of_holder(text) or (text if anybody else None)
    return Turn(holder) if holder else None
