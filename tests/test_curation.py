"""Curation: what an analyst says survives ids, versions and new articles, and is shown as his."""

from pathlib import Path

import pytest
import yaml
from port import read_port, recombine

from rkbrief.curation import (
    CuratedItem,
    Curation,
    CurationFile,
    ItemKey,
    load_curation,
    save_curation,
)
from rkbrief.errors import ConfigError
from rkbrief.model import Analysis


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return read_port(tmp_path_factory.mktemp("corpus"))


def item_for(analysis: Analysis, quote: str, **said: str) -> CuratedItem:
    sha = analysis.articles[0].sha256[:12]
    kind = "figure" if any(f.text == quote for f in analysis.figures) else "forecast"
    return CuratedItem(kind=kind, article=sha, quote=quote, **said)  # type: ignore[arg-type]


def test_a_dropped_figure_leaves_the_analysis_but_not_the_findings(plain: Analysis) -> None:
    curated = recombine(plain, Curation().having(item_for(plain, "120億円", state="dropped")))
    assert "120億円" in {f.text for f in plain.figures}
    assert "120億円" not in {f.text for f in curated.figures}
    assert "120億円" in {f.text for each in curated.findings for f in each.figures}
    (dropped,) = (f for each in curated.findings for f in each.figures if f.text == "120億円")
    assert curated.remarks[dropped.id].dropped
    assert all("120億円" not in group.label.ja for group in curated.figure_groups)


def test_a_corrected_forecast_keeps_what_was_read_beside_it(plain: Analysis) -> None:
    forecast = next(f for f in plain.forecasts if "客足" in f.claim)
    item = item_for(
        plain, forecast.claim, holder="市長", likelihood="likely", question="works", note="?"
    )
    curated = recombine(plain, Curation().having(item))
    changed = next(f for f in curated.forecasts if f.id == forecast.id)
    assert (changed.holder, changed.likelihood, changed.question_id) == ("市長", "likely", "works")
    remark = curated.remarks[forecast.id]
    assert remark.original == {
        "holder": forecast.holder,
        "likelihood": "possible",
        "question": None,
    }
    assert remark.note == "?"


def test_a_pinned_sentence_joins_the_summary(plain: Analysis) -> None:
    picked = {r.sentence.id for r in plain.corpus_summary.sentences}
    sentence = plain.sentences[-1]
    sha = plain.articles[0].sha256[:12]
    pin = CuratedItem(kind="sentence", article=sha, quote=sentence.text, state="pinned")
    drop = CuratedItem(kind="sentence", article=sha, quote=sentence.text, state="dropped")
    pinned = recombine(plain, Curation().having(pin)).corpus_summary
    dropped = recombine(plain, Curation().having(drop)).corpus_summary
    assert sentence.id in {r.sentence.id for r in pinned.sentences}
    assert {r.sentence.id for r in dropped.sentences} == picked - {sentence.id}


def test_no_curation_changes_nothing(plain: Analysis) -> None:
    same = recombine(plain, Curation())
    assert same.figures == plain.figures
    assert same.forecasts == plain.forecasts
    assert not same.remarks


def test_taking_the_last_word_back_removes_the_item() -> None:
    item = CuratedItem(kind="figure", article="a", quote="1", note="x")
    empty = CuratedItem(kind="figure", article="a", quote="1")
    assert Curation().having(item).having(empty) == Curation()
    assert Curation().of(ItemKey("figure", "a", "1")) == empty


def test_a_curation_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    curation = Curation(title="見出し: 1", bottom_line="no").having(
        CuratedItem(kind="forecast", article="0b1", quote="「12:30」に# 終わる", note="- x")
    )
    save_curation(path, curation)
    assert load_curation(path) == curation
    assert load_curation(tmp_path / "absent.yaml") == Curation()


def test_the_file_is_plain_yaml(tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    curation = Curation(comment="- a: b").having(
        CuratedItem(kind="figure", article="0e1", quote="12:30\n# 5", state="pinned", note="no")
    )
    save_curation(
        path, curation.having(CuratedItem(kind="figure", article="1", quote="2", note="x"))
    )
    content = yaml.safe_load(path.read_text("utf-8"))
    assert content["comment"] == "- a: b"
    assert content["items"][0] == {
        "kind": "figure",
        "article": "0e1",
        "quote": "12:30\n# 5",
        "state": "pinned",
        "note": "no",
    }
    assert len(content["items"]) == 2
    save_curation(path, Curation())
    assert yaml.safe_load(path.read_text("utf-8")) == {"items": []}


def test_a_persons_own_file_comes_back_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    first = "# Mine.\ntitle:   'Port'\n"
    path.write_text(first, "utf-8")
    file = CurationFile(path)
    begun = file.load()
    file.save(Curation(title="Bay"))
    assert file.load() == Curation(title="Bay")
    assert "# Mine." not in path.read_text("utf-8")
    file.save(begun)
    assert path.read_text("utf-8") == first
    path.write_text("# Theirs.\ntitle: Bay\n", "utf-8")
    file.load()
    file.save(begun)
    file.save(Curation(title="Bay"))
    assert path.read_text("utf-8").startswith("# Theirs.")


def test_a_wrong_curation_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    path.write_text("items:\n- kind: forcast\n  article: a\n  quote: b\n", "utf-8")
    with pytest.raises(ConfigError, match=r"curation\.yaml:2:.*did you mean .forecast"):
        load_curation(path)
