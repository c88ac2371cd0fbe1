from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.quantities import Mention, find_quantities, in_base_unit
from rkbrief.model import Quantity

WEDNESDAY = date(2025, 10, 15)


def only(text: str) -> Mention:
    (mention,) = find_quantities(text, reference=WEDNESDAY)
    return mention


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "modifier", "kind"),
    [
        ("参加者は約3千人だ", "約3千人", 3000, "person", "about", "count"),
        ("船にはふたりが乗っていた", "ふたり", 2, "person", "exact", "count"),
        ("候補はみっつある", "みっつ", 3, "item", "exact", "count"),
        ("7カ国が署名", "7カ国", 7, "country", "exact", "count"),
        ("８ヶ国が署名", "８ヶ国", 8, "country", "exact", "count"),
        ("弾薬2,500個以上を", "2,500個以上", 2500, "item", "at_least", "count"),
        ("100万人超が", "100万人超", 1_000_000, "person", "more_than", "count"),
        ("600万発余りの", "600万発余り", 6_000_000, "round", "more_than", "count"),
        ("少なくとも19隻が", "少なくとも19隻", 19, "ship", "at_least", "count"),
        ("最大700社を", "最大700社", 700, "company", "at_most", "count"),
        ("完成までに早くても4年かかる", "早くても4年", 4, "year", "at_least", "duration"),
        ("長くても6日で届く", "長くても6日", 6, "day", "at_most", "duration"),
        ("前回の投票率57.1%には届かなかった", "57.1%", 57.1, "percent", "exact", "percentage"),
        ("過去最多だった春の3119人を上回る", "3119人", 3119, "person", "exact", "count"),
        ("前年の3割を超える", "3割を超える", 30, "percent", "more_than", "percentage"),
        ("前年は100人を上回る", "100人を上回る", 100, "person", "more_than", "count"),
        ("平年より2割高い", "2割", 20, "percent", "exact", "percentage"),
        ("およそ3割安の水準", "およそ3割", 30, "percent", "about", "percentage"),
        ("20人足らずの", "20人足らず", 20, "person", "nearly", "count"),
        ("1億2000万円の", "1億2000万円", 120_000_000, "JPY", "exact", "money"),
        ("2,000億ドルを", "2,000億ドル", 200_000_000_000, "USD", "exact", "money"),
        ("523円48銭安", "523円48銭", 523.48, "JPY", "exact", "money"),
        ("$48.2億の", "$48.2億", 4_820_000_000, "USD", "exact", "money"),
        ("5306億台湾ドル", "5306億台湾ドル", 530_600_000_000, "TWD", "exact", "money"),
        ("3割5分を", "3割5分", 35, "percent", "exact", "percentage"),
        ("5割半の", "5割半", 55, "percent", "exact", "percentage"),
        ("44・1%に", "44・1%", 44.1, "percent", "exact", "percentage"),
        ("マイナス1.8%", "マイナス1.8%", -1.8, "percent", "exact", "percentage"),
        ("▲0.3ポイント", "▲0.3ポイント", -0.3, "pp", "exact", "percentage"),
        ("過半数を", "過半数", 50, "percent", "more_than", "percentage"),
        ("約800マイル", "約800マイル", 800, "mile", "about", "distance"),
        ("200海里の", "200海里", 200, "nmi", "exact", "distance"),
        ("おそらく15キロトン級", "おそらく15キロトン級", 15, "kiloton", "about", "yield"),
        ("前年の1.5倍に", "1.5倍", 1.5, "times", "exact", "multiple"),
        ("気温は35度以上", "35度以上", 35, "degC", "at_least", "temperature"),
        ("これまで3度訪れ", "3度", 3, "time", "exact", "count"),
        ("体重は90キロ", "90キロ", 90, "kg", "exact", "mass"),
        ("震度6強の", "震度6強", 6, "seismic_intensity", "exact", "number"),
        ("運転手(42)が", "42", 42, "year", "exact", "age"),
        ("宿題の3分の2が", "3分の2", 2 / 3, "", "exact", "number"),
        ("第6回の会合", "第6回", 6, "time", "exact", "ordinal"),
        ("世界3位に", "3位", 3, "rank", "exact", "ordinal"),
        ("3発目の", "3発目", 3, "round", "exact", "ordinal"),
        ("2年目の冬", "2年目", 2, "year", "exact", "ordinal"),
        ("全米24の州で", "24", 24, "state", "exact", "count"),
        ("約60機を", "約60機", 60, "aircraft", "about", "count"),
        (
            "700万スウェーデンクローナ",
            "700万スウェーデンクローナ",
            7_000_000,
            "krona",
            "exact",
            "money",
        ),
        ("3人に1人が", "3人に1人", 1 / 3, "", "exact", "number"),
        ("200人を超す犠牲者", "200人を超す", 200, "person", "more_than", "count"),
        ("降水確率は70%だ", "70%", 70, "percent", "exact", "probability"),
        ("調査会社10機関の予測", "10機関", 10, "institution", "exact", "count"),
        ("2発電所が停止", "2発電所", 2, "plant", "exact", "count"),
        ("備蓄はほぼ半分に", "ほぼ半分", 50, "percent", "about", "percentage"),
        ("春先の倍近い値だ", "倍近い", 2, "times", "nearly", "multiple"),
        ("最大震度は5強だ", "5強", 5, "seismic_intensity", "exact", "number"),
        ("震度6弱以上の揺れ", "震度6弱以上", 6, "seismic_intensity", "at_least", "number"),
        ("規模を示すマグニチュードは約7.2", "約7.2", 7.2, "magnitude", "about", "number"),
        ("利下げ幅は25bps", "25bps", 25, "bp", "exact", "percentage"),
        ("1.15億円を投じ", "1.15億円", 115_000_000, "JPY", "exact", "money"),
        ("水位は３\n１．４％", "３\n１．４％", 31.4, "percent", "exact", "percentage"),
        ("患者は計 9 万 0,712 人に", "9 万 0,712 人", 90_712, "person", "exact", "count"),
        ("店のうち4軒に1軒が", "4軒に1軒", 0.25, "", "exact", "number"),
        ("重さは1/3になった", "1/3", 1 / 3, "", "exact", "number"),
        ("4万戸台を割り込む", "4万戸台を割り込む", 40_000, "household", "less_than", "count"),
        ("90億円を上回るものと考える", "90億円を上回る", 9e9, "JPY", "more_than", "money"),
        ("収容人数は3万人に近い", "3万人に近い", 30_000, "person", "nearly", "count"),
        ("3割に届かなかった", "3割に届かなかった", 30, "percent", "less_than", "percentage"),
        ("待ち時間は90分を超えない", "90分を超えない", 90, "minute", "at_most", "duration"),
        ("値上げ幅は4万円を大きく上回らず", "4万円", 40_000, "JPY", "at_most", "money"),
        ("応募は60人も超えなかった", "60人", 60, "person", "at_most", "count"),
        ("応募が60人を超えない限り", "60人", 60, "person", "more_than", "count"),
        ("応募が60人を超えなければ", "60人を超え", 60, "person", "more_than", "count"),
        ("応募は60人に達しなかった", "60人に達しなかった", 60, "person", "less_than", "count"),
        ("応募は60人に満たなかった", "60人に満たなかった", 60, "person", "less_than", "count"),
        ("15議席は固い", "15議席", 15, "seat", "at_least", "count"),
        ("500頭を下らない", "500頭を下らない", 500, "animal", "at_least", "count"),
        ("1割もない", "1割", 10, "percent", "less_than", "percentage"),
        ("1割もいらない", "1割", 10, "percent", "exact", "percentage"),
        ("60例近くの患者", "60例近く", 60, "case", "nearly", "count"),
        ("人口は1・2億人", "1・2億人", 120_000_000, "person", "exact", "count"),
        ("前日比1・74ドル高", "1・74ドル", 1.74, "USD", "exact", "money"),
        ("平年の90本を大きく下回る", "90本を大きく下回る", 90, "item_long", "less_than", "count"),
        ("二けたの伸び", "二けた", 2, "digit", "exact", "count"),
        ("70人前後を集め", "70人前後", 70, "person", "about", "count"),
        ("1/1,000頭の牛", "1/1,000頭", 0.001, "animal", "exact", "count"),
        ("音速のマッハ1.6", "マッハ1.6", 1.6, "mach", "exact", "number"),
        ("県内九市町村で", "九市町村", 9, "municipality", "exact", "count"),
        ("打率.315と", "315", 0.315, "", "exact", "number"),
        ("平均26日を要した", "26日", 26, "day", "exact", "duration"),
        ("予定より8日遅い到着", "8日", 8, "day", "exact", "duration"),
        ("予想の7万本を下回れば", "7万本を下回れば", 70_000, "item_long", "less_than", "count"),
        ("3四半期で黒字", "3四半期", 3, "quarter", "exact", "duration"),
        ("麦袋（1袋は30キロ）", "30キロ", 30, "kg", "exact", "mass"),
        ("Ｍ7・7の地震", "Ｍ7・7", 7.7, "magnitude", "exact", "number"),
        ("マグニチュード(M)6・1", "マグニチュード(M)6・1", 6.1, "magnitude", "exact", "number"),
        ("1兆2・0億の赤字", "1兆2", 1_000_000_000_002, "", "exact", "number"),
    ],
)
def test_a_number_comes_with_its_unit_and_bound(
    text: str, span: str, value: float, unit: str, modifier: str, kind: str
) -> None:
    found = only(text)
    quantity = found.quantity
    assert found.text == span
    assert (quantity.unit, quantity.modifier, found.kind) == (unit, modifier, kind)
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit", "modifier"),
    [
        ("30～35％の", "30～35％", 30, 35, "percent", "range"),
        ("30~35万人の", "30~35万人", 300_000, 350_000, "person", "range"),
        ("2、3年で", "2、3年", 2, 3, "year", "range"),
        ("十七、八人が", "十七、八人", 17, 18, "person", "range"),
        ("20から30人が", "20から30人", 20, 30, "person", "range"),
        ("1日90人から110人に達する", "1日90人から110人", 90, 110, "person", "range"),
        ("90人から110人に達する", "90人から110人", 90, 110, "person", "range"),
        ("2割から3割、というのが", "2割から3割", 20, 30, "percent", "range"),
        ("0.4%から0.9%とばらつく", "0.4%から0.9%", 0.4, 0.9, "percent", "range"),
        ("数百から数千に上る", "数百から数千", 200, 9999, "", "range"),
        ("前年度を1%から2%程度下回る", "1%から2%程度", 1, 2, "percent", "range"),
        ("3か月から6か月程度遅れる", "3か月から6か月程度", 3, 6, "month", "range"),
        ("0.6±0.2℃だった", "0.6±0.2℃", 0.4, 0.8, "degC", "range"),
        ("数十円から数百円程度", "数十円から数百円程度", 20, 999, "JPY", "range"),
        ("10億〜12億円", "10億〜12億円", 1e9, 1.2e9, "JPY", "range"),
        ("数十隻の", "数十隻", 20, 99, "ship", "tens_of"),
        ("数百社が", "数百社", 200, 999, "company", "range"),
        ("20代後半の", "20代後半", 25, 29, "year", "range"),
        ("20〜30代の", "20〜30代", 20, 39, "year", "range"),
        ("100以上310以下の", "100以上310以下", 100, 310, "", "range"),
    ],
)
def test_a_range_and_a_vague_number_have_bounds(
    text: str, span: str, low: float, high: float, unit: str, modifier: str
) -> None:
    found = only(text)
    quantity = found.quantity
    assert (found.text, quantity.value, quantity.unit) == (span, None, unit)
    assert (quantity.low, quantity.high, quantity.modifier) == (low, high, modifier)


