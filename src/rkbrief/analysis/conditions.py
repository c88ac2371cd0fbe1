"""What a forecast hangs on: the conditional clause before it, as worded."""

from __future__ import annotations

import re

from rkbrief.analysis.frames import find_frames
from rkbrief.analysis.holders import name_of_holder
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

_MARK = re.compile(
    r"(?:(?:[えけげせてねべめれ]|なけれ|けれ)ば|のであれば|であれば|(?:[るたいの]|ない)?なら(?:ば)?(?=[、0-9０-９])|"
    r"[うくぐすつぬぶむるただいの]場合(?:(?:に)?は|に|も)?(?=、)|[うくぐすつぬぶむるただいの]場合(?:に)?は|限り(?:は|では|において(?:は)?)?(?=、)|(?:次第|しだい)(?:では|で|だ)|"
    r"時点で(?:は)?|[っい]?たら(?=、|[一-龥ァ-ヴ]{1,10}[はがも])|だら(?=、)|"
    r"(?:いかん|如何)(?:で(?:は)?|に(?:よって|かかって))|[りいきしちみえけせれめげ]次第(?=、)|"
    r"の?結果によっては|(?:(?<=行方)|(?<=[一-龥][況向勢開移候論断]))(?:いかん)?によっては|を(?:条件|前提)に(?=、)|[るたい]前提で(?=、)|"
    r"ないうちは(?=、)|[うくぐすつぬぶむるい]間は(?=、)|[うくぐすつぬぶむるた]際に(?:は)?(?=、)|"
    r"(?<=順調|可決|否決|成立|事実|本当|不調|不漁|豊作|失敗|成功|当選|敗北|勝利|雨天|荒天)なら(?:ば)?|(?:抜き|なし|無し)(?:に|で)は|な(?:く|し)ては|なくしては?(?=、)|"
    r"(?:結果|判断|承認|決定|回復|終了|成立|合意|完成|解除|復旧|到着)を待って(?=、)|があって(?:こそ|初めて|はじめて)|"
    r"[るい]と(?=、)|[つすくむぶぐぬる]と(?=[一-龥]{1,4}[一-龥](?:で|は|が|に)[^、。]{4})|(?:[るい])?ことで(?=、)|[るい]まで(?:は)?(?:だ|です|である|、)|(?:る)?につれ(?:て)?(?=、)?)"
)
_TOGETHER = Sought(
    r"[^、。「」はがをも]{2,14}と(?:共|とも)に(?=[^、。]{2,})", ("と共に", "とともに")
)
_NOT_CONDITIONS = re.compile(
    r"(?:匿名|非公開|伏せること)を条件に|(?:見|聞|知|調べ|読)[るたうん]?だ?限り|"
    r"(?:なければ|なくては|ねば)(?:なら|いけ)|れば(?:なら|いけ)|[早遅]ければ|例えば|たとえば|言えば|いえば|(?:述べ|まとめ|言い換え|たとえ|例え)(?:ると|れば)|(?:言う|いう|整理する)と(?=、)|すれば(?:よい|いい)|"
    r"[どい何誰](?:[^、]{1,20})?[てで]も|[をに](?:考え|踏まえ|比べ|み|見|みてみ|見てみ|もとにす|基にす|含め|除|合わせ|除い|照らせ|照らす|代え)(?:れば|ると|たら|くと|けば|ば|と)|(?:^|[、。「])[^、。「」を]{1,16}に限(?:れば|ると|って)|(?:振り返|見渡|ひもと|たど|ながめ)(?:ると|れば)|(?:考慮|加味|勘案|比較|総合|換算|合計|試算|案分)(?:する|します|すれ)(?:と|ば)|から(?:する|すれ|見る|見れ|みる|みれ)(?:と|ば)|によると|によれば|というと|[^、]すると(?=みられ)"
)
_OPENING = re.compile(
    r"^(?:[はがもをにで](?=[一-龥ァ-ヴA-Za-z])|しかし|だが|ただし?|一方で?は?|また|さらに|それでも|もっとも|逆に|仮に(?=.{8})|、|\s)+"
)
_HOLDER_TOPIC = re.compile(r"([^、はが]{1,30})は(?=[一-龥ァ-ヴA-Za-z0-9０-９])")
_DIGIT = "[一二三四五六七八九0-9０-９]"
_START = re.compile(rf"(?<!{_DIGIT})、|、(?!{_DIGIT})|[。「」]|(?<=[^、])(?:は|では)(?=、)")
"""Where a clause begins; not within 二、三年."""


def _without_topic(words: str, mark: str) -> str:
    """Drop what stands before the clause proper: a connective, a stray particle, a holder.

    政府は雨が続けば、…: the topic belongs to what follows, if it can hold a view.
    """
    words = _OPENING.sub("", words)
    topic = _HOLDER_TOPIC.match(words)
    rest = words[topic.end() :] if topic else ""
    return (
        rest if len(rest) > len(mark) + 1 and name_of_holder(topic[1] if topic else "") else words
    )


def find_condition(text: str, within: Span) -> str | None:
    """Return the conditional clause inside ``within`` of ``text``, None when there is none.

    The words run from the start of the clause to its mark (…すれば, …場合, …まで).
    """
    segment = within.of(text)
    refused = [Span(*m.span()) for m in _NOT_CONDITIONS.finditer(segment)]
    if "と" in segment:  # 増えると、専門家はみている
        refused += [f.span.shifted(-within.start) for f in find_frames(text)]
    together = _TOGETHER.search(segment)
    for mark in _MARK.finditer(segment):
        here = Span(*mark.span())
        if any(r.overlaps(here) for r in refused):
            continue
        before = [m.end() for m in _START.finditer(segment, 0, mark.start())]
        start = before[-1] if before else 0
        words = segment[start : mark.end()].strip("、 　").removesuffix("だ").removesuffix("です")
        words = _without_topic(words, mark[0])
        if len(words) > len(mark[0]) + 1:
            return words
    return together[0] if together else None
