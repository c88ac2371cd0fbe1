"""Claims about what will be, and what is kept apart from them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Forecast, Sentence, Span

DAY = date(2025, 6, 10)


def read(text: str, author: str | None = None) -> tuple[Forecast, ...]:
    return find_forecasts(split_sentences(text), author=author, reference=DAY)


def forecasts(text: str, author: str | None = None) -> list[Forecast]:
    return [f for f in read(text, author) if f.kind == "forecast"]


@pytest.mark.parametrize(
    "text",
    [
        "来年の売上高は減る見通しだ。",
        "橋の工事は長引きそうだ。",
        "収穫量の減少が懸念される。",
        "好景気は長続きしない。",
        "港が開けば、運賃は下がる。",
        "今後も人口は減少する。",
        "値上げは必ず定着する。",
        "「雨が続けば、川があふれる恐れがある」と話した。",
        "費用は倍に膨らみかねない。",
        "青葉省の資料は、動くのは半分にとどまると見積もっている。",
        "青葉総研は、中央銀行が引き締めを強めると分析。",
        "来年は物価が下がるとの見方。",
        "景気は「年末まで拡大を続ける見通し」（青葉総研）という。",
        "「供給に支障が出ることはない」と断言した。",
        "彼の見立てでは、年内に町の半分が買われる。",
        "橋が元どおりになるのは、来年以降だ。",
        "港に着くのは、今月末までに多くて100隻です。",
        "今年のうちに店が閉まるのは、ほぼ確実でしょう。",
        "熱は持って1年だろう。",
        "需要の落ち込みは1％未満だろう。",
        "値上がりは長く続かないという商社の読みもある。",
        "止まる事態はまずないであろう。",
        "今回も例外ではないだろう。",
        "どう順位が変わっても不思議ではないでしょう。",
        "主役になるのは、青組でしょう。",
        "青組は人数を増やす勢い。",
        "気温が二度上がるとの報告書案を、青葉機構がまとめた。",
        "「50年後も機械は人を超えない」と予言する。",
        "会社側は、来年の値上げもあり得なくないと話す。",
        "来年には売上高が一兆円を超える。",
        "雨量が増える可能性があるため、最新の情報に注意してください。",
        "秋には備えが必要になりそうです。",
        "実用化されると、町の雇用は消滅するそうです。",
        "県内の低地は10年以内に水没すると警告した。",
        "年内の決着が濃厚。",
        "開業が遅れると、街づくりにも影響が出ると強調した。",
        "長い目で見れば、値下げは町の安定につながる。",
        "2040年には荷が3倍の規模に。",
        "電池の需要は来年、二割増加。",
        "介入が行われる可能性があり要警戒です。",
        "２月は客足を期待できないため、仕入れを抑える。",
        "利上げは秋以降か。",
        "次の山が崩れる確率は今後50年で2％。",
        "消費は上昇の傾向にあり、景気も上向いてくる。",
        "現状としては動きが鈍いが、来年は景気が好転する。",
        "費用が二倍に増えることが、町の試算で分かった。",
        "2060年には町の人口が半分以下になるのです。",
        "手を尽くしたとしても、客の数は減っていきます。",
        "町を離れる店が増える懸念も。",
        "支援なしで客足を上向かせるのは至難の業だ。",
        "値上げしない店もあり、町ごとの値の差が広がることになる。",
        "票を伸ばせれば、今の党首が交渉に当たることとなる。",
        "橋が架からないと、港の再建は難しいんじゃないですかね。",
        "山沿いでは大雪となるおそれがあるため注意が必要です。",
        "真冬のような寒さとなる所もあるでしょう。",
        "値下げしても、離れた客を呼び戻すことは難しい。",
        "港では「利益がさらに10億円上振れする」（青木一郎専務）という。",
        "森教授は町を考え直すきっかけになるのではとし、期待を寄せた。",
        "成長率は2031年が3％、2032年が2％とみられている。",
        "夏までに値上げされる公算が大きいのですが、売り上げは落ちていない。",
    ],
)
def test_a_claim_about_what_is_to_come_is_a_forecast(text: str) -> None:
    assert len(forecasts(text)) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("犯人は窓から逃げたと思われる。", "assessment"),
        ("現在は不足が原因とみられる。", "assessment"),
        ("助けがなければ、店は潰れていただろう。", "counterfactual"),
        ("来月に工場を新設する予定だ。", "plan"),
        ("早めに備える必要がある。", "norm"),
        ("どの案が通るのかは不明だ。", "gap"),
        ("機構は三年前の見通しで、今年の需要を90億と見込んでいた。", "assessment"),
        ("前号で私は「値は上がるだろう」と書きました。", "assessment"),
        ("死者は3万人と推計される。", "assessment"),
        ("「二度と町を孤立させない」と述べた。", "plan"),
        ("新しい橋を公開するのは来春だ。", "plan"),
    ],
)
def test_neighbours_of_a_forecast_are_kept_by_kind(text: str, kind: str) -> None:
    assert [f.kind for f in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "農家は「水が足りなくなるのではないか」と気をもむ。",
        "漁師らは、魚が減るのではと案じている。",
        "店主は客足が遠のくのではないかとやきもきしている。",
        "親たちは学校がなくなるのではないかと不安を募らせる。",
    ],
)
def test_a_fear_is_a_forecast_of_a_possibility(text: str) -> None:
    assert [(f.kind, f.likelihood) for f in read(text)] == [("forecast", "possible")]


@pytest.mark.parametrize(
    "text",
    [
        "昨年の売上高は減った。",
        "通常は春に需要が増える。",
        "市民は誤解を招きかねない表現を避けた。",
        "値段はどこまで下がるのか。",
        "訪問は10年ぶりとなる。",
        "当初は値が上がるとみていたが、外れた。",
        "値が上がるという保証はない。",
        "待ち時間は平均7年に及ぶ。",
        "赤字は38億ドルに達する。",
        "開店から47年で、値上げは2019年以来となる。",
        "誰も予想していなかった。",
        "仕事がなくなろうが、なくなるまいが同じだ。",
        "暑くなった場合の世界をこう予測した。",
        "計画を変えず、目標の達成に向けて邁進していく。",
        "3月末からの上昇率は14％に達する。",
        "捜査に支障が出るおそれがあるため、回答を差し控えます。",
        "開業は来年か、再来年か。",
        "開業は本当に来春か。",
        "昨年末には利用者が3倍に。",
        "来年の課題は人口の減少。",
        "果汁は100％だ。",
        "当面の策だと言えそうだ。",
        "漁場は水温によって変わる。",
        "雨を予測することは可能なのでしょうか。",
    ],
)
def test_facts_habits_questions_and_descriptions_are_nothing(text: str) -> None:
    assert read(text) == ()


def test_two_modals_in_coordinate_clauses_make_two_forecasts() -> None:
    found = forecasts("金利は上がるとみられ、住宅の販売は減る可能性がある。")
    assert [f.likelihood for f in found] == ["likely", "possible"]
    assert found[1].claim.startswith("住宅")


def test_a_concession_under_one_attitude_makes_two_forecasts() -> None:
    found = forecasts("同社は店を減らさないものの、人員は一部を移すだろうとみる。")
    assert len(found) == 2


def test_the_sentences_of_a_quotation_are_claims_of_their_own() -> None:
    found = forecasts("山田太郎氏は「関税が上がれば、輸出は減る。雇用も失われる」と述べた。")
    assert [f.holder for f in found] == ["山田太郎氏", "山田太郎氏"]
    assert [f.condition for f in found] == ["関税が上がれば", "関税が上がれば"]


def test_a_reason_gives_way_to_the_claim_it_supports() -> None:
    found = forecasts("増産が見込まれるため、価格は下がるだろう。")
    assert [f.cue for f in found] == ["だろう"]


def test_a_sentence_with_the_span_and_one_with_the_end_join_the_forecast() -> None:
    found = forecasts("品不足は続きそうだ。その期間は2年ほど。新しい工場が動き出すまでだ。")
    assert len(found) == 1
    assert len(found[0].evidence) == 3
    assert found[0].horizon is not None
    assert found[0].horizon.duration == "P2Y"
    assert found[0].horizon.until == "2027-06-10"
    assert found[0].condition == "新しい工場が動き出すまで"


def test_a_term_of_office_joins_no_forecast() -> None:
    found = forecasts("金利は上がる公算が大きい。総裁の任期は2028年4月までだ。")
    assert len(found[0].evidence) == 1


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("株価は年内に下がるだろう。", "2025-12-31"),
        ("橋は2年以内に崩れる恐れがある。", "2027-06-10"),
        ("人口は2040年までに半減する見通しだ。", "2040-12-31"),
    ],
)
def test_horizons_end_on_a_day(text: str, until: str) -> None:
    horizon = forecasts(text)[0].horizon
    assert horizon is not None
    assert horizon.until == until


def test_an_event_bounds_a_horizon_without_a_day() -> None:
    horizon = forecasts("同盟は戦いの終結と共に消える可能性が高い。")[0].horizon
    assert horizon is not None
    assert (horizon.state, horizon.until) == ("event", None)


def test_spans_behind_are_no_horizon() -> None:
    assert forecasts("過去10年で最大の被害が出る恐れがある。")[0].horizon is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("雨が続けば、川はあふれる恐れがある。", "雨が続けば"),
        ("工事が遅れた場合には、開業が延びる可能性がある。", "工事が遅れた場合には"),
        ("補助金がある限り、需要は続くだろう。", "補助金がある限り"),
        ("早ければ来月にも値は戻るだろう。", None),
    ],
)
def test_the_condition_is_kept_as_worded(text: str, condition: str | None) -> None:
    assert forecasts(text)[0].condition == condition


def test_headings_hold_no_forecasts() -> None:
    sentences = split_sentences(
        "景気は回復するだろう\n\n売上は昨年並みだった。売上は今後減るだろう。"
    )
    found = find_forecasts(sentences)
    headings = {s.id for s in sentences if s.kind == "heading"}
    assert not headings & {i for f in found for i in f.sentence_ids}


@given(
    st.text(
        alphabet="可能性があるだろう。「」、れば見通しとみられ今後10％年いは氏述べた山田よると\n（）",
        max_size=80,
    )
)
def test_any_text_yields_exact_slices_and_numbered_ids(text: str) -> None:
    found = read(text)
    assert [f.id for f in found] == [f"P{n}" for n in range(1, len(found) + 1)]
    for forecast in found:
        assert forecast.span.of(text) == forecast.claim
        assert 1 <= len(forecast.evidence) <= 4


@pytest.mark.parametrize(
    ("text", "holder", "status"),
    [
        ("これらの国々は、値段が下がるとみている。", "これらの国々", "check"),
        (
            "本紙が取材した3人の鉱山主は、値段が下がるとみている。",
            "本紙が取材した3人の鉱山主",
            "stated",
        ),
        ("国の推計では、教員は2040年度に5万人不足する。", "国", "stated"),
        ("球団は来季の観客が2割増えると見込む。", "球団", "stated"),
        ("当社は来期の売上高が増えると予想しています。", "山手製菓", "stated"),
    ],
)
def test_a_holder_is_named_in_full_or_left_to_a_person(text: str, holder: str, status: str) -> None:
    (found,) = find_forecasts(split_sentences(text), author="筆者", publisher="山手製菓")
    assert (found.holder, found.holder_status) == (holder, status)


@pytest.mark.parametrize("text", ["4. 今後の見通し", "需要の見通し", "価格の予想"])
def test_a_heading_that_names_an_outlook_foretells_nothing(text: str) -> None:
    assert find_forecasts(split_sentences(text)) == ()


def test_one_holders_view_carried_on_without_a_subject_is_one_forecast() -> None:
    text = "森氏は、客が増えると予測し、来年も増えるとみている。"
    (found,) = find_forecasts(split_sentences(text), reference=date(2026, 1, 21))
    assert found.claim.endswith("来年も増えるとみている")
    assert found.horizon is not None
    assert found.horizon.text == "来年"


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("この先、人口が戻ることはまずないだろう。", "very_unlikely"),
        ("人気は半年程度しか続きそうにない。", "likely"),
        ("支援が増えない限り、店を5年維持するのは難しいだろう。", "unlikely"),
        ("さもなければ、分校の半数が閉じることになる。", "asserted"),
    ],
)
def test_what_softens_a_modal_leaves_it_as_it_is(text: str, likelihood: str) -> None:
    (found,) = find_forecasts(split_sentences(text))
    assert (found.kind, found.likelihood) == ("forecast", likelihood)


def test_a_span_of_the_past_is_no_horizon() -> None:
    (found,) = find_forecasts(
        split_sentences("20年近く続いた協定は、終わるだろう。"), reference=date(2026, 1, 21)
    )
    assert found.horizon is None


def test_what_only_says_how_likely_the_claim_before_is_belongs_to_it() -> None:
    found = forecasts("客が戻る余地は残るが、その公算は小さい。")
    assert [f.likelihood for f in found] == ["unlikely"]
    found = forecasts("店主は「来年は値が上がる。これはもう間違いない」と話す。")
    assert [f.likelihood for f in found] == ["almost_certain"]


def test_a_wrapped_claim_is_read_and_told_as_it_stands() -> None:
    text = "農家の団体\nは、収穫が2割減少するとの見方を示\nしている。"
    wrapped = Sentence("S1", 1, 1, "sentence", Span(7, 7 + len(text)), text)
    found = find_forecasts([wrapped])
    assert [(f.holder, f.likelihood) for f in found] == [("農家の団体", "likely")]
    assert found[0].claim == found[0].span.shifted(-7).of(text)
    assert "\n" in found[0].claim


def test_bare_claims_and_modal_ones_in_a_quotation_are_told_apart() -> None:
    text = "店主は「直すには早くても3年かかる。祭りには間に合わないだろう」と話す。"
    assert [f.likelihood for f in forecasts(text)] == ["asserted", "likely"]


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("「元に戻るなんて、あり得ませんよ」", "almost_no_chance"),
        ("店主は、再開は「祭りの前にはまずない」と付け加えた。", "very_unlikely"),
    ],
)
def test_a_denial_may_close_on_a_noun_or_stand_behind_a_comma(text: str, likelihood: str) -> None:
    assert [f.likelihood for f in forecasts(text)] == [likelihood]


def test_an_announced_warning_warns_of_nothing_by_itself() -> None:
    assert forecasts("青木教授は、こう警鐘を鳴らす。") == []
    assert forecasts("青木教授は警鐘を鳴らす。") == []
    assert len(forecasts("青木教授は、病院が潰れると警鐘を鳴らす。")) == 1


def test_a_view_of_a_time_gone_by_is_no_forecast() -> None:
    text = "協会は昨年11月の時点では2割増と見込んでおり、修正となる。"
    assert [f.kind for f in find_forecasts(split_sentences(text))] == ["assessment"]
