"""What a number is about, in the words of the source.

Japanese puts it in one of four places: after the number and の (4人の外交官), right before
it (射程距離約550マイル), in the event that an interval counts to (24年ぶりに訪朝), or in the
topic of the clause (支持率は…30%). They are tried in the order that suits the kind of figure.
All patterns run over the bare text, in linear time.
"""

from __future__ import annotations

import re

from rkbrief.model import FigureKind, Span

_NOUN = r"[々\u4e00-\u9fffァ-ヴーA-Za-zＡ-Ｚａ-ｚ・]+"
_LINK = r"(?:への|からの|との|での|の|と|や)"
_PHRASE = rf"(?:この|その)?{_NOUN}(?:{_LINK}{_NOUN}){{0,4}}"
_WORD = r"[々\u4e00-\u9fffァ-ヴーA-Za-zＡ-Ｚａ-ｚ・]{2,}"
_DONE = r"(?:する|した|して|し(?=[、。\u4e00-\u9fffァ-ヴ])|しな|しま|され|させ|しよう)"
_AFTER = re.compile(rf"(?:となる|となった|となっている)?(?:、|の|に|という)?({_PHRASE})")
_COUNTED = re.compile(
    rf"(?:以上|以下|近く|余り|前後|程度|ほど|もの|にのぼる|に上る|に達する)?の({_NOUN})"
)
_BEFORE = re.compile(rf"({_PHRASE})(?:は|が|を|も|:|：|=|＝|、)?[(（]?$")
_TOPIC = re.compile(
    rf"({_PHRASE})"
    r"(?:については|において|における|にとって|としては|では|には|とは|は|が|も)"
)
_FATE = re.compile(rf"(?:以上|余り|近く)?(?:が|も|を)({_WORD}){_DONE}")
_CLEFT = re.compile(r"([^、。「」『』は]{2,40})のは$")
_ACT = re.compile(rf"({_WORD}(?:を|に|へ|と|が)?{_WORD}){_DONE}|({_WORD}){_DONE}")
_POINTING = re.compile(
    r"^(?:その|この|同)(?:期間|間|時間|寿命|数|額|うち|割合|比率|値|理由|後|前|中|点|際|場合|日|年|ため)$"
)
_POINTING_TOPIC = re.compile(
    r"(?:^|[、。「])(?:その|この|同|これ|それ)(?:期間|間|時間|寿命)?(?:は|が|も)"
)
_BASIS = re.compile(
    r"(?:比|時点|年間|年度|約|およそ)$"
    r"|(?:^|の)(?:[今来昨同前翌毎先本当数半]?[年月週日度]|現在|最大|最低|最高)$"
)
_SUM = re.compile(r"の?(?:合計|総額|総計|計|平均)$")
_SPEAKER = re.compile(
    r"(?:氏|さん|教授|博士|専門家|アナリスト|エコノミスト|担当者|関係者|研究者|社長|会長|総裁|外交官"
    r"|報道官|筆者|私|我々|男性|女性|家族)$"
)
_EMPTY = frozenset(
    (
        "前年同月",
        "前年同期",
        "平年",
        "例年",
        "前月",
        "前期",
        "同期",
        "事実",
        "とき",
        "前年",
        "昨年",
        "今年",
        "今回",
        "前回",
        "一時",
        "実際",
        "実質",
        "全国",
        "全体",
        "合計",
        "累計",
        "総額",
        "直近",
        "最大",
        "最低",
        "平均",
        "現在",
        "当初",
        "通期",
        "同社",
        "同氏",
        "当社",
        "本件",
        "大手",
        "最大級",
        "実に",
        "途中",
    )
)
_TELLING = re.compile(
    r"指摘|期待|予報|予想|予測|説明|発表|報告|強調|主張|見込|分析|表明|推計|試算|警告|懸念|推定|想定"
    r"|公表|発言|強調|計画|予定|判断|評価|注目|確認|話|語|述|報道|当時|主催|関連"
)
"""Acts of telling and holding: whoever does them, the number is not about them."""
_WINDOW = 80
_TAIL = 40
"""Longest subject, in characters: its head stands at the end in Japanese."""

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
    if kind == "interval_since":
        found = _find_event(before, after)
    elif kind == "date":
        found = _find_act(after) or _find_topic(before)
    elif kind in _COUNTED_KINDS:
        found = (
            _find_counted(after)
            or _find_adjacent(before)
            or _find_fate(after)
            or _find_topic(before)
        )
    else:
        found = _find_adjacent(before) or _find_topic(before) or _find_counted(after)
    if found is None and previous and _POINTING_TOPIC.search(before):
        found = _find_first_topic(previous)
    found = found or _find_topic(before)
    return found or (_find_act(after) if kind in _DATED_KINDS else None)


def _find_event(before: str, after: str) -> str | None:
    """Return the event that an interval counts to: 24年ぶりに訪朝, …したのは24年前."""
    cleft = _CLEFT.search(before)
    if cleft:
        return _tidy(cleft[1].rsplit("が", 1)[-1])
    follows = _AFTER.match(after)
    if follows and (event := _tidy(follows[1])) and not after.startswith("、"):
        return event
    at_topic = before.endswith(("は", "が", "も"))
    return (_find_adjacent(before) if at_topic else None) or _find_act(after)


def _find_counted(after: str) -> str | None:
    follows = _COUNTED.match(after)
    return _tidy(follows[1]) if follows else None


def _find_fate(after: str) -> str | None:
    """Return what happens to the counted: 12人が死亡(し)."""
    follows = _FATE.match(after)
    return _tidy(follows[1]) if follows else None


def _find_adjacent(before: str) -> str | None:
    near = before[-_WINDOW:]
    match = _BEFORE.search(near)
    return _read_name(match[1], near[: match.start()]) if match else None


def _find_topic(before: str) -> str | None:
    """Return the nearest topic or subject before the figure that is not a mere speaker."""
    for match in reversed(list(_TOPIC.finditer(before))):
        if topic := _read_name(match[1], before[: match.start()]):
            return topic
    return None


def _find_first_topic(sentence: str) -> str | None:
    """Return the topic of a whole sentence, marked by は where there is one."""
    topics = list(_TOPIC.finditer(sentence))
    marked = [m for m in topics if m[0].endswith("は")]
    names = (_read_name(m[1], sentence[: m.start()]) for m in (*marked, *topics))
    return next((name for name in names if name), None)


def _find_act(after: str) -> str | None:
    """Return the first thing done after the figure: 北朝鮮を訪問(し), 歓迎式典を開催(する)."""
    for match in _ACT.finditer(after):
        act = match[1] or match[2]
        if name := _tidy(_drop_unit(act, after[: match.start()])):
            return name
    return None


def _read_name(phrase: str, before: str) -> str | None:
    """Return a noun phrase as a subject, None when it points elsewhere or names a speaker."""
    phrase = _SUM.sub("", _drop_unit(phrase, before))
    if _BASIS.search(phrase) or _POINTING.search(phrase) or _SPEAKER.search(phrase):
        return None
    return _tidy(phrase)


def _drop_unit(phrase: str, before: str) -> str:
    """Return the phrase without the unit of a number that it begins with (7〜9月期の)."""
    if before[-1:].isnumeric():
        return phrase.split("の", 1)[1] if "の" in phrase else ""
    return phrase


def _tidy(phrase: str) -> str | None:
    phrase = phrase.strip("・、 　").lstrip("ー")
    if len(phrase) < 2 or phrase in _EMPTY or _TELLING.fullmatch(phrase):  # noqa: PLR2004 - one character names nothing
        return None
    return phrase[-_TAIL:]
