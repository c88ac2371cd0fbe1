"""Who says it."""

from __future__ import annotations

import pytest

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.holders import name_of_holder, points_back
from rkbrief.language.sentences import split_sentences


def holders(text: str, author: str | None = None) -> list[tuple[str | None, str]]:
    found = find_forecasts(split_sentences(text), author=author)
    return [(f.holder, f.holder_status) for f in found if f.kind == "forecast"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("経済学者の山田太郎氏は、物価が上がると予想する。", "山田太郎氏"),
        ("物価は上がるだろうと山田太郎氏は述べた。", "山田太郎氏"),
        ("「物価は上がるだろう」と青葉大学の山田太郎教授は語った。", "山田太郎教授"),
        ("気象庁によると、雨は強まる見込みだ。", "気象庁"),
        ("取材した3人の外交官は、交渉が長引くとの見通しを示した。", "取材した3人の外交官"),
        ("駅前の業者は「値は上がるはずだ」と声を弾ませる。", "駅前の業者"),
        ("当社は、来期の売上高が増えると見込んでいます。", "当社"),
        ("ノルドは、世界の販売が増えると見込む。", "ノルド"),
        ("専門家は、被害が広がる可能性があると警告している。", "専門家"),
        ("野党の小野花子議員は、客が減るだろうと批判した。", "小野花子議員"),
        ("野党の西村 学議員は「客は減るだろう」と述べた。", "西村 学議員"),
    ],
)
def test_the_subject_of_the_reporting_verb_holds_the_claim(text: str, holder: str) -> None:
    assert holders(text) == [(holder, "stated")]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("青葉海運は2031年度の増便を目指す。", "青葉海運"),
        ("総工費は80億円で、2037年度の完成を目指す。", None),
        ("賃金は来年度に引き上げる方針だ。", None),
    ],
)
def test_a_plan_is_of_its_topic_unless_that_is_a_thing(text: str, holder: str | None) -> None:
    [plan] = find_forecasts(split_sentences(text), author=None)
    assert (plan.kind, plan.holder) == ("plan", holder)


def test_what_is_passed_on_is_of_whose_view_its_sentence_tells() -> None:
    text = (
        "森教授は「値は下がる」と話した。"
        "国際物価機構の見立ては穏やかで、値は横ばいになるだろうという。"
    )
    assert holders(text)[-1] == ("国際物価機構", "stated")


def test_nobody_but_the_author_holds_what_is_merely_said() -> None:
    assert holders("景気は回復するとみられる。") == [(None, "author")]
    assert holders("私は、景気が回復すると思う。", author="山田花子") == [("山田花子", "author")]


def test_who_speaks_of_himself_goes_on_as_the_author() -> None:
    text = "私は、費用が増えると考える。工期は延びるだろう。客は8000人にとどまると予測する。"
    assert set(holders(text, author="山田花子")) == {("山田花子", "author")}


def test_a_critic_has_the_floor_after_the_speaker_before() -> None:
    text = (
        "与党の川上豊議員は「客は戻るだろう」と述べた。\n"
        "野党の小野花子議員は、客が減るだろうと批判した。店も減る可能性があるとした。"
    )
    assert [who for who, _ in holders(text)] == ["川上豊議員", "小野花子議員", "小野花子議員"]


def test_a_report_without_a_subject_goes_on_with_the_speaker_before() -> None:
    text = "山田太郎教授は「戦いは続いている」と話す。停戦は近く破られるだろうとみる。"
    assert holders(text) == [("山田太郎教授", "carried")]


def test_a_bare_quotation_goes_on_with_the_speaker_before() -> None:
    text = "山田太郎氏は実情をこう語った。\n\n「客は半分になった。今後も減るだろう」"
    assert holders(text) == [("山田太郎氏", "carried")]


def test_a_verb_of_going_on_with_another_subject_is_marked_for_a_person() -> None:
    text = "「値は上がる」と山田太郎教授は語った。川上会長は「売上も伸びるだろう」と付け加えた。"
    assert holders(text)[-1] == ("山田太郎教授", "check")


def test_a_short_name_is_returned_in_full() -> None:
    text = "アンナ・ベルク氏は会見した。ベルク氏は、需要が減るとの見方を示した。"
    assert holders(text) == [("アンナ・ベルク氏", "stated")]


def test_a_pronoun_means_the_person_spoken_of() -> None:
    text = "ノルド社のアンナ・ベルク社長は反対だ。彼女は「値は下がるだろう」と述べた。"
    assert holders(text) == [("アンナ・ベルク社長", "carried")]


