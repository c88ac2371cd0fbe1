"""Findings share their equal parts, and stay what they were."""

import pickle

from rkbrief.article import ArticleTask, analyse_article
from rkbrief.corpus.files import SourceFile
from rkbrief.model import ArticleFindings, Quantity
from rkbrief.sharing import Sharing

TEXT = """# 橋の修理

北浜新聞　2024年6月19日

修理費は1億2000万円、工期は2年の見込みだと市は述べた。橋は1964年にできた。
次の点検は2年後になるだろう。修理費は1億2000万円だ。
"""


def read(text: str, article_id: str) -> ArticleFindings:
    data = text.encode()
    source = SourceFile(f"{article_id}.md", data)
    findings = analyse_article(ArticleTask(source, article_id))
    again: ArticleFindings = pickle.loads(pickle.dumps(findings))  # noqa: S301 - as from a worker
    return again


def test_what_is_shared_is_what_it_was() -> None:
    findings = read(TEXT, "S1")
    before = repr(findings)
    assert repr(Sharing().share(findings)) == before


def test_two_articles_hold_one_copy_of_a_quantity_and_of_a_word() -> None:
    sharing = Sharing()
    one, other = (sharing.share(read(TEXT, name)) for name in ("S1", "S2"))
    assert one.figures
    for mine, theirs in zip(one.figures, other.figures, strict=True):
        assert mine.quantity is theirs.quantity
        assert mine.kind is theirs.kind
    for told, retold in zip(one.forecasts, other.forecasts, strict=True):
        assert told.likelihood is retold.likelihood


def test_a_whole_number_and_a_fraction_of_its_size_stay_two() -> None:
    sharing = Sharing()
    whole, fraction = Quantity(2), Quantity(2.0)
    assert type(sharing.share_quantity(whole).value) is int
    assert type(sharing.share_quantity(fraction).value) is float
