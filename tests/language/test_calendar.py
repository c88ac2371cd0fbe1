from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.language.calendar import find_dates

THURSDAY = date(2025, 10, 16)
SENTENCES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("dated_sentences.yaml").read_text("utf-8")
)


def isos(text: str, reference: date | None = THURSDAY) -> list[str]:
    return [mention.iso for mention in find_dates(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年6月19日", "2024-06-19"),
        ("２０２４年６月", "2024-06"),
        ("二千十八年五月十七日", "2018-05-17"),
        ("一九四五年", "1945"),
        ("令和6年3月", "2024-03"),
        ("平成元年", "1989"),
        ("2021/7/18", "2021-07-18"),
        ("2021-07-18", "2021-07-18"),
        ("令和3.7.18", "2021-07-18"),
        ("昨年12月", "2024-12"),
        ("来年4月1日", "2026-04-01"),
        ("13年8月", "2013-08"),
        ("05年", "2005"),
        ("2011年度", "FY2011"),
        ("2024年第3四半期", "2024-Q3"),
        ("2024年上半期", "2024-H1"),
        ("1950年代", "195X"),
        ("80年代", "198X"),
        ("昭和40年代", "1965/1974"),
        ("19世紀末", "18XX"),
        ("紀元前2500年", "BC2500"),
        ("来春", "2026-SP"),
        ("2021年夏", "2021-SU"),
        ("年内", "2025"),
        ("年末", "2025"),
        ("年明け", "2026"),
        ("今月", "2025-10"),
        ("先月9日", "2025-09-09"),
        ("昨日", "2025-10-15"),
        ("あす", "2025-10-17"),
        ("先週", "2025-W41"),
        ("来週の月曜日", "2025-10-20"),
        ("1950~53年", "1950/1953"),
        ("2023〜24年", "2023/2024"),
        ("2024/25年シーズン", "2024/2025"),
        ("4～6月期", "2025-Q2"),
        ("午後6時半", "T18-30-XX"),
        ("18:05", "T18-05-XX"),
        ("夜12時", "T24-XX-XX"),
        ("正午", "T12-00-XX"),
    ],
)
def test_a_date_has_its_timex3_value(text: str, iso: str) -> None:
    (mention,) = find_dates(text, reference=THURSDAY)
    assert mention.iso == iso


@pytest.mark.parametrize(
    ("written", "text", "days"),
    [(written, text, days) for written, texts in SENTENCES.items() for text, days in texts.items()],
)
def test_a_date_covers_the_days_that_a_reader_takes_it_for(
    written: str, text: str, days: str
) -> None:
    found = find_dates(text, reference=date.fromisoformat(written))
    covered = [f"{mention.start}..{mention.end}" for mention in found]
    assert days in covered if days else not covered


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9月に訪れた。", "2025-09"),
        ("11月に訪れた際、", "2024-11"),
        ("11月に開く予定だ。", "2025-11"),
        ("9月に開く予定だ。", "2026-09"),
        ("水曜日に会談した。", "2025-10-15"),
        ("水曜日に会談する予定。", "2025-10-22"),
        ("木曜日に会談する予定。", "2025-10-16"),
        ("30日に開幕した。", "2025-09-30"),
        ("20日に開幕する。", "2025-10-20"),
        ("3日に開く予定。", "2025-11-03"),
        ("12日に上陸し、15日にも抜ける見込み。", "2025-10-12"),
    ],
)
def test_a_bare_date_follows_the_tense_of_the_words_after_it(text: str, iso: str) -> None:
    assert isos(text)[0] == iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年10月1日から10月7日まで", ["2018-10-01", "2018-10-07"]),
        ("2017年11月から2月まで", ["2017-11", "2018-02"]),
        ("8月31日と1日", ["2025-08-31", "2025-09-01"]),
        ("2003年に就任し、翌年5月に退いた", ["2003", "2004-05"]),
        ("2003年6月2日に着き、翌日に発った", ["2003-06-02", "2003-06-03"]),
        ("1998年以来の水準で、9月に下がった", ["1998", "2025-09"]),
        ("国は9月、税を11月1日から課すと表明した", ["2025-09", "2025-11-01"]),
        ("竣工は9月20日だったので、11月の発表は正確だった", ["2025-09-20", "2024-11"]),
        ("通貨は年初から下げ、12日の終値は21だった", ["2025", "2025-10-12"]),
        ("今春は客が減り、12日の市は閑散としていた", ["2025-SP", "2025-10-12"]),
        ("2025年第1四半期は減ったが、12日には持ち直した", ["2025-Q1", "2025-10-12"]),
        ("2024年秋に決まり、翌月始まった", ["2024-FA"]),
        ("2003年に決まり、翌月始まった", ["2003"]),
        (
            "2025年9月23日に決め、5月の6%から減った。会長は同日、",
            ["2025-09-23", "2025-05", "2025-09-23"],
        ),
    ],
)
def test_a_date_leans_on_the_one_before_it(text: str, expected: list[str]) -> None:
    assert isos(text) == expected


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("7月18日", "XXXX-07-18"),
        ("28日", "XXXX-XX-28"),
        ("火曜日", "XXXX-WXX-2"),
        ("一昨年", "P2Y"),
        ("来週", "P1W"),
        ("第2四半期", "XXXX-Q2"),
    ],
)
def test_what_is_unknown_without_a_reference_stays_open(text: str, iso: str) -> None:
    assert isos(text, None) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        *("前月を18円上回った", "前週末に比べ17%上がった", "前月より多い"),
        *("前年比", "前日比", "前年同月比", "この日本", "今日本では", "明日香", "今日的な"),
        *("10年間", "3日以内", "24年ぶり", "過去1年", "13年連続", "約20年", "5日間", "三日月"),
        *("2月30日", "6月31日", "13月", "32日", "一時", "毎月", "30年もの間", "2日に1回"),
        *("千夏さん", "3日で終わった", "さらに3日かかった", "さらに10年に及ぶ"),
        *(
            "四半世紀",
            "半世紀",
            "1世紀ぶり",
            "1世紀前",
            "同年",
            "月面",
            "水曜日".removesuffix("曜日"),
        ),
    ],
)
def test_what_is_no_date_is_passed_over(text: str) -> None:
    assert find_dates(text, reference=THURSDAY) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{THURSDAY.day}日も延焼が続いた", [THURSDAY.isoformat()]),
        (f"{THURSDAY.day}日もかかった", []),
        ("爆発から14日で1週間となった", ["2025-10-14"]),
        ("20日で仕上げた", []),
        ("開館から38年の老舗", []),
        ("開館から2031年まで", ["2031"]),
    ],
)
def test_a_day_of_the_news_is_no_stretch_of_time(text: str, expected: list[str]) -> None:
    assert [m.iso for m in find_dates(text, reference=THURSDAY)] == expected


