from pathlib import Path

import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.labels import label_figure, name_date, name_number, name_quantity
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureKind, Modifier, Quantity
from rkbrief.pipeline import analyse

GLOSSARY = CorpusConfig(
    glossary={"訪米": "visit to the United States", "電動バス": "electric buses"},
    aliases={"訪米": ("アメリカを訪問", "米国訪問")},
)


@pytest.mark.parametrize(
    ("quantity", "name"),
    [
        (Quantity(10000, unit="round", per="day", modifier="about"), "about 10,000 rounds a day"),
        (Quantity(11000, unit="container", modifier="at_least"), "at least 11,000 containers"),
        (Quantity(20, unit="year", modifier="nearly"), "nearly 20 years"),
        (Quantity(None, 10, 20, "year", None, "range"), "10-20 years"),
        (Quantity(None, 2, 9, "month", None, "tens_of"), "several (2-9) months"),
        (Quantity(None, 20, 99, "round", None, "tens_of"), "tens of (20-99) rounds"),
        (Quantity(None, 20, 99, "year", None, "tens_of"), "several decades (20-99 years)"),
        (Quantity(0.5, unit="year", modifier="about"), "about half a year"),
        (Quantity(500, unit="cm3"), "500 cm³"),
        (Quantity(7, unit="seismic_intensity"), "seismic intensity 7"),
        (Quantity(7.2, unit="magnitude", modifier="about"), "about magnitude 7.2"),
        (Quantity(-60, unit="percent"), "minus 60%"),
        (Quantity(68, unit="JPY", per="share"), "JPY 68 per share"),
        (Quantity(1, unit="year"), "1 year"),
        (Quantity(70, unit="percent"), "70%"),
        (Quantity(2_900_000_000, unit="USD"), "USD 2.9 billion"),
        (Quantity(3, unit="country"), "3 countries"),
        (Quantity(5, unit="person"), "5 people"),
    ],
)
def test_a_quantity_reads_as_english(quantity: Quantity, name: str) -> None:
    assert name_quantity(quantity) == name


@pytest.mark.parametrize(
    ("sentence", "english", "japanese"),
    [
        ("客は6割減った。", "「客」: fall of 60%", "客：6割の減"),
        ("客は6割増の見込みだ。", "「客」: rise of 60%", "客：6割の増"),
        ("客は6割も減らない。", "「客」: 60%", "客：6割"),
        ("客は6割に減った。", "「客」: 60%", "客：6割"),
        ("客は6割を占める。", "「客」: 60%", "客：6割"),
    ],
)
def test_a_percentage_by_which_something_moves_is_no_level(
    sentence: str, english: str, japanese: str
) -> None:
    corpus = Corpus()
    quantity = Quantity(60, unit="percent")
    figure = corpus.figure(corpus.add(sentence), "6割", quantity, "percentage")
    label = label_figure(replace(figure, subject="客"), corpus=GLOSSARY, text=sentence)
    assert (label.en, label.ja) == (english, japanese)


@pytest.mark.parametrize(
    ("modifier", "name"),
    [("at_most", "within 5 years"), ("about", "outlook of about 5 years")],
)
def test_a_term_that_something_comes_within_is_called_so(modifier: Modifier, name: str) -> None:
    corpus = Corpus()
    quantity = Quantity(5, unit="year", modifier=modifier)
    figure = corpus.figure(corpus.add("黒字化まで5年と見る。"), "5年", quantity, "horizon")
    assert label_figure(figure, corpus=GLOSSARY).en == name


@pytest.mark.parametrize(
    ("iso", "name"),
    [
        ("2024-06-19", "19 June 2024"),
        ("2024-06", "June 2024"),
        ("2024", "2024"),
        ("2024-Q2", "Q2 2024"),
        ("1950/1953", "1950 to 1953"),
        ("199X", "the 1990s"),
        ("2026-SU", "summer 2026"),
        ("XXXX-06-19", None),
        (None, None),
    ],
)
def test_a_date_reads_as_english_when_its_year_is_known(iso: str | None, name: str | None) -> None:
    assert name_date(iso) == name


