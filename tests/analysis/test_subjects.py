import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.subjects import find_subject
from rkbrief.model import FigureKind, Span


@pytest.mark.parametrize(
    ("sentence", "figure", "kind", "subject"),
    [
        ("工場は1日に約300台の電動バスを造っている。", "1日に約300台", "rate", "電動バス"),
        ("首相が12年ぶりに訪米し、大統領と会った。", "12年ぶり", "interval_since", "訪米"),
        ("この島国への訪問は12年ぶりとなる。", "12年ぶり", "interval_since", "この島国への訪問"),
        (
            "前回この大会を主催したのは12年前だ。",
            "12年前",
            "interval_since",
            "前回この大会を主催した",
        ),
        ("完全失業率は2.5%だった。", "2.5%", "percentage", "完全失業率"),
        ("売上高は前年同期比3.2%増えた。", "3.2%", "percentage", "売上高"),
        ("射程約500キロの機体を公開した。", "約500キロ", "distance", "射程"),
        ("市は、客が減る市電の3路線を閉じる方針だ。", "3路線", "count", None),
        ("取材に応じた5人の漁師は首を振った。", "5人", "count", "漁師"),
        ("列車の脱線で12人が死亡した。", "12人", "count", "死亡"),
        ("中銀は14日、政策金利を0.5%から0.75%へ引き上げた。", "0.75%", "percentage", "政策金利"),
        ("市は手数料を250円引き上げ、800円とする。", "800円", "money", "手数料"),
        (
            "公社は、建設の費用を2030年までに40億円へ引き下げる計画だ。",
            "40億円",
            "money",
            "建設の費用",
        ),
        ("気温が基準を4.5度上回った。", "4.5度", "temperature", "気温"),
        ("利益は前回の予想を6.3%下回る。", "6.3%", "percentage", "利益"),
        ("調査では、有権者の4割強が決めていない。", "4割強", "percentage", "有権者"),
        ("農家の三分の一は作付けを増やす。", "三分の一", "percentage", "農家"),
        ("波の高さは9メートルに達する。", "9メートル", "length", "波の高さ"),
        ("荷物の重さは2.6トンだ。", "2.6トン", "mass", "荷物の重さ"),
        ("「賛成」が64%で、「反対」の27%を上回った。", "64%", "percentage", "賛成"),
        ("「賛成」が64%で、「反対」の27%を上回った。", "27%", "percentage", "反対"),
        ("「使う」と答えた人は3割に満たない。", "3割", "percentage", "使う"),
        ("新薬「アルファ」は3割の患者に効いた。", "3割", "percentage", "患者"),
        ("以前は140のバス路線があった。", "140", "number", "バス路線"),
        ("発電量が通常の3分の1に下がった。", "3分の1", "number", "発電量"),
        ("工場では20人がけがをした。", "20人", "count", "けが"),
        ("県は4県の防災ヘリ計16機を頼んだ。", "4県", "count", "防災ヘリ"),
        ("火の広がりは2倍だった。", "2倍", "multiple", "火の広がり"),
        ("社長は「売上高は3億円だ」と話した。", "3億円", "money", "売上高"),
        ("市に総額1億円の支払いを命じた。", "1億円", "money", "支払い"),
        ("40年ぶりの制度の見直しは急がれる。", "40年ぶり", "interval_since", "制度の見直し"),
        ("救命艇3隻とヘリ2機を出した。", "2機", "count", "ヘリ"),
        ("勝ち点を12に伸ばした。", "12", "number", "勝ち点"),
        ("県は道路の補修に48億円を充てる。", "48億円", "money", "道路の補修"),
        ("失業率は3%を超えた。", "3%", "percentage", "失業率"),
        ("売上高は8.2%増の612億円。", "612億円", "money", "売上高"),
        (
            "容疑者は、会社員の上野紀子さん(当時52歳)を襲った。",
            "52歳",
            "age",
            "会社員の上野紀子さん",
        ),
        ("県警は18歳の少年を逮捕した。", "18歳", "age", "少年"),
        ("組合長は74歳だ。", "74歳", "age", "組合長"),
        ("得点王のダリオ(26)が加入した。", "26", "age", "得点王のダリオ"),
        ("観測点は55か所から80か所に増える。", "80か所", "count", "観測点"),
        ("小惑星の大きさは40メートルほどだ。", "40メートル", "length", "小惑星の大きさ"),
        ("10月の物価の伸びが2.8%に達した。", "2.8%", "percentage", "物価の伸び"),
        ("クラブは入場者数について、延べ52万人を見込む。", "52万人", "count", "入場者数"),
    ],
)
def test_a_figure_is_about_what_its_sentence_says(
    sentence: str, figure: str, kind: FigureKind, subject: str
) -> None:
    at = sentence.index(figure)
    assert find_subject(sentence, Span(at, at + len(figure)), kind) == subject