def test_the_span_holds_the_part_of_the_day_and_no_particle() -> None:
    text = "現地時間の水曜早朝に着き、1987年の冬に似た。9日夜は晴れた。"
    found = [mention.text for mention in find_dates(text, reference=THURSDAY)]
    assert found == ["水曜早朝", "1987年の冬", "9日夜"]


def test_a_limit_shows_its_last_day_and_a_part_its_months() -> None:
    within, late = find_dates("年内に、年末に", reference=THURSDAY)
    assert (within.value, late.value) == ("2025-12-31", "2025-12")
    assert (late.start, late.end) == (date(2025, 12, 1), date(2025, 12, 31))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_written_out_date_reads_back(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}", f"{day:%Y-%m-%d}"):
        (mention,) = find_dates(text)
        assert (mention.iso, mention.start, mention.end) == (day.isoformat(), day, day)


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1)),
    st.integers(min_value=0, max_value=6),
)
def test_a_weekday_lies_within_the_week_before(reference: date, shift: int) -> None:
    day = reference - timedelta(days=shift)
    (mention,) = find_dates("月火水木金土日"[day.weekday()] + "曜日", reference=reference)
    assert mention.start == day


@given(
    st.text(
        alphabet="0123456789年月日曜水の/-~.時分:同翌今昨来春度末代期世紀第四半期(), ", max_size=40
    ),
    st.none() | st.dates(),
)
def test_any_text_is_read_without_fail(text: str, reference: date | None) -> None:
    found = find_dates(text, reference=reference)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    assert all(mention.span.of(text) == mention.text for mention in found)


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("来年度に着手する", date(2026, 2, 12), "2026"),
        ("新年度から延ばす", date(2026, 2, 12), "2026"),
        ("新年度に入り", date(2026, 4, 3), "2026"),
        ("今世紀末には", date(2026, 2, 12), "2100"),
        ("夏までに終える", date(2026, 2, 12), "2026-SU"),
        ("来る七月の会合で決まるとみられる", date(2032, 8, 25), "2033-07"),
        ("去る5月10日の会合では決まらないだろうと言われた", date(2032, 3, 2), "2031-05-10"),
        ("年末年始に訪れる人は減る", date(2032, 8, 25), "2032-12-29/2033-01-03"),
        ("5月に始まり、今月末までに6割が終えました", date(2032, 8, 25), "2032-08"),
        ("3月に「6月末までに収まる」と胸を張った", date(2032, 8, 25), "2032-06"),
        ("3月までに終える", date(2032, 8, 25), "2033-03"),
        ("秋にも決める", date(2025, 6, 5), "2025-FA"),
        ("第3四半期の受注は減った", date(2026, 1, 29), "2025-Q4"),
        ("第4四半期の売上高は増えた", date(2026, 1, 21), "2025-Q4"),
        ("期限は3週間後の28日だ", date(2026, 2, 7), "2026-02-28"),
        ("4月中に始めるはずだった", date(2026, 5, 20), "2026-04"),
        ("4月末の会員は300人で、増えています。", date(2026, 5, 11), "2026-04"),
        ("24日に公表される統計では伸びたとみられる", date(2025, 11, 14), "2025-11-24"),
        ("7月上旬まではまとまった雨が望めない", date(2026, 6, 8), "2026-07"),
        ("来年の正月までは休む", date(2025, 6, 5), "2026-01-01/2026-01-03"),
        ("完成は早くても秋になる", date(2025, 6, 5), "2025-FA"),
        ("秋口には涼しくなる", date(2025, 6, 5), "2025-FA"),
        ("知事は週末、被災地を見て回った。", date(2025, 6, 5), "2025-05-31"),
        ("週末まで雨が続いた。", date(2025, 6, 5), "2025-06-07"),
        ("23日昼すぎに着く", date(2025, 6, 20), "2025-06-23"),
        ("「9月の党大会の前には妥協はない」と述べた。", date(2026, 3, 4), "2026-09"),
    ],
)
def test_words_are_resolved_as_the_day_and_the_tense_have_it(
    text: str, day: date, value: str
) -> None:
    assert find_dates(text, reference=day)[-1].value == value


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        (date(2026, 1, 25), "探査機は27日に打ち上げる計画でした。", "2026-01-27"),
        (date(2023, 3, 4), "船は6日に出港する予定だった。", "2023-03-06"),
        (date(2023, 3, 22), "市長選の告示が23日に迫り、準備を終えた。", "2023-03-23"),
        (date(2024, 3, 2), "総会が3月7日に迫った。", "2024-03-07"),
        (date(2022, 4, 25), "3月の出荷は少なく、通期でも届かない公算が大きい。", "2022-03"),
        (date(2022, 4, 25), "5月もこの値を保つことを決定した。", "2022-05"),
        (date(2025, 2, 10), "4月に値上げすることを決めた。", "2025-04"),
        (date(2025, 12, 20), "1月に就任した町長が語った。", "2025-01"),
        (date(2026, 4, 17), "3月末からの上昇率は2割に達する。", "2026-03"),
        (date(2014, 7, 28), "庁は10月の予報を公表した。", "2013-10"),
        (date(2014, 9, 28), "庁は10月の予報を公表した。", "2014-10"),
    ],
)
def test_what_lies_close_to_the_writing_is_meant_whatever_the_tense(
    written: date, text: str, expected: str
) -> None:
    assert isos(text, written) == [expected]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        # the day of the telling is that of the writing
        (
            date(2014, 10, 17),
            "社は8月26日に申請し、国は17日、認めた。",
            ["2014-08-26", "2014-10-17"],
        ),
        (
            date(2023, 2, 26),
            "船は1月27日に止まり、社は25日、再開を決めた。",
            ["2023-01-27", "2023-02-25"],
        ),
        (date(2023, 4, 20), "3月3日に開会し、25日に閉会した。", ["2023-03-03", "2023-03-25"]),
        (
            date(2023, 4, 20),
            "1911年3月3日に開業し、2日後の5日に止まった。",
            ["1911-03-03", "1911-03-05"],
        ),
        (
            date(2024, 8, 20),
            "2月24日に倒れてから半年の24日、式が開かれた。",
            ["2024-02-24", "2024-08-24"],
        ),
        # two days are no stretch, unless they share their 日
        (date(2023, 3, 4), "社は4日、6日に予定した式を延ばした。", ["2023-03-04", "2023-03-06"]),
        (date(2023, 3, 4), "22、23日に開く。", ["2023-03-22/2023-03-23"]),
    ],
)
def test_a_bare_day_belongs_to_the_telling_or_to_the_month_spoken_of(
    written: date, text: str, expected: list[str]
) -> None:
    assert isos(text, written) == expected


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("議会は3月3日に開会した。", "25日に採決した。", "2023-03-25"),
        ("議会は5月8日に始まる。", "25日に採決する。", "2023-05-25"),
        ("議会は5月8日に始まる。", "31日に投票する。", "2023-05-31"),
        ("議会は来年3月3日に始まる。", "25日に招集する。", "2023-04-25"),
        ("議会は3月3日に開会した。", "19日に採決した。", "2023-04-19"),
        ("議会は3月に開会した。", "5日に採決した。", "2023-04-05"),
    ],
)
def test_a_bare_day_may_follow_the_month_of_the_sentence_before(
    before: str, text: str, expected: str
) -> None:
    (found,) = find_dates(text, reference=date(2023, 4, 20), context=before)
    assert found.iso == expected


@pytest.mark.parametrize(
    ("text", "value", "until"),
    [
        ("2033年度", "2033", date(2034, 3, 31)),
        ("2033年度前半", "2033", date(2033, 9, 30)),
        ("2033年度の後半", "2033", date(2034, 3, 31)),
        ("令和15年度後半", "2033", date(2034, 3, 31)),
        ("2033年度末", "2034-03", date(2034, 3, 31)),
        ("2033年度上期", "FY2033-H1", date(2033, 9, 30)),
        ("2033年後半", "2033", date(2033, 12, 31)),
    ],
)
def test_a_part_of_a_fiscal_year_is_valued_as_that_of_a_year_is(
    text: str, value: str, until: date
) -> None:
    (found,) = find_dates(text, reference=date(2031, 9, 9))
    assert (found.value, found.end) == (value, until)