@pytest.mark.parametrize(
    "text",
    [
        *("4社から2社に", "5%から10%へ", "10人から20人に増えた"),
        *("従来の5%から10%と予想", "5%から6%と上昇した", "2台から3台まで引き上げた"),
    ],
)
def test_a_change_is_two_figures(text: str) -> None:
    assert len(find_quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "value", "unit", "per", "kind"),
    [
        ("1日に約5千発", 5000, "round", "day", "rate"),
        ("1日3回", 3, "time", "day", "rate"),
        ("日量100万バレル", 1_000_000, "barrel", "day", "rate"),
        ("年間3万人", 30_000, "person", "year", "rate"),
        ("1人当たり3万ドル", 30_000, "USD", "person", "money"),
        ("1平方キロ当たり340人", 340, "person", "km2", "rate"),
        ("時速120キロ", 120, "km", "hour", "speed"),
        ("秒速7.9キロメートル", 7.9, "km", "second", "speed"),
        ("風速毎秒25メートル".removeprefix("風速"), 25, "m", "second", "speed"),
        ("年率3%", 3, "percent", "year", "percentage"),
        ("約2,000人/km2", 2000, "person", "km2", "rate"),
        ("1バレル=60ドル前後", 60, "USD", "barrel", "money"),
        ("1ドル=150円12銭", 150.12, "JPY", "USD", "exchange_rate"),
        ("1人1日当たり20リットル", 20, "litre", "day", "rate"),
        ("1医療機関当たり3.5人", 3.5, "person", "institution", "rate"),
        ("1トロイオンス2,400ドル", 2400, "USD", "troy_ounce", "money"),
        ("1時間に80ミリ", 80, "mm", "hour", "rate"),
        ("1人22万円", 220_000, "JPY", "person", "money"),
        ("1キロ当たり120ベクレル", 120, "Bq", "kg", "rate"),
        ("1リットルあたり115ナノグラム", 115, "ng", "litre", "rate"),
        ("1ユーロ＝162円台", 162, "JPY", "EUR", "exchange_rate"),
    ],
)
def test_a_rate_is_one_figure_with_its_denominator(
    text: str, value: float, unit: str, per: str, kind: str
) -> None:
    found = only(text)
    quantity = found.quantity
    assert (found.text, quantity.unit, quantity.per, found.kind) == (text, unit, per, kind)
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "span", "kind", "iso", "implied"),
    [
        ("12年ぶりの会談", "12年ぶり", "interval_since", "P12Y", "2013"),
        ("約四半世紀ぶりに", "約四半世紀ぶり", "interval_since", "P25Y", "2000"),
        ("3カ月前に", "3カ月前", "interval_since", "P3M", "2025-07"),
        ("1年半前の", "1年半前", "interval_since", "P1.5Y", "2024-04"),
        ("10日前に", "10日前", "interval_since", "P10D", "2025-10-05"),
        ("2週間ぶりに", "2週間ぶり", "interval_since", "P2W", "2025-10-01"),
        ("5~8年前に", "5~8年前", "interval_since", "P5Y/P8Y", "2017/2020"),
        ("30年近く続く", "30年近く", "duration", "P30Y", None),
        ("1年ほど続く", "1年ほど", "duration", "P1Y", None),
        ("過去1年で", "過去1年", "duration", "P1Y", None),
        ("ここ数カ月の", "ここ数カ月", "duration", "P3M", None),
        ("14年連続の", "14年連続", "duration", "P14Y", None),
        ("1時間30分かかる", "1時間30分", "duration", "PT1H30M", None),
        ("1年2カ月の", "1年2カ月", "duration", "P1Y2M", None),
        ("懲役2年6月を求刑", "2年6月", "duration", "P2Y6M", None),
        ("過去半年で", "過去半年", "duration", "P0.5Y", None),
        ("半年の", "半年", "duration", "P0.5Y", None),
        ("記録は9秒95だ", "9秒95", "duration", "PT9.95S", None),
        ("今後数年間の", "今後数年間", "horizon", "P3Y", None),
        ("向こう10年の", "向こう10年", "horizon", "P10Y", None),
        ("3日以内に", "3日以内", "horizon", "P3D", None),
        ("5年後に始まる。", "5年後", "horizon", "P5Y", None),
        ("5年後に退いた。", "5年後", "duration", "P5Y", None),
        ("創業100周年を", "100周年", "interval_since", "P100Y", "1925"),
    ],
)
def test_a_stretch_of_time_plays_its_part(
    text: str, span: str, kind: str, iso: str, implied: str | None
) -> None:
    found = only(text)
    assert (found.text, found.kind, found.iso, found.implied_date) == (span, kind, iso, implied)


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("2025年10月15日に", "2025-10-15", "2025年10月15日"),
        ("水曜早朝に着いた", "2025-10-15", "水曜早朝"),
        ("9月に訪れた", "2025-09", "9月"),
        ("1950~53年の", "1950/1953", "1950~53年"),
        ("21世紀に入って", "2001", "21世紀に入って"),
        ("W杯2026に", "2026", "2026"),
    ],
)
def test_the_value_of_a_date_is_its_iso_string(text: str, value: str, span: str) -> None:
    found = only(text)
    assert (found.text, found.quantity.value, found.kind) == (span, value, "date")


