from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from msgspec.structs import replace

from rkbrief import model
from rkbrief.brief.export import export_json, load_schema, to_export
from rkbrief.model import Analysis, Quantity
from rkbrief.pipeline import analyse

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    Draft202012Validator.check_schema(load_schema())
    return Draft202012Validator(load_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def bundled() -> Analysis:
    return analyse([ROOT / "seeds"])


def test_what_is_written_piece_by_piece_is_as_written_at_once(railway: Analysis) -> None:
    for analysis in (railway, replace(railway, figures=(), questions=())):
        export = json.loads(export_json(analysis))
        at_once = json.dumps(export, ensure_ascii=False, indent=1) + "\n"
        assert export_json(analysis).decode() == at_once
        assert export.pop("seal")
        assert export == to_export(analysis)


def test_a_real_export_is_what_the_schema_says(
    schema: Draft202012Validator, bundled: Analysis
) -> None:
    export = json.loads(export_json(bundled))
    schema.validate(export)
    assert export["figures"]
    assert export["forecasts"]
    assert export["questions"]


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("5％以下", [0, 5]),
        ("1割未満", [0, 10]),
        ("6割以上", [60, 100]),
        ("30～35％", [30, 35]),
        ("2.5％", [2.5, 2.5]),
    ],
)
def test_a_probability_with_an_open_end_is_all_that_it_may_be(
    schema: Draft202012Validator, tmp_path: Path, told: str, bounds: list[float]
) -> None:
    (tmp_path / "a.txt").write_text(f"研究所は、橋が落ちる確率を{told}とみている。\n", "utf-8")
    export = json.loads(export_json(analyse([tmp_path])))
    schema.validate(export)
    assert [f["stated_probability"] for f in export["forecasts"]] == [bounds]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_export_of_every_kind_of_record_is_what_the_schema_says(
    schema: Draft202012Validator, railway: Analysis, language: str
) -> None:
    assert not list(schema.iter_errors(json.loads(export_json(railway, language=language))))


def test_the_schema_refuses_what_the_format_does_not_name(
    schema: Draft202012Validator, railway: Analysis
) -> None:
    with pytest.raises(ValidationError):
        schema.validate({**to_export(railway), "extra": 1})
    export = json.loads(export_json(railway))
    export["forecasts"][0]["likelihood"] = "sure"
    with pytest.raises(ValidationError):
        schema.validate(export)


def test_the_schema_knows_every_word_of_the_model() -> None:
    words = json.dumps(load_schema())
    for name in ("Modifier", "FigureKind", "ForecastKind", "Likelihood", "GroupStatus"):
        for word in getattr(model, name).__args__:
            assert f'"{word}"' in words


def test_every_text_of_an_export_is_its_slice_of_the_source(bundled: Analysis) -> None:
    export = json.loads(export_json(bundled))
    texts = {article.id: article.text for article in bundled.articles}
    checked = 0
    for article in export["articles"]:
        for record in (*article["sentences"], *article["dropped"]):
            assert texts[article["id"]][record["start"] : record["end"]] == record["text"]
    for record in (*export["figures"], *export["forecasts"]):
        words = record.get("text") or record["claim"]
        assert texts[record["article"]][record["start"] : record["end"]] == words
        checked += 1
    assert checked > 50


def test_every_id_that_an_export_names_is_in_it(bundled: Analysis) -> None:
    export = json.loads(export_json(bundled))
    sentences = {s["id"] for article in export["articles"] for s in article["sentences"]}
    figures = {figure["id"] for figure in export["figures"]}
    forecasts = {forecast["id"] for forecast in export["forecasts"]}
    questions = {question["id"] for question in export["questions"]}
    assert all(figure["sentence"] in sentences for figure in export["figures"])
    assert all(set(forecast["sentences"]) <= sentences for forecast in export["forecasts"])
    assert all(set(group["figures"]) <= figures for group in export["figure_groups"])
    assert all(set(question["forecasts"]) <= forecasts for question in export["questions"])
    assert {f["question"] for f in export["forecasts"]} - {None} <= questions
    for summary in export["summaries"]:
        assert {ranked["id"] for ranked in summary["sentences"]} <= sentences


def test_whole_numbers_have_no_fraction(railway: Analysis) -> None:
    figure = replace(railway.figures[0], quantity=Quantity(10000.0, 0.5, 2e18, "round"))
    text = export_json(replace(railway, figures=(figure,))).decode()
    assert '"value": 10000,' in text
    assert '"low": 0.5,' in text
    assert '"high": 2000000000000000000,' in text


def test_f01_f03_nothing_in_an_export_acts_on_a_terminal_or_hides(railway: Analysis) -> None:
    hostile = "\x1b[2J\x9b\x7f\u202e\u200b\ufeff\U000e0041\udcff\u2028"
    analysis = replace(railway, skipped=(model.Skipped(hostile, "empty"),))
    data = export_json(analysis)
    assert not set(hostile) & set(data.decode("utf-8")) - set("[2J")
    assert json.loads(data)["skipped"][0]["file"] == hostile