def test_what_stands_in_brackets_behind_a_quotation_holds_it() -> None:
    text = (
        "輸出は「年末まで伸びるだろう」（青葉総研）との声がある。「すぐ終わるはずだ」（40代男性）。"
    )
    assert holders(text)[0] == ("青葉総研", "stated")
    gloss = "会見で青木氏は「白鷺丸（しらさぎまる）は沈むだろう」（全長18メートル）と述べた。"
    assert holders(gloss) == [("青木氏", "stated")]


def test_what_points_back_names_nobody() -> None:
    text = "青葉総研は試算を発表した。それによると、物価は来年2％上がる見通しだ。"
    assert holders(text) == [("青葉総研", "carried")]
    assert holders("市場は静かだ。その予測によると、物価は上がる見込みだ。") == [(None, "check")]


@pytest.mark.parametrize("source", ["最新の予測では", "今回の調査では", "昨年の試算では"])
def test_an_adjective_before_a_report_is_no_source(source: str) -> None:
    assert holders(f"{source}、物価は来年2％上がる見通しだ。") == [(None, "author")]


@pytest.mark.parametrize(
    "before",
    [
        "青木元大使は、来訪は山田氏がどれほど弱いかを示すと話す。",
        "青木元大使は会見した。立場は大きく変わった、と同氏は指摘する。",
    ],
)
def test_whom_a_speaker_speaks_of_is_not_the_speaker_after(before: str) -> None:
    text = f"{before}同氏はまた、山田氏が指導者である限り、方針は続くだろうと述べた。"
    assert holders(text)[-1] == ("青木元大使", "carried")


def test_a_dateline_or_an_apposition_is_no_part_of_a_name() -> None:
    dated = "［東京　16日　青葉通信］ - 北野天文台は、彗星が肉眼で見えるだろうと発表した。"
    assert holders(dated) == [("北野天文台", "stated")]
    assert name_of_holder("研究員であるポール・ベルク氏") == "ポール・ベルク氏"


def test_a_topic_inside_the_claim_is_not_its_holder() -> None:
    text = "山田太郎教授は会見した。同国は新型こそ渡さないものの、部品は送るだろうと話す。"
    assert {holder for holder, _ in holders(text)} == {"山田太郎教授"}


def test_of_two_reports_in_a_sentence_each_has_its_own_holder() -> None:
    text = "青葉省は人口が減ると予測するが、複数の関係者は、来年は増えるとみている。"
    assert [h for h, _ in holders(text)] == ["青葉省", "複数の関係者"]
    assert holders("川上会長は値が下がるとみるが、来年は売上も増えると予想する。") == [
        ("川上会長", "stated"),
        ("川上会長", "stated"),
    ]


def test_those_who_hold_it_may_stand_behind_the_verb() -> None:
    assert holders("赤字は避けられないとみる市場関係者が多い。") == [("市場関係者", "stated")]
    assert holders("値下がりは続くという商社の読みもある。") == [("商社", "stated")]
    assert holders("値下がりは続くとの見方がある。") == [(None, "author")]


def test_who_is_asked_holds_the_answer() -> None:
    text = "仕入れの担当者に聞くと、「来年は値が下がるだろう」とのこと。"
    assert holders(text) == [("仕入れの担当者", "stated")]


def test_a_line_above_a_quotation_names_its_speaker() -> None:
    text = (
        "静かだ。\n\n港で店を営む女性\n「続ける。客は減るかもしれない」\n\n道が来年できる見込みだ。"
    )
    assert holders(text, author="川上") == [("港で店を営む女性", "carried"), ("川上", "author")]
    text = "島は静かだ。\n\n青葉大学　青木さやか教授（工学）\n「橋は来年壊れるでしょう」"
    assert holders(text) == [("青木さやか教授", "carried")]


def test_an_interview_names_its_speakers_in_labels() -> None:
    text = (
        "研究者の山田太郎・青葉大学教授に聞いた。\n\n――来年はどうですか。\n\n"
        "山田　値は下がるでしょう。店も減るとみています。\n\n――客は戻るのでしょうか。\n\n"
        "山田　今後も減るはずです。私は、冬には底を打つと思います。"
    )
    assert {h for h, _ in holders(text, author="川上")} == {"山田太郎・青葉大学教授"}


