"""What a page sets between the paragraphs of an article, or below its last, and is none of it."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

HEAD = "港町新聞\n古い橋を架け替えへ　来春に着工\n2024年3月5日 10:15\n\n"
FIRST = "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。"
SECOND = "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにするという。"
LAST = "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"


def kept(between: str, below: str = "") -> str:
    article = read_article(f"{HEAD}{FIRST}\n\n{SECOND}\n\n{between}\n\n{LAST}\n\n{below}")
    dropped = {line.text for line in article.dropped}
    return "\n".join(line for line in article.text.split("\n") if line.strip() not in dropped)


@pytest.mark.parametrize(
    "line",
    [
        "――この手紙は無料です。登録はこちら（読者 3千人）――",
        "▼ 点検表（全12項目）を無料でダウンロードする",
        "広告 - 下にスクロールして続きをお読みください",
        "2枚目/4枚　橋のたもとに立つ係員。2024年3月1日撮影。",
        "図表　港町の橋の建設費（億円、35年3月期以降は予想）",
        "オピニオン：橋の値段はいったい誰が決めるのか",
        "【独自】港町、10月にも二つ目の橋か　部材が着く",
    ],
)
def test_between_paragraphs_it_is_dropped(line: str) -> None:
    text = kept(line)
    assert line not in text
    assert all(paragraph in text for paragraph in (FIRST, SECOND, LAST))


@pytest.mark.parametrize(
    "line",
    [
        "来週は「雪はなぜ遅れるのか」をお届けします。",
        "P.S. 7月4日に港町で橋のお話会をします。定員30名、参加費500円です。",
        "※取材は3月1日に行いました。",
        "★前号の正解：イ（1海里=1852メートル）　正解率38％",
        "1　2　次のページへ",
        "橋の点検　2月末までの申し込みで1割引き　整備センター　電話000-00-0000",
        "港湾月報　第12号（令和6年3月5日発行）　　　2／4",
        "海野 太一　うみの・たいち",
    ],
)
def test_below_the_last_paragraph_it_is_dropped(line: str) -> None:
    text = kept("橋の長さは百二十メートルに上り、県内で最も古い。", line)
    assert line not in text
    assert LAST in text


@pytest.mark.parametrize(
    "line",
    [
        "図表の見方は年ごとに変わってきた。",
        "来週は、橋の値段の話を書くつもりです。",
        "追伸が届いたのは橋が落ちた翌日だった。",
        "オピニオン：賛成",
        "市は電話000-00-0000で相談を受け付けている。",
    ],
)
def test_what_the_article_says_stays(line: str) -> None:
    assert line in kept(line)


def test_a_title_may_name_its_kind() -> None:
    title = "アングル：沈黙を破った港町、読めない「次の橋」"
    article = read_article(
        f"港町新聞\n{title}\n2024年3月5日 10:15\n\n{FIRST}\n\n{SECOND}\n\n{LAST}"
    )
    assert article.title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            (
                "橋のひとりごと\n元船大工、今日も橋の数が気になる\n"
                "プロフィール　記事一覧　読者になる\n"
                "\n2024-03-05 21:08:33\n古い橋がなくなる日　「来春」で済むわけがない\n"
                "テーマ：橋の話\n"
            ),
            "古い橋がなくなる日　「来春」で済むわけがない",
        ),
        (
            (
                "港町電鉄株式会社\n現在、全線で平常どおり運転しています（10:15更新）\n\n令和6年3月5日\n"
                "古い橋の架け替え工事の進み具合について（第9報）\n"
            ),
            "古い橋の架け替え工事の進み具合について（第9報）",
        ),
        (
            (
                "2024年3月5日\n古い橋の架け替え工事における着工時期の変更\n"
                "および費用の見直しに関するお知らせ\n"
            ),
            "古い橋の架け替え工事における着工時期の変更および費用の見直しに関するお知らせ",
        ),
        (
            (
                "港町新聞　夕刊\n二〇二四年三月五日　火曜日\n（一）　第二万八千四百十一号\n"
                "古い橋を渡った日\n論説委員　海野　太一\n"
            ),
            "古い橋を渡った日",
        ),
    ],
)
def test_the_title_is_told_from_what_stands_around_it(head: str, title: str) -> None:
    assert read_article(f"{head}\n{FIRST}\n{SECOND}\n{LAST}").title == title


def test_the_number_of_an_issue_behind_a_subject_is_no_part_of_it() -> None:
    head = "件名: 【橋の手帳】古い橋が消えると何が変わるか【第308号】\n日時: 2024年3月5日 7:00\n"
    article = read_article(f"{head}\n{FIRST}\n{SECOND}\n{LAST}")
    assert article.title is not None
    assert "308" not in article.title