@pytest.mark.parametrize(
    "text",
    [
        *("F-16戦闘機", "GPT-4", "G20", "H5N1型", "5G通信", "4Kテレビ", "A4判", "COVID-19"),
        *(
            "第一副首相",
            "第一人者",
            "第三者",
            "第二次大戦",
            "第5条",
            "エリザベス2世",
            "国道246号",
            "丸の内1丁目2番3号",
        ),
        *(
            "一方で",
            "一部の",
            "一体化",
            "統一",
            "唯一",
            "万一",
            "一緒に",
            "十分な",
            "千葉県",
            "四国",
        ),
        *(
            "三菱",
            "二酸化炭素",
            "一つ一つ",
            "理由の一つ",
            "4割は未定".removeprefix("4割は"),
            "一番良い",
        ),
        *("03-1234-5678", "+1-222-2222-2222", "192.168.1.2", "バージョン3.2.1", "Python 3.11"),
        *(
            "https://example.com/2024/06/19/a1?q=30%25",
            "〒100-0001",
            "アルテミス2",
            "山本五十六とは",
        ),
        *(
            "五輪",
            "九州",
            "六本木",
            "七夕",
            "八百屋",
            "百貨店",
            "十字路",
            "何度も",
            "複数の",
            "数字",
        ),
        *(
            "北浜製薬(4506)が高い",
            "証券コード:7203",
            "<6758>",
            "2+2会談",
            "2プラス2",
            "一人でも多く",
        ),
    ],
)
def test_a_name_a_code_or_an_idiom_is_no_figure(text: str) -> None:
    assert find_quantities(text, reference=WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("quantity", "value", "unit"),
    [
        (Quantity(550, unit="mile"), 885.139, "km"),
        (Quantity(200, unit="nmi"), 370.4, "km"),
        (Quantity(3, unit="week"), 21, "day"),
        (Quantity(1.5, unit="megaton"), 1500, "kiloton"),
        (Quantity(10, unit="hectare"), 0.1, "km2"),
    ],
)
def test_a_quantity_converts_to_its_base_unit(quantity: Quantity, value: float, unit: str) -> None:
    converted = in_base_unit(quantity)
    assert converted is not None
    assert converted.value == pytest.approx(value, rel=1e-4)
    assert converted.unit == unit