def test_a_topic_that_points_back_is_looked_up_in_the_sentence_before() -> None:
    sentence = "その期間は2年ほど。"
    span = Span(5, 9)
    assert (
        find_subject(sentence, span, "horizon", previous="両社の蜜月は長く続かない。")
        == "両社の蜜月"
    )


def test_a_bare_number_is_about_nothing_known() -> None:
    assert find_subject("30%。", Span(0, 3), "percentage") is None


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("購入した場合には10億円が要る。", "10億円", "money"),
        ("大統領は28州が食糧不足だと認めた。", "28州", "count"),
        ("家賃はこの2年で1.6倍になった。", "この2年", "duration"),
        ("株価は1年で2割上がった。", "1年", "duration"),
        ("委員会は、10年以内に大地震が起きる確率を30%と評価した。", "10年以内", "horizon"),
        ("2人の行方がわかっていない。", "2人", "count"),
        ("目標に掲げる2%を上回った。", "2%", "percentage"),
        ("中銀が目標に掲げる2%を上回った。", "2%", "percentage"),
        ("先月の計算では3.8%だった。", "3.8%", "percentage"),
        ("先週末は1.85%だった。", "1.85%", "percentage"),
        ("沖合の約12キロの海上で衝突した。", "約12キロ", "distance"),
        ("島の3分の2は水没する。", "3分の2", "number"),
        ("配管が破裂し、2人が運ばれた。", "2人", "count"),
        ("幹部は「年内に30%を割れば辞任だ」と漏らす。", "30%", "percentage"),
        ("年代別では30人を超えた。", "30人", "count"),
        ("下請けを含め86人が働いていた。", "86人", "count"),
    ],
)
def test_no_subject_is_better_than_a_neighbour(
    sentence: str, figure: str, kind: FigureKind
) -> None:
    at = sentence.index(figure)
    assert find_subject(sentence, Span(at, at + len(figure)), kind) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_gives_a_slice_of_itself_or_nothing(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    subject = find_subject(text, Span(start, end), "count")
    assert subject is None or (len(subject) > 1 and subject in text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2割ほどにのぼると指摘した。", "2割"),
        ("300台を並べて敵を圧倒した。", "300台"),
        ("工場は火薬を製造し", "工場"),
    ],
)
def test_telling_and_doing_are_not_what_a_number_is_about(text: str, figure: str) -> None:
    start = text.index(figure)
    found = find_subject(text, Span(start, start + len(figure)), "percentage")
    assert found not in {"指摘", "敵を圧倒", "火薬を製造"}


def test_a_long_vowel_stays_at_the_end_of_a_name() -> None:
    text = "フェリーは211人を乗せた。"
    assert find_subject(text, Span(5, 9), "count") == "フェリー"


@pytest.mark.parametrize("topic", ["その期間", "その長さ", "この規模"])
def test_a_topic_that_only_points_back_gives_way_to_what_it_points_at(topic: str) -> None:
    text = f"{topic}は1年ほどだ。"
    start = text.index("1年")
    found = find_subject(
        text, Span(start, start + 4), "duration", previous="両社の提携は長続きしない。"
    )
    assert found == "両社の提携"