def test_an_interview_without_labels_is_with_whom_the_lead_says() -> None:
    text = (
        "会社の先行きを青木花子社長に聞いた。\n\n――来年はどうなりますか。\n\n"
        "「売上は増える見込みです」\n\n――課題は何ですか。\n\n"
        "「原料です。値上がりが続くかもしれません」"
    )
    assert {h for h, _ in holders(text, author="川上")} == {"青木花子社長"}


def test_a_bare_quotation_belongs_to_the_person_before_or_behind_it() -> None:
    before = "まとめ役の青木花子部長は強気だ。「客は必ず戻るはずだ」"
    assert holders(before, author="川上") == [("青木花子部長", "carried")]
    behind = "「客は必ず戻るはずだ」。こう話すのは、店主の青木花子さんだ。"
    assert holders(behind, author="川上") == [("青木花子さん", "carried")]


def test_a_quotation_without_a_speaker_is_never_the_author_s() -> None:
    assert holders("町は静かだ。\n\n「店は残った。客は必ず戻るはずだ」", author="川上") == [
        (None, "check")
    ]


def test_a_report_inside_a_quotation_keeps_its_own_speaker() -> None:
    text = "「船会社は、あすの便は止まる可能性が高いとしています」"
    assert holders(text) == [("船会社", "stated")]


def test_that_points_to_who_made_the_study_known() -> None:
    text = "青葉機構が8日に発表した長期予測で分かった。それによると、需要は来年2割増える見通しだ。"
    assert holders(text) == [("青葉機構", "carried")]
    text = (
        "川上会長は反対だと述べた。青葉機構は報告書をまとめた。それによると、需要は減る見通しだ。"
    )
    assert holders(text)[-1] == ("青葉機構", "carried")


def test_a_source_goes_on_speaking_in_what_is_passed_on() -> None:
    text = "青葉通信によりますと、船は港にいる。作業は4月にずれ込む恐れもあるということです。"
    assert holders(text) == [("青葉通信", "carried")]


def test_the_writer_s_own_reckoning_is_the_writer_s() -> None:
    assert holders("私の見立てでは、値は来年下がるだろう。", author="川上") == [("川上", "author")]


def test_the_same_is_of_the_kind_it_names() -> None:
    text = (
        "青葉社は新型を出す。川上会長は強気だ。同社は、売上が増えると予想する。"
        "同会長は、客が戻るとみる。"
    )
    assert [h for h, _ in holders(text)] == ["青葉社", "川上会長"]
    place = "川上会長は強気だ。輸出は減ると同国政府は予測する。"
    assert holders(place) == [("同国政府", "stated")]


def test_a_passive_report_has_no_holder_in_its_topic() -> None:
    text = "青葉銀行は金利を据え置くと予想されていますが、川上氏は来年の値上がりを予測しています。"
    assert [h for h, _ in holders(text, author="筆者名")] == ["筆者名", "川上氏"]


def test_a_subject_of_no_known_kind_may_stand_before_where_it_was_said() -> None:
    text = "省の主な面々は19日の会合で、病気について「流行する可能性が高い」との見解を示した。"
    assert holders(text) == [("省の主な面々", "stated")]


@pytest.mark.parametrize(
    "quotation",
    [
        "「川上会長はもう決めたのだと思う。彼が会長である限り、店は減ると思う」",
        "「彼は店を増やすと言っている。だが客は減るだろう」",
        "「川上会長はもうやめる。次は誰か」\n\n「客は遠のいた。今後も減るだろう」",
        "「川上会長は続くと話している。だが違う」\n\n「客は遠のいた。今後も減るだろう」",
    ],
)
def test_whom_a_quotation_is_about_does_not_speak_in_it(quotation: str) -> None:
    text = f"川上会長が店を増やした。\n\n山田太郎氏は、川上会長が変わったと述べた。\n\n{quotation}"
    assert holders(text)[-1] == ("山田太郎氏", "carried")


def test_whose_view_a_sentence_is_about_speaks_after_it() -> None:
    text = "川上会長は強気だ。青木教授の見立ては違う。「値が戻ることはない」と断言する。"
    assert holders(text) == [("青木教授", "carried")]


def test_what_points_back_twice_means_the_same_person() -> None:
    text = "山田太郎氏は、店が減ったと語った。同氏は強気だと話す。"
    text += "今後も「客は増えるだろう」と付け加えた。"
    assert holders(text) == [("山田太郎氏", "carried")]