def test_knots_become_kilometres_an_hour() -> None:
    converted = in_base_unit(only("30ノット").quantity)
    assert converted is not None
    assert (converted.unit, converted.per) == ("km", "hour")
    assert converted.value == pytest.approx(55.56)


def test_conversion_keeps_bounds_and_denominator() -> None:
    converted = in_base_unit(Quantity(None, 10, 20, "mile", "hour", "range"))
    assert converted is not None
    assert (converted.low, converted.high) == pytest.approx((16.09344, 32.18688))
    assert (converted.per, converted.modifier) == ("hour", "range")


@pytest.mark.parametrize("unit", ["USD", "person", "", "percent"])
def test_what_has_no_dimension_has_no_base_unit(unit: str) -> None:
    assert in_base_unit(Quantity(3, unit=unit)) is None


def test_spans_are_those_of_the_raw_text() -> None:
    text = "　計ﾄﾞﾙ建て、５，０００㌔を約　３０分で"
    assert [m.text for m in find_quantities(text)] == ["５，０００㌔", "約　３０分"]


@given(
    st.text(
        alphabet="0123456789,.約数年月日間前後ぶり人円ドル%〜-から一二十百千万億の第1に、。\n ﾄﾞ()",
        max_size=50,
    ),
    st.none() | st.dates(),
)
def test_mentions_are_exact_disjoint_and_in_order(text: str, reference: date | None) -> None:
    found = find_quantities(text, reference=reference)
    assert all(m.text == m.span.of(text) and m.text for m in found)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for mention in found:
        quantity = mention.quantity
        assert quantity.value is not None or quantity.low is not None or quantity.high is not None
        if mention.kind == "date":
            assert isinstance(quantity.value, str)


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_is_read_without_fail(text: str, reference: date | None) -> None:
    spans = [mention.span for mention in find_quantities(text, reference=reference)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "4$",
        "一",
        "1-",
        "今年",
        "水曜",
        "1日",
        "1.",
        "10年",
        "1人当たり",
        "数",
        "1 ",
        "ｶﾞ1",
    ],
)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def find(times: int) -> object:
        return find_quantities(piece * times, reference=WEDNESDAY)

    assert growth(find, 1500, 6000) < 8


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "per"),
    [
        ("配当は1株72円で", "1株72円", 72, "JPY", "share"),
        ("卸値は30キロあたり4,800円だ", "30キロあたり4,800円", 4800, "JPY", "30 kg"),
        ("運賃は1キロあたり300円だ", "1キロあたり300円", 300, "JPY", "km"),
        ("四半期ごとに200億円を", "四半期ごとに200億円", 20_000_000_000, "JPY", "quarter"),
        ("年間で3千円の負担", "年間で3千円", 3000, "JPY", "year"),
    ],
)
def test_a_price_is_told_with_what_it_is_paid_for(
    text: str, span: str, value: float, unit: str, per: str
) -> None:
    found = only(text)
    assert (found.text, found.quantity.value) == (span, value)
    assert (found.quantity.unit, found.quantity.per) == (unit, per)


