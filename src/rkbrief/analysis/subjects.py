"""What a number is about, in the words of the source.

Japanese puts it in one of four places: after the number and の (4人の外交官), right before
it (射程距離約550マイル), in the event that an interval counts to (24年ぶりに訪朝), or in the
topic of the clause (支持率は…30%). They are tried in the order that suits the kind of figure.
All patterns run over the bare text, in linear time.
"""

from __future__ import annotations

import re

from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.nouns import (
    NOUN,
    PHRASE,
    RUN_START,
    WHOLE_PHRASE,
    WORD,
    drop_unit,
    read_name,
    tidy,
    words_of,
)
from rkbrief.lexicon import load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import FigureKind, Span

_DONE = r"(?:する|した|して|し(?=[、。\u4e00-\u9fffァ-ヴ])|しな|しま|され|させ|しよう)"
_AFTER = Sought(rf"(?:となる|となった|となっている)?(?:、|の|に|という)?({PHRASE})")
_COUNTED = re.compile(
    rf"(?:以上|以下|近く|余り|前後|程度|ほど|もの|にのぼる|に上る|に達する)?の({NOUN})"
)
_BEFORE = re.compile(rf"({PHRASE})(?:は|が|を|も|:|：|=|＝|、)?[(（]?$")
_TOPIC = re.compile(
    rf"({WHOLE_PHRASE})"
    r"(?:について(?:は|、)|において|における|にとって|としては|では|には|とは|は|が|も)"
)
_PART_OF = Sought(rf"({NOUN})(?:のうち|の中|の)$")
_OBJECT = Sought(rf"({PHRASE})を[^はがを。]{{0,24}}$")
_SPENT_ON = Sought(rf"({PHRASE})には?$")
_CLAUSE_END = re.compile(r"(?:れば|たら|なら|ので|限り|[るたい]が|[たる]ため|[てで]|おり)、")
_BEARER = Sought(rf"({PHRASE}(?:さん|ちゃん|くん)?)[・、]?[(（](?:当時|同)?$")
_DEGREE = Sought("(?:大き|[々\u4e00-\u9fff])さ", ("さ",))
_PLACE = re.compile("で(?![、。すしはあも])")
_DESCRIBED = re.compile("[うくぐすつぬぶむるた](?:[一-龥々ァ-ヴー]{1,12}の)?$")
"""Before a figure that is described itself, or part of what is: 客が減る|市電の3路線."""
_FATE = Sought(rf"(?:以上|余り|近く)?(?:が|も|を)({WORD}|けが|やけど){_DONE}|がけがを|がやけどを")
_ACTS = re.compile("(?:以上|余り|近く|ほど)?が(?![、。])")
"""Behind a figure that is itself what its clause is about: 2人がけがをした."""
_CLEFT = re.compile(r"([^、。「」『』は]{2,40})のは$")
_ACT = Sought(rf"{RUN_START}({WORD}(?:[をにへとが]{WORD})?){_DONE}")
_ANSWER = re.compile(
    "「([^「」。、]{2,14})」(?:と(?:の?(?:回答|答え)|(?:回答|答え)(?:し)?た(?:人|割合|企業|世帯)))?"
    "(?:は|が|も|の|:|、)?(?:全体の)?$"
)
_WINDOW = 80
_DATED_KINDS = frozenset(("date", "interval_since", "horizon", "time"))
"""Kinds that an act may be about; what is done next to a number does not say what it counts."""
_COUNTED_KINDS = frozenset(
    ("count", "rate", "mass", "volume", "area", "money", "duration", "length", "ordinal")
)


def find_subject(
    text: str, span: Span, kind: FigureKind, *, previous: str | None = None
) -> str | None:
    """Return what the figure at ``span`` of the sentence ``text`` is about, None when unclear.

    ``previous`` is the sentence before it, for a topic that only points back (その期間は).
    """
    before, after = text[: span.start].rsplit("。", 1)[-1], text[span.end :]
    before = _leave_speaker(before)
    if _says_nothing(text, span, kind, before):
        return None
    if kind == "interval_since":
        found = _find_event(before, after)
    elif kind == "date":
        found = _find_act(after) or _find_topic(before, after)
    elif kind == "age":
        return _find_bearer(before, after)
    elif kind in _COUNTED_KINDS or (kind == "number" and _COUNTED.match(after)):
        found = (
            _find_object(before, after)
            or _find_counted(after)
            or _find_adjacent(before, after)
            or _find_fate(after)
            or _find_topic(before, after)
        )
    else:
        whole = _PART_OF.search(before[-_WINDOW:]) if _is_share(span.of(text), kind) else None
        found = (
            (None if _COUNTED.match(after) else _find_answer(before))
            or (whole and read_name(whole[1], before[-_WINDOW:][: whole.start()]))
            or _find_object(before, after)
            or _find_adjacent(before, after)
            or _find_topic(before, after)
            or _find_counted(after)
        )
    if found is None and previous and words_of("pointing_topics").search(before):
        found = _find_first_topic(previous)
    found = found or _find_topic(before, after)
    if found and kind != "probability" and words_of("chances").search(found):
        return None
    return found or (_find_act(after) if kind in _DATED_KINDS else None)


