"""What several signs together show to be the page's, in wordings that no phrase knows."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

PLAIN = [
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。",
    "橋は昭和の初めに造られ、石の欄干で知られる。市は欄干の一部を残すことも検討する。",
    "工事の間、川沿いの店は客が減ると見ている。商店会は市に補償を求める方針だ。",
]
POLITE = [line.replace("する。", "します。").replace("だ。", "です。") for line in PLAIN]


def dropped(*lines: str, gap: str = "\n\n") -> dict[str, str]:
    return {line.text: line.rule for line in read_article(gap.join(lines)).dropped}


def test_an_offer_in_polite_words_amid_plain_ones_is_the_pages() -> None:
    offer = "川べり週報なら、朝の紙面を毎朝四時から読めます。追加のお支払いはありません。"
    assert dropped(*PLAIN, offer) == {offer: "address"}


def test_a_call_to_the_reader_at_the_end_is_the_pages_in_a_polite_article_too() -> None:
    call = "番組では皆さまからの動画を募集しています。身近な変化を撮影してお送りください。"
    assert dropped(*POLITE, call) == {call: "address"}


def test_a_notice_and_a_life_after_the_article_are_the_pages() -> None:
    notice = "本論文は、季刊誌に掲載された論文を、著者の許可を得て訳したものです。"
    life = "山川海老子　港町大学の研究員。新聞の記者を経て現職。専門は橋の歴史。"
    assert set(dropped(*PLAIN, life, notice)) == {life, notice}


def test_a_request_that_the_article_reports_stays() -> None:
    request = "市は住民に「工事の間は川の道をご利用ください。ご協力をお願いします」と話した。"
    assert dropped(*PLAIN, request) == {}


def test_a_request_that_the_article_itself_makes_stays() -> None:
    advice = "工事の間は川の道を通ってください。夜は明かりを持ってください。"
    assert dropped(*POLITE[:3], advice, POLITE[3]) == {}


def test_an_announcement_that_is_all_offers_stays_whole() -> None:
    offers = [
        "図書館では、電子の本を無料でご利用いただけます。会員の方は十冊まで借りられます。",
        "ご登録の方には、毎月の新刊の案内をお届けします。ぜひご利用ください。",
        "この記事を印刷してお持ちいただくと、窓口で見本を差し上げます。",
    ]
    assert dropped(*offers) == {}


def test_what_is_asked_and_answered_is_the_articles() -> None:
    talk = ["Q　工事の間、川の道は使えますか。", "A　ご利用いただけません。市にご相談ください。"]
    assert dropped(*POLITE, *talk) == {}


def test_a_word_that_the_article_is_about_is_no_sign_of_the_page() -> None:
    mail = [
        "橋の工事をかたるメールが町に届いています。メールは役場の名で送られました。",
        "メールの添付の書類を開くと、口座の番号を尋ねられます。町はメールを送っていません。",
        "町によると、同じメールは隣の市にも届きました。役場は電話で問い合わせに答えます。",
        "メールを開いた人は三十人を超えました。被害は今のところ分かっていません。",
    ]
    last = "よく似たメールは何度も届きます。文面は巧みに作られていますので、十分にご注意ください。"
    assert last not in dropped(*mail, last)
    assert last in dropped(*POLITE, last)
