from datetime import date

from joining_records import Corpus

from rkbrief.analysis.independence import find_origins

NEWS = (
    "港湾局は東側の岸壁を来春までに掘り下げる工事を始めたと発表した。",
    "完成すれば大型の貨物船が満潮を待たずに入港できるようになる。",
    "総事業費は三十億円で、周辺の漁協には補償金が支払われる見込みだ。",
)


def test_copies_share_an_origin() -> None:
    corpus = Corpus()
    corpus.add(*NEWS)
    corpus.add("市の広報より。", *NEWS)
    corpus.add("山あいの集落では新しいバス路線の試験運行が静かに始まっていた。")
    assert find_origins(corpus.findings()) == (("S1", "S2"), ("S3",))


def test_an_article_that_quotes_another_at_length_shares_its_origin() -> None:
    corpus = Corpus()
    corpus.add(*NEWS)
    corpus.add("地元紙はこう伝えた。", NEWS[0], NEWS[1], "住民の受け止めは分かれている。")
    assert find_origins(corpus.findings()) == (("S1", "S2"),)


def test_two_reports_in_their_own_words_are_independent() -> None:
    corpus = Corpus()
    corpus.add(*NEWS)
    corpus.add("岸壁の掘り下げが始まり、春には大きな船も入れるようになる、と港湾局が明かした。")
    assert find_origins(corpus.findings()) == (("S1",), ("S2",))


def test_one_author_with_one_lead_is_one_origin() -> None:
    corpus = Corpus()
    corpus.add(
        "港湾局の岸壁工事は漁協の反対で遅れる。", author="港野 渡", published=date(2024, 1, 1)
    )
    corpus.add("漁協が反対する岸壁工事、港湾局は遅れを認めた。", author="港野 渡")
    corpus.add("議会は予算案の採決を来週に先送りした。", author="港野 渡")
    assert find_origins(corpus.findings()) == (("S1", "S2"), ("S3",))


def test_every_article_is_in_exactly_one_group() -> None:
    corpus = Corpus()
    for _ in range(3):
        corpus.add("短い。")
    groups = find_origins(corpus.findings())
    assert [a for g in groups for a in g] == ["S1", "S2", "S3"]


def test_no_articles_have_no_origins() -> None:
    assert find_origins(()) == ()


def test_two_papers_under_one_agency_are_one_witness() -> None:
    corpus = Corpus()
    corpus.add("【ロイター】港湾局は岸壁工事の着工を決めた。", "漁協は反対している。")
    corpus.add("港湾局、岸壁工事の着工を決定。", "漁協は反対する構えだ。（ロイター）")
    corpus.add("漁協は岸壁工事に反対し、港湾局の着工の決定を批判した。")
    assert find_origins(corpus.findings()) == (("S1", "S2"), ("S3",))