def _leave_speaker(before: str) -> str:
    """Return what stands before a figure inside the quotation that holds it, if one does.

    Who says it stands outside: 幹部は「支持率が30%を割れば….
    """
    opened = before.rfind("「")
    return before[opened + 1 :] if opened > before.rfind("」") else before


def _find_answer(before: str) -> str | None:
    """Return the answer that a share of those asked gave: 「賛成」が64%."""
    answer = _ANSWER.search(before[-_WINDOW:])
    return answer[1] if answer else None


def _is_share(figure: str, kind: FigureKind) -> bool:
    return kind == "percentage" or "分の" in figure


def _find_event(before: str, after: str) -> str | None:
    """Return the event that an interval counts to: 24年ぶりに訪朝, …したのは24年前."""
    cleft = _CLEFT.search(before)
    if cleft:
        return tidy(cleft[1].rsplit("が", 1)[-1])
    follows = _AFTER.match(after)
    event = tidy(follows[1]) if follows and not after.startswith("、") else None
    if event and not _DEGREE.fullmatch(event):
        return event
    at_topic = before.endswith(("は", "が", "も"))
    return (_find_adjacent(before, after) if at_topic else None) or _find_act(after)


def _find_bearer(before: str, after: str) -> str | None:
    """Return who is so old: 山本氏(52), 52歳の漁師, 組合長は52歳; nobody further off."""
    bracketed = _BEARER.search(before[-_WINDOW:])
    if bracketed:
        return tidy(bracketed[1])
    return _find_counted(after) or (
        _find_adjacent(before, after) if before.endswith("は") else None
    )


def _find_counted(after: str) -> str | None:
    follows = _COUNTED.match(after)
    return tidy(follows[1]) if follows else None


def _find_fate(after: str) -> str | None:
    """Return what happens to the counted: 12人が死亡(し)."""
    follows = _FATE.match(after)
    if follows is None:
        return None
    return tidy(follows[1]) if follows[1] else follows[0][1:-1]


def _find_adjacent(before: str, after: str) -> str | None:
    near = before[-_WINDOW:]
    match = _BEFORE.search(near)
    if match is None or (near.endswith("を") and words_of("compared").search(after)):
        return None
    if near.endswith("は") and _is_holder(match[1], after):
        return None
    return read_name(match[1], near[: match.start()])


def _find_object(before: str, after: str) -> str | None:
    """Return what is brought to the figure, or what it is spent on.

    政策金利を0.5%から0.75%へ, 補修に48億円を充てる, 交換に3週間を要する.
    """
    near = before[-_WINDOW:]
    spent = _SPENT_ON.search(near) if words_of("spending").match(after) else None
    match = spent or (_OBJECT.search(near) if words_of("brought_to").search(after) else None)
    return read_name(match[1], near[: match.start()]) if match else None


def _find_topic(before: str, after: str) -> str | None:
    """Return the nearest topic or subject before the figure that is not a mere speaker.

    What stands in the clause that describes the figure itself is not its topic.
    """
    described = _DESCRIBED.search(before) is not None
    acts = _ACTS.match(after) is not None
    ends = [m.end() for m in _CLAUSE_END.finditer(before)]
    for match in reversed(list(_TOPIC.finditer(before))):
        name, particle = match[1], match[0][len(match[1]) :]
        if particle == "は" and len(name) == 1 and name != "今":
            return None  # 円は: too short to name it, but what is further off is not meant
        if particle == "が" and (described or (ends and match.end() <= ends[-1])):
            continue
        if particle == "では" and words_of("sources").search(name):
            continue
        if particle != "は" and acts and "、" in before[match.end() :]:
            continue  # 配管が破裂し、2人が: they are who the clause is about
        if particle == "は" and _is_holder(name, after):
            continue
        if topic := read_name(name, before[: match.start()]):
            return topic
    return None


def _is_holder(name: str, after: str) -> bool:
    """Tell whether a topic only holds or plans what is said of the figure."""
    return words_of("held").search(after) is not None and name_of_holder(name) is not None


def _says_nothing(text: str, span: Span, kind: FigureKind, before: str) -> bool:
    """Tell whether a figure is about nothing that a noun names.

    It counts places (14市町村で), or whom something happens to (2人の行方), or says within what
    time something else happens (1年で), or for how long a whole clause holds (…のは43カ月連続).
    """
    after = text[span.end :]
    counted = _COUNTED.match(after)
    if counted and counted[1] in load_table("subjects")["attributes"]:
        return True
    if kind == "count" and _PLACE.match(after) and not before.endswith(("は", "が", "も")):
        return True
    run = span.of(text).endswith("連続")
    if kind == "duration" and not run and words_of("frames").match(after):
        return True
    return kind != "interval_since" and _CLEFT.search(before) is not None


def _find_first_topic(sentence: str) -> str | None:
    """Return the topic of a whole sentence, marked by は where there is one."""
    topics = list(_TOPIC.finditer(sentence))
    marked = [m for m in topics if m[0].endswith("は")]
    names = (read_name(m[1], sentence[: m.start()]) for m in (*marked, *topics))
    return next((name for name in names if name), None)


def _find_act(after: str) -> str | None:
    """Return the first thing done after the figure: 北朝鮮を訪問(し), 歓迎式典を開催(する)."""
    for match in _ACT.finditer(after):
        if name := tidy(drop_unit(match[1], after[: match.start()])):
            return name
    return None
