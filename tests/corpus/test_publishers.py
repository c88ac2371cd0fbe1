"""Who published the article."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。"
)
TITLE = "古い橋を架け替えへ　来春に着工"


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("やまかわ日報\n社会　経済　政治", "", "やまかわ日報"),
        ("やまかわ！ ニュース 経済 コラム", "", "やまかわ!"),
        ("月刊やまかわWEB", "", "月刊やまかわ"),
        ("会社名　株式会社山川建設", "", "株式会社山川建設"),
        ("", "山川通信の許可なく複製、転載することを禁じます。", "山川通信"),
        ("", "(C) 山川時報 無断転載禁止", "山川時報"),
        ("", "（全国山川通信社会部）", "全国山川通信"),
        ("", "「山川新聞日本語版」2026年7月16日", "山川新聞日本語版"),
        ("umi’s blog", "", "umi’s blog"),
        ("Any selectors\nExact words only\nSearch in title", "", None),
        ("", "Copyrights(C) Minato minato.jp 96", "Minato minato.jp"),
        ("[港町日報/港町日報電子版] 2026年3月4日", "", "港町日報"),
        (f"{TITLE}（山川新聞 2026年3月2日）", "", "山川新聞"),
        ("かもめ堂\nかもめ堂 > 橋の本 > 新刊", "", "かもめ堂"),
        ("かもめ堂", "© かもめ堂", "かもめ堂"),
        ("かもめ堂", "かもめ堂は港町の書店が運営しています", "かもめ堂"),
        ("認定NPO法人\nかもめの会", "かもめの会とは", "かもめの会"),
        (f"{TITLE}｜かもめ堂", "© 2024 Kamome Books", "かもめ堂"),
        ("", "© 2024 Kamome Books", "Kamome Books"),
        ("", "© Chubu Books", "Chubu Books"),
        ("かもめ堂", "", None),
        ("朝の話題\nMyニュース", "", None),
        ("", "関連ニュース", None),
        ("コラム", "", None),
        ("最新ニュース", "記事・写真の無断転載を禁じます", None),
    ],
)
def test_the_page_names_its_publisher(above: str, below: str, name: str | None) -> None:
    page = f"{above}\n{TITLE}\n2024年3月5日 10:15\n{BODY}\n{below}"
    assert read_article(page).publisher == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("令和6年3月5日10時　山川地方気象台発表", "山川地方気象台"),
        ("2024年3月5日 10:15 / 山川通信", "山川通信"),
        ("2024年3月5日 10:15", None),
    ],
)
def test_an_office_or_agency_beside_the_date_is_the_publisher(line: str, name: str | None) -> None:
    assert read_article(f"{TITLE}\n{line}\n{BODY}").publisher == name


def test_an_office_that_has_a_line_of_its_own_in_the_head_is_the_publisher() -> None:
    assert read_article(f"{TITLE}\n2024年3月5日\n港湾統計局\n{BODY}").publisher == "港湾統計局"


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("坂の荷台\n坂の町で暮らす記録\nホーム\n自己紹介\nお問い合わせ", "", "坂の荷台"),
        ("潮だまり帖\n最新号 | 連載 | 人 | 店", "", "潮だまり帖"),
        ("独占記事\nワールド\nビジネス\nテクノロジー", "", None),
        ("閲覧支援\nホーム\nくらし", "港湾課\n© 2026 山川港湾局", "山川港湾局"),
        ("公益財団法人 みなと会\n活動紹介", "© Minato Foundation", "みなと会"),
        ("みなと経済レター　第312号", "(C) Minato Letter", "みなと経済レター"),
        ("港町大学 MINATO UNIVERSITY\n受験生の方", "© MINATO UNIVERSITY", "港町大学"),
        ("夕刊ナビ｜テレビ港町\nライブ", "", "テレビ港町"),
        ("坂の荷台\n坂の町で暮らす家族の記録", "", "坂の荷台"),
        ("週刊 みなと経済\n2024年3月5日号", "", "週刊 みなと経済"),
        ("ページの先頭です\n山川村\nトップ\nくらし", "", "山川村"),
        ("", "The post 古い橋 first appeared on 港町教育.", "港町教育"),
        ("example.org/2024/03/05/bridge", "", "example.org"),
    ],
)
def test_a_masthead_needs_a_second_sign(above: str, below: str, name: str | None) -> None:
    page = f"{above}\n{TITLE}\n2024年3月5日 10:15\n{BODY}\n{below}"
    assert read_article(page).publisher == name


def test_a_portal_shows_the_article_of_the_outlet_under_the_title() -> None:
    head = f"波止場ニュース\nホーム\n速報\n{TITLE}\n3/5(火) 10:15配信\nシェア\n東山新聞\n"
    assert read_article(f"{head}{BODY}\n最終更新：3/5(火)\n東山新聞\n").publisher == "東山新聞"


def test_the_dateline_of_an_agency_names_it_where_nothing_else_does() -> None:
    assert read_article(f"{TITLE}\n［港町　５日　山川通信］ - {BODY}").publisher == "山川通信"
    assert read_article(f"{TITLE}\n【1月6日 ABC】{BODY}").publisher == "ABC"


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("みなと総合研究センター", "みなと総合研究センター"),
        ("東海大学社会学部", "東海大学社会学部"),
        ("山川市広報課", "山川市広報課"),
        ("朝の更新", None),
    ],
)
def test_an_office_beside_the_date_is_the_publisher(name: str, publisher: str | None) -> None:
    page = f"{TITLE}\n2026年6月2日　{name}\n{BODY}"
    assert read_article(page).publisher == publisher