def test_sen_are_part_of_the_yen_before_them_and_no_rate_of_exchange() -> None:
    found = find_quantities("1ドル=149円20銭と、前日より1円10銭の円高")
    told = [(m.quantity.value, m.quantity.unit, m.quantity.per) for m in found]
    assert told == [(149.2, "JPY", "USD"), (1.1, "JPY", None)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("収量は平年の480キロを超え", "kg"),
        ("米20キロを", "kg"),
        ("8キロやせた", "kg"),
        ("1キロの鰻を育てるのに", "kg"),
        ("餌が2キロ要る", "kg"),
        ("3キロの水路を掘る", "km"),
        ("米国の南700キロ", "km"),
        ("岬の沖約9キロの海上", "km"),
        ("12キロ離れた町", "km"),
        ("時速90キロで", "km"),
    ],
)
def test_the_words_around_it_tell_a_weight_from_a_distance(text: str, unit: str) -> None:
    assert only(text).quantity.unit == unit


@pytest.mark.parametrize(
    "text", ["第4工場を", "台風第9号は", "5号機が", "第2段が", "小惑星「2031 QB」は", "第3保育所"]
)
def test_numbered_names_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "第3回会議で",
            "第4次取水制限を",
            "第7次の計画",
            "1か月予報によると",
            "図3のとおり",
            "静けさの中で",
            "期近7月物の",
        ),
        *(
            "1都3県では",
            "1株利益を",
            "1平方メートル当たりの家賃",
            "負担*1は",
            "条文1項の",
            "東証1部上場",
            "1隻につき年間",
        ),
    ],
)
def test_names_marks_and_what_a_number_is_reckoned_by_are_no_figures(text: str) -> None:
    assert find_quantities(text, reference=WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit", "per"),
    [
        ("3両編成", 3, "carriage", None),
        ("17編成", 17, "train", None),
        ("29科", 29, "department", None),
        ("7都県", 7, "prefecture", None),
        ("1医療機関当たりでは32.14人", 32.14, "person", "institution"),
    ],
)
def test_counters_are_told_apart(text: str, value: float, unit: str, per: str | None) -> None:
    quantity = only(text).quantity
    assert (quantity.value, quantity.unit, quantity.per) == (value, unit, per)


