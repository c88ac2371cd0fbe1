"""Documents that do their worst, made by a seed: the n-th is the same whoever asks for it.

Each is an article about nothing in particular into which pieces were put that act on a
terminal, hide, pretend to be markup or break what reads them: in its words, at its line
ends, in its title, in its author and in the name of its file.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence
from pathlib import Path

ACTING = (
    "\x1b]0;owned\x07", "\x1b[2J", "\x1b]52;c;ZXZpbA==\x07", "\x1b]8;;http://e.example\x1b\\",
    "\x1bP+q544e\x1b\\", "\x9b31m", "\x90q\x9c", "\x9d0;x\x9c", "\x84", "\x07", "\x08\x08", "\x0b",
    "\x0c", "\x0e", "\x7f", "\x1b[?1049l", "\x1b[6n", "\x1b", "\x85", "\x1c", "\x1f",
)  # fmt: skip
HIDING = (
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200b", "\u200d", "\u2060", "\ufeff", "\u061c",
    "\u200f", "\u3164", "\uffa0", "\u115f", "\u00ad", "\u034f", "\u180e", "\u2028", "\u2029",
    "\U000e0041\U000e007f", "\ufff9", "e" + "\u0301" * 40, "か" + "\u3099" * 20, "\U000e0100",
    "👩\u200d👩", "葛\U000e0100", "\ufe0f", "\u206a",
)  # fmt: skip
MARKING = (
    "[/foo]", "[/]", "[ed]", "[@click=app.quit]x[/]", "[link='x", "[bold", "]", "[[S1:1]](#s1-1)",
    "# ", "=== ", "--- ", "1. ", "2024. ", "```", "~~~", "<script>alert(1)</script>", "<!--",
    "-->", "[x]: http://e.example", "![](http://e.example/a.png)", "|", "| a | b |", "~", "~~",
    "\u3000\u3000", "    ", "&lt;b&gt;", "&#42;", "**「蜜月」**は", "*", "_", "\\", "http://e.example",
    "{{ 7*7 }}", "{% include 'x' %}", "{# c #}", "%s", "{0}", "$(id)", "`id`", '<a id="s1-1">',
    "⟪", "⟫", "⟨", "⟩", "〔", "〕", "“", "”", "- ", "> ", "+ ", ":---", "::: ", "@@", "\t",
)  # fmt: skip
READING = (
    "「", "」", "」」」", "。", "。。。", "、", "(", "）", "？！", "\n", "\n\n", "\r\n", "\r", "％",
    "億", "兆円", "第", "約", "9" * 40, "9" * 400, "1e309", "−1", "０", "〇", "二〇二四年",
    "2024年13月45日", "0年後", "99999年後", "-1日", "1/0", "∞", "½", "㊿", "①", "𠮷", "1,2,3,4",
    "1.2.3.4", "10～", "～20", "数", "数十", "0.0.0%", "百万千万億", "今年", "同氏は", "によると",
    "可能性が", "だろう", "かもしれない", "れば", "\ufffd", "ｶﾞ", "・", "ー", "…", "――",
)  # fmt: skip
DATING = (
    "0000年0月0日", "-5年", "紀元前44年", "9999年12月31日", "10000年1月1日",
    "2024年2月30日", "令和0年", "令和99年", "明治999年", "平成-1年", "2024-00-00",
    "2024/13/45", "32日", "25時61分", "１９９９年７の月", "二〇二四年十三月",
    "来年の昨年の来年", "再来来年", "３０００万年後", "1e9年後", "半半年後", "何年後",
    "999世紀末", "第0四半期", "FY0000", "2月29日から2月30日", "12月から1月",
    "2025年～2024年",
)  # fmt: skip
COUNTING = (
    "-0", "+5", "00012", "1,2", "1,234,5", "９９９", "۱۲۳", "१२३", "Ⅻ", "¹²", "⅞", "千千",
    "万万", "億兆京垓", "0x1F", "９" * 300, ".5", "5.", "1..2", "1,,2", "１，２３４．５６",
    "−５", "–5", "NaN", "100%%", "101％の確率", "確率-5%", "0/0", "11割", "9割9分9厘9毛",
    "$-5", "¥¥5", "5円円", "約約10", "10以上以下", "5～", "5～～6", "1~2~3~4", "1-2-3-4-5",
    "±5", "10億~5万人トン", "5㎞²", "㌦5", "5人/日/時/秒", "毎秒毎分5回", "2年を超える",
)  # fmt: skip
MIXING = (
    "عربي ١٢٣ نص", "עברית 5%", "हिन्दी १०", "ไทย ๑๐ ปี", "한국어 3년 후",
    "Привет через 2 года", "𝟙𝟚𝟛", "𒀀𒐫", "ﷺ" * 50, "ｱｲｳﾞ", "㍿㌫", "〆〇々〻ゝゞ", "İı", "ﬀ",
    "\ufdd0", "\uffff", "\U0010ffff", "\ue000",
)  # fmt: skip
REPEATING = (
    "「" * 200, "「『" * 50 + "あ" + "』」" * 50, "(" * 300, "」「" * 200, "…" * 300,
    "、" * 400, "あ" * 3000, "x" * 4000, "漢" * 1500, "ア" * 1500, "今年" * 700,
    "1年" * 900, "約" * 1500, "10%" * 700, "だろう" * 500, "と述べ、" * 500, "れば" * 700,
    "3月" * 700, "1," * 1500, "1～" * 900, "AのBの" * 600, "[](" * 600, "<!--" * 600,
    "&#" * 900, "|-" * 900, "> " * 900, "https://e.example/" + "a/" * 900, "\n> " * 400,
)  # fmt: skip
"""What is long, is nested deep, or tempts a pattern to try all ways; one in a document at most."""
_WORDS = (
    "港の橋は2年後に架け替えられる。", "費用は約45億円で、市民の負担が増える可能性が高い。",
    "橋は1日に約3200台が通る。", "「工事は遅れるだろう」と田中太郎教授は話す。",
    "来年は3割減るとみられる。", "市は2024年6月27日、計画を発表した。", "組合は値上げに反対した。",
    "もし雪が降れば、開通は延びるかもしれない。", "担当者は「決まっていない」と述べた。",
    "専門家は、2030年までに半分が閉じるとみている。",
)  # fmt: skip
_KINDS = (ACTING, HIDING, MARKING, READING, DATING, COUNTING, MIXING)
_ENCODINGS = ("utf-8",) * 14 + (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp", "iso2022_jp",
    "gb18030", "latin-1",
)  # fmt: skip
_LINE_ENDS = ("\n",) * 4 + ("\r\n", "\r", "\n\r", "\x85", "\u2028", "\x0b")
_ENDINGS = (".txt",) * 6 + (".md", ".md", ".html", "", ".text")
_LONGEST_NAME = 200


def make_document(number: int) -> tuple[bytes, bytes]:
    """Return the name and the bytes of the n-th hostile document."""
    dice = random.Random(number)  # noqa: S311 - made to be repeated
    ending = dice.choice(_ENDINGS)
    text = _make_text(dice)
    if ending == ".md" and dice.random() < 0.5:
        head = "".join(f"{key}: {_spoil('甲', dice, 2)}\n" for key in ("title", "author", "url"))
        text = f"---\n{head}---\n{text}"
    if ending == ".html":
        text = (
            f"<html><head><title>{_spoil('題', dice, 3)}</title></head><body><p>{text}</p></body>"
        )
    text = text.replace("\n", dice.choice(_LINE_ENDS))
    data = text.encode(dice.choice(_ENCODINGS), "replace")
    if dice.random() < 0.1:
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.randbytes(dice.randint(1, 8)) + data[at:]
    return _make_name(number, ending, dice), data


def write_documents(folder: Path, numbers: Sequence[int]) -> None:
    """Write hostile documents into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        name, data = make_document(number)
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(data)


