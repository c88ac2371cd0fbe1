"""Lines that read like their page's in whatever words, and what stays however it reads."""

from __future__ import annotations

import pytest
from line_odds import learn_weights, load_lines

from rkbrief.corpus.line_odds import RULE, find_page_lines, list_traits, rate_line
from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.reader import judge_lines, read_article, rule_lines

_SAME = 0.99
"""Share of the lines that must be decided as weights that are learned anew decide them."""
BODY = [
    "港町の市場で3日、干しわかめの初競りがあり、1キロあたり4200円の値が付いた。前の年より2割高い。",
    "競りには県内外の仲買人31人が集まった。朝6時の鐘とともに声が飛び、90分で全量が売れたという。",
    "高値の理由は、冬の海水温が平年より3度高く、育ちが遅れたことにある。水揚げは去年の6割にとどまった。",
    "「色も厚みも悪くない。ただ、量がそろわない」。40年通う仲買人の青木茂さんは、手元の札を見てそう話した。",
    "漁協によると、種を付ける時期を10日遅らせた組合員の品は、傷みが少なかった。来季は全員が遅らせる方針だ。",
    "加工場では、袋の大きさを小さくして値上がりを抑える動きも出ている。ある業者は100グラム入りを80グラムに改めた。",
    "県の水産試験場は、高い海水温は少なくとも春まで続くとみている。次の競りは17日に開かれる。",
]


def read(*lines: str, at: int = len(BODY)) -> dict[str, str]:
    """Return what was dropped of a page with ``lines`` in its body, and by which rule."""
    page = ["干しわかめ、初競りは2割高", "2031年2月4日", *BODY[:at], *lines, *BODY[at:]]
    return {dropped.text: dropped.rule for dropped in read_article("\n".join(page)).dropped}


def test_the_weights_are_learned_from_the_labelled_pages_of_today() -> None:
    labelled = list(load_lines())
    table = learn_weights(labelled)
    alike = sum(
        (rate_line(line.traits, table) >= 0) == (rate_line(line.traits) >= 0) for line in labelled
    )
    assert alike >= _SAME * len(labelled), "stale: run tools/line_odds.py, then tools/lexicon.py"
    assert any(line.is_article for line in labelled)
    assert any(line.need is not None and not line.is_article for line in labelled)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("ぽん太さん 2時間前 いいね 14 返信する", 7),
        ("▶ 続きはアプリで 会員なら月540円で読み放題", 7),
        ("【あわせて読む】わかめの戻し方、3つのコツ(2031/1/9)", 4),
        ("★★★★☆ 4.1 (口コミ 38件) ショップで見る", 4),
    ],
)
def test_what_reads_like_a_page_in_words_of_its_own_is_dropped(line: str, at: int) -> None:
    assert line in read(line, at=at)


def test_some_of_it_no_rule_but_the_weights_drop() -> None:
    lines = [
        "聞き手のひとこと 青木太一 1985年生まれ。海の仕事を撮り続ける写真家。",
        "▷ しおさい商店 干しわかめ 税込2,980円 送料別 いいね 14",
    ]
    page = judge_lines(split_lines("\n".join([*BODY[:4], *lines, *BODY[4:]])))
    _, rules = rule_lines(page)
    assert not rules
    assert find_page_lines(page, rules) == {4: RULE, 5: RULE}
    assert find_page_lines(page, rules, {5}) == {4: RULE}
    assert read(*lines, at=4).keys() >= set(lines)


@pytest.mark.parametrize(
    "line",
    [
        "海が冷えない冬",
        "・種を付ける時期を10日遅らせた",
        "1 高値の理由",
        "高い海水温の話[編集]",
        "Q 次の競りはいつですか。",
        "青木　次の競りで、また分かります。",
        "値札の数字は、海から届いた手紙のようなものかもしれない。",
        "会員の多くは、種を付ける時期を変えることに同意した。",
    ],
)
def test_what_articles_have_too_stays(line: str) -> None:
    assert read(line, at=4) == read()


def test_in_a_short_article_each_paragraph_may_be_the_last() -> None:
    page = ["干しわかめ、初競りは2割高", "2031年2月4日", *BODY[:2]]
    closing = "ぜひ一度、お近くの店でお試しください。"
    dropped = {d.text: d.rule for d in read_article("\n".join([*page, closing])).dropped}
    assert dropped.get(closing) != RULE


def test_what_speaks_to_its_reader_throughout_does_so_to_its_end() -> None:
    letter = [
        "いつも港町わかめをご愛顧いただき、誠にありがとうございます。",
        *(
            f"{day}日の発送は、{day + 1}日にお届けいたします。お待ちください。"
            for day in range(3, 12)
        ),
        "ご不明の点は、店までお問い合わせください。",
    ]
    dropped = {d.rule for d in read_article("\n".join(["お届けの遅れについて", *letter])).dropped}
    assert RULE not in dropped


def test_the_looks_of_the_lines_around_count_and_numbers_are_one() -> None:
    page = judge_lines(split_lines("\n".join([*BODY[:3], "第12回", *BODY[3:]])))
    prose = [i for i, judged in enumerate(page) if judged.is_prose]
    [(index, traits)] = list_traits(page, [3], prose)
    assert index == 3
    assert {"-1 prose", "+1 prose", "above 3", "short below 4"} <= set(traits["looks"])
    assert "第0回" in traits["anywhere"]
    assert rate_line(traits, {"bias": 50, **{kind: {} for kind in traits}}) == 0.5
