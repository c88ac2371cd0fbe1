"""Marks of a reference work between sentences and behind headings."""

from __future__ import annotations

from growth import growth

from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.note_marks import find_note_marks
from rkbrief.corpus.reader import read_article
from rkbrief.language.sentences import split_sentences

LEAD = (
    "灯台は1911年に木造で建てられた。[1]戦後は無人となり、鐘は町の博物館に移されている。[2][要出典]"
)
MORE = "塔の高さは21メートルで、内部には96段の階段がある。町は修理を終える計画を示している。[3]"


def sentences(text: str) -> list[str]:
    article = read_article(text)
    spans = [line.span for line in article.dropped]
    return [s.text for s in split_sentences(article.text, excluded=spans)]


def test_numbers_of_notes_and_the_button_behind_a_heading_are_dropped() -> None:
    article = read_article(f"{LEAD}\n構造[編集]\n{MORE}")
    marks = [line.text for line in article.dropped if line.rule == "note_mark"]
    assert marks == ["[1]", "[2][要出典]", "[編集]", "[3]"]
    assert all(line.span.of(article.text) == line.text for line in article.dropped)


def test_sentences_begin_and_end_without_the_marks() -> None:
    said = sentences(f"{LEAD}\n構造[編集]\n{MORE}")
    assert said[0] == "灯台は1911年に木造で建てられた。"
    assert said[1] == "戦後は無人となり、鐘は町の博物館に移されている。"
    assert said[2] == "構造"


def test_a_mark_within_a_sentence_stays_in_it() -> None:
    text = "高さは[1]21メートルである。[2]鐘は一つしかない。[3]町が直す。"
    assert sentences(f"{text}\n{MORE}")[0] == "高さは[1]21メートルである。"


def test_a_single_mark_on_a_page_is_left() -> None:
    assert sentences("灯台は木造で建てられた。[1]\n戦後は無人となった。")[0].startswith("灯台は")
    assert not read_article("灯台は木造で建てられた。[1]\n戦後は無人となった。").dropped


def test_a_line_of_thousands_of_marks_takes_time_in_proportion() -> None:
    line = "灯台は木造で建てられた"

    def read(marks: int) -> None:
        lines = split_lines(f"{line}{'[1]' * marks}x")
        list(find_note_marks(lines, f"{line}{'[1]' * marks}x"))

    assert growth(read, 2000, 8000) < 10


def test_what_stands_behind_the_last_sentence_is_no_word_of_it() -> None:
    told = "町は四日、古い橋を架け替えると発表した。\n工事は来年の春に始まり、三年で終わる。"
    closings = {
        "（了）": "end_mark",
        "（海野太一）": "byline",
        "（社会部・海野太一）": "byline",
        "（港町支局　海野太一記者）": "byline",
    }
    for closing, rule in closings.items():
        article = read_article(told + closing)
        assert [(d.rule, d.text) for d in article.dropped] == [(rule, closing)]
    assert read_article(told + "（橋）").dropped == ()


def test_a_writer_is_named_above_a_note_on_a_word_of_the_article() -> None:
    told = "町は四日、古い橋を架け替えると発表した。\n工事は来年の春に始まり、三年で終わる。"
    note = "\n\n◇古い橋　町が昭和三年に架けた木の橋。長さは六十メートルある。"
    article = read_article(f"{told}（社会部・海野太一）{note}")
    assert [(d.rule, d.text) for d in article.dropped] == [("byline", "（社会部・海野太一）")]
    assert article.author == "海野太一"


def test_who_is_quoted_last_is_named_behind_the_quotation() -> None:
    told = "町は四日、古い橋を架け替えると発表した。工事は来年の春に始まり、三年で終わる。\n"
    said = "「工事の間は、岸壁が混むだろう。荷を積む船が減り、店の客も減ることになる」（海野太一）"
    assert read_article(told + said).dropped == ()


def test_where_an_agency_reports_from_is_no_part_of_the_first_sentence() -> None:
    assert sentences(f"港町（ＡＢＣ）　灯台は1911年に木造で建てられた。\n{MORE}")[0] == (
        "灯台は1911年に木造で建てられた。"
    )
    long_name = "港湾機構（ＡＢＣ）は灯台を1911年に木造で建てた。"
    assert sentences(f"{long_name}\n{MORE}")[0] == long_name


def test_several_writers_behind_the_last_sentence_are_no_part_of_it() -> None:
    last = "町は来年の春までに修理を終え、塔を公開する計画を示している。"
    said = sentences(f"{LEAD}\n{MORE}\n{last}（海野太一、山川花子）")
    assert said[-1] == last