def _make_text(dice: random.Random) -> str:
    title = _spoil("港の橋、架け替えへ", dice, dice.randint(0, 4))
    parts = [title, "\n\n"]
    for _ in range(dice.randint(1, 12)):
        parts.append(_spoil(dice.choice(_WORDS), dice, dice.randint(0, 5)))
        if dice.random() < 0.3:
            parts.append("\n\n" + dice.choice(dice.choice(_KINDS)))
    if dice.random() < 0.2:
        parts.insert(dice.randrange(len(parts)), dice.choice(REPEATING))
    return "".join(parts) + dice.choice(("", "\n", "\n\n関連記事\n- 橋の話\n"))


def _spoil(words: str, dice: random.Random, times: int) -> str:
    """Put ``times`` pieces into ``words`` at any place."""
    for _ in range(times):
        at = dice.randrange(len(words) + 1)
        words = words[:at] + dice.choice(dice.choice(_KINDS)) + words[at:]
    return words


def _make_name(number: int, ending: str, dice: random.Random) -> bytes:
    """Make a file name of what no person would type; some cannot be decoded."""
    name = _spoil(f"橋{number}", dice, dice.randint(0, 3))
    name = re.sub(r"[/\0.]", "", name)
    data = name.encode("utf-8", "surrogateescape")[:_LONGEST_NAME]
    if dice.random() < 0.05:
        data = b"\xff\xfe" + data
    return b"%d " % number + data + ending.encode()
