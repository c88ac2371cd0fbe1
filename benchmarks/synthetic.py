"""A corpus of any size for the benchmarks, made of the sentences of real articles.

Each article has 70 to 105 sentences of the folder given, in new company, with other numbers,
days and surnames, a title, a day and an outlet of its own: some 3,000 characters, as long as
what newspapers print as analysis. The sentences were written to hold figures and forecasts, and
come again in dozens of articles, so that there is more to find and to join than in real ones of
that length. The n-th article is the same whatever the size of the corpus, so that a corpus of 50
is the beginning of one of 5,000.

python benchmarks/synthetic.py FOLDER [--articles 500] [--sentences-of DIR]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rkbrief.corpus.reader import find_sources, read_article
from rkbrief.language.sentences import split_sentences

ARTICLES = Path(__file__).parents[1] / "tests" / "evaluation" / "articles"
_OUTLETS = tuple(
    f"{place}{kind}"
    for kind in ("新聞", "日報", "通信")
    for place in ["北浜", "東雲", "南野", "西丘", "青葉", "白銀"]
)
_SURNAMES = ("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤")
_PERSON = re.compile(r"(?<![一-龥々])[一-龥々]{2,3}(?=氏|さん)")
_NUMBER = re.compile(r"(\d+)(?=(年|月|日|時|分)?)", re.ASCII)
_MOST = {"月": 12, "日": 28, "時": 23, "分": 59}
_LENGTH = 70, 105
"""Sentences of an article, at least and at most."""
_FIRST_DAY = date(2024, 1, 1)
_DAYS = 700
_CHANGED = 0.7
"""How many of the numbers are others: the rest is what articles share."""


def read_sentences(folder: Path) -> tuple[str, ...]:
    """Return the sentences of the articles under ``folder``, each once, in order.

    Raises:
        SystemExit: there is none.
    """
    found: dict[str, None] = {}
    for number, source in enumerate(find_sources([folder])[0], 1):
        article = read_article(source.data, name=source.path, article_id=f"S{number}")
        excluded = [line.span for line in article.dropped]
        for sentence in split_sentences(article.text, article_id=article.id, excluded=excluded):
            if sentence.kind == "sentence" and sentence.text.endswith("。"):
                found.setdefault(sentence.text.replace("\n", ""))
    if not found:
        raise SystemExit(f"no sentences in {folder}")
    return tuple(found)


def make_article(number: int, sentences: Sequence[str]) -> str:
    """Return the text of the n-th article, ``number`` from 1."""
    dice = random.Random(number)  # noqa: S311 - made to be repeated
    chosen = dice.choices(sentences, k=dice.randint(*_LENGTH))
    body = [vary(sentence, dice) for sentence in chosen]
    paragraphs, at = [], 0
    while at < len(body):
        size = dice.randint(1, 4)
        paragraphs.append("".join(body[at : at + size]))
        at += size
    day = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
    title = body[0].partition("、")[0].rstrip("。")
    head = f"# {title}\n\n{dice.choice(_OUTLETS)}　{day.year}年{day.month}月{day.day}日\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def vary(sentence: str, dice: random.Random) -> str:
    """Return a sentence with other numbers, days and surnames, as long as it was."""

    def renumber(match: re.Match[str]) -> str:
        digits, unit = match[1], match[2]
        if unit == "年" or digits.startswith("0") or dice.random() > _CHANGED:
            return digits
        if unit in _MOST:
            return str(dice.randint(1, _MOST[unit]))
        return str(dice.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))

    return _PERSON.sub(lambda _: dice.choice(_SURNAMES), _NUMBER.sub(renumber, sentence))


def write_corpus(folder: Path, articles: int, sentences: Sequence[str]) -> None:
    """Write the first ``articles`` articles to ``folder``, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, articles + 1):
        text = make_article(number, sentences)
        (folder / f"{number:05}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--sentences-of", type=Path, default=ARTICLES)
    given = parser.parse_args()
    write_corpus(given.folder, given.articles, read_sentences(given.sentences_of))


if __name__ == "__main__":
    main()