def test_any_verb_behind_a_quotation_and_its_speaker_will_do() -> None:
    assert holders("「負けるわけがない」と青木監督は笑った。") == [("青木監督", "stated")]


def test_a_company_is_named_behind_its_kind() -> None:
    text = "製紙大手の青葉紙業は在庫が多く、値は上がらないとみる。同社は利益が増えると予想する。"
    assert [h for h, _ in holders(text)] == ["製紙大手の青葉紙業", "青葉紙業"]
    assert holders("製紙大手の売上高は円安が続けば増えるだろう。") == [(None, "author")]


def test_who_is_asked_in_the_street_stands_above_what_he_says() -> None:
    text = "値が上がった。\n\n買い物客\n\n「これ以上高くなったら、買わないかもしれません」"
    assert holders(text) == [("買い物客", "carried")]


def test_what_is_thought_inside_a_quotation_names_no_speaker() -> None:
    text = "「今期は順調で、来年も売上は伸びると思う」\n\n「店も増えるだろう。客は必ず戻る」"
    assert {h for h, _ in holders(text, author="川上")} == {None}


def test_a_name_right_before_or_behind_a_quotation_is_its_speaker() -> None:
    assert holders("青葉研究所・山田太郎所長「来年は流行が広がるでしょう」")[0][0] == "山田太郎所長"
    assert holders("気象庁では、「雨が増える可能性もある」と呼びかける。") == [("気象庁", "stated")]
    assert holders("「勝つのは青組でしょう」（山田太郎）。") == [("山田太郎", "stated")]
    assert holders("【青木花子氏（評論家）】来年は青組が上位に来るだろう。") == [
        ("青木花子氏", "carried")
    ]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("「小さい店は減っていく」と青木さん。", "青木さん"),
        ("「小さい店は減っていく」とは、商店組織の理事長。", "商店組織の理事長"),
        ("【東町、西町共同】青葉新聞は、攻撃が起きる恐れがあると報じた。", "青葉新聞"),
        ("「大きな攻撃」を行う恐れがあると青木政権が分析している。", "青木政権"),
        ("両国の政府は、攻撃は「避けられない」との見方で一致。", "両国の政府"),
        ("専門家の間では、来年も減るとの見方が多い。", "専門家"),
        ("来年も減るとの見方が市場では支配的だ。", "市場"),
        ("青葉機構は慎重だ。同機構担当者は「来年も減るだろう」としている。", "同機構担当者"),
        ("勝つための筋書きは、先行きが明るくなるとの見方だ。", "川上"),
        (
            "景気については「来年は減る」（青葉総研）、「来年は増えるだろう」（東総研）との声がある。",
            "東総研",
        ),
    ],
)
def test_ways_to_name_a_holder(text: str, holder: str) -> None:
    assert [h for h, _ in holders(text, author="川上")] == [holder]


def test_what_is_merely_added_to_a_claim_does_not_hold_it() -> None:
    text = "青木氏は会見した。損害に加え、個人も標的となるリスクがあるともした。"
    assert holders(text, author="川上") == [("青木氏", "carried")]


def test_a_name_with_a_title_before_a_colon_takes_the_turn() -> None:
    text = "――賃金はどうなりますか。\n\n青葉大学 工学部教授 青木さゆり氏:\n来年は伸びが鈍るだろう。"
    assert holders(text, author="川上") == [("青木さゆり氏", "carried")]


def test_a_subject_inside_a_condition_does_not_speak() -> None:
    text = (
        "青木氏は「上がる可能性は低い」とし、来年も「減るだろう」とみる。"
        "川上氏が勝つと「値上がりするだろう」と指摘する。"
    )
    assert [h for h, _ in holders(text)] == ["青木氏", "青木氏", "青木氏"]


def test_hyphens_ask_too_and_the_title_says_whom() -> None:
    text = (
        "- 来年はどうですか。\n\n「売上は伸びる見通し」\n\n- 課題は。\n\n「値上がりが続くでしょう」"
    )
    found = find_forecasts(split_sentences(text), author="川上", title="青葉社　山田太郎社長に聞く")
    assert {f.holder for f in found} == {"山田太郎社長"}


def test_titles_groups_and_institutions_can_hold_a_view_and_things_cannot() -> None:
    assert name_of_holder("青葉大学の山田太郎教授（経済学）") == "山田太郎教授"
    assert name_of_holder("複数の関係者") == "複数の関係者"
    assert name_of_holder("新しい橋") is None
    assert points_back("同教授")
    assert not points_back("教授")
