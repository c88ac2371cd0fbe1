"""A record comes back as it was written, adds nothing to what is read, and is read with care."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rkbrief.brief import recording
from rkbrief.brief.comparison import compare
from rkbrief.brief.index import Index
from rkbrief.brief.judgments import judge
from rkbrief.brief.past import find_false_records
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.record import (
    FORMAT,
    MAX_BYTES,
    PastFigure,
    PastForecast,
    PastQuestion,
    PastSource,
    PastVoice,
    Record,
    load_record,
    read_record,
    write_record,
)
from rkbrief.brief.recording import make_record, shorten_record
from rkbrief.brief.seal import seal
from rkbrief.errors import ConfigError
from rkbrief.model import Analysis, Article, FigureGroup, Label, Quantity
from rkbrief.safe_text import show

HASH = st.sampled_from(["0123456789ab", "ba9876543210", "00000000000f", "abcabcabcabc"])
HOSTILE = [
    "--> <script>",
    "--!>",
    "\u202eevil",
    "<!--",
    "&gt;",
    "\ud800",
    "\x1b[2J",
    "a\nb",
    "]\n[",
]
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=20))
STEP = st.sampled_from(["likely", "unlikely", "possible"])
SIDE = st.sampled_from(["affirm", "deny", "both", "open"])


@st.composite
def records(draw: st.DrawFn) -> Record:
    count = draw(st.integers(1, 3))
    place = st.integers(0, count - 1)
    voice = st.builds(PastVoice, holder=WORDS, side=SIDE, likelihood=STEP)
    question = st.builds(
        PastQuestion,
        en=WORDS,
        ja=WORDS,
        contested=st.booleans(),
        confidence=st.just("low"),
        side=st.none() | SIDE,
        voices=st.lists(voice, max_size=3).map(tuple),
    )
    fact = st.builds(
        PastFigure,
        en=WORDS,
        ja=WORDS,
        words=WORDS,
        status=st.sampled_from(["single", "corroborated", "range", "conflict"]),
        independent=st.integers(1, 3),
        keys=st.lists(HASH, max_size=3).map(tuple),
        sources=st.lists(place, max_size=2).map(tuple),
        value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    )
    claim = st.builds(
        PastForecast,
        key=HASH,
        source=place,
        words=WORDS,
        likelihood=STEP,
        holder=st.none() | WORDS,
        state=st.none() | st.sampled_from(["open", "due"]),
        question=st.just(0),
    )
    source = st.builds(PastSource, sha256=HASH, file=WORDS, title=st.none() | WORDS)
    return Record(
        format=FORMAT,
        version="0.1.0",
        as_of=date(2026, 5, 1),
        sources=tuple(draw(st.lists(source, min_size=count, max_size=count))),
        questions=tuple(draw(st.lists(question, min_size=1, max_size=3))),
        figures=tuple(draw(st.lists(fact, max_size=4))),
        forecasts=tuple(draw(st.lists(claim, max_size=4))),
        other=tuple(draw(st.lists(HASH, max_size=3))),
    )


def wrap(text: str) -> str:
    """Put JSON in a comment with a good hash, as a careful forger would."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"# T\n\n<!-- rkbrief-record sha256={digest}\n{text}\n-->\n"


def lines(items: Sequence[str]) -> str:
    return f'{{"format":1,"version":"1","as_of":"2026-05-01",{",".join(items)}}}'


@given(records())
def test_a_record_comes_back_as_it_was_written(record: Record) -> None:
    text = seal(f"# T\n\n{write_record(record)}", version="0.1.0", template="standard")
    assert read_record(text) == record
    assert read_record(text.replace("\n", "\r\n")) == record


@given(records())
def test_a_record_shows_nothing_and_hides_nothing(record: Record) -> None:
    comment = write_record(record)
    tokens = MarkdownIt("commonmark").parse(f"text\n\n{comment}\nmore")
    assert [t.type for t in tokens if t.type != "inline"][2:-2] == ["html_block"]
    inside = comment.removeprefix("<!--").removesuffix("-->\n")
    assert not re.search(r"[<>&]|--", inside)
    assert show(comment) == comment
    assert "\n\n" not in comment


@given(records())
def test_compared_with_itself_a_record_has_no_difference(record: Record) -> None:
    assert compare(record, record).is_empty
    assert compare(shorten_record(record), record).is_empty


def test_the_record_of_a_very_large_corpus_is_cut_and_can_be_read() -> None:
    source = PastSource("0123456789ab", "あ" * 200, "い" * 80)
    claim = PastForecast("0123456789ab", 2999, "う" * 80, "likely")
    record = Record(FORMAT, "1", date(2026, 5, 1), (source,) * 3000, (), (), (claim,) * 9000)
    kept = shorten_record(record)
    assert kept.cut
    assert len(write_record(kept).encode()) <= MAX_BYTES
    assert read_record(write_record(kept)) == kept