@pytest.mark.parametrize(
    ("sentence", "figure", "kind", "quantity", "label"),
    [
        (
            "首相が12年ぶりに訪米した。",
            "12年ぶり",
            "interval_since",
            Quantity(12, unit="year"),
            "12 years since the previous visit to the United States",
        ),
        (
            "首相の米国訪問は12年ぶりだ。",
            "12年ぶり",
            "interval_since",
            Quantity(12, unit="year"),
            "12 years since the previous visit to the United States",
        ),
        (
            "1日に約300台の電動バスを造る。",
            "1日に約300台",
            "rate",
            Quantity(300, unit="vehicle", per="day", modifier="about"),
            "about 300 electric buses a day",
        ),
        (
            "5人の漁師が首を振った。",
            "5人",
            "count",
            Quantity(5, unit="person"),
            "5 people (「漁師」)",
        ),
        (
            "新党の議席は14議席だった。",
            "14議席",
            "count",
            Quantity(14, unit="seat"),
            "14 seats",
        ),
        (
            "完全失業率は2.5%だった。",
            "2.5%",
            "percentage",
            Quantity(2.5, unit="percent"),
            "unemployment rate: 2.5%",
        ),
    ],
)
def test_a_label_names_only_what_the_glossary_knows(
    sentence: str, figure: str, kind: FigureKind, quantity: Quantity, label: str
) -> None:
    corpus = Corpus()
    made = corpus.figure(corpus.add(sentence), figure, quantity, kind)
    assert label_figure(made, corpus=GLOSSARY).en == label


@pytest.mark.parametrize(
    ("text", "part", "label"),
    [
        (
            "総事業費は280億円で、このうち140億円を国が出す。",
            "140億円",
            "part of total project cost: JPY 14 billion",
        ),
        (
            "総事業費は280億円で、うち約140億円を国が出す。",
            "約140億円",
            "part of total project cost: about JPY 14 billion",
        ),
        (
            "総事業費は280億円で、国が140億円を出す。",
            "140億円",
            "total project cost: JPY 14 billion",
        ),
        ("総事業費は280億円だ。うち3台の電動バスに使う。", "3台", "3 electric buses"),
    ],
)
def test_a_part_is_not_called_the_whole(text: str, part: str, label: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text + "\n", "utf-8")
    glossary = "総事業費: total project cost, 電動バス: electric buses"
    (tmp_path / "corpus.yaml").write_text(f"glossary: {{{glossary}}}\n", "utf-8")
    labels = {f.text: f.label for f in analyse([tmp_path]).figures}
    told = labels[part]
    assert told is not None
    assert told.en == label
    assert ("のうち：" in told.ja) == label.startswith("part of")


def test_a_word_inside_another_is_not_taken_for_it() -> None:
    corpus = Corpus()
    made = corpus.figure(
        corpus.add("反訪米運動は3.5%に支持された。"),
        "3.5%",
        Quantity(3.5, unit="percent"),
        "percentage",
    )
    assert "visit" not in label_figure(made, corpus=GLOSSARY).en


def test_a_large_number_is_written_out_when_words_would_cut_it() -> None:
    assert name_number(1_234_567) == "1,234,567"
    assert name_number(1_200_000) == "1.2 million"


def test_a_label_quotes_a_noun_phrase_and_no_fragment() -> None:
    corpus = Corpus()
    article = corpus.add("2年前、同国は島国に接近した。")
    quantity = Quantity(2, unit="year")
    figure = corpus.figure(article, "2年前", quantity, "interval_since")
    label = label_figure(figure, corpus=CorpusConfig())
    assert (label.en, label.ja) == ("2 years ago: 「島国への接近」", "島国への接近：2年前")
