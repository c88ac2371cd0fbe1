from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.questions import pose_questions
from rkbrief.config import CorpusConfig, QuestionConfig
from rkbrief.model import Horizon

ASKED = CorpusConfig(
    questions=(
        QuestionConfig(
            id="Q1",
            ask="提携は続くか",
            ask_en="Will the alliance last?",
            terms=("提携",),
            affirm=("続く", "強まる"),
            deny=("解消", "終わる"),
        ),
        QuestionConfig(id="Q2", ask="新工場は建つか", terms=("新工場",), affirm=("建つ",)),
    )
)


def test_forecasts_on_an_asked_question_stand_side_by_side_with_their_stance() -> None:
    corpus = Corpus()
    one, other = (
        corpus.add("両社の提携は続くだろう。"),
        corpus.add("提携は年内に解消される見通しだ。"),
    )
    corpus.forecast(one, "両社の提携は続くだろう", "だろう")
    corpus.forecast(other, "提携は年内に解消される見通しだ", "見通し")
    forecasts, questions = pose_questions(corpus.forecasts, corpus=ASKED)
    assert [(f.question_id, f.stance) for f in forecasts] == [("Q1", "affirm"), ("Q1", "deny")]
    assert [(q.id, q.given, q.contested, q.ask.en) for q in questions] == [
        ("Q1", True, True, "Will the alliance last?")
    ]


def test_a_claim_answers_the_question_in_whose_words_it_takes_a_side() -> None:
    corpus = Corpus()
    for claim in ("提携は新工場で終わるだろう", "提携により新工場が建つだろう"):
        corpus.forecast(corpus.add(f"{claim}。"), claim, "だろう")
    forecasts, _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert [f.question_id for f in forecasts] == ["Q1", "Q2"]


def test_what_something_comes_by_is_not_what_a_claim_is_about() -> None:
    corpus = Corpus()
    claim = "提携を通じて新工場も動くだろう"
    corpus.forecast(corpus.add(f"{claim}。"), claim, "だろう")
    (forecast,), _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert forecast.question_id == "Q2"


def test_what_something_comes_about_in_spite_of_is_not_what_a_claim_is_about() -> None:
    corpus = Corpus()
    for claim in ("提携が続いたところで、新工場は動くまい", "提携が続いても、新工場は動くまい"):
        corpus.forecast(corpus.add(f"{claim}。"), claim, "まい")
    forecasts, _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert [f.question_id for f in forecasts] == ["Q2", "Q2"]


def test_a_term_of_the_condition_weighs_less_than_one_of_the_claim() -> None:
    corpus = Corpus()
    claim = "提携が決まれば、新工場も動くだろう"
    corpus.forecast(corpus.add(f"{claim}。"), claim, "だろう")
    conditional = replace(corpus.forecasts[0], condition="提携が決まれば")
    (plain,), _ = pose_questions(corpus.forecasts, corpus=ASKED)
    (forecast,), _ = pose_questions([conditional], corpus=ASKED)
    assert (plain.question_id, forecast.question_id) == ("Q1", "Q2")


def test_a_word_of_the_condition_takes_no_side() -> None:
    corpus = Corpus()
    claim = "提携が終われば、新工場は建つだろう"
    corpus.forecast(corpus.add(f"{claim}。"), claim, "だろう")
    sided = CorpusConfig(questions=(replace(ASKED.questions[0], terms=("提携", "新工場")),))
    conditional = replace(corpus.forecasts[0], condition="提携が終われば")
    (plain,), _ = pose_questions(corpus.forecasts, corpus=sided)
    (forecast,), _ = pose_questions([conditional], corpus=sided)
    assert (plain.stance, forecast.stance) == ("deny", "unclear")


def test_a_claim_does_not_follow_its_article_by_a_word_of_its_condition() -> None:
    corpus = Corpus()
    claim = "雨が続くなら、式は延びるだろう"
    article = corpus.add("提携を結んだ。", "提携の発表だ。", "提携式だ。", f"{claim}。")
    corpus.forecast(article, claim, "だろう")
    told = corpus.sentences
    conditional = replace(corpus.forecasts[0], condition="雨が続くなら")
    (plain,), _ = pose_questions(corpus.forecasts, corpus=ASKED, sentences=told)
    (forecast,), _ = pose_questions([conditional], corpus=ASKED, sentences=told)
    assert (plain.question_id, forecast.question_id) == ("Q1", None)


def test_negation_turns_the_stance() -> None:
    corpus = Corpus()
    article = corpus.add("提携は続くことはないだろう。")
    corpus.forecast(article, "提携は続くことはないだろう", "だろう")
    (forecast,), _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert forecast.stance == "deny"


def test_a_modal_that_lowers_the_claim_turns_the_stance() -> None:
    corpus = Corpus()
    article = corpus.add("提携が続く可能性は低い。")
    corpus.forecast(article, "提携が続く可能性は低い", "可能性は低い", "unlikely")
    (forecast,), _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert forecast.stance == "deny"


def test_agreement_is_not_contested() -> None:
    corpus = Corpus()
    for _ in range(2):
        corpus.forecast(corpus.add("両社の提携は続くだろう。"), "両社の提携は続くだろう", "だろう")
    _, (question,) = pose_questions(corpus.forecasts, corpus=ASKED)
    assert not question.contested
    assert [p.article_id for p in question.positions] == ["S1", "S2"]


