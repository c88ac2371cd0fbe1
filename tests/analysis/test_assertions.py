"""What a clause without a modal claims."""

from __future__ import annotations

import pytest

from rkbrief.analysis.assertions import asserted_part, kind_of_assertion
from rkbrief.analysis.clauses import find_claims
from rkbrief.model import Span


def kind(text: str, supposed: str | None = None) -> str | None:
    claim = find_claims(text, Span(0, len(text)))[0]
    return kind_of_assertion(text, claim, supposed=supposed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今後も人口は減る。", "forecast"),
        ("売上高は一兆円を超える。", None),
        ("来年は売上高が一兆円を超える。", "forecast"),
        ("円安が進めば、売上高は一兆円を超える。", "forecast"),
        ("橋が元に戻るのは来年の六月以降だ。", "forecast"),
        ("橋を公開するのは来年の六月だ。", "plan"),
        ("二度と事故を起こさない。", "plan"),
        ("毎年客は増える。", None),
        ("避難した人は、これまでに三百人に上る。", None),
        ("来年も値は下がりませんよ。", "forecast"),
        ("値が下がらない。", None),
        ("もう元には戻りません。", "forecast"),
        ("被害は現在までに三百軒に上る。", None),
        ("開通は早くても六月になる。", "forecast"),
        ("協会は当時、客は増えるとみていた。", "assessment"),
        ("半年で百軒増えたことになる。", None),
        ("橋を直すには少なくとも二年はかかる。", "forecast"),
        ("年内は値を上げずに済む。", "forecast"),
        ("協会の予測では、二千人に達する。", "forecast"),
        ("届かない場合、順番は次の人に回る。", "forecast"),
        ("私たちが町を出ることは絶対にない。", "forecast"),
        ("大きな不足には至らない。", "forecast"),
        ("どこまで減るのか。", None),
    ],
)
def test_what_reaches_ahead_is_told_from_what_is(text: str, expected: str | None) -> None:
    assert kind(text) == expected


def test_a_condition_set_up_before_makes_a_mark_ahead() -> None:
    assert kind("距離は百キロを超える。") is None
    assert kind("距離は百キロを超える。", supposed="道を変えれば") == "forecast"


def test_what_is_vouched_for_is_to_come() -> None:
    assert kind("「彼らが先に折れることはない」と話す。") is None
    assert kind("「彼らが先に折れることはない」と断言する。") == "forecast"


def test_the_report_around_a_claim_is_no_part_of_it() -> None:
    assert asserted_part("値は上がると青木氏は話す。") == "値は上がる"
    assert asserted_part("値は上がる」と青木さん。") == "値は上がる"