def test_a_number_to_call_is_none() -> None:
    assert find_quantities("警備員が110番通報した") == ()


def test_the_meeting_that_a_rank_describes_keeps_its_rank() -> None:
    assert only("第6回の会合").quantity.value == 6


def test_an_amount_compared_with_is_no_bound() -> None:
    exceeded = find_quantities("歳出は90億円で、前年度歳出85億円を上回った")[-1]
    assert (exceeded.text, exceeded.quantity.modifier) == ("85億円", "exact")
    against = find_quantities("「賛成」が64%で、「反対」の27%を大きく上回った")[-1]
    assert (against.text, against.quantity.modifier) == ("27%", "exact")
    passed = find_quantities("欠席は30人で、全国の50人を超えた")[-1]
    assert (passed.text, passed.quantity.modifier) == ("50人を超えた", "more_than")
    bound = find_quantities("歳出は90億円で、来年は計95億円を上回る")[-1]
    assert (bound.text, bound.quantity.modifier) == ("95億円を上回る", "more_than")


def test_a_price_between_two_sen_is_a_range() -> None:
    quantity = only("1ドル=151円83~85銭").quantity
    assert (quantity.low, quantity.high, quantity.per) == (151.83, 151.85, "USD")


def test_two_ends_joined_by_kara_are_one_range_unless_something_changes() -> None:
    spread = only("直径は30メートルから80メートルと見積もられる").quantity
    assert (spread.low, spread.high, spread.modifier) == (30, 80, "range")
    assert len(find_quantities("税率を8%から10%に引き上げた")) == 2