def test_horizons_far_apart_are_contested() -> None:
    corpus = Corpus()
    for _ in range(2):
        corpus.forecast(corpus.add("両社の提携は続くだろう。"), "両社の提携は続くだろう", "だろう")
    one, other = corpus.forecasts
    apart = (
        replace(one, horizon=Horizon("1年", "P1Y")),
        replace(other, horizon=Horizon("10年", "P10Y")),
    )
    _, (question,) = pose_questions(apart, corpus=ASKED)
    assert question.contested


def test_without_a_configured_question_forecasts_meet_by_what_they_are_about() -> None:
    corpus = Corpus()
    first = corpus.add("日銀は12月の決定会合で政策金利を引き上げるだろう。")
    second = corpus.add("12月の決定会合で日銀が政策金利を引き上げるとの見方が多い。")
    third = corpus.add("来年の稲作は天候に恵まれる見込みだ。")
    corpus.forecast(first, "日銀は12月の決定会合で政策金利を引き上げるだろう", "だろう")
    corpus.forecast(second, "12月の決定会合で日銀が政策金利を引き上げるとの見方", "見方")
    corpus.forecast(third, "来年の稲作は天候に恵まれる見込みだ", "見込み")
    forecasts, (question,) = pose_questions(corpus.forecasts, corpus=CorpusConfig())
    assert question.forecast_ids == ("P1", "P2")
    assert not question.given
    assert question.ask.ja.endswith("の見通し")
    assert "policy rate" in question.ask.en
    assert forecasts[2].question_id is None


def test_only_forecasts_take_part() -> None:
    corpus = Corpus()
    corpus.forecast(corpus.add("提携は続くべきだ。"), "提携は続くべきだ", "べきだ")
    norm = replace(corpus.forecasts[0], kind="norm")
    forecasts, questions = pose_questions([norm], corpus=ASKED)
    assert forecasts == (norm,)
    assert questions == ()


def test_a_forecast_without_a_term_follows_its_paragraph() -> None:
    corpus = Corpus()
    article = corpus.add("両社の提携は続くだろう。", "年内に広がる可能性もある。")
    for sentence in corpus.sentences.values():
        corpus.sentences[sentence.id] = replace(sentence, paragraph=1)
    corpus.forecast(article, "年内に広がる可能性もある", "可能性もある", "possible")
    alone, _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert alone[0].question_id is None
    inside, _ = pose_questions(corpus.forecasts, corpus=ASKED, sentences=corpus.sentences)
    assert inside[0].question_id == "Q1"


def test_of_two_questions_of_its_paragraph_a_forecast_follows_the_one_whose_side_it_takes() -> None:
    corpus = Corpus()
    for claim in ("来年には終わるだろう", "来年には建つだろう"):
        article = corpus.add("提携は新工場の前に決まった。", f"{claim}。")
        corpus.forecast(article, claim, "だろう")
    for sentence in corpus.sentences.values():
        corpus.sentences[sentence.id] = replace(sentence, paragraph=1)
    forecasts, _ = pose_questions(corpus.forecasts, corpus=ASKED, sentences=corpus.sentences)
    assert [f.question_id for f in forecasts] == ["Q1", "Q2"]


def test_what_cannot_be_avoided_is_affirmed() -> None:
    corpus = Corpus()
    article = corpus.add("提携の解消は避けられない。")
    corpus.forecast(article, "提携の解消は避けられない", "避けられない", "almost_certain")
    (forecast,), _ = pose_questions(corpus.forecasts, corpus=ASKED)
    assert forecast.stance == "deny"


def test_a_word_of_two_questions_is_of_the_one_that_the_article_is_on() -> None:
    asked = CorpusConfig(
        questions=(
            QuestionConfig(id="coffee", ask="豆は値上がりするか", terms=("供給", "豆", "農園")),
            QuestionConfig(
                id="eggs", ask="卵は値下がりするか", terms=("供給", "卵", "養鶏", "鶏舎")
            ),
        )
    )
    corpus = Corpus()
    article = corpus.add("養鶏の鶏舎で卵が減った。", "供給は3月から戻るだろう。")
    corpus.forecast(article, "供給は3月から戻るだろう", "だろう")
    (forecast,), _ = pose_questions(corpus.forecasts, corpus=asked, sentences=corpus.sentences)
    assert forecast.question_id == "eggs"


def test_a_question_at_home_in_another_story_is_not_asked() -> None:
    asked = CorpusConfig(
        questions=(
            QuestionConfig(id="fish", ask="魚は戻るか", terms=("目標", "親魚", "漁獲")),
            QuestionConfig(id="shots", ask="接種は進むか", terms=("接種", "ワクチン", "医師")),
        )
    )
    corpus = Corpus()
    fish = [corpus.add("親魚が減った。", "漁獲の目標は遠い。") for _ in range(2)]
    shots = [corpus.add("医師がワクチンの接種を続ける。", "7割の目標には届かない見通しだ。")]
    shots.append(corpus.add("ワクチンの接種は医師が行う。"))
    corpus.forecast(shots[0], "7割の目標には届かない見通しだ", "見通しだ")
    stories = {a: tuple(o for o in told if o != a) for told in (fish, shots) for a in told}
    taken = [
        pose_questions(corpus.forecasts, corpus=asked, sentences=corpus.sentences, stories=known)[
            0
        ][0].question_id
        for known in (None, stories)
    ]
    assert taken == ["fish", None]
