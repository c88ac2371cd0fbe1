"""A brief of five articles: from the store against Textual's import, anew against sumy.

Then one of 500 made-up articles in two processes against sumy, in one pair.

sumy's side does what its README shows, once an article: its tokenizer for Japanese
(tinysegmenter, where that is installed) or Janome's words, LexRank, three sentences.

python benchmarks/export.py [--pairs 7] [--many 500] [PATH]
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
from pathlib import Path

from paired import Result, compare, run, tell
from synthetic import ARTICLES, read_sentences, write_corpus

_SUMY = """
import sys
from pathlib import Path
from sumy.parsers.plaintext import PlaintextParser
from sumy.nlp.tokenizers import Tokenizer
from sumy.summarizers.lex_rank import LexRankSummarizer
class Words(Tokenizer):
    def __init__(self):
        from janome.tokenizer import Tokenizer as Janome
        self.janome = Janome()
    def to_sentences(self, text):
        return tuple(s + "。" for s in text.split("。") if s.strip())
    def to_words(self, text):
        return tuple(self.janome.tokenize(text, wakati=True))
tokenizer = Words() if sys.argv[1] == "janome" else Tokenizer("japanese")
for path in sorted(Path(sys.argv[2]).iterdir()):
    if path.suffix in {".md", ".txt"}:
        parser = PlaintextParser.from_string(path.read_text("utf-8", "replace"), tokenizer)
        for sentence in LexRankSummarizer()(parser.document, 3):
            print(sentence)
"""


def measure(folder: Path, pairs: int) -> list[Result]:
    """Run the pairs over the articles of ``folder``."""
    with tempfile.TemporaryDirectory() as kept:
        brief = ("-m", "rkbrief", "--export", "--output", "-", str(folder))
        warm = run(*brief, XDG_CACHE_HOME=kept)
        cold = run(*brief[:3], "--no-cache", *brief[3:], XDG_CACHE_HOME=kept)
        janome = run("-c", _SUMY, "janome", str(folder))
        textual = run("-c", "import textual.app")
        results = [
            compare("warm export", "import textual.app", (warm, textual), goal=0.4, pairs=pairs),
            compare(
                "warm export", "sumy, Janome", (warm, janome), goal=20, at_most=False, pairs=pairs
            ),
            compare(
                "cold export", "sumy, Janome", (cold, janome), goal=1.5, at_most=False, pairs=pairs
            ),
        ]
        if importlib.util.find_spec("tinysegmenter"):
            tiny = run("-c", _SUMY, "tinysegmenter", str(folder))
            results.append(
                compare(
                    "warm export",
                    "sumy, tinysegmenter",
                    (warm, tiny),
                    goal=1,
                    at_most=False,
                    pairs=pairs,
                )
            )
        return results


def measure_many(count: int) -> Result:
    """Run one pair over ``count`` synthetic articles."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        write_corpus(folder, count, read_sentences(ARTICLES))
        brief = ("--export", "--no-cache", "--jobs", "2", "--output", f"{place}/brief.md")
        ours = run("-m", "rkbrief", *brief, str(folder))
        theirs = run("-c", _SUMY, "janome", str(folder))
        job = f"cold export, {count:,} articles, 2 processes"
        return compare(job, "sumy, Janome", (ours, theirs), goal=2.7, at_most=False, pairs=1)


def main() -> None:
    """Run the pairs and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("path", nargs="?", type=Path, default=Path(__file__).parents[1] / "seeds")
    given = parser.parse_args()
    tell("export", [*measure(given.path, given.pairs), measure_many(given.many)])


if __name__ == "__main__":
    main()
