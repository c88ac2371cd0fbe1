"""The sentences of a corpus by their ids, without a table of them: there are half a million."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rkbrief.model import ArticleFindings, Sentence


class SentencesById(Mapping[str, Sentence]):
    """The sentences of articles, in their order, by ids such as ``S2:7``.

    The index of a sentence tells its place in its article.
    """

    def __init__(self, findings: Iterable[ArticleFindings]) -> None:
        self._inside = {f.article.id: f.sentences for f in findings}

    def __getitem__(self, sentence_id: str) -> Sentence:
        article_id, _, index = sentence_id.rpartition(":")
        inside = self._inside.get(article_id, ())
        place = int(index) - 1 if index.isdecimal() else -1
        if not 0 <= place < len(inside):
            raise KeyError(sentence_id)
        return inside[place]

    def list_inside(self, article_id: str) -> Sequence[Sentence]:
        """Return the sentences of one article, none of one that is not there."""
        return self._inside.get(article_id, ())

    def __iter__(self) -> Iterator[str]:
        return (
            f"{article_id}:{index}"
            for article_id, inside in self._inside.items()
            for index in range(1, len(inside) + 1)
        )

    def __len__(self) -> int:
        return sum(map(len, self._inside.values()))

    def by_article(self) -> Mapping[str, Sequence[Sentence]]:
        """Return the sentences of each article."""
        return self._inside


def part_by_article(sentences: Mapping[str, Sentence]) -> Mapping[str, Sequence[Sentence]]:
    """Return the sentences of each article, in their order, by its id."""
    if isinstance(sentences, SentencesById):
        return sentences.by_article()
    parted: dict[str, list[Sentence]] = {}
    for sentence in sentences.values():
        parted.setdefault(sentence.article_id, []).append(sentence)
    return parted
