"""What stands above an article: a day in the line of the title, a site's account of itself."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.corpus.dates import find_bracketed, find_leading
from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "古い橋を架け替えへ　来春に着工"
DAY = date(2024, 3, 5)
SPOKEN = "海野市長、古い橋の工事を表明　住民から心配の声も"
SHOWN = "古い橋の工事を表明した海野市長"


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("橋の係\n\n2024年03月05日 (火)長い橋をめぐる話を少し\n\n", "長い橋をめぐる話を少し", DAY),
        ("橋の係\n\n2024年03月05日 (火)三年間、ありがとうございました。\n\n", None, DAY),
        (
            "大臣会見\n\n海野大臣会見録 (令和6年3月5日(火)9:30~9:50 於:港湾庁会議室)\n\n1.発言\n\n",
            "海野大臣会見録 (令和6年3月5日(火)9:30~9:50 於:港湾庁会議室)",
            DAY,
        ),
        (f"{TITLE}\n2024年03月05日 06:00 国内・地域“橋は渡れる”／交流も\n", TITLE, DAY),
        (f"‐ {TITLE} ‐\n2024年3月5日\n", TITLE, DAY),
        ("橋は渡れるんだろう?――海野さん:港に生きる(2/2 ページ)\n", None, None),
    ],
)
def test_the_day_and_the_title_are_told_apart(
    head: str, title: str | None, day: date | None
) -> None:
    article = read_article(head + BODY)
    assert article.published == day
    assert article.title is not None
    assert article.title == (title or article.title)
    assert "2024年" not in article.title
    assert "渡れるんだろう" in article.title or "渡れるんだろう" not in head


def test_a_line_of_the_day_and_more_is_none_of_the_article() -> None:
    line = "2024年03月05日 06:00 国内・地域“橋は渡れる”／交流も"
    article = read_article(f"{TITLE}\n{line}\n{BODY}")
    assert line in {dropped.text for dropped in article.dropped}


@pytest.mark.parametrize("title", ["2024年3月5日の日記", "2024年3月5日 橋の話", "橋の話"])
def test_a_title_may_begin_with_its_day(title: str) -> None:
    assert find_leading(title) is None


@pytest.mark.parametrize("title", ["橋の話(全3回)", "橋の話 [2024年3月5日から]", "橋の話"])
def test_other_brackets_hold_no_day(title: str) -> None:
    assert find_bracketed(title) is None
    assert find_bracketed("橋の話 [2024年3月5日(Tue)]") is not None


@pytest.mark.parametrize(
    "account",
    [
        "写真を撮らずに旅した記録です。雑記も載せています。",
        "橋、川、港を網羅した\n最新ニュース・情報を発信しています。",
        "企業のプレスリリースをそのまま掲載しています。内容は各社にお問い合わせください。",
    ],
)
def test_what_a_site_says_of_itself_is_neither_title_nor_body(account: str) -> None:
    article = read_article(f"波止場の旅\n\n{account}\n\n{TITLE}\n\n{BODY}")
    assert article.title == TITLE
    dropped = {line.text for line in article.dropped}
    assert set(account.split("\n")) <= dropped


def test_a_lead_that_tells_of_a_record_stays() -> None:
    lead = "古い橋のたもとに残るのは、工事に携わった人々の記録です。"
    article = read_article(f"{TITLE}\n\n{lead}\n\n{BODY}")
    assert lead not in {line.text for line in article.dropped}


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f"{TITLE} 海野太一(波止場大学教授、橋の会代表)", "海野太一"),
        (f"{TITLE}\n港町支局 海野太一", "海野太一"),
        (f"{TITLE}\n海野太一(波止場大学教授)×山川花子(元港湾庁長官)", None),
    ],
)
def test_who_stands_in_the_line_of_the_title_or_below(line: str, author: str | None) -> None:
    article = read_article(f"論考\n\n{line}\n\n{BODY}")
    assert (article.title, article.author) == (TITLE, author)


def test_who_asked_is_named_at_the_end_of_the_lead() -> None:
    lead = "商社を経てフリーになった山川さんの考えに迫った。(聞き手:海野太一 連載:橋をつくる人々)"
    article = read_article(f"{TITLE}\n\n{lead}\n\n――橋は好きですか。\n\n{BODY}")
    assert article.author == "海野太一"
    assert lead not in {line.text for line in article.dropped}


@pytest.mark.parametrize(
    ("label", "publisher"),
    [("配信元:PR HARBOUR", "PR HARBOUR"), ("2024年3月5日\n波止場テレビ", "波止場テレビ")],
)
def test_an_outlet_by_its_label_or_below_the_day(label: str, publisher: str) -> None:
    article = read_article(f"{TITLE}\n{label}\n{BODY}")
    assert article.publisher == publisher
    assert (
        "波止場テレビ" not in {line.text for line in article.dropped} or publisher == "波止場テレビ"
    )


def test_a_talk_is_no_title() -> None:
    article = read_article(f"2034トップインタビュー\n{TITLE}\n{BODY}")
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"ホーム港町新聞最新号党の主張／サイトマップ\n{TITLE}\n2024年3月5日\n", TITLE),
        (
            f"{SPOKEN}\n  • このエントリーをはてなブックマークに追加\n{SHOWN}\n\n{SHOWN}\n",
            SPOKEN,
        ),
        (
            f"港町の会\n\n橋梁、河川、港湾、各種の相談など。\n\nTEL 000-000-0000\n\n{TITLE}\n",
            TITLE,
        ),
        (f"港町の視点にこだわった報道を追求します。\n\n{TITLE}\n\n", TITLE),
    ],
)
def test_a_headline_is_told_from_captions_menus_and_mottos(head: str, title: str) -> None:
    assert read_article(f"{head}\n{BODY}").title == title


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (f"{TITLE}\n3月 5th, 2024\n", DAY),
        (f"港町新聞 2024年3月5日号・8面〜9面\n{TITLE}\n", DAY),
    ],
)
def test_a_day_is_read_as_blogs_and_papers_write_it(head: str, day: date) -> None:
    assert read_article(f"{head}\n{BODY}").published == day


def test_a_day_with_its_time_may_stand_in_brackets_below() -> None:
    assert read_article(f"{TITLE}\n\n{BODY}\n\n【 2024年03月05日 15時11分 】").published == DAY


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("〈海野太一の港便り〉橋は本当に要るのか\n", "海野太一"),
        (f"港町議会議員・海野太一の活動日誌\n\n{TITLE}\n2024年3月5日\n", "海野太一"),
        (f"港町の公式サイト\n\n{TITLE}\n2024年3月5日\n", None),
    ],
)
def test_whose_column_or_site_it_is(head: str, author: str | None) -> None:
    assert read_article(f"{head}\n{BODY}").author == author


def test_the_last_paragraph_stays_with_the_mark_of_its_agency() -> None:
    last = "五日には市長と県知事(KAIYO Taichi、海野太一)との間で会談が行われた。"
    article = read_article(f"{TITLE}\n\n{BODY}\n\n{last}(c)AFP")
    dropped = {line.text for line in article.dropped}
    assert "(c)AFP" in dropped
    assert not any(last in text for text in dropped)
    assert "会談が行われた" in article.text


def test_a_caption_with_that_mark_goes() -> None:
    caption = "橋を渡る市長(2024年3月5日撮影)。(c)AFP=港町通信"
    article = read_article(f"{TITLE}\n\n{caption}\n\n{BODY}")
    assert caption in {line.text for line in article.dropped}


@pytest.mark.parametrize(
    "line",
    [
        "大橋、架け替え工事、完成イメージ",
        "研究室での海野太一先生。",
        "(8ページに署名のお願いを掲載しております)",
    ],
)
def test_what_stands_by_a_picture_is_no_body(line: str) -> None:
    first, *rest = BODY.split("\n\n")
    article = read_article(f"{TITLE}\n2024年3月5日\n\n{first}\n\n{line}\n\n" + "\n\n".join(rest))
    assert line in {dropped.text for dropped in article.dropped}


def test_the_parts_of_an_article_below_empty_contents_stay() -> None:
    part = "橋はどう変わるのか"
    more = "新しい橋は幅が二倍になり、歩道も広がる。"
    article = read_article(f"{TITLE}\n\n{BODY}\n\n目次\n\n{part}\n\n{more}\n\n{more}")
    assert not {part, more} & {line.text for line in article.dropped}


def test_a_heading_of_two_lines_opens_the_article() -> None:
    heading = ("◆海野たいち 橋の会代表", "幅広い視野、抜群の腕前")
    article = read_article(f"{TITLE}\n2024年3月5日\n\n" + "\n".join(heading) + f"\n\n{BODY}")
    assert not set(heading) & {line.text for line in article.dropped}


def test_what_follows_a_headline_in_e_is_no_part_of_it() -> None:
    article = read_article(f"古い橋を来春に架け替えへ\n川をまたぐ百年の道\n2024年3月5日\n{BODY}")
    assert article.title is not None
    assert not article.title.startswith("古い橋を来春に架け替えへ川")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}　　　　　2024.3.5更新\n", TITLE),
        (f"1章 まず、橋とその種類\n{TITLE}\n2024年3月5日\n", TITLE),
        (
            "古い橋が渡れない!!\n\n古い橋が渡れない!!\n市は工事をどう進めるのか\n",
            "古い橋が渡れない!!",
        ),
        (f"港町での会議で、橋の工事を求める行進に参加する数千人の人々\n\n{TITLE}\n", TITLE),
        (f"毎日千人が訪れる情報発信ブログ。花や野菜作り、市民運動など\n{TITLE}\n", TITLE),
    ],
)
def test_the_title_is_what_the_page_repeats_or_dates(head: str, title: str) -> None:
    assert read_article(f"{head}\n{BODY}").title == title


@pytest.mark.parametrize(
    ("page", "author"),
    [
        (f"{TITLE}\n\n橋は要るのか? 市長を訪ねると……。/文・海野太一(作家)\n\n{BODY}", "海野太一"),
        (f"{TITLE}\n投稿者:なみのり2024年3月5日10時20分\n\n{BODY}", "なみのり"),
    ],
)
def test_a_writer_is_told_from_what_is_glued_to_his_name(page: str, author: str) -> None:
    assert read_article(page).author == author


def test_the_site_that_an_article_is_from_is_named_below() -> None:
    article = read_article(f"{TITLE}\n\n{BODY}\n\n情報元サイト:「港町日報」\nコメント ( 0 )")
    assert article.publisher == "港町日報"


@pytest.mark.parametrize(
    ("gap", "kept"), [("\n", True), ("\n\n", False)]
)  # with a blank line below it may be the name of a picture
def test_a_few_words_glued_to_the_first_paragraph_head_it(gap: str, *, kept: bool) -> None:
    heading = "通学の道はどうなる"
    page = f"{SPOKEN}\n2024年3月5日 10:15\n海野太一\n\n{heading}{gap}{BODY}"
    dropped = {line.text for line in read_article(page).dropped}
    assert (heading not in dropped) is kept


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("文字サイズ\n\n知事定例記者会見(2024年3月5日)\n\n(県政記者の会主催)\n\n", None),
        ("2024年3月5日(火)知事定例記者会見\n\n", None),
        (
            "トップページ > 知事の部屋\n\n2024年3月5日 知事臨時記者会見 全文\n\n古い橋について\n\n",
            "",
        ),
    ],
)
def test_a_press_conference_is_named_by_its_day(head: str, title: str | None) -> None:
    article = read_article(head + BODY)
    assert article.published == DAY
    assert title is not None or "記者会見" in str(article.title)


def test_those_present_are_no_writer() -> None:
    head = f"{TITLE}\n2024年3月5日\n出席者 県:知事ほか\n記者:記者の会所属記者等 23人\n\n"
    assert read_article(head + BODY).author is None


def test_a_caption_of_two_sentences_with_its_month_goes() -> None:
    caption = "古い橋の下に揚がった鮭。漁の視界は良好だ(7月)"
    article = read_article(f"{TITLE}\n2024年3月5日\n\n{caption}\n\n{BODY}")
    assert caption in {line.text for line in article.dropped}
    assert read_article(f"景気動向指数(3月)\n2024年3月5日\n\n{BODY}").title == "景気動向指数(3月)"


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        (
            f"港町月報WEB\n{TITLE}\n2024.03.05　国内　聞き手／海野花子（本誌）　写真／山川太郎\n\n",
            "",
            DAY,
        ),
        (
            f"ポルタ！ニュース\n{TITLE}\n3/5(火) 11:30 配信\nコメント 84件\n\n",
            "\n2030年までに工事を終える。\n『月刊港町』2024年4月号より転載\n",
            DAY,
        ),
        (f"{TITLE}\n\nPOLITICS / CITY　　5 March 2024　　読むのにかかる時間：7分\n\n", "", DAY),
        (
            f"夕刊港町　デジタル\n2024年3月8日（金）　港町の天気　くもり　9℃\n{TITLE}\n\n",
            "\n2024年3月5日付　夕刊2面\n",
            DAY,
        ),
    ],
)
def test_the_day_of_the_page_stands_in_a_row_and_not_with_the_weather(
    head: str, foot: str, day: date | None
) -> None:
    article = read_article((head + BODY + foot).encode(), name="a.txt", article_id="S1")
    assert (article.title, article.published) == (TITLE, day)


def test_a_site_with_its_motto_is_no_title() -> None:
    head = f"港町論談｜世界の論考を日本語で\n論考　対談　書評　支援する\n\n{TITLE}\n\n"
    article = read_article(
        f"{head}{BODY}\n\nⓒ 2024 港町論談\n".encode(), name="a.txt", article_id="S1"
    )
    assert article.title == TITLE
