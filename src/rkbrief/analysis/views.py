"""Views whose holder stands behind them: …との見方が市場で広がる, 「…」と語るのは青木氏だ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rkbrief.analysis.holders import is_person, name_of_holder
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

_NOUNS = (
    r"(?:見方|見立て|見解|読み|予想|予測|見通し|観測|分析|主張|説明|言い分|結論|考え|シナリオ"
    r"|計算|試算|推計)"
)
_OF_MANY = re.compile("見方|予想|予測|観測|懸念|声|期待|意見|向き")
_VOICED = re.compile("と(?:の|いう)(?:見方|声|意見|指摘|観測|予想|懸念|期待)[がもはで]")
_HELD_BY = re.compile(
    r"と(?:の|いう)(?P<owner>[^、。「」はがも]{1,20}?)の(?:見方|読み|見立て|声|指摘|意見|予想"
    r"|試算|分析|話|発言|見解|主張|コメント|談話|言葉)(?:も|が|は|を|に|で(?=[はもす、]))"
    r"|と(?:の|いう)(?:観測|見方|声|指摘|意見|懸念|期待|予想)[がも]"
    r"(?P<among>[^、。「」はがも]{1,20}?)(?:の[間中])?(?:で|から)は?"
    r"(?:強|広|高|多|出[てる]|上が|浮上|根強|支配|相次|聞かれ|漏れ|あ[るっり])"
    rf"|と(?:の|いう){_NOUNS}を、?(?P<shower>[^、。「」はがも]{{1,30}}?)[はがも]"
    r"(?:[^、。「」]{0,16}[にで])?(?:示|述べ|表し|表明|明らか|繰り返|強調|語|話|漏ら|描)"
    r"|と(?:の|、?いう)のが、?(?P<some>[^、。「」はがも]{1,24}?)の(?:[^、。「」]{1,8}?[たないる])?"
    rf"{_NOUNS}"
    r"|と(?:みる|見る|する|予想する|予測する|考える|懸念する|期待する|話す|言う|いう|指摘する|警告する)"
    r"(?P<subject>(?!声|見方|意見|指摘|人[がもは])[^、。「」はがも]{1,24})(?:も|が|は)"
    r"(?:[^、。「」]{0,8})(?:多|少な|い[るたま]|あ[るっり]|根強|出[てる]|増え|目立|大勢|相次)"
)
"""Those who hold it stand behind the verb: …とみる市場関係者が多い."""
_WHOSE = Sought(
    r"(?:^|、)(?P<who>[^、。「」はが]{1,30})の(?:答え|返事|回答|言葉|見立て|見方|予想|予測|結論|持論|主張|読み)は、?"
    r"「[^「」]*(?:「[^「」]*」[^「」]*)*(?P<end>」(?:でした|だった|だ|です|である|とい))",
    ("は「", "は、「"),
)
"""What is quoted is the predicate: 青木氏の答えは「増えるだろう」でした."""
_HOLDING = re.compile(
    r"」と(?:みる|見る|予想する|予測する|考える|話す|語る|言う|いう|指摘する|警告する|主張する|懸念する|期待する|分析する)"
    r"(?P<who>[^、。「」はがも]{2,24})[はがも]"
)
"""Those who hold it stand behind the verb that describes them: 「…」とみる青木氏は."""
_AS_TOLD = re.compile(r"(?:^|[、はが])(?P<who>[^、。「」はが]{2,30})の(?:話|談話|証言)として、?")
_THEIRS = re.compile(
    r"^(?:これ|それ|以上|ここまで)(?:が|は)、?(?P<subject>[^、。「」はが]{1,30}?)の"
    rf"(?:[^、。「」はが]{{1,8}}[たないる])?{_NOUNS}(?:だ|である|です)"
    r"|^(?P<among>[^、。「」はが]{1,24}?)(?:の[間中])?(?:では|には|からは)、?"
    rf"[こそ](?:んな|うした|ういう|ういった)(?:{_NOUNS}|声|懸念|期待)(?:が|も)"
    r"|^(?P<teller>[^、。「」はが]{2,40}?)[はが]、?(?:[^。「」をとがは]{0,24}?(?:に|で|へ|日|、))?"
    r"(?:明らかにした|明かした|語った|述べた|話した|伝えた|報じた|説明した)。?$"
)
"""A sentence that only says whose view the one before it is: これが市場の見方だ."""
_ANNOUNCED = Sought(
    rf"(?P<who>[^、。「」はが]{{1,40}})の{_NOUNS}は、?(?:こうだ|こうである|次の通りだ|以下の通りだ)。$",
    ("こうだ。", "こうである。", "通りだ。"),
)
"""Whose view the sentences behind tell: 青木氏の見方はこうだ."""


@cache
def _cleft() -> re.Pattern[str]:
    verbs = compile_rules("attribution", "verbs").pattern
    return re.compile(
        rf"と(?:{verbs})[^、。「」]{{0,8}}のは、?(?P<subject>[^。「」]{{2,60}}?)(?:だ|です|である)?(?=。|$)"
    )


def find_views(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where ``text`` says whose view stands before it, with the noun phrase of the holder."""
    for match in _WHOSE.finditer(text):
        if name_of_holder(match["who"]):
            yield Span(match.start("end"), match.end()), match["who"]
    for match in _HOLDING.finditer(text):
        if is_person(name_of_holder(match["who"]) or ""):
            yield Span(*match.span()), match["who"]
    for pattern in (_HELD_BY, _cleft()):
        for match in pattern.finditer(text):
            subject = next(filter(None, match.groups()))
            if name_of_holder(subject):
                yield Span(*match.span()), subject


def find_teller(text: str, end: int) -> str | None:
    """Return whose words a report before ``end`` passes on: 青葉紙は、高官の話として…と報じた."""
    match = _AS_TOLD.search(text, 0, end)
    return match["who"] if match and name_of_holder(match["who"]) else None


def find_viewer_behind(following: str) -> str | None:
    """Return whose view ``following`` says that the sentence before it is, None for nobody's."""
    match = _THEIRS.match(following)
    who = next(filter(None, match.groups()), None) if match else None
    return who if who and name_of_holder(who) else None


def find_announced(text: str) -> str | None:
    """Return whose view ``text`` announces for the sentences behind it, None for nobody's."""
    match = _ANNOUNCED.search(text)
    return match["who"] if match and name_of_holder(match["who"]) else None


def is_view_of_many(text: str, held: int, cue: str | None) -> bool:
    """Tell whether many share what ends at ``held``, by its cue or the words behind it."""
    return _OF_MANY.search(cue or "") is not None or _VOICED.search(text, held) is not None
