"""What articles on one event both tell, in words that have next to nothing in common."""

from collections.abc import Sequence
from datetime import date

from joining_records import gather_ship_facts

from rkbrief.analysis.matching import join_facts

DAY = date(2026, 5, 14)


def joined(one: Sequence[str], other: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the texts of the figures that two articles both tell, those of the ship aside."""
    facts, _ = gather_ship_facts(one, other)
    clusters = [[facts[n].figure for n in cluster] for cluster in join_facts(facts)]
    told = {tuple(f.text for f in c) for c in clusters if len(c) > 1}
    return {texts for texts in told if not {"187.5メートル", "4320キロリットル"} & {*texts}}


def test_a_plain_number_needs_a_word_in_common() -> None:
    one = "船倉には肥料約30トンが積まれていた。"
    assert joined([one], ["肥料30トンは海に沈んだ。"]) == {("約30トン", "30トン")}
    assert joined([one], ["網にかかった魚は30トンだった。"]) == set()


def test_a_year_and_the_years_since_are_one_time() -> None:
    one = "この船会社は1974年に設立された。"
    assert joined([one], ["船会社の設立は52年前だ。"]) == {("1974年", "52年前")}
    assert joined([one], ["船会社の設立は50年前だ。"]) == set()


def test_the_last_time_is_one_though_no_word_is_the_same() -> None:
    one = "最後に起きたのは1981年だった。"
    assert joined([one], ["これほどの油の流出は45年ぶり。"]) == {("1981年", "45年ぶり")}


def test_the_last_time_is_the_year_of_which_another_text_tells() -> None:
    one = "これほどの油の流出は45年ぶり。"
    assert joined([one], ["1981年の流出では油が浜を覆った。"]) == {("45年ぶり", "1981年")}
    assert joined([one], ["1980年の流出では油が浜を覆った。"]) == set()
    assert joined([one], ["1981年に新しい市場が開いた。"]) == set()


def test_an_interval_goes_back_to_the_year_that_is_told_with_it() -> None:
    one = "これほどの油の流出は1980年以来、実に45年ぶりになる。"
    assert joined([one], ["最後に起きたのは1980年だった。"]) == {("1980年", "45年ぶり", "1980年")}


def test_a_share_is_one_as_a_fraction_and_in_percent() -> None:
    one = "油の回収率は3分の1にとどまる。"
    assert joined([one], ["回収率は33%だった。"]) == {("3分の1", "33%")}
    assert joined([one], ["回収率は27%だった。"]) == set()


def test_a_counter_may_be_left_out_or_replaced() -> None:
    one = "油は19の漁港に漂着した。"
    assert joined([one], ["油が漂着した漁港は19カ所に上る。"]) == {("19", "19カ所")}
    assert joined(["救助艇2基を出した。"], ["船が救助艇2隻を出した。"]) == set()


def test_a_number_with_a_counter_of_its_own_needs_no_word() -> None:
    one = "会社は客室684室を持つ。"
    assert joined([one], ["港のホテルは684室。", "684室はすでに満室だ。"]) == {
        ("684室", "684室", "684室")
    }
    assert joined([one], ["客室は684ある。"]) == {("684室", "684")}
    quiet = "夜の海は静かだった。"
    assert joined([quiet, "港に3人が集まった。"], [quiet, "家族3人が泊まる。"]) == set()


def test_a_month_of_a_named_year_is_told_again_and_a_bare_one_is_not() -> None:
    one = "港の再開は2031年4月になる。"
    assert joined([one], ["再開の時期は令和13年4月。"]) == {("2031年4月", "令和13年4月")}
    assert joined(["港の再開は4月になる。"], ["再開の会見は4月。"]) == set()


def test_a_short_stretch_is_no_fact_of_both() -> None:
    assert joined(["船は5年以内に直る。"], ["船の港は5年後に広がる。"]) == set()


def test_a_distinct_number_needs_no_word_where_no_other_is_like_it() -> None:
    one = "保険は3億2000万円を払う。"
    assert joined([one], ["集まったのは3億2000万円の半ばだ。"]) == {("3億2000万円", "3億2000万円")}
    quiet = "夜の海は静かだった。"
    assert joined([quiet, "港に30人が集まった。"], [quiet, "家族30人が泊まる。"]) == set()


def test_a_number_of_one_digit_needs_words_whatever_its_counter() -> None:
    quiet, one = "夜の海は静かだった。", "部品の調達先を2社に分ける会社は遅れを避けた。"
    other = "2社合同の説明会に、荷物を運ぶ運転手が集まった。"
    assert joined([quiet, one], [quiet, other]) == set()
    assert joined([quiet, one], [quiet, "部品の調達先は2社に増えた。"]) == {("2社", "2社")}


def test_a_number_of_one_period_needs_no_word() -> None:
    one, again = "会社は2031年に車150台を売る。", "2031年の目標である150台は重い。"
    assert joined([one], [again]) == {("150台", "150台")}


def test_a_number_rounds_to_another_where_that_one_says_so() -> None:
    one = "港では車143台が水に浸かった。"
    assert joined([one], ["浸かった車は約140台に上る。"]) == {("143台", "約140台")}
    assert joined([one], ["役場の駐車場にはバス150台が並ぶ。"]) == set()


def test_a_number_over_a_bound_does_not_round_to_it() -> None:
    one = "重油の値段は1バレル156ドルだ。"
    assert joined([one], ["重油の値段は1バレル160ドルを超える。"]) == set()


def test_days_months_and_halves_need_more_than_kinship() -> None:
    assert joined(["会見は3月に開かれた。"], ["名前を3月に変えた。"]) == set()
    assert joined(["荷物の半分は肥料だ。"], ["船員の半分は休みだった。"]) == set()
    quiet = "夜の海は静かだった。"
    assert joined([quiet, "会見は3月9日に開く。"], [quiet, "受付は3月9日からだ。"]) == set()


def test_a_last_time_that_an_article_tells_twice_is_still_one() -> None:
    one = "流出は1981年11月以来、45年ぶりだ。"
    other = "1981年11月を最後に、この湾で船は沈んでいない。"
    assert joined([one], [other]) == {("1981年11月", "45年ぶり", "1981年11月")}
    assert joined([one], ["1981年11月から、この湾で漁が続く。"]) == {("1981年11月", "45年ぶり")}


def test_a_share_by_the_year_is_the_share_where_one_text_leaves_that_out() -> None:
    one = "船会社は社債の利率を年4.25%に引き下げた。"
    assert joined([one], ["社債の利率は4.25%になった。"]) == {("年4.25%", "4.25%")}


def test_a_bound_and_a_number_that_fits_it_are_two_things_of_one_article() -> None:
    one = "沈没地点から半径3キロ以内を立ち入り禁止、3キロから10キロまでを警戒水域とした。"
    assert joined([one], ["船は動かない。"]) == set()


def test_the_time_of_a_number_may_be_left_out_and_a_plain_one_is_not_known_without_it() -> None:
    quiet = "夜の海は静かだった。"
    one = [quiet, "船員の賃金は平均で時給1254円となる。"]
    assert joined(one, [quiet, "船員の賃金は1254円に上がった。"]) == {("時給1254円", "1254円")}
    assert joined(["船員の手当は月5万円だ。"], ["船員の手当は5万円に上がった。"]) == set()
    saved = [quiet, "国の支出は年42億円減る。"]
    assert joined(saved, [quiet, "先の案の42億円には及ばない。"]) == {("年42億円", "42億円")}


def test_a_day_is_one_with_the_part_of_its_month() -> None:
    one = "港湾局は4月5日に油の検査を始めた。"
    told = "港湾局が油の検査を始めたのは4月{}だった。"
    assert joined([one], [told.format("上旬")]) == {("4月5日", "4月上旬")}
    assert joined([one], [told.format("中旬")]) == set()


def test_a_long_interval_goes_back_to_about_its_year() -> None:
    told = "{}年の流出では油が浜を覆った。"
    about = "これほどの油の流出は約40年ぶり。"
    assert joined([about], [told.format(1984)]) == {("約40年ぶり", "1984年")}
    assert joined([about], [told.format(1976)]) == set()


def test_an_interval_told_of_the_past_is_reckoned_from_then() -> None:
    past = "油の流出は45年ぶりだった。"
    assert joined([past], ["1979年の流出では油が浜を覆った。"]) == {("45年ぶり", "1979年")}
    assert joined([past], ["1976年の流出では油が浜を覆った。"]) == set()


def test_a_number_of_three_and_more_may_have_any_counter() -> None:
    assert joined(["油が漂着した国は九つだ。"], ["油が漂着したのは9カ国だ。"]) == {
        ("九つ", "9カ国")
    }
    assert joined(["油が漂着した国は二つだ。"], ["油が漂着したのは2カ国だ。"]) == set()
    assert joined(["油が漂着した国は九つだ。"], ["油が漂着したのは8カ国だ。"]) == set()


def test_a_ton_of_water_is_a_cubic_metre() -> None:
    one = "湖にはまだ水が1900万トンある。"
    assert joined([one], ["湖の水は1900万立方メートルに減った。"]) == {
        ("1900万トン", "1900万立方メートル")
    }
    assert joined([one], ["湖の水は1500万立方メートルに減った。"]) == set()


def test_one_in_three_is_a_third() -> None:
    one = "油をかぶった漁師の3人に1人が休む。"
    assert joined([one], ["漁師の33%は休んでいる。"]) == {("3人に1人", "33%")}
    assert joined([one], ["漁師の45%は休んでいる。"]) == set()


def test_what_is_carried_in_a_year_may_be_rounded_without_it() -> None:
    one = "船は年間18万4000トンの油を運ぶ。"
    assert joined([one], ["船が運ぶ油は18万トン余りだ。"]) == {("年間18万4000トン", "18万トン余り")}
    assert joined([one], ["船が運ぶ油は16万トン余りだ。"]) == set()


def test_a_day_beside_a_shared_number_is_the_month_beside_it() -> None:
    one = "潜水隊は4月5日に船倉から重油312トンを抜いた。"
    other = "抜き取った油が312トンに達した4月、作業はやんだ。"
    assert ("4月5日", "4月") in joined([one], [other])
    assert ("4月5日", "4月") not in joined(
        [one], ["抜き取った油が298トンに達した4月、作業はやんだ。"]
    )
    assert ("4月5日", "3月") not in joined([one], [other.replace("4月", "3月")])
    twice = "抜き取った油が312トンに達した4月、作業は4月上旬にやんだ。"
    assert not any("4月5日" in texts for texts in joined([one], [twice]))


def test_a_day_that_both_tell_is_the_same_one_named_again() -> None:
    one, other = "油は4月12日、浜に着いた。", "油が浜に着いたのは4月12日だ。"
    again = "漁協の会合は4月12日にあった。"
    assert joined([one], [other, again]) == {("4月12日", "4月12日", "4月12日")}
    assert joined([one], [other, "漁協の会合は4月13日にあった。"]) == {("4月12日", "4月12日")}