@pytest.mark.parametrize(
    ("text", "span", "bounds", "iso"),
    [
        ("修理に半年から1年かかる", "半年から1年", (0.5, 1, "year"), "P0.5Y/P1Y"),
        ("交渉は半年ないし1年半に及ぶ", "半年ないし1年半", (0.5, 1.5, "year"), "P0.5Y/P1.5Y"),
        ("納品まで3カ月〜半年を見込む", "3カ月〜半年", (3, 6, "month"), "P3M/P0.5Y"),
        ("試験は数カ月から1年続く", "数カ月から1年", (2, 12, "month"), "P2M/P1Y"),
        ("二、三カ月から半年は待つ", "二、三カ月から半年", (2, 6, "month"), "P2M/P0.5Y"),
        ("1週間から10日ほどで乾く", "1週間から10日ほど", (7, 10, "day"), "P1W/P10D"),
        ("45分から1時間遅れた", "45分から1時間", (45, 60, "minute"), "PT45M/PT1H"),
        ("今後数年から10年で建て替える", "今後数年から10年", (2, 10, "year"), "P2Y/P10Y"),
        ("改修は2年か3年で済む", "2年か3年", (2, 3, "year"), "P2Y/P3Y"),
        ("半年か1年待つ", "半年か1年", (0.5, 1, "year"), "P0.5Y/P1Y"),
        ("5年ないしは10年を要する", "5年ないしは10年", (5, 10, "year"), "P5Y/P10Y"),
    ],
)
def test_two_stretches_that_bound_one_are_one(
    text: str, span: str, bounds: tuple[float, float, str], iso: str
) -> None:
    found = only(text)
    quantity = found.quantity
    assert (found.text, found.iso, quantity.modifier) == (span, iso, "range")
    assert (quantity.low, quantity.high, quantity.unit) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "保証を半年から1年に延ばした",
        "会期は半年から1年ほどに延びた",
        "3年前から1年半続いた",
        "2年か20年で済む",
        "2年か3年かは分からない",
        "数週間から数カ月待つ",
        "半年以上から1年未満の契約",
        "開始から半年、1年と待つ",
    ],
)
def test_two_stretches_that_bound_nothing_stay_two(text: str) -> None:
    assert len(find_quantities(text)) == 2


