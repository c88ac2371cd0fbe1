"""A brief reads from the conclusion down, cites every claim, and stays its templates' shape."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from rkbrief.allowed import Language
from rkbrief.brief import keyfigures
from rkbrief.brief.index import Index
from rkbrief.brief.judgments import judge
from rkbrief.brief.lead import lead_judgment
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.positions import conditional
from rkbrief.brief.render import render_brief
from rkbrief.brief.verify import verify_brief
from rkbrief.config import BriefSettings, SectionSettings
from rkbrief.errors import TemplateError, VerificationError
from rkbrief.model import (
    Analysis,
    AnalystWords,
    FigureGroup,
    Horizon,
    Label,
    Position,
    Quantity,
    Question,
    RankedSentence,
    Remark,
    Summary,
)
from rkbrief.pipeline import analyse

TEMPLATES = ("standard", "one-page", "figures-only")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_built_in_brief_stands(railway: Analysis, template: str, language: Language) -> None:
    text = render_brief(railway, template, settings=BriefSettings(language=language))
    assert verify_brief(text, railway.articles) == ()
    assert text.endswith("-->\n")


def test_the_same_analysis_gives_the_same_bytes(railway: Analysis) -> None:
    assert render_brief(railway) == render_brief(railway)


def test_sections_stand_in_reading_order(railway: Analysis) -> None:
    assert headings(render_brief(railway)) == [
        "Will the valley line stay open? Contested: 2 say yes, 1 says no",
        "Bottom line up front",
        "Key judgments",
        "Key figures",
        "Competing forecasts",
        "Will the valley line stay open?",
        "What came due and what was resolved",
        "Assumptions and indicators",
        "Information gaps",
        "Sources",
        "Words of likelihood and confidence",
        "How this brief was made",
        "Endnotes",
    ]


def test_the_bottom_line_has_at_most_three_clauses(railway: Analysis) -> None:
    text = render_brief(railway)
    section = text.split("## Bottom line up front")[1].split("\n## ")[0]
    assert [line[:7] for line in section.strip().splitlines()] == ["- **Wha", "- **Whe", "- **Wha"]
    assert "2 sources agree on one figure: 38 years" in section


def test_likelihood_and_confidence_stand_in_separate_sentences(railway: Analysis) -> None:
    text = render_brief(railway)
    assert "2 of 4 speakers say yes (likely, 55–80 %; in part stated outright)" in text
    assert "1 says no (likely, 55–80 %) [[S2:2]](#s2-2), 1 more holds it possible" in text
    assert "Confidence in this reading: low. Basis: 1 independent source on this side" in text


def test_figures_show_standing_wording_and_what_was_reckoned(railway: Analysis) -> None:
    rows = [line for line in render_brief(railway).splitlines() if line.startswith("| **")]
    assert "conflict between sources" in rows[0]
    assert "→ 1986 (reckoned)" in rows[1]
    assert "corroborated, 2 independent sources" in rows[1]
    assert "“38年ぶり” [[S1:1]](#s1-1), “38年前” [[S2:1]](#s2-1)" in rows[1]
    assert "single source" in rows[2]


def test_what_came_due_and_what_was_settled_is_told(railway: Analysis) -> None:
    text = render_brief(railway)
    assert "**Came due on 31 March 2026 (reckoned)** · 森下教授" in text
    assert "no outcome found" in text
    assert "**It happened**" in text


def test_gaps_name_what_is_missing(railway: Analysis) -> None:
    section = render_brief(railway).split("## Information gaps")[1].split("\n## ")[0]
    for words in ("Undated: S3", "No author named: S3", "1 of the 3 key figures above rests on"):
        assert words in section
    assert "No source answers: Who will pay for the bridge?" in section
    assert "“線路が残るかどうかは不明だ。” [[S3:3]](#s3-3)" in section


def test_gaps_say_how_many_they_leave_out(tmp_path: Path) -> None:
    unknown = (
        "橋が直るかどうかは分からない。費用がいくらになるかは不明だ。港がいつ開くかは不透明だ。"
    )
    (tmp_path / "a.txt").write_text(f"{unknown}駅がいつできるかは見通せない。\n", "utf-8")
    analysis = analyse([tmp_path])
    all_told = render_brief(analysis)
    assert all_told.count("The source itself calls this unknown") == 4
    assert "that a source calls unknown" not in all_told
    settings = BriefSettings(sections={"gaps": SectionSettings(limit=1)})
    cut = render_brief(analysis, settings=settings)
    assert cut.count("The source itself calls this unknown") == 1
    assert "- 3 further points that a source calls unknown are in the JSON export" in cut


def test_sources_of_a_day_to_come_are_named(railway: Analysis) -> None:
    early = replace(railway, provenance=replace(railway.provenance, as_of=date(2024, 8, 1)))
    assert "Dated after the day of this brief: S1" in render_brief(early)
    assert "Dated after" not in render_brief(railway)


@pytest.mark.parametrize(
    ("count", "front", "gap"),
    [
        (1, "1 source, undated · ", "Undated: S1. What it calls recent"),
        (2, "2 sources, all undated · ", "Undated: S1, S2. What they call recent"),
    ],
)
def test_where_no_source_is_dated_none_is_counted(
    build: SimpleNamespace, count: int, front: str, gap: str
) -> None:
    texts = ["渡しは残る。", "町は静かだ。"][:count]
    text = render_brief(build.analysis([build.article(n, t) for n, t in enumerate(texts, 1)]))
    assert front in text
    assert gap in text


def test_no_line_ends_in_a_blank(railway: Analysis) -> None:
    text = render_brief(railway)
    assert not re.search(r" +$", text, re.MULTILINE)
    assert "&#32;" not in text


def test_what_happened_is_something_done(build: SimpleNamespace) -> None:
    article = build.article(
        1, "渡しは6隻から成る。町は渡しを8隻に増やすと発表した。町長は「早い」と述べた。"
    )
    analysis = build.analysis([article])
    picked = tuple(
        RankedSentence(s, score)
        for s, score in zip(analysis.sentences, (3.0, 1.0, 2.0), strict=True)
    )
    analysis = replace(analysis, corpus_summary=Summary(None, "coverage", picked))
    assert "**What happened.** “町は渡しを8隻に増やすと発表した。”" in render_brief(analysis)


@pytest.mark.parametrize(
    ("anecdote", "news"),
    [
        ("父から店を継いで30年がたった。", "町は5月3日、渡しを8隻に増やした。"),
        ("5月3日の朝、私は渡しの船着き場で古い綱を手に取った。", "町は渡しを8隻に増やした。"),
        ("店を継いで30年、売り子を10年。", "町は5月3日、渡しを8隻に増やすと発表した。"),
        (
            "「渡しは町の宝です」と、船頭は5月3日に渡しの客8人へ笑った。",
            "町は5月3日、渡しを8隻に増やした。",
        ),
    ],
)
def test_what_happened_names_its_day(tmp_path: Path, anecdote: str, news: str) -> None:
    (tmp_path / "a.txt").write_text(f"渡しと私\n\n{anecdote}渡しの客は増えるだろう。\n", "utf-8")
    (tmp_path / "b.txt").write_text(f"渡しを増便\n\n渡しは町の足である。{news}\n", "utf-8")
    assert f"**What happened.** “{news}”" in render_brief(analyse([tmp_path]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("町の渡しは8隻に増えるだろう。", False),
        ("町は、渡しが8隻に増える見通しだと発表した。", True),
        ("町の渡しは8隻ある。", True),
    ],
)
def test_what_is_only_foretold_has_not_happened(tmp_path: Path, text: str, told: bool) -> None:
    (tmp_path / "a.txt").write_text(f"{text}\n", "utf-8")
    assert ("**What happened.**" in render_brief(analyse([tmp_path]))) == told


def test_what_is_only_foretold_is_a_brief_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("渡しはさらに増えるだろう。\n", "utf-8")
    assert "**What is foretold.** “渡しはさらに増えるだろう。” [[S1:1]]" in render_brief(
        analyse([tmp_path])
    )


def test_a_clause_after_a_clause_begins_in_lower_case(build: SimpleNamespace) -> None:
    article = build.article(1, "渡しは6隻になる。")
    figure = build.figure(1, article, "6隻", Quantity(6, unit="ship"))
    group = FigureGroup("G1", Label("6 ships", "6隻"), "single", ("F1",), ("S1",), 1)
    text = render_brief(build.analysis([article], figures=[figure], groups=[group]))
    assert "“渡しは6隻になる。” [[S1:1]](#s1-1); one source gives a figure: 6 ships" in text


def test_a_quotation_in_a_claim_is_closed_where_the_source_closes_it(
    build: SimpleNamespace,
) -> None:
    article = build.article(1, "町長は集まりで、「渡しは必ず残る」と語った。")
    claim = build.forecast(1, article, "町長は集まりで、「渡しは必ず残る", question_id=None)
    claim = replace(claim, condition="町長は集まりで、「渡しは", holder="町長")
    index = Index(build.analysis([article], forecasts=[claim]), Phrases("en"))
    assert index.words("S1", claim.claim) == "“町長は集まりで、「渡しは必ず残る」”"
    assert index.words("S1", claim.claim, most=7) == "“…渡しは必ず残る”"
    assert index.words("S1", "町長は集まりで、「渡しは") == "“町長は集まりで、「渡しは”"
    assert index.words("S1", "渡しは必ず残る」と語った") == "“「渡しは必ず残る」と語った”"
    assert index.words("S1", "渡しは必ず残る」と語った", most=8) == "“…残る」と語った”"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("しかし、渡しは残る", "“…渡しは残る”"),
        ("- ただし、渡しは残る", "“…渡しは残る”"),
        ("・渡しは残る", "“渡しは残る”"),
        ("しかし渡しは残る", "“しかし渡しは残る”"),
        ("ただ一つ、渡しは残る", "“ただ一つ、渡しは残る”"),
    ],
)
def test_an_excerpt_begins_behind_a_mark_and_a_conjunction(
    build: SimpleNamespace, said: str, shown: str
) -> None:
    index = Index(build.analysis([build.article(1, f"{said}。")]), Phrases("en"))
    assert index.words("S1", said, most=40) == shown
    assert index.words("S1", said).endswith(f"{said[2:]}”")


def test_a_claim_that_runs_over_a_line_is_quoted_in_one(build: SimpleNamespace) -> None:
    article = build.article(1, "渡しは来年も残る見込\n　みと発表した。ABC\nDEF社は去る。")
    claim = build.forecast(1, article, "渡しは来年も残る見込\n　み", horizon=Horizon("来年", None))
    positions = (Position("S1", None, ("P1",)),)
    question = Question("Q1", Label("Will it?", "残るか"), positions, contested=False, given=True)
    analysis = build.analysis([article], forecasts=[claim], questions=[question])
    index = Index(analysis, Phrases("en"))
    assert index.words("S1", claim.claim) == "“渡しは来年も残る見込み”"
    assert index.words("S1", "ABC\nDEF社は去る") == "“ABC DEF社は去る”"
    text = render_brief(replace(analysis, corpus_summary=analysis.findings[0].summary))
    assert "“渡しは来年も残る見込みと発表した。” [[S1:1]](#s1-1)" in text
    assert "characters 0–19: “渡しは来年も残る見込&#10;　みと発表した。”" in text
    forged = text.replace("来年も残る見込みと", "来年は残る見込みと", 1)
    assert any(finding.kind == "quotation" for finding in verify_brief(forged, [article]))


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ([("affirm", "possible")], "Will it stay? One speaker sees a possible yes"),
        ([("deny", "possible")], "Will it stay? One speaker sees a possible no"),
        (
            [("deny", "possible"), ("deny", "possible")],
            "Will it stay? Both speakers who answer see a possible no",
        ),
        (
            [("deny", "likely"), ("deny", "possible")],
            "Will it stay? One speaker says no",
        ),
        (
            [("deny", "likely"), ("deny", "possible"), ("deny", "likely")],
            "Will it stay? Two speakers say no",
        ),
        (
            [("deny", "likely"), ("deny", "likely")],
            "Will it stay? Both speakers who answer say no",
        ),
        (
            [("affirm", "likely"), ("deny", "possible")],
            "Will it stay? Contested: 1 says yes, 1 sees a possible no",
        ),
    ],
)
def test_a_title_calls_no_bare_possibility_an_answer(
    build: SimpleNamespace, said: list[tuple[str, str]], title: str
) -> None:
    article = build.article(1, "".join(f"{n}人目の話。" for n in range(1, 1 + len(said))))
    claims = [
        build.forecast(
            n,
            article,
            f"{n}人目の話",
            holder=f"{'森林谷'[n - 1]}教授",
            stance=side,
            likelihood=word,
        )
        for n, (side, word) in enumerate(said, 1)
    ]
    positions = tuple(Position("S1", f.holder, (f.id,)) for f in claims)
    question = Question("Q1", Label("Will it stay?", "残るか"), positions, False, given=True)  # noqa: FBT003
    analysis = build.analysis([article], forecasts=claims, questions=[question])
    assert headings(render_brief(analysis))[0] == title


def test_no_row_cites_a_sentence_twice(build: SimpleNamespace) -> None:
    article = build.article(1, "林三一教授は渡しが残ると言う。渡しは必ず残る。森教授は黙る。")
    names = ("林三一教授", "林三一教授", "森教授")
    claims = [
        build.forecast(n, article, words, holder=name, holder_status="stated")
        for n, (words, name) in enumerate(
            zip(("渡しが残る", "渡しは必ず残る", "黙る"), names, strict=True), 1
        )
    ]
    claims[1] = replace(claims[1], likelihood="almost_certain")
    positions = tuple(Position("S1", f.holder, (f.id,)) for f in claims)
    question = Question("Q1", Label("Will it?", "残るか"), positions, contested=False, given=True)
    text = render_brief(build.analysis([article], forecasts=claims, questions=[question]))
    (row,) = [line for line in text.splitlines() if line.startswith("| 林三一教授")]
    assert row.count("[[S1:1]]") == row.count("[[S1:2]]") == 1


def test_a_condition_that_points_back_is_no_indicator(build: SimpleNamespace) -> None:
    conditions = ["そうなれば", "もしそう\nでなければ", "その場合には", "そのまま雨が続けば"]
    article = build.article(1, "".join(f"{c}、渡しは残る。" for c in conditions))
    claims = [
        build.forecast(n, article, f"{c}、渡しは残る", condition=c, question_id=None)
        for n, c in enumerate(conditions, 1)
    ]
    found = conditional(Index(build.analysis([article], forecasts=claims), Phrases("en")))
    assert [f.condition for f in found] == ["そのまま雨が続けば"]


def test_all_that_the_analyst_asked_is_answered(build: SimpleNamespace) -> None:
    article = build.article(1, "".join(f"{n}番の渡しは残る。" for n in range(1, 10)))
    said = [
        build.forecast(n, article, f"{n}番の渡しは残る", holder="森下教授", question_id=f"Q{n}")
        for n in range(1, 10)
    ]

    def count(template: str = "standard", *, given: bool = True, limit: int | None = None) -> int:
        asked = [
            Question(
                f"Q{n}",
                Label(f"Will ferry {'I' * n} stay?", "渡しは残るか"),
                (Position("S1", "森下教授", (f"P{n}",)),),
                contested=False,
                given=given,
            )
            for n in range(1, 10)
        ]
        analysis = build.analysis([article], forecasts=said, questions=asked)
        sections = {} if limit is None else {"key-judgments": SectionSettings(limit=limit)}
        text = render_brief(analysis, template, settings=BriefSettings(sections=sections))
        return text.count("Confidence in this reading")

    assert count() == 9
    assert count(given=False) == 6
    assert count(limit=2) == 2
    assert count("one-page") == 3


def test_every_citation_links_to_an_endnote_that_is_there(railway: Analysis) -> None:
    text = render_brief(railway)
    linked = set(re.findall(r"\]\(#(s\d+-\d+)\)", text))
    anchors = Counter(re.findall(r'<a id="(s\d+-\d+)">', text))
    assert linked == set(anchors)
    assert set(anchors.values()) == {1}


def test_a_japanese_brief_is_japanese_throughout(railway: Analysis) -> None:
    assert all(
        JAPANESE.search(h)
        for h in headings(render_brief(railway, settings=BriefSettings(language="ja")))
    )


def test_an_english_brief_is_english_outside_quotations_and_names(railway: Analysis) -> None:
    text = render_brief(railway).split("## Endnotes")[0]
    bare = re.sub(r"“[^”]*”", "", text)
    for name in ("早川町長", "田所薫", "森下教授", "山里新聞", "交通週報", "水野明"):
        bare = bare.replace(name, "")
    assert not JAPANESE.search(bare)


def test_a_digest_is_never_set_in_quotation_marks(digests: Analysis) -> None:
    text = render_brief(digests)
    body, notes = text.split("## Endnotes")
    titles = {a.title for a in digests.articles if a.title}
    quoted = (
        set(re.findall(r"“([^”]*)”", body)) - titles - {"may", "might", "Converted", "reckoned"}
    )
    assert not quoted
    assert notes.count("(digest, not the article): 〔") == notes.count("<a id=")
    assert verify_brief(text, digests.articles) == ()


def test_front_matter_gives_author_audience_and_tlp(railway: Analysis) -> None:
    settings = BriefSettings(author="A *B*", audience="the Minister", tlp="AMBER+STRICT")
    text = render_brief(railway, settings=settings)
    assert "**TLP:AMBER+STRICT**" in text
    assert "prepared by A \\*B\\* · for the Minister" in text


def test_sections_can_be_left_out_reordered_and_limited(railway: Analysis) -> None:
    settings = BriefSettings(
        sections={"gaps": SectionSettings(show=False), "key-figures": SectionSettings(limit=1)},
        templates={
            "mine": ("title", "key-figures", "gaps", "bottom-line", "scale", "method", "endnotes")
        },
    )
    text = render_brief(railway, "mine", settings=settings)
    assert headings(text)[1:3] == ["Key figures", "Bottom line up front"]
    assert "Information gaps" not in text
    assert "2 further figures are in the JSON export (--format json)." in text


def test_a_brief_with_no_room_for_all_figures_says_how_many_it_leaves_out(
    railway: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = render_brief(railway, "figures-only")
    assert "JSON export" not in whole
    facts = len(keyfigures.rank_groups(Index(railway, Phrases("en"))))
    monkeypatch.setattr(keyfigures, "_ROOM", 0)
    cut = render_brief(railway, "figures-only")
    assert f"{facts - 1} further figures are in the JSON export (--format json)." in cut
    assert len(cut) < len(whole)


def test_a_mandatory_section_cannot_be_left_out(railway: Analysis) -> None:
    settings = BriefSettings(sections={"endnotes": SectionSettings(show=False)})
    with pytest.raises(VerificationError, match="endnotes"):
        render_brief(railway, settings=settings)


def test_what_is_refused_is_named_by_its_words(railway: Analysis, tmp_path: Path) -> None:
    text = "## Key figures\n\nAs the desk counted them, 4711 in all, before it went to lunch.\n"
    (tmp_path / "key-figures.md.j2").write_text(text, "utf-8")
    with pytest.raises(
        VerificationError, match=r"line \d+ \(As the desk counted them, .*…\): 4711"
    ):
        render_brief(railway, settings=BriefSettings(template_folder=str(tmp_path)))


def test_an_empty_brief_is_refused(build: SimpleNamespace) -> None:
    article = build.article(1, "本文。")
    analysis = build.analysis([article])
    nothing = Summary(None, "coverage", ())
    findings = tuple(replace(f, summary=nothing) for f in analysis.findings)
    empty = replace(analysis, findings=findings, corpus_summary=nothing)
    with pytest.raises(VerificationError, match="cites nothing"):
        render_brief(empty)


def test_a_corpus_without_forecasts_and_figures_still_gives_a_brief(build: SimpleNamespace) -> None:
    text = render_brief(build.analysis([build.article(1, "橋は閉じられた。再開は未定だ。")]))
    assert text.startswith("# What one source reports")
    assert "“橋は閉じられた。” [[S1:1]](#s1-1)" in text


def test_an_unknown_template_is_named_with_what_there_is(railway: Analysis) -> None:
    with pytest.raises(TemplateError, match="did you mean 'standard'"):
        render_brief(railway, "standart")


HOSTILE = [
    "# 見出し|表\n- 項目\n\n1. x",
    "<script>x</script><!-- y -->",
    "[x](http://e.com) ![i](http://e.com/i) [r]: http://e.com",
    "```\n~~~\n===\n---",
    "\x1b[31m赤\x07 \u202e逆\u200b",
    "{{ 7*7 }}{% include 'x' %}{# c #}",
    "“引用”「引用」〔要約〕⟪注⟫",
    "[[S9:9]](#s9-9)",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_f01_f03_f04_hostile_text_cannot_change_the_shape_of_a_brief(
    build: SimpleNamespace, hostile: str, language: Language
) -> None:
    def brief(words: str) -> list[str]:
        text = f"導入{words}は三日で終わるだろう。次の文だ。"
        article = build.article(
            1, text, title=words, publisher=words, author=words, path=f"{words[:5]}.txt", note=words
        )
        claim = f"導入{words}は三日で終わるだろう"
        forecasts = [build.forecast(1, article, claim, condition=f"導入{words}", question_id=None)]
        analysis = build.analysis([article], forecasts=forecasts, title=words)
        settings = BriefSettings(language=language, author=words, audience=words)
        source = render_brief(analysis, settings=settings)
        assert "\x1b" not in source
        assert "49" not in source.split("##")[0]
        tokens = MarkdownIt("gfm-like").parse(source)
        inner = [c.type for t in tokens for c in t.children or [] if c.type != "text"]
        return [t.type for t in tokens] + inner

    assert brief(hostile) == brief("普通")


def test_a_template_of_the_user_replaces_one_and_may_add_another(
    railway: Analysis, tmp_path: Path
) -> None:
    (tmp_path / "bottom-line.md.j2").write_text(
        "## {{ headings['bottom-line'] }}\n\n{{ bottom_line.rows[0].text }}\n", encoding="utf-8"
    )
    (tmp_path / "so-what.md.j2").write_text(
        "## So what\n\nBudget: 5 million. {{ title.front }}\n", encoding="utf-8"
    )
    settings = BriefSettings(
        template_folder=str(tmp_path),
        templates={"mine": ("title", "bottom-line", "so-what", "scale", "method", "endnotes")},
    )
    text = render_brief(railway, "mine", settings=settings)
    assert "## So what" in text
    assert "**What to watch.**" not in text


def test_the_analysts_words_are_marked_as_his_and_need_no_source(railway: Analysis) -> None:
    words = AnalystWords(
        title="The line will close by 2030",
        bottom_line="Plan for 45 buses.",
        implication="Budget 77 million.",
        comment="# I doubt *it*",
    )
    text = render_brief(replace(railway, words=words))
    assert text.startswith("# The line will close by 2030\n")
    assert "title by the analyst" in text.split("##")[0]
    assert "- **In the analyst’s words:** Plan for 45 buses." in text
    section = text.split("## The analyst’s view")[1].split("\n## ")[0]
    assert "**What it means for the reader:** Budget 77 million." in section
    assert "**Comment:** \\# I doubt \\*it\\*" in section
    assert verify_brief(text, railway.articles) == ()


def test_remarks_stand_beside_their_items_as_the_analysts(railway: Analysis) -> None:
    remarks = {
        "F5": Remark(pinned=True, note="Counted in 7 villages ⟫ only"),
        "P3": Remark(original={"holder": "水野明"}, translation="It will close by March 2026"),
        "S1:4": Remark(translation="“The rails stay”, said 1 mayor"),
    }
    text = render_brief(replace(railway, remarks=remarks))
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert "passengers a day** ⟪Analyst: Counted in 7 villages » only⟫" in rows[0]
    assert "⟪speaker set by the analyst, read as 水野明; Analyst’s translation: It will" in text
    assert "言い切った。” ⟪Analyst’s translation: “The rails stay”, said 1 mayor⟫" in text
    assert verify_brief(text, railway.articles) == ()


@pytest.mark.parametrize(("speakers", "leads"), [(1, False), (2, True)])
def test_a_question_that_nobody_asked_leads_with_two_answers(
    railway: Analysis, speakers: int, leads: bool
) -> None:
    index = Index(railway, Phrases("en"))
    judgment = next(j for j in judge(index, as_of=date(2026, 1, 1)) if j.voices)
    found = replace(judgment.question, given=False)
    voices = tuple(replace(judgment.voices[0], side="affirm") for _ in range(speakers))
    told = replace(judgment, question=found, voices=voices)
    assert (lead_judgment(index, [told]) is told) is leads
    asked = replace(told, question=replace(found, given=True))
    assert lead_judgment(index, [asked]) is asked
