"""Years without their century."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.language.calendar import find_dates


def isos(text: str, reference: date | None, context: str = "") -> list[str]:
    return [found.iso for found in find_dates(text, reference=reference, context=context)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成29年度は黒字、30年度は赤字を見込む。", ["FY2017", "FY2018"]),
        ("平成29年の条例は、31年10月に改まり、32年ごろ見直す。", ["2017", "2019-10", "2020"]),
        ("平成28年度から、22年9月以来の規模になる。", ["FY2016", "2010-09"]),
        ("平成29年4~9月期に続き、30年4~9月期も減った。", ["2017-04/2017-09", "2018-04/2018-09"]),
        ("昭和56年に建ち、60年には増築した。", ["1981", "1985"]),
        ("平成29年度（2017年度）の後、30年度も続く。", ["FY2017", "FY2017", "FY2018"]),
        ("平成28年の調べでは、29、30年度に増える。", ["2016", "2017/2018"]),
        ("昭和40年代に建ち、50年代に増えた。", ["1965/1974", "1975/1984"]),
        # an earlier era ends where its number would run back
        ("昭和56年の基準を満たさず、29年度に改修する。", ["1981", "FY2029"]),
        ("平成29年に決め、2020年の大会の後、21年度に移る。", ["2017", "2020", "FY2021"]),
    ],
)
def test_an_era_is_carried_on(text: str, expected: list[str]) -> None:
    found = isos(text, date(2017, 12, 22))
    assert found == expected


def test_an_era_is_carried_on_from_what_was_said_before() -> None:
    day = date(2017, 12, 22)
    assert isos("30年度に開く。", day, "平成29年度に建てた。") == ["FY2018"]
    assert isos("30年度に開く。", day, "2017年度に建てた。") == ["FY2030"]
    assert isos("30年度に開く。", day) == ["FY2030"]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        (2019, "20年9月期は増益となる見通しだ。", "2020-09"),
        (2019, "79年の高値を上回った。", "1979"),
        (2019, "79年の高値を上回る見通しだ。", "1979"),
        (2013, "15年度に黒字となる。", "FY2015"),
        (2013, "98年以来の高さになる見通しだ。", "1998"),
        (2013, "22年以来の寒さだ。", "1922"),
        (2024, "50年までに全廃する目標だ。", "2050"),
        (2024, "60年に開業した駅を改める。", "1960"),
        (2017, "30年度までに半減する。", "FY2030"),
        (2024, "30年代に実用化する。", "203X"),
        (2024, "80年代に流行した。", "198X"),
        (2024, "50年代の建物だ。", "195X"),
        (2024, "量産は早くても28年だろう。", "2028"),
        (2024, "着工は遅くとも26年だ。", "2026"),
        (2024, "完成は早くても28年である。", "2028"),
    ],
)
def test_a_short_year_lies_where_the_words_and_the_writing_put_it(
    written: int, text: str, expected: str
) -> None:
    assert isos(text, date(written, 11, 5)) == [expected]


def test_the_century_stays_open_when_nothing_tells_it() -> None:
    assert isos("30年度の資料", None) == ["XX30"]
    assert isos("05年に始めた", None) == ["2005"]
    assert isos("79年に始めた", None) == ["1979"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27年は倒産が1万件を超える。", ["2027"]),
        ("27年通年では減る。", ["2027"]),
        ("27年いっぱい続く。", ["2027"]),
        ("荷も27年は減る。", ["2027"]),
        ("27年後半には減る。", ["2027"]),
        ("27年に100円を突破する。", ["2027"]),
        ("28年度の最低賃金は上がる。", ["FY2028"]),
        ("30年代の半ばには減る。", ["203X"]),
        ("屋根は25年は使える。", []),
        ("20年は長い。", []),
        ("27年に1度の祭りだ。", []),
        ("15年後半年で終わる。", []),
    ],
)
def test_a_short_year_is_told_from_a_stretch_of_time(text: str, expected: list[str]) -> None:
    assert isos(text, date(2026, 5, 11)) == expected