def test_what_bounds_a_word_or_stands_before_a_denominator_counts() -> None:
    assert only("収穫は半分以下に").quantity.modifier == "at_most"
    assert only("最大で年間30億ドル減る").quantity.modifier == "at_most"
    assert only("三十数年ぶりの").quantity.modifier == "range"


@pytest.mark.parametrize(
    ("text", "span", "value", "per"),
    [
        ("平均は5キロ4,180円だった", "5キロ4,180円", 4180, "5 kg"),
        ("生産費は60キロ9,800円だ", "60キロ9,800円", 9800, "60 kg"),
        ("1俵2万4,500円と決めた", "1俵2万4,500円", 24_500, "bale"),
        ("水は2リットル500円だ", "2リットル500円", 500, "2 litre"),
    ],
)
def test_a_lot_in_front_of_its_price_is_what_it_is_paid_for(
    text: str, span: str, value: float, per: str
) -> None:
    mention = only(text)
    assert (mention.text, mention.quantity.value, mention.quantity.per) == (span, value, per)


def test_people_and_ways_in_front_of_money_are_figures_of_their_own() -> None:
    texts = ["3人5000円ずつ払った", "5キロ走って4180円もらった"]
    found = [[m.text for m in find_quantities(text)] for text in texts]
    assert found == [["3人", "5000円"], ["5キロ", "4180円"]]


@pytest.mark.parametrize("text", ["○ 総選挙は行われる", "1等米の比率が下がる", "13年産米を売る"])
def test_marks_grades_and_crop_years_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


def test_what_a_yield_is_reckoned_by_is_no_figure() -> None:
    assert only("10アール当たりの収量は501キログラムです").text == "501キログラム"


def test_so_many_days_in_a_month_are_no_date() -> None:
    kinds = [m.kind for m in find_quantities("1カ月あたり8日から12日に達する", reference=WEDNESDAY)]
    assert kinds == ["duration"]


def test_what_something_grows_to_and_what_is_missing_are_two_figures() -> None:
    texts = ["20基から70基前後に増えた", "14票に3票足りなかった", "18クラブを22クラブに増やす"]
    found = [[m.quantity.value for m in find_quantities(text)] for text in texts]
    assert found == [[20, 70], [14, 3], [18, 22]]


@pytest.mark.parametrize("text", ["青嶺航空316便が着いた", "三葉市の港", "八枚町と四葉村"])
def test_flights_and_towns_are_no_counts(text: str) -> None:
    assert find_quantities(text) == ()


def test_flights_that_are_counted_are_figures() -> None:
    assert [m.span.of(t) for t in ("計316便が", "1日12便が") for m in find_quantities(t)] == [
        "316便",
        "1日12便",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("開館は26年の実施を予定する", "2026"),
        ("23年暦年の輸出は", "2023"),
        ("2023年10─12月期の輸出は", "2023-Q4"),
        ("(2025/06/19-00:32)", "2025-06-19"),
    ],
)
def test_short_and_joined_dates_are_read(text: str, value: str) -> None:
    assert find_quantities(text)[0].quantity.value == value


def test_a_day_as_of_which_is_counted_is_a_date() -> None:
    told = find_quantities("事故から2週間がたった15日時点で14人")
    assert [m.kind for m in told] == ["duration", "date", "count"]