@pytest.mark.parametrize("most", [1, 2, 5, 1000])
def test_what_a_brief_carries_is_cut_from_as_much_of_the_record(
    railway: Analysis, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_MOST", most)
    index = Index(railway, Phrases("en"))
    judgments = judge(index, as_of=railway.provenance.as_of)
    whole = make_record(index, judgments)
    carried = shorten_record(make_record(index, judgments, to_carry=True))
    assert carried == shorten_record(whole)
    assert carried.cut == (most < max(map(len, (whole.figures, whole.forecasts, whole.sources))))


@pytest.mark.parametrize("cut", [True, False])
def test_a_figure_needs_a_source_unless_the_record_was_cut(cut: bool) -> None:
    article = Article("S1", "a.txt", "0123456789ab", "utf-8", None, None, None, None, "雪だ。")
    source = PastSource("0123456789ab", "a.txt", None)
    figure = PastFigure("7 mm", "7ミリ", "7ミリ", "single", 1, (), ())
    record = Record(FORMAT, "1", date(2026, 5, 1), (source,), (), (figure,), (), cut=cut)
    assert list(find_false_records(record, {"S1": article})) == (
        [] if cut else ["the record has a figure that no source has: 7ミリ"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "[" * 100_000,
        lines(['"sources":7']),
        lines(['"sources":[{"sha256":"x","file":"a"}]']),
        lines(['"other":["0123456789ab\\n"]']),
        lines(
            ['"forecasts":[{"key":"0123456789ab","source":0,"words":"a","likelihood":"likely"}]']
        ),
        lines(['"figures":[{"en":"a","ja":"a","words":"a","status":"sure"}]']),
        lines([f'"figures":[],"version":"{"x" * 500}"']),
        lines(['"sources":[' + ",".join(['{"sha256":"0123456789ab","file":"a"}'] * 2001) + "]"]),
        lines(['"questions":[{"en":"a","ja":"a","contested":NaN,"confidence":"low"}]']),
        '{"format":1,"version":"1","as_of":"yesterday"}',
        '{"format":1,"version":"1","as_of":"2026-05-01","x":' + "9" * 5000 + "}",
    ],
)
def test_a_hostile_record_with_a_good_hash_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="record"):
        read_record(wrap(text))


def test_a_huge_record_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ConfigError, match="larger"):
        read_record(wrap('{"format":1,"x":"' + "a" * MAX_BYTES + '"}'))


def test_a_record_of_a_later_format_is_named() -> None:
    with pytest.raises(ConfigError, match="format 2, which a newer rkbrief wrote"):
        read_record(wrap('{"format":2}'))


def test_a_record_that_a_person_changed_is_not_used_and_one_under_edited_text_is() -> None:
    record = Record(FORMAT, "1", date(2026, 5, 1))
    text = f"# Title\n\n{write_record(record)}"
    assert read_record(text.replace("# Title", "# Mine")) == record
    assert read_record(text + "\nA note of mine.\n") == record
    assert read_record(text.replace("2026-05-01", "2026-05-02")) is None
    assert read_record(text.replace("\n-->", "")) is None


def test_what_is_no_brief_or_has_no_record_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no brief by rkbrief"):
        read_record("# Notes of mine\n")
    with pytest.raises(ConfigError, match="carries no record"):
        read_record(seal("# T\n", version="0.1.0", template="standard"))
    brief = tmp_path / "x.md"
    with pytest.raises(ConfigError, match=r"x\.md: cannot be read"):
        load_record(brief)
    brief.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"x\.md: no brief"):
        load_record(brief)


def test_an_infinity_by_digits_is_no_defect() -> None:
    fact = '{"en":"a","ja":"a","words":"a","status":"single","independent":1,"keys":[],"sources":[]'
    record = read_record(wrap(lines([f'"figures":[{fact},"value":1e999}}]'])))
    assert record is not None
    assert compare(record, record).is_empty
    assert msgspec.structs.asdict(record)["cut"] is False


def test_the_other_figures_are_those_of_no_fact_told_whatever_they_are_called(
    build: SimpleNamespace,
) -> None:
    article = build.article(1, "橋は11本、堰は22本、井戸は33本、塔は44本、門は55本ある。")
    names = ("F1", "F2", "F99", "左", "F02")
    words = ("11本", "22本", "33本", "44本", "55本")
    figures = [
        msgspec.structs.replace(
            build.figure(1, article, text, Quantity(float(text[:2]), unit="item")), id=name
        )
        for name, text in zip(names, words, strict=True)
    ]

    def list_others(*told: str) -> int:
        label = Label("本数", "number")
        group = FigureGroup("G1", label, "single", told, ("S1",), 1, "key")
        analysis = build.analysis([article], figures=figures, groups=[group])
        index = Index(analysis, Phrases("en"))
        left = [f for f in analysis.figures if f.id not in told]
        others = make_record(index, ()).other
        assert others == tuple(recording._list_keys(index, left))
        return len(others)

    assert list_others("F2", "左") == list_others("F99", "F1") == list_others("F02", "F1") == 3
    assert list_others(*names) == 0
