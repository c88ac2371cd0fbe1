"""What a forecast hangs on."""

from __future__ import annotations

import pytest

from rkbrief.analysis.conditions import find_condition
from rkbrief.model import Span


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("首相は、雨が続けば、堤防が切れると述べた", "雨が続けば"),
        ("橋が落ちた場合、道は塞がる", "橋が落ちた場合"),
        ("薬が効くのであれば、入院は減る", "薬が効くのであれば"),
        ("支援が続く限り、店は残る", "支援が続く限り"),
        ("需要がなくなった時点で、工場は閉まる", "需要がなくなった時点で"),
        ("人気は放送の終了とともに消える", "放送の終了とともに"),
        ("例えば、橋が落ちる", None),
        ("早ければ来月に届く", None),
        ("どの案が通っても、負担は増える", None),
        ("雨が続いても、堤防は切れない", None),
        ("それでも、負担は増える", None),
        ("移民の受け入れを考慮すると、減り方は緩む", None),
        ("しかし政府は雨が続けば堤防が切れるとみる", "雨が続けば"),
        ("は雨が続けば堤防が切れる", "雨が続けば"),
        ("備えなければならない", None),
        ("気象庁によると、雨が降る", None),
    ],
)
def test_the_conditional_clause_is_found_as_worded(text: str, condition: str | None) -> None:
    assert find_condition(text, Span(0, len(text))) == condition


def test_only_the_given_stretch_is_searched() -> None:
    text = "雨が続けば、堤防が切れる。"
    assert find_condition(text, Span(6, len(text))) is None
