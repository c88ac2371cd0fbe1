"""How likely a forecast is does not hang on how politely, or in which form, its modal is said."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.probabilities import find_all_odds
from rkbrief.model import Sentence, Span

_STEMS = ("新しい橋が来年までに完成する", "原油の値段が年末に下がる")
_POSITIVE = frozenset({"likely", "very_likely", "almost_certain", "possible"})


def _read(text: str) -> list[tuple[str, str]]:
    """Return kind and likelihood of each forecast in one sentence."""
    span = Span(0, len(text))
    sentence = Sentence(
        article_id="S1", index=0, span=span, text=text, paragraph=0, kind="sentence"
    )
    found = find_forecasts([sentence], reference=date(2032, 9, 10), author="筆者")
    return [(f.kind, f.likelihood) for f in found]


_DENIALS = [
    ("とは考えられない", "とは考えられません", "unlikely"),
    ("ことは考えられない", "ことは考えられません", "unlikely"),
    ("とは考えにくい", "とは考えにくいです", "unlikely"),
    ("とは思えない", "とは思えません", "unlikely"),
    ("とはおもえない", "とはおもえません", "unlikely"),
    ("とは思わない", "とは思いません", "unlikely"),
    ("とは思っていない", "とは思っておりません", "unlikely"),
    ("とはみていない", "とはみていません", "unlikely"),
    ("とは見ない", "とは見ません", "unlikely"),
    ("とは観ていない", "とは観ていません", "unlikely"),
    ("とは想像できない", "とは想像できません", "unlikely"),
    ("とは信じられない", "とは信じられません", "unlikely"),
    ("とは想定していない", "とは想定していません", "unlikely"),
    ("とは予想していない", "とは予想しておりません", "unlikely"),
    ("とは見込んでいない", "とは見込んでいません", "unlikely"),
    ("可能性は低い", "可能性は低いです", "unlikely"),
    ("可能性は高くない", "可能性は高くありません", "unlikely"),
    ("ことは見込めない", "ことは見込めません", "unlikely"),
    ("見込みはない", "見込みはありません", "unlikely"),
    ("のは難しいだろう", "のは難しいでしょう", "unlikely"),
    ("のは難しいとみられる", "のは難しいとみられます", "unlikely"),
    ("のは容易ではないだろう", "のは容易ではないでしょう", "unlikely"),
    ("のは容易ではないとみる", "のは容易ではないとみています", "unlikely"),
    ("のは極めて難しいだろう", "のは極めて難しいでしょう", "very_unlikely"),
    ("見込みは薄いだろう", "見込みは薄いでしょう", "unlikely"),
    ("目はない", "目はありません", "very_unlikely"),
    ("目はないだろう", "目はないでしょう", "very_unlikely"),
    ("ことはまずない", "ことはまずありません", "very_unlikely"),
    ("ことはあり得ない", "ことはあり得ません", "almost_no_chance"),
    ("はずがない", "はずがありません", "almost_no_chance"),
    ("わけがない", "わけがございません", "almost_no_chance"),
    ("可能性はない", "可能性はございません", "almost_no_chance"),
    ("恐れはない", "恐れはありません", "almost_no_chance"),
    ("おそれはない", "おそれはございません", "almost_no_chance"),
]
_AFFIRMED = [
    ("可能性は否定できない", "可能性は否定できません", "possible"),
    ("ことは十分に考えられる", "ことは十分に考えられます", "possible"),
    ("ことも考えられる", "ことも考えられます", "possible"),
    ("とは限らない", "とは限りません", "possible"),
    ("恐れがある", "恐れがあります", "possible"),
    ("かもしれない", "かもしれません", "possible"),
    ("としても不思議ではない", "としても不思議ではありません", "possible"),
    ("と考えられる", "と考えられます", "likely"),
    ("と見込んでいる", "と見込んでいます", "likely"),
    ("とみる", "とみます", "likely"),
    ("可能性は低くない", "可能性は低くありません", "likely"),
    ("のではないか", "のではないでしょうか", "likely"),
    ("に違いない", "に違いありません", "very_likely"),
    ("と信じて疑わない", "と信じて疑いません", "very_likely"),
    ("のは避けられない", "のは避けられません", "almost_certain"),
    ("ことは間違いない", "ことは間違いありません", "almost_certain"),
    ("ことは疑いない", "ことは疑いありません", "almost_certain"),
    ("ことは疑いようがない", "ことは疑いようがありません", "almost_certain"),
    ("かどうかは見通せない", "かどうかは見通せません", "undetermined"),
    ("かは読めない", "かは読めません", "undetermined"),
]


@pytest.mark.parametrize(("plain", "polite", "likelihood"), _DENIALS + _AFFIRMED)
@pytest.mark.parametrize("stem", _STEMS)
def test_the_polite_form_is_as_likely_as_the_plain_one(
    stem: str, plain: str, polite: str, likelihood: str
) -> None:
    read = _read(f"{stem}{plain}。")
    assert [found for _, found in read] == [likelihood]
    politely = _read(f"{stem}{polite}。")
    assert [found for _, found in politely] == [likelihood]
    assert politely == read or likelihood == "undetermined"  # open, as forecast or as gap


@pytest.mark.parametrize(("plain", "polite", "likelihood"), _DENIALS)
@pytest.mark.parametrize(
    "behind", ["と話す。", "という。", "、と市は説明した。", "が、油断は禁物だ。"]
)
def test_what_is_denied_is_never_read_as_its_opposite(
    plain: str, polite: str, likelihood: str, behind: str
) -> None:
    for wording in (plain, polite):
        found = [step for _, step in _read(f"{_STEMS[0]}{wording}{behind}")]
        assert not _POSITIVE & set(found), wording
        assert likelihood in found or not found


@pytest.mark.parametrize(
    "denied",
    [
        "値上げを検討しておりません。",
        "橋が来年できると予想していません。",
        "雪になると懸念されていません。",
    ],
)
def test_the_ending_of_its_own_word_turns_a_modal_round(denied: str) -> None:
    assert not {step for _, step in _read(denied)} & _POSITIVE
    assert "plan" not in {kind for kind, _ in _read(denied)}


@pytest.mark.parametrize(
    ("wording", "likelihood", "odds"),
    [
        ("確率を4分の1と見積もる。", "unlikely", (25, 25)),
        ("確率は三分の一だ。", "unlikely", (33, 34)),
        ("確率は3分の2とみる。", "likely", (66, 67)),
        ("確率は四分の三とみられる。", "likely", (75, 75)),
    ],
)
def test_a_fraction_is_a_stated_chance(
    wording: str, likelihood: str, odds: tuple[float, float]
) -> None:
    text = _STEMS[1] + wording
    sentence = Sentence(
        article_id="S1", index=0, span=Span(0, len(text)), text=text, paragraph=0, kind="sentence"
    )
    (found,) = find_forecasts([sentence], reference=date(2032, 9, 10), author="筆者")
    assert (found.likelihood, found.stated_probability) == (likelihood, odds)
    assert set(odds) <= find_all_odds(text)


@pytest.mark.parametrize("doubt", ["そうは思わない。", "私はそうは思いません。"])
def test_an_answer_of_ones_own_doubts_what_is_asked(doubt: str) -> None:
    assert _read(f"{_STEMS[0]}かというと、{doubt}") == [("forecast", "unlikely")]


@pytest.mark.parametrize(
    ("odds", "likelihood"),
    [
        ("四分の一の確率で", "unlikely"),
        ("3分の1ほどの確率で", "unlikely"),
        ("三分の二の確率で、", "likely"),
        ("4分の3の可能性で", "likely"),
    ],
)
@pytest.mark.parametrize("end", ["。", "だろう。", "と予想する。", "とみています。"])
def test_a_fraction_before_the_verb_is_stated_odds(odds: str, likelihood: str, end: str) -> None:
    assert _read(f"{odds}来年の祭りは中止になる{end}") == [("forecast", likelihood)]
