"""Ranking of sentences: LexRank and TextRank against sumy's own, on the same words.

Both are given words that are tokenised already, so that only the ranking is measured.

python benchmarks/ranking.py [--sentences 1000] [--pairs 7] [--alone 20000]
"""

from __future__ import annotations

import argparse
import os
import random
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy; as in rkbrief's workers

from paired import compare, tell
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from synthetic import ARTICLES, read_sentences

from rkbrief.analysis.ranking import LexRank, TextRank
from rkbrief.language.content import SumyTokenizer

GOAL = 300
METHODS = {"LexRank": (LexRank, LexRankSummarizer), "TextRank": (TextRank, TextRankSummarizer)}


class _Clauses:
    """A tokenizer that knows the words of each clause beforehand: it costs neither side anything.

    Janome reads some 250 clauses of real sentences once; a sentence here is three of them.
    """

    def __init__(self) -> None:
        whole = SumyTokenizer()
        clauses = {c for s in read_sentences(ARTICLES) for c in s.rstrip("。").split("、")}
        self.words = {clause: whole.to_words(clause) for clause in sorted(clauses)}

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of the clauses of a sentence."""
        return tuple(word for clause in text.split("、") for word in self.words[clause])


def make_document(count: int, clauses: _Clauses) -> ObjectDocumentModel:
    """Return ``count`` sentences of three clauses each as sumy's document."""
    dice, known = random.Random(count), list(clauses.words)  # noqa: S311 - to be repeated
    texts = ["、".join(dice.choices(known, k=3)) for _ in range(count)]
    sentences = [Sentence(text, clauses) for text in texts]
    for sentence in sentences:
        _ = sentence.words  # read once and kept
    return ObjectDocumentModel([Paragraph(sentences)])


def main() -> None:
    """Run the pairs, then ours alone on a large document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--alone", type=int, default=20000)
    given = parser.parse_args()
    clauses = _Clauses()
    document = make_document(given.sentences, clauses)
    large = make_document(given.alone, clauses)
    tell(
        "ranking",
        [
            compare(
                f"{name}, {given.sentences:,} sentences",
                f"sumy's {name}",
                (lambda ours=ours: ours()(document, 5), lambda peer=peer: peer()(document, 5)),
                goal=GOAL,
                at_most=False,
                pairs=given.pairs,
            )
            for name, (ours, peer) in METHODS.items()
        ],
    )
    for name, (ours, _) in METHODS.items():
        started = time.perf_counter()
        ours()(large, 5)
        print(f"{name}, {given.alone:,} sentences: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
