"""A brief that says what its sources do not is caught, wherever the change is."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from rkbrief import __version__, analyse
from rkbrief.allowed import Language
from rkbrief.brief.export import export_json
from rkbrief.brief.markdown import escape
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import is_intact, is_sealed, seal
from rkbrief.brief.verify import Finding, verify_brief
from rkbrief.brief.verify_export import verify_export
from rkbrief.config import BriefSettings, Config, CorpusConfig, QuestionConfig
from rkbrief.model import Analysis, Label, Position, Question

DIGIT = re.compile(r"\d")


@pytest.fixture(scope="module")
def brief(railway: Analysis) -> str:
    return render_brief(railway)


def forge(text: str, old: str, new: str) -> str:
    """Change a brief at one place and seal it anew, as a careful forger would."""
    assert old in text
    body = text.replace(old, new, 1).rsplit("\n<!-- rkbrief", 1)[0]
    return seal(body, version=__version__, template="standard")


def kinds(findings: Sequence[Finding]) -> set[str]:
    return {f.kind for f in findings}


def test_a_brief_stands_as_written_and_not_for_other_articles(
    brief: str, railway: Analysis
) -> None:
    assert verify_brief(brief, railway.articles) == ()
    assert "hash" in kinds(verify_brief(brief, railway.articles[:2]))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_any_digit_that_is_changed_is_found(railway: Analysis, language: Language) -> None:
    text = render_brief(railway, settings=BriefSettings(language=language))
    places = [m.start() for m in DIGIT.finditer(text)]
    for at in places[:: max(1, len(places) // 60)]:
        forged = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
        assert verify_brief(forged, railway.articles), text[at - 20 : at + 20]


FORGERIES = [
    ("“38年ぶり” [[S1:1]]", "“39年ぶり” [[S1:1]]", "quotation"),
    ("**38 years since", "**39 years since", "number"),
    ("figure: 38 years", "figure: 83 years", "number"),
    ("characters 0–21: “渓谷線", "characters 1–22: “渓谷線", "quotation"),
    ("characters 21–35: “復旧には約120億円", "characters 21–35: “復旧には約121億円", "quotation"),
    ("about 2,400 passengers", "about 2,500 passengers", "number"),
    ("12–15 billion", "12–16 billion", "number"),
    ("12–15 billion", "12–15 million", "number"),
    ("2 August 2024 · file", "3 August 2024 · file", "source"),
    ("sha256 ", "sha256 0", "hash"),
    ("(likely, 55–80 %;", "(likely, 55–95 %;", "band"),
    ("| likely (55–80 %) |", "| likely (20–80 %) |", "band"),
    ("corroborated, 2 independent", "corroborated, 5 independent", "count"),
    ("[[S1:4]](#s1-4)", "[[S1:9]](#s1-9)", "citation"),
    (
        "Confidence in this reading: low.",
        "Confidence in this reading: low, as likely.",
        "confidence",
    ),
    ("## Endnotes", "## Notes", "section"),
    ("## How this brief was made", "## Method", "section"),
    ("## Words of likelihood and confidence", "## Words", "section"),
    ("- **What happened.** ", "- **What happened.** 77 people died. ", "number"),
    ("## Key figures", "77 people died.\n\n## Key figures", "number"),
    ("## Information gaps", "**77 people died.**\n\n## Information gaps", "number"),
    ("## Key figures", "1. **“死者77人”**\n\n   [[S1:1]](#s1-1)\n\n## Key figures", "quotation"),
    ("## Information gaps", "**“死者多数”** [[S1:1]](#s1-1)\n\n## Information gaps", "quotation"),
]


@pytest.mark.parametrize(("old", "new", "kind"), FORGERIES)
def test_a_forgery_with_a_good_seal_is_found_by_its_kind(
    brief: str, railway: Analysis, old: str, new: str, kind: str
) -> None:
    findings = verify_brief(forge(brief, old, new), railway.articles)
    assert kind in kinds(findings)


def test_a_finding_names_its_line(brief: str, railway: Analysis) -> None:
    forged = forge(brief, "**38 years since", "**39 years since")
    line = next(n for n, text in enumerate(forged.splitlines(), 1) if "**39 years" in text)
    assert line in {f.line for f in verify_brief(forged, railway.articles) if f.kind == "number"}


def test_a_digest_in_quotation_marks_is_found(digests: Analysis) -> None:
    text = render_brief(digests)
    start = text.index("(digest, not the article): 〔")
    note = text[start : text.index("\n", start)]
    quoted = note.replace("〔", "“").replace("〕", "”")
    assert "quotation" in kinds(verify_brief(forge(text, note, quoted), digests.articles))


def test_a_source_that_was_changed_since_is_found(brief: str, railway: Analysis) -> None:
    first = railway.articles[0]
    changed = replace(first, text=first.text.replace("38", "39"), sha256="0" * 64)
    assert "hash" in kinds(verify_brief(brief, (changed, *railway.articles[1:])))


def test_words_added_by_hand_leave_the_citations_proven(brief: str, railway: Analysis) -> None:
    edited = brief.replace("## Sources", "## My view\n\nWe should act.\n\n## Sources")
    assert kinds(verify_brief(edited, railway.articles)) == {"seal"}


@pytest.mark.parametrize(
    "text", ["", "# 題\n", "no brief at all", "| a |\n|---|\n", "<!-- rkbrief -->"]
)
def test_what_is_no_brief_is_told_so(text: str, railway: Analysis) -> None:
    assert {"section", "empty", "seal"} <= kinds(verify_brief(text, railway.articles))


def test_a_seal_holds_for_the_whole_text_only() -> None:
    text = seal("# x\n", version="1", template="standard")
    assert is_sealed(text)
    assert is_intact(text)
    for edited in (text.replace("x", "y"), text + "\n", " " + text, text.replace("\n<", "\n\n<")):
        assert not is_intact(edited)
    assert is_sealed(text.replace("x", "y"))
    assert is_sealed(text + "more\n")
    assert not is_intact(text + text.splitlines()[-1] + "\n")
    assert not is_sealed("# x\n")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_range_that_a_source_states_is_no_band_and_is_proven(
    build: SimpleNamespace, language: Language
) -> None:
    article = build.article(1, "再開の確率は70~80%だろう。橋は7月に開く。", author="田所薫")
    claim = build.forecast(1, article, "再開の確率は70~80%だろう", stated_probability=(70.0, 80.0))
    other = build.forecast(
        2, article, "橋は7月に開く", holder="水野明", holder_status="stated", stance="deny"
    )
    positions = (Position("S1", "田所薫", ("P1",)), Position("S1", "水野明", ("P2",)))
    question = Question(
        "Q1", Label("Will it open?", "開くか"), positions, contested=True, given=True
    )
    analysis = build.analysis([article], forecasts=[claim, other], questions=[question])
    text = render_brief(analysis, settings=BriefSettings(language=language))
    assert "70–80 %, " in text
    assert verify_brief(forge(text, "70–80 %, ", "70–90 %, "), analysis.articles)


ASKED = [
    "]", "。", "数", "1", "45", "of", "の", "sources", "費用", "likely", "確信度", "“", "「",
    "Will 3 of 2 sources tell 999 billion?", "“5” 「6」は 7 か", "[S1:1]", "55–80 %",
    "999億円になる", "資料",
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_f04_a_question_in_any_words_costs_no_brief(tmp_path: Path, asked: str) -> None:
    told = "市は橋の費用が45億円だと発表した。来年も増える見込みだ。"
    (tmp_path / "a.txt").write_text(f"橋の費用\n\n{told}", "utf-8")
    (tmp_path / "b.txt").write_text(f"橋の話\n\n橋の費用は45億円に増えるだろう。{told}", "utf-8")
    for terms in (("費用", "増"), ("鯨",)):
        question = QuestionConfig(id="Q", ask=asked, terms=terms, affirm=("増",))
        corpus = CorpusConfig(questions=(question,))
        analysis = analyse([tmp_path], Config(as_of=date(2026, 5, 1)), corpus=corpus)
        for language in ("en", "ja"):
            brief = render_brief(analysis, settings=BriefSettings(language=language))
            assert escape(asked) in brief or "費用" not in terms
            assert verify_brief(brief, analysis.articles) == ()


def test_a_number_beside_a_question_that_holds_it_is_still_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("橋\n\n費用は45億円に増えるだろう。", "utf-8")
    question = QuestionConfig(id="Q", ask="77億円か", ask_en="7.7 billion?", terms=("費用",))
    corpus = CorpusConfig(questions=(question,))
    analysis = analyse([tmp_path], Config(as_of=date(2026, 5, 1)), corpus=corpus)
    forged = forge(render_brief(analysis), "JPY 4.5 billion", "JPY 7.7 billion")
    assert "number" in kinds(verify_brief(forged, analysis.articles))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_f36_one_file_under_two_endings_costs_no_brief(tmp_path: Path, language: Language) -> None:
    page = (
        "<html><head><title>堤防の工事</title></head><body><p>堤防の工事は三年遅れた。</p>"
        "<p>費用は約340億円に増える可能性が高い。</p><p>完成は2031年になるだろう。</p></body></html>\n"
    )
    for name in ("a.txt", "a.html", "b.txt"):
        (tmp_path / name).write_text(page, "utf-8")
    analysis = analyse([tmp_path], Config(as_of=date(2026, 5, 1)))
    assert len({article.text for article in analysis.articles}) == 2
    text = render_brief(analysis, settings=BriefSettings(language=language))
    assert verify_brief(text, analysis.articles) == ()
    data = export_json(analysis, language=language)
    assert verify_export(data, analysis.articles) == ()
    assert verify_export(data, analysis.articles[::-1]) == ()
