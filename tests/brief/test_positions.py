"""Lists of forecasts that hold places, and the order in which they are told."""

from types import SimpleNamespace

from rkbrief.brief.happened import leading_figure
from rkbrief.brief.index import Index
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.positions import conditional, due_unsettled
from rkbrief.model import Forecast, Horizon

DAYS = ("2030-05-01", "2029-03-01", "2031-01-01", "2028-07-01")


def _index(build: SimpleNamespace, told: list[dict[str, object]]) -> Index:
    """Make the index of one article that says ``told`` of as many bridges."""
    article = build.article(1, "".join(f"{n}番の橋は残る。" for n in range(1, len(told) + 1)))
    said = [
        build.forecast(n, article, f"{n}番の橋は残る", **traits) for n, traits in enumerate(told, 1)
    ]
    return Index(build.analysis([article], forecasts=said), Phrases("en"))


def _ids(forecasts: object) -> list[str]:
    assert not isinstance(forecasts, list | tuple), "all are held, not their places"
    return [forecast.id for forecast in forecasts]  # type: ignore[attr-defined]


def test_what_came_due_is_told_by_day_what_answers_a_question_first(
    build: SimpleNamespace,
) -> None:
    told: list[dict[str, object]] = [
        {"horizon": Horizon("その年まで", None, day, "due"), "question_id": question}
        for day, question in zip(DAYS, (None, "Q1", "Q1", None), strict=True)
    ]
    index = _index(build, [*told, {"horizon": Horizon("先", None, "2040-01-01", "open")}])
    assert _ids(due_unsettled(index)) == ["P2", "P3", "P4", "P1"]


def test_a_condition_is_told_once_by_what_answers_a_question_if_anything_does(
    build: SimpleNamespace,
) -> None:
    conditions = ["1番の橋", "2番の橋", "2番の橋", "4番の橋", "1番の橋"]
    article = build.article(1, "".join(f"{c}、渡しは残る。" for c in conditions))
    said = [
        build.forecast(n, article, f"{c}、渡しは残る", condition=c, question_id=question)
        for n, (c, question) in enumerate(
            zip(conditions, (None, None, "Q1", None, "Q1"), strict=True), 1
        )
    ]
    index = Index(build.analysis([article], forecasts=said), Phrases("en"))
    assert _ids(conditional(index)) == ["P3", "P5", "P4"]


def test_picked_forecasts_are_those_asked_for_in_their_order(build: SimpleNamespace) -> None:
    index = _index(build, [{"kind": kind} for kind in ("plan", "forecast", "gap", "forecast")])

    def is_foretold(forecast: Forecast) -> bool:
        return forecast.kind == "forecast"

    found = index.pick(is_foretold)
    assert _ids(found) == ["P2", "P4"]
    assert found[:1] == (index.forecasts["P2"],)


def test_no_figure_leads_where_there_is_none(build: SimpleNamespace) -> None:
    assert leading_figure(_index(build, [{}]), None) is None


def test_the_outlooks_of_a_sentence_are_those_that_end_on_a_day(build: SimpleNamespace) -> None:
    dated, undated = Horizon("その年まで", None, DAYS[0], "due"), Horizon("いつか")
    index = _index(build, [{"horizon": dated}, {"horizon": undated}, {"horizon": dated}, {}])
    at = {n: [f.id for f in index.list_outlooks(f"S1:{n}")] for n in range(1, 5)}
    assert at == {1: ["P1"], 2: [], 3: ["P3"], 4: []}
    assert index.list_outlooks("S2:1") == []
